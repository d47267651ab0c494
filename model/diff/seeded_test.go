package diff_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// This file judges Diff by edits of real pages: each is found once, in its
// class, and nothing else is. The sample documentation is edited in every run,
// the corpus where it is at hand (DOCMILL_CORPUS). The first seed's table is in
// docs/diff.md; "go test ./model/diff -run SeededEdits -update" writes it.

var (
	update = flag.Bool("update", false, "rewrite docs/diff.md")
	seeds  = flag.Int("seeds", 1, "how many seeds to edit the corpus with")
	first  = flag.Int("seed", 1, "the first seed")
)

func TestSeededEdits(t *testing.T) {
	e := sampleEditor(t)
	for seed := range 20 {
		e.judge(t, uint64(*first+seed), 12)
	}
}

func TestSeededEditsCorpus(t *testing.T) {
	dir := filepath.Join(cmp.Or(os.Getenv("DOCMILL_CORPUS"), filepath.FromSlash("../../../shared/corpus")), "graph-2021", "api-reference", "v1.0")
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	e := newEditor(t, os.DirFS(dir))
	for i := range edits {
		if len(e.sitesOf(&edits[i])) == 0 {
			t.Errorf("%s: there is no place for it", edits[i].name)
		}
	}
	for seed := range *seeds {
		table := e.judge(t, uint64(*first+seed), len(edits))
		if seed == 0 && *first == 1 {
			compareTable(t, "seeded edits", "| edit | where | found as | class |\n|---|---|---|---|\n"+table)
		}
	}
}

// judge makes n edits and compares what is found with what they want. It
// returns a table of both.
func (e *editor) judge(t *testing.T, seed uint64, n int) string {
	edited, all := e.edited(seed, n)
	next, _, err := parser.Load(edited.fsys(), parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	text := func(p pages) func(string) ([]byte, error) {
		return func(name string) ([]byte, error) { return []byte(strings.Join(p[name], "\n")), nil }
	}
	changes := diff.Diff(e.api, next, diff.Options{OldText: text(e.pages), NewText: text(edited)})
	found := make([]bool, len(changes))
	var table strings.Builder
	for _, m := range all {
		row := fmt.Sprintf("| %s | `%s` |", m.edit.name, m.site.what)
		if len(m.site.wants) == 0 {
			row += " nothing |  |\n"
		}
		for _, w := range m.site.wants {
			i := slices.IndexFunc(changes, func(c diff.Change) bool { return !found[index(changes, c)] && w.is(c, m.site) })
			if i < 0 {
				t.Errorf("seed %d: %s, %s: want %s (%s) of %s; found %s", seed, m.edit.name, m.site.what, w.kind.Code, w.class, w.subject, near(changes, m.site))
				continue
			}
			found[i] = true
			row += fmt.Sprintf(" `%s` | %s |\n", changes[i].Kind.Code, changes[i].Class)
		}
		table.WriteString(row)
	}
	for i, c := range changes {
		if !found[i] {
			t.Errorf("seed %d: more than was edited: %s\n\t%s", seed, c.Headline(), c.Places())
		}
	}
	return table.String()
}

func index(changes []diff.Change, c diff.Change) int {
	return slices.IndexFunc(changes, func(d diff.Change) bool {
		return d.Kind == c.Kind && d.Subject == c.Subject && d.Old == c.Old && d.New == c.New && d.From == c.From && d.To == c.To
	})
}

// is reports whether a change is the one that is wanted.
func (w want) is(c diff.Change, s site) bool {
	there := slices.Contains(s.files, c.Old.File) || slices.Contains(s.files, c.New.File)
	kind := c.Kind == w.kind && (c.Class == w.class || w.class == 0) || c.Kind == w.or
	return kind && strings.Contains(strings.ToLower(c.Subject), strings.ToLower(w.subject)) && there
}

// near lists the changes in the files of a site.
func near(changes []diff.Change, s site) string {
	var out []string
	for _, c := range changes {
		if slices.Contains(s.files, c.Old.File) || slices.Contains(s.files, c.New.File) {
			out = append(out, c.Headline()+" ["+c.Class.String()+"]")
		}
	}
	if out == nil {
		return "nothing there"
	}
	return strings.Join(out, "; ")
}

const docFile = "../../docs/diff.md"

// compareTable compares a table with the one between two comments in
// docs/diff.md.
func compareTable(t *testing.T, name, rows string) {
	t.Helper()
	begin, end := "<!-- "+name+" -->\n", "<!-- end of "+name+" -->\n"
	text, err := os.ReadFile(docFile)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, ok1 := strings.Cut(string(text), begin)
	_, tail, ok2 := strings.Cut(rest, end)
	if !ok1 || !ok2 {
		t.Fatalf("%s has no table of %s", docFile, name)
	}
	want := []byte(head + begin + rows + end + tail)
	if bytes.Equal(text, want) {
		return
	}
	if !*update {
		t.Errorf("the table of %s in %s is out of date: go test ./model/diff -update", name, docFile)
		return
	}
	if err := os.WriteFile(docFile, want, 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestKindsInDocs(t *testing.T) {
	rows := "| kind | class | why |\n|---|---|---|\n"
	for _, k := range diff.Kinds() {
		rows += fmt.Sprintf("| `%s` | %s | %s |\n", k.Code, k.Class, k.Reason)
	}
	compareTable(t, "kinds", rows)
}

// An API is equal to itself, and to itself saved.
func TestNothing(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		api := load(t, version)
		var text bytes.Buffer
		if err := api.WriteJSON(&text); err != nil {
			t.Fatal(err)
		}
		saved, err := parser.Saved(&text, markdown.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		for _, pair := range [][2]*model.API{{api, load(t, version)}, {api, saved}, {saved, api}} {
			for _, c := range diff.Diff(pair[0], pair[1], diff.Options{}) {
				t.Errorf("%s: %s", version, c.Headline())
			}
		}
	}
}

func load(t testing.TB, version string) *model.API {
	t.Helper()
	sub, err := fs.Sub(docssrc.FS, version)
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := parser.Load(sub, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	return api
}
