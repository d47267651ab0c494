package diff_test

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/parser"
)

// TestOneEdit reads testdata/*.txt: pages, then cases, each an edit of some of
// the pages and the changes that it makes, a line for each with its place and
// what follows. In a case, a line is
//
//	resources/pot.md     the page that is edited from here on
//	- text               what is taken away, once; lines that follow each other are one text
//	+ text               what takes its place
//	-> resources/jug.md  the page's new name
//	x                    the page is deleted
//	= change             what is expected; -update writes it
//
// The text above the pages says what the cases show.
func TestOneEdit(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test cases: %v", err)
	}
	for _, file := range files {
		ar, err := txtar.ParseFile(file)
		if err != nil {
			t.Fatal(err)
		}
		docs := make(fstest.MapFS)
		for i, f := range ar.Files {
			if strings.HasSuffix(f.Name, ".md") {
				docs[f.Name] = &fstest.MapFile{Data: f.Data}
				continue
			}
			t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+f.Name, func(t *testing.T) {
				edit, _, _ := strings.Cut("\n"+string(f.Data), "\n=")
				out := strings.TrimPrefix(edit, "\n")
				if !strings.HasSuffix(out, "\n") {
					out += "\n"
				}
				out += oneEdit(t, docs, edit)
				if diff := cmp.Diff(string(f.Data), out); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", file, diff)
				}
				ar.Files[i].Data = []byte(out)
			})
		}
		if *update {
			if err := os.WriteFile(file, txtar.Format(ar), 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// oneEdit returns what is reported of an edit, as lines that begin with "=".
func oneEdit(t *testing.T, docs fstest.MapFS, edit string) string {
	t.Helper()
	prev, next := readDocs(t, docs), fstest.MapFS(maps.Clone(docs))
	applyEdit(t, next, edit)
	api := readDocs(t, next)
	text := func(fsys fstest.MapFS) func(string) ([]byte, error) { return fsys.ReadFile }
	changes := diff.Diff(prev, api, diff.Options{
		OldText: text(docs), NewText: text(next),
		GoNames: func() (a, b map[string]string) { return goNames(t, prev), goNames(t, api) },
	})
	var b strings.Builder
	for _, c := range changes {
		b.WriteString("= " + c.Headline())
		if len(c.Class.Names()) == 1 {
			b.WriteString(" [" + c.Class.String() + "]")
		}
		b.WriteString("\n=\t" + c.Places() + "\n")
		for _, f := range c.Follows {
			b.WriteString("=\twith it: " + f + "\n")
		}
	}
	if len(changes) == 0 {
		return "= nothing\n"
	}
	return b.String()
}

func readDocs(t *testing.T, docs fstest.MapFS) *model.API {
	t.Helper()
	api, _, err := parser.Load(docs, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// goNames returns what everything is called in Go.
func goNames(t *testing.T, api *model.API) map[string]string {
	t.Helper()
	list, _, err := gen.Names(api, gen.Options{Package: "api", Emit: []string{"client", "validators"}})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	for _, n := range list {
		out[n.Kind+" "+n.Key] = n.Go
	}
	return out
}

// applyEdit edits pages.
func applyEdit(t *testing.T, docs fstest.MapFS, edit string) {
	t.Helper()
	var page, from, to string
	flush := func() {
		if from == "" && to == "" {
			return
		}
		text := string(docs[page].Data)
		if from == "" || strings.Count(text, from) != 1 {
			t.Fatalf("%s has this %d times: %s", page, strings.Count(text, from), from)
		}
		docs[page] = &fstest.MapFile{Data: []byte(strings.Replace(text, from, to, 1))}
		from, to = "", ""
	}
	for line := range strings.Lines(strings.TrimSpace(edit) + "\n") {
		sign, rest, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		switch sign {
		case "-":
			if to != "" {
				flush()
			}
			from += rest + "\n"
		case "+":
			to += rest + "\n"
		case "->":
			flush()
			docs[rest] = docs[page]
			delete(docs, page)
			page = rest
		case "x":
			flush()
			delete(docs, page)
		default:
			flush()
			page = sign
			if docs[page] == nil {
				t.Fatalf("there is no page %q", page)
			}
		}
	}
	flush()
}
