package parser

import (
	"cmp"
	"io/fs"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/parser/dialect"
)

// This file makes pages as people spoil them: lines of the sample pages are moved,
// lost, glued, pasted from other pages, and quoted. It reaches in seconds what
// fuzzing, which spoils bytes, may find in hours.

// marks are what a line may begin with by mistake.
var marks = []string{
	"#", "##", "> ", "- ", "1. ", "    ", "\t", "|", "```", "```http", "```json", "<!-- ", "-->", "---", "<b>x</b>", "::: zone-end", "# [HTTP](#tab/http)",
	"[!INCLUDE [x](../includes/all-clouds.md)]", "None", "\u200b", "\xff",
}

// TestMixedPages checks of such pages what [FuzzPage] and [FuzzRecall] check.
// DOCMILL_MIXED says of how many (400):
//
//	DOCMILL_MIXED=100000 go test ./parser -run TestMixedPages
func TestMixedPages(t *testing.T) {
	n, err := strconv.Atoi(cmp.Or(os.Getenv("DOCMILL_MIXED"), "400"))
	if err != nil {
		t.Fatal(err)
	}
	var pages [][]string
	for _, page := range samplePages(t) {
		pages = append(pages, strings.Split(string(page), "\n"))
	}
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		page := mixed(rand.New(rand.NewPCG(uint64(i), 0)), pages)
		checkPage(t, set, []byte(page))
		checkRecall(t, set, []byte(page))
		if t.Failed() {
			t.Fatalf("page %d:\n%s", i, page)
		}
	}
}

// samplePages returns the pages of docs-src.
func samplePages(t testing.TB) [][]byte {
	t.Helper()
	names, err := fs.Glob(docssrc.FS, "*/*/*.md")
	if err != nil || len(names) == 0 {
		t.Fatalf("no sample pages: %v", err)
	}
	pages := make([][]byte, len(names))
	for i, name := range names {
		if pages[i], err = fs.ReadFile(docssrc.FS, name); err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

// mixed returns a page with up to eight mistakes.
func mixed(r *rand.Rand, pages [][]string) string {
	some := func() []string { return pages[r.IntN(len(pages))] }
	page := append([]string{}, some()...)
	for range 1 + r.IntN(8) {
		other := some()
		at, from := r.IntN(len(page)), r.IntN(len(other))
		rest := page[at+1:]
		switch r.IntN(10) {
		case 0: // lost
			rest = rest[min(len(rest), r.IntN(6)):]
			page = append(page[:at:at], rest...)
		case 1: // written over
			page[at] = other[from]
		case 2: // moved
			to := r.IntN(len(page))
			page[at], page[to] = page[to], page[at]
		case 3, 4: // pasted
			paste := other[from:min(len(other), from+1+r.IntN(15))]
			page = append(append(page[:at:at], paste...), page[at:]...)
		case 5: // marked
			page[at] = marks[r.IntN(len(marks))] + page[at]
		case 6: // no longer marked
			page[at] = strings.TrimLeft(page[at], "#> -|`<!")
		case 7: // glued
			page = append(append(page[:at:at], page[at]+strings.Join(rest[:min(1, len(rest))], "")), rest[min(1, len(rest)):]...)
		case 8: // a byte lost
			if n := len(page[at]); n > 0 {
				i := r.IntN(n)
				page[at] = page[at][:i] + page[at][i+1:]
			}
		case 9: // cut off, or out
			if r.IntN(3) == 0 {
				page = page[:at]
			} else {
				page = page[at:]
			}
		}
		if len(page) == 0 {
			page = append(page, other[from])
		}
	}
	return strings.Join(page, "\n") + "\n"
}
