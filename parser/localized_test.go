package parser

import (
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
)

// This file compares pages in other languages with the same pages in English:
// they must give the same API. The pages at hand are of other dates, so a fact
// that one side lacks counts as a change of the documentation if its text does
// not stand on that page at all (a scope, a name, a path); what is left is the
// translators' doing, or ours.

// overlay returns the files of below, with those of above in their places.
func overlay(t *testing.T, above, below fs.FS) fstest.MapFS {
	out := make(fstest.MapFS)
	for _, fsys := range []fs.FS{below, above} {
		err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() {
				return err
			}
			data, err := fs.ReadFile(fsys, name)
			out[name] = &fstest.MapFile{Data: data}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// only returns some files of a tree.
func only(t *testing.T, fsys fs.FS, names map[string]bool) fs.FS {
	out := make(fstest.MapFS)
	for name := range names {
		if data, err := fs.ReadFile(fsys, name); err == nil {
			out[name] = &fstest.MapFile{Data: data}
		}
	}
	return out
}

// paths lists the files of a tree.
func paths(t *testing.T, fsys fs.FS) map[string]bool {
	out := make(map[string]bool)
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && path.Ext(name) == ".md" {
			out[name] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func loadAll(t *testing.T, fsys fs.FS, set *dialect.Set) *model.API {
	t.Helper()
	api, _, err := Load(fsys, Options{Dialects: set})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// Classes that a translation must give: without a vocabulary, and with one.
var (
	structure  = []string{"operation", "endpoint", "field", "body field"}
	everything = append([]string{"type", "base", "field type", "permission cell", "body", "read-only", "nullable", "required"}, structure...)
)

// TestLocalized compares translated pages, laid over the English tree, with
// the English ones.
func TestLocalized(t *testing.T) {
	english := corpus(t, "graph-2021/api-reference/v1.0")
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	// The rest of the tree matters to links only; it takes a minute to read.
	whole, limit := fstest.MapFS{}, 12 // some types are missing
	if os.Getenv("CI") != "" || os.Getenv("DOCMILL_CORPUS_FULL") != "" {
		whole, limit = overlay(t, whole, english), 6
	}
	for _, tt := range []struct {
		name, folder string
		set          *dialect.Set
		classes      []string
	}{
		{"pt", "pt", set, everything},
		{"zh", "zh", set, everything},
		{"de", "de", set, everything},
		{"ja", "ja", set, everything},
		{"ja without vocabulary", "ja", set.Without("ja-jp"), structure},
		{"pt without vocabulary", "pt", set.Without("pt-br"), structure},
	} {
		t.Run(tt.name, func(t *testing.T) {
			loc := corpus(t, "graph-localized/"+tt.folder+"/api-reference/v1.0")
			en := loadAll(t, overlay(t, only(t, english, paths(t, loc)), whole), set)
			c := &comparison{classes: make(map[string]*agreement), en: english, loc: loc, pages: make(map[string]string)}
			compareAPI(en, loadAll(t, overlay(t, loc, whole), tt.set), paths(t, loc), c)
			t.Logf("\n%s", c)
			for _, class := range tt.classes {
				if a := c.class(class); a.Different*100 > limit*(a.Equal+a.Different) {
					t.Errorf("%s: %d of %d differ, want no more than %d %%", class, a.Different, a.Equal+a.Different, limit)
				}
			}
			if file := os.Getenv("DOCMILL_DIFFERENCES"); file != "" {
				os.WriteFile(file+"."+strings.ReplaceAll(tt.name, " ", "-"), []byte(strings.Join(c.log, "\n")+"\n"), 0o666)
			}
		})
	}
}
