package parser_test

import (
	"bytes"
	"cmp"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/parser"
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
			api, _, err := parser.Load(fsys, parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkSaved(t, api)
		})
	}
}

func checkSaved(t *testing.T, api *model.API) {
	text := written(t, api)
	back, err := parser.Saved(bytes.NewReader(text))
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

func TestSavedRefuses(t *testing.T) {
	tests := map[string]string{
		`[]`:             "no model",
		`{"types": []}`:  "has no version",
		`{"version": 2}`: "is of version 2",
		`{"version": 1, "types": [{"fullName": "a", "base": "b"}]}`:                                `no type "b"`,
		`{"version": 1, "types": [{"fullName": "a", "base": "a"}]}`:                                "derives from itself",
		`{"version": 1, "types": [{"fullName": "a"}, {"fullName": "a"}]}`:                          "given twice",
		`{"version": 1, "types": [{"fullName": "a", "properties": [{"name": "p", "type": "b"}]}]}`: `no type or enum "b"`,
	}
	for text, want := range tests {
		if _, err := parser.Saved(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want one with %q", text, err, want)
		}
	}
}
