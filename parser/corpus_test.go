package parser

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/google/go-cmp/cmp"
)

// corpus returns the folder below $DOCMILL_CORPUS, or below shared/corpus
// beside the repository, and skips the test if there is none.
func corpus(tb testing.TB, name string) fs.FS {
	dir := os.Getenv("DOCMILL_CORPUS")
	if dir == "" {
		dir = filepath.FromSlash("../../shared/corpus")
	}
	dir = filepath.Join(dir, filepath.FromSlash(name))
	if _, err := os.Stat(dir); err != nil {
		tb.Skipf("no documentation in %s: set DOCMILL_CORPUS to the folder above it", dir)
	}
	return os.DirFS(dir)
}

// counts are what the pages of a corpus hold.
type counts struct {
	Operations, Resources, Enumerations, Concepts  int
	Types, Properties, Relationships, Unnamed      int
	EnumPages, EnumSections, Members, UnreadTables int
}

// TestCorpus pins how much of real documentation is read. The numbers agree
// with an independent count of headings and rows, apart from tables that stand
// in comments or describe something else. Lower numbers are lost facts.
func TestCorpus(t *testing.T) {
	tests := []struct {
		name string
		want counts
	}{
		{"graph-2021/api-reference/v1.0", counts{
			Operations: 2102, Resources: 1030, Enumerations: 142, Concepts: 67,
			Types: 1030, Properties: 6509, Relationships: 816,
			EnumPages: 139, EnumSections: 196, Members: 2615, UnreadTables: 38,
		}},
		{"graph-2021/api-reference/beta", counts{
			Operations: 5013, Resources: 2367, Enumerations: 479, Concepts: 89,
			Types: 2367, Properties: 17811, Relationships: 2488,
			EnumPages: 473, EnumSections: 368, Members: 5385, UnreadTables: 72,
		}},
		{"business-central-v2/api-reference/v2.0", counts{
			Operations: 265, Resources: 87, Concepts: 9,
			Types: 87, Properties: 1415, Relationships: 350,
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if testing.Short() {
				t.Skip("reads thousands of pages")
			}
			pages, diags, err := Pages(corpus(t, tt.name), Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := count(pages)
			got.UnreadTables = diags.Count()["unknown-columns"]
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("counts (-want +got):\n%s", diff)
			}
		})
	}
}

func count(pages []*model.Page) counts {
	var n counts
	for _, p := range pages {
		switch p.Kind {
		case model.OperationPage:
			n.Operations++
		case model.ResourcePage:
			n.Resources++
		case model.EnumerationPage:
			n.Enumerations++
		case model.ConceptPage:
			n.Concepts++
		}
		n.Types += len(p.Types)
		for _, t := range p.Types {
			for _, f := range t.Fields {
				if f.Nav {
					n.Relationships++
				} else {
					n.Properties++
				}
				if f.Type.IsZero() {
					n.Unnamed++
				}
			}
		}
		for _, e := range p.Enums {
			n.Members += len(e.Members)
			if e.Anchor == "" {
				n.EnumPages++
			} else {
				n.EnumSections++
			}
		}
	}
	return n
}

// TestJobs checks that the number of workers does not change the result.
func TestJobs(t *testing.T) {
	fsys := corpus(t, "business-central-v2/api-reference/v2.0")
	one, d1, err := Pages(fsys, Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	calls := 0
	many, d8, err := Pages(fsys, Options{Jobs: 8, Progress: func(done, total int) { calls++ }})
	if err != nil {
		t.Fatal(err)
	}
	if !cmp.Equal(one, many, cmp.Comparer(sameError)) || !cmp.Equal(d1, d8) {
		t.Error("8 workers read something else than 1")
	}
	if calls != len(many) {
		t.Errorf("progress was told %d times, want %d", calls, len(many))
	}
}

func sameError(a, b error) bool {
	return (a == nil) == (b == nil) && (a == nil || a.Error() == b.Error())
}
