package rendered

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/parser/dialect"
)

var update = flag.Bool("update", false, "rewrite the Markdown in testdata")

// titles are the sections that the tests' pages have; the parser has a table
// of them.
var titles = []string{
	"permission", "http request", "request headers", "request body", "response", "example", "query parameters",
	"property", "relationship", "method", "member", "json representation", "remarks",
}

func newReader(t testing.TB) *Reader {
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := set.English()
	return &Reader{Dialect: d, Section: func(s string) bool {
		return slices.Contains(titles, d.Term(s)) || d.Has("example-title", s)
	}}
}

// TestGolden makes Markdown of the "page" of each testdata/*.txt, and compares
// it and the findings with the section "markdown".
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if len(ar.Files) != 2 || ar.Files[1].Name != "markdown" {
				t.Fatal("want a page and a section markdown")
			}
			got := convert(t, ar.Files[0].Name, ar.Files[0].Data)
			if *update {
				ar.Files[1].Data = []byte(got)
				if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(ar.Files[1].Data), got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// convert returns the Markdown of a page, what it says of itself, and its
// findings.
func convert(t *testing.T, name string, data []byte) string {
	page, diags := newReader(t).Read(name, data)
	if page == nil {
		return "is Markdown\n"
	}
	checkPlaces(t, data, page)
	var out strings.Builder
	for _, f := range page.Front {
		fmt.Fprintf(&out, "%s: %s @%d:%d\n", f.Key, f.Value, f.Pos.Line, f.Pos.Col)
	}
	for _, p := range page.Pieces {
		out.WriteString(p.Text)
	}
	diags.Sort()
	for _, d := range diags {
		fmt.Fprintln(&out, d)
	}
	return strings.TrimRight(out.String(), "\n") + "\n"
}

// checkPlaces checks that each piece stands in the file where it says.
func checkPlaces(t testing.TB, data []byte, page *Page) {
	t.Helper()
	lines := strings.Split(string(data), "\n")
	for _, p := range page.Pieces {
		if p.Made {
			continue
		}
		if p.Line < 1 || p.Line > len(lines) || p.Col < 1 || p.Col > len(lines[p.Line-1]) || !strings.HasPrefix(lines[p.Line-1][p.Col-1:], p.Text) {
			t.Errorf("%q does not stand at %d:%d", p.Text, p.Line, p.Col)
		}
	}
}

func TestIsMarkdown(t *testing.T) {
	for text, want := range map[string]bool{
		"---\ntitle: x\n---\n":           true,
		"\r\n# Get lamp\n":               true,
		"Get lamp\n|a|b|\n|---|:-:|\n":   true,
		"Get lamp\n\nPermissions\n":      false,
		"Get lamp\n\n# in a shell\n":     false,
		"":                               false,
		"--- not front matter\nGet lamp": false,
	} {
		if got := IsMarkdown([]byte(text)); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
}

func TestStem(t *testing.T) {
	for name, want := range map[string]string{
		"a/lamp-get.md": "a/lamp-get", "lamp-get.HTML": "lamp-get", "lamp.md.txt": "lamp", "lamp-get.v2.txt": "lamp-get.v2", "lamp": "lamp",
	} {
		if got := Stem(name); got != want {
			t.Errorf("Stem(%q) = %q, want %q", name, got, want)
		}
	}
}

// FuzzRead checks that no page breaks the reader, and that each piece of what
// it makes stands where it says.
func FuzzRead(f *testing.F) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(ar.Files[0].Name, ar.Files[0].Data)
	}
	r := newReader(f)
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		page, _ := r.Read(name, data)
		if page != nil {
			checkPlaces(t, data, page)
		}
	})
}
