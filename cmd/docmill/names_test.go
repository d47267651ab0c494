package main

import (
	"cmp"
	"encoding/json"
	"flag"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/link"
)

// This file tests that names last: it reads parts of the pages of a set, and
// wants whatever the part and the whole both have to be called the same in
// both. The sample documentation is read in every run; real documentation,
// where it is at hand, like in TestCorpus: the small sets, all of them in CI or
// if -subsets says how many parts to compare:
//
//	go test ./cmd/docmill -run NamesLast -v -subsets 30
//
// What may differ is what the pages force; see forced.

var subsets = flag.Int("subsets", 0, "of the pages of each set, for TestNamesLast (default 10, 3 of the large sets)")

func TestNamesLast(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		t.Run("docs-src/"+version, func(t *testing.T) {
			sub, err := openSample(version)
			if err != nil {
				t.Fatal(err)
			}
			pages, _, err := parser.Pages(sub.fsys, parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkNamesLast(t, pages, cmp.Or(*subsets, 10))
		})
	}
	eachBuilt(t, allCorpora() || *subsets > 0, func(t *testing.T, dir string) {
		pages, _, err := parser.Pages(os.DirFS(dir), parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkNamesLast(t, pages, cmp.Or(*subsets, 3))
	})
}

// checkNamesLast compares the names of n parts of the pages with those of all.
func checkNamesLast(t *testing.T, pages []*model.Page, n int) {
	whole := readNamed(t, pages)
	spellings := spellingsOf(t, pages)
	reasons := make(map[string]int)
	shared := 0
	for i := range n {
		part := readNamed(t, somePages(pages, i))
		for _, key := range slices.Sorted(maps.Keys(part.names)) {
			want, ok := whole.names[key]
			if !ok {
				continue
			}
			shared++
			got := part.names[key]
			if got == want {
				continue
			}
			reason := forced(key, whole, part, spellings)
			if reason == "" {
				t.Errorf("part %d: %s is called %s, and %s when all pages are read", i, key, got, want)
			}
			reasons[reason]++
		}
	}
	t.Logf("%d names of %d parts; forced by the pages: %v", shared, n, reasons)
}

// somePages returns between a fifth and four fifths of the pages: one by one,
// or all or none of those whose names begin alike, by the first word or by the
// first letters.
func somePages(pages []*model.Page, seed int) []*model.Page {
	rnd := rand.New(rand.NewPCG(uint64(seed), 7))
	share := 0.2 + 0.6*rnd.Float64()
	groupOf := []func(string) string{
		func(name string) string { return name },
		func(name string) string {
			word, _, _ := strings.Cut(strings.TrimSuffix(path.Base(name), ".md"), "-")
			return word
		},
		func(name string) string { return path.Dir(name) + path.Base(name)[:2] },
	}[seed%3]
	chosen := make(map[string]bool)
	var out []*model.Page
	for _, p := range pages {
		group := groupOf(p.Path)
		if _, ok := chosen[group]; !ok {
			chosen[group] = rnd.Float64() < share
		}
		if chosen[group] {
			out = append(out, p)
		}
	}
	return out
}

// A named set of pages is what its things are called, by kind and documented
// name in small letters, and what was found about the names.
type named struct {
	names    map[string]string
	findings []string            // in small letters, placeholders empty
	lines    map[string][]string // the pages that have a request line
}

func readNamed(t *testing.T, pages []*model.Page) named {
	t.Helper()
	api, _ := link.Pages(pages, link.MaxBases)
	list, diags, err := gen.Names(api, gen.Options{Package: "api"})
	if err != nil {
		t.Fatal(err)
	}
	n := named{names: make(map[string]string), lines: make(map[string][]string)}
	for _, name := range list {
		key := name.Kind + " " + strings.ToLower(name.Key)
		if name.Kind == "scope" {
			key = name.Kind + " " + name.Key // letter case is all that tells some apart
		}
		n.names[key] = strings.TrimPrefix(n.names[key]+" "+name.Go, " ")
	}
	for _, d := range diags {
		if d.Rule == diag.NameClash || d.Rule == diag.ResponseConflict {
			n.findings = append(n.findings, plainLine(d.Msg))
		}
	}
	for _, op := range api.Operations {
		for _, line := range op.Endpoints {
			key := plainLine(line.Method + " " + line.Path.String())
			n.lines[key] = append(n.lines[key], op.Page)
		}
	}
	return n
}

var placeholderRE = regexp.MustCompile(`'?\{[^{}]*\}'?`)

// plainLine returns text with request lines as the keys of gen.Names have them.
func plainLine(text string) string {
	return strings.ToLower(strings.NewReplacer("({})", "/{}", "()", "").Replace(placeholderRE.ReplaceAllString(text, "{}")))
}

// spellingsOf returns all words that the pages' facts are made of, by their
// small letters.
func spellingsOf(t *testing.T, pages []*model.Page) map[string][]string {
	t.Helper()
	out := make(map[string][]string)
	word := regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)
	for _, p := range pages {
		text, err := json.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range word.FindAllString(string(text), -1) {
			if low := strings.ToLower(w); !slices.Contains(out[low], w) {
				out[low] = append(out[low], w)
			}
		}
	}
	return out
}

// forced says why something is called otherwise when some pages are gone, ""
// if there is no reason.
func forced(key string, whole, part named, spellings map[string][]string) string {
	_, thing, _ := strings.Cut(key, " ")
	if strings.HasPrefix(key, "page method ") {
		_, thing, _ = strings.Cut(thing, " ")
	}
	_, thing, isArgument := cutLast(thing, " of ")
	// Two pages want the very same name, or contradict each other about what
	// an endpoint returns, and one of them is gone. Both are findings, which
	// say how to mend the pages or pin the name.
	about := func(f string) bool { return strings.Contains(f, thing) }
	if slices.ContainsFunc(whole.findings, about) || slices.ContainsFunc(part.findings, about) {
		return "finding"
	}
	// An example shows a request that no page documents any more.
	if len(whole.lines[thing]) > 0 && len(part.lines[thing]) == 0 {
		return "example"
	}
	// Several pages document one endpoint, and call its placeholders
	// differently; arguments are called as those say that are there.
	if isArgument && len(part.lines[thing]) < len(whole.lines[thing]) {
		return "argument"
	}
	// Pages disagree about letter case, and all write it the one way that are
	// there.
	if strings.EqualFold(whole.names[key], part.names[key]) {
		for _, w := range regexp.MustCompile(`\w+`).FindAllString(thing, -1) {
			if len(spellings[w]) > 1 {
				return "letter case"
			}
		}
	}
	return ""
}

// cutLast returns what stands before and behind the last sep, or s as what
// stands behind it.
func cutLast(s, sep string) (before, after string, found bool) {
	if i := strings.LastIndex(s, sep); i >= 0 {
		return s[:i], s[i+len(sep):], true
	}
	return "", s, false
}
