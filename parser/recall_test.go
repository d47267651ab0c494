package parser

import (
	"bytes"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// TestRecall reads each page of docs-src after copies of it.
func TestRecall(t *testing.T) {
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(docssrc.FS, "beta", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		page, err := fs.ReadFile(docssrc.FS, name)
		checkRecall(t, set, page)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// checkRecall reads a page, a copy of it some lines further down, one with its
// tables in another column, and then all of them again, and checks that each is
// read as if it were the only one.
func checkRecall(t *testing.T, set *dialect.Set, page []byte) {
	t.Helper()
	docs := fstest.MapFS{
		"api/page.md":  {Data: page},
		"api/lower.md": {Data: append([]byte("\n\n"), page...)},
		"api/right.md": {Data: bytes.ReplaceAll(page, []byte("\n|"), []byte("\n |"))},
	}
	loader := markdown.NewLoader(docs, nil)
	remembering := set.Remembering()
	read := func(name string, set *dialect.Set) *reader {
		f, err := loader.ReadPage(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := readPage(loader, f, Options{Dialects: set})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	for range 2 {
		for _, name := range []string{"api/page.md", "api/lower.md", "api/right.md"} {
			want, got := read(name, set), read(name, remembering)
			if !reflect.DeepEqual(got.page, want.page) || !reflect.DeepEqual(got.diags, want.diags) {
				t.Fatalf("%s: after other pages it is read in another way: %s", name, cmp.Diff(want.page, got.page)+cmp.Diff(want.diags, got.diags))
			}
		}
	}
}
