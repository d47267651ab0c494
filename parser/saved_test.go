package parser_test

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// What docmill model writes is read back as it was: the sample documentation,
// and the small corpora where they are at hand (DOCMILL_CORPUS_FULL: all).
func TestSaved(t *testing.T) {
	trees := make(map[string]fs.FS)
	for _, version := range []string{"v1.0", "beta"} {
		sub, err := fs.Sub(docssrc.FS, version)
		if err != nil {
			t.Fatal(err)
		}
		trees[version] = sub
	}
	root := cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../shared/corpus")
	dirs, _ := filepath.Glob(filepath.Join(root, "*", "api-reference", "*"))
	localized, _ := filepath.Glob(filepath.Join(root, "*", "*", "api-reference", "*"))
	for _, dir := range append(dirs, localized...) {
		if small := !strings.Contains(dir, "graph-2021"); small || os.Getenv("DOCMILL_CORPUS_FULL") != "" {
			trees[dir] = os.DirFS(dir)
		}
	}
	for name, fsys := range trees {
		t.Run(name, func(t *testing.T) {
			api, _, err := parser.Load(fsys, parser.Options{Files: true})
			if err != nil {
				t.Fatal(err)
			}
			checkSaved(t, api)
		})
	}
}

func checkSaved(t *testing.T, api *model.API) {
	text := written(t, api)
	back, err := parser.Saved(bytes.NewReader(text), markdown.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if again := written(t, back); !bytes.Equal(text, again) {
		t.Errorf("written again it is another document: %s", firstOther(string(text), string(again)))
	}
	if a, b := facts(api), facts(back); a != b {
		t.Errorf("other facts were read: %s", firstOther(a, b))
	}
	for _, c := range append(diff.Diff(api, back, diff.Options{}), diff.Diff(back, api, diff.Options{})...) {
		t.Errorf("a difference is seen: %s", c.Headline())
	}
}

func written(t *testing.T, api *model.API) []byte {
	var b bytes.Buffer
	if err := api.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// facts prints an API.
func facts(api *model.API) string {
	var b strings.Builder
	for _, l := range api.Lines() {
		b.WriteString(l.String() + "\t" + l.Pos.String() + "\t" + l.Note + "\n")
	}
	return b.String()
}

// firstOther returns the first line that differs.
func firstOther(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range x {
		if i >= len(y) || x[i] != y[i] {
			return x[i] + "\n≠ " + strings.Join(y[i:min(i+1, len(y))], "")
		}
	}
	return "more lines"
}

// savedRefused are texts that are no model, and what the error says.
var savedRefused = map[string]string{
	`[]`:             "no model",
	`{"types": []}`:  "has no version",
	`{"version": 2}`: "is of version 2",
	`{"version": 1, "types": [{"fullName": "a", "base": "b"}]}`:                                `no type "b"`,
	`{"version": 1, "types": [{"fullName": "a", "base": "a"}]}`:                                "derives from itself",
	`{"version": 1, "types": [{"fullName": "a"}, {"fullName": "a"}]}`:                          "given twice",
	`{"version": 1, "types": [{"fullName": "a", "properties": [{"name": "p", "type": "b"}]}]}`: `no type or enum "b"`,
}

func TestSavedRefuses(t *testing.T) {
	for text, want := range savedRefused {
		if _, err := parser.Saved(strings.NewReader(text), markdown.Limits{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", text, err, want)
		}
	}
}

// FuzzLoad checks that whatever two pages say of each other makes a model that is
// read back as it was written, and that the order of files does not matter.
func FuzzLoad(f *testing.F) {
	seed := func(a, b string) {
		var pages [2][]byte
		for i, name := range []string{a, b} {
			var err error
			if pages[i], err = fs.ReadFile(docssrc.FS, name); err != nil {
				f.Fatal(err)
			}
		}
		f.Add(pages[0], pages[1])
	}
	names, err := fs.Glob(docssrc.FS, "*/*/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i+9 < len(names); i += 3 {
		seed(names[i], names[i+9])
	}
	f.Fuzz(func(t *testing.T, a, b []byte) {
		docs := fstest.MapFS{"api/a.md": {Data: a}, "resources/b.md": {Data: b}, "includes/c.md": {Data: []byte("A *thing*.\n")}}
		api, found, err := parser.Load(docs, parser.Options{Jobs: 1, Files: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range found {
			if docs[d.Pos.File] == nil {
				t.Errorf("finding without a place: %s", d)
			}
		}
		checkSaved(t, api)
	})
}

// FuzzSaved checks that any saved model is refused or read as what it says: it is
// written as it was read.
func FuzzSaved(f *testing.F) {
	for _, version := range []string{"v1.0", "beta"} {
		sub, err := fs.Sub(docssrc.FS, version)
		if err != nil {
			f.Fatal(err)
		}
		api, _, err := parser.Load(sub, parser.Options{Files: true})
		if err != nil {
			f.Fatal(err)
		}
		seedParts(f, api)
	}
	for text := range savedRefused {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		api, err := parser.Saved(bytes.NewReader(text), markdown.Limits{})
		if (api == nil) != (err != nil) {
			t.Fatalf("both or neither of a model and an error: %v", err)
		}
		if err != nil {
			return
		}
		checkSaved(t, api)
	})
}

// seedParts adds the model of each operation with what it needs: a whole one is
// too large to be changed a lot.
func seedParts(f *testing.F, api *model.API) {
	graph := selection.NewGraph(api)
	for i, op := range api.Operations {
		if i%4 > 0 {
			continue
		}
		part, err := graph.Select(selection.Patterns{Select: []string{op.ID}})
		if err != nil {
			f.Fatal(err)
		}
		var b bytes.Buffer
		if err := part.API().WriteJSON(&b); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes())
	}
}
