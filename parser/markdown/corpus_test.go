package markdown

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

// corpus returns the docs roots of real documentation: folders named
// v1.0, v2.0 or beta below $DOCMILL_CORPUS, or below shared/corpus beside the
// repository.
func corpus(tb testing.TB) map[string]fs.FS {
	dir := os.Getenv("DOCMILL_CORPUS")
	if dir == "" {
		dir = filepath.FromSlash("../../../shared/corpus")
	}
	roots := make(map[string]fs.FS)
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return nil
		}
		switch d.Name() {
		case "v1.0", "v2.0", "beta":
			rel, _ := filepath.Rel(dir, name)
			roots[filepath.ToSlash(rel)] = os.DirFS(name)
			return filepath.SkipDir
		}
		return nil
	})
	if len(roots) == 0 {
		tb.Skipf("no documentation under %s: set DOCMILL_CORPUS to a folder with v1.0 or beta in it", dir)
	}
	return roots
}

// pages returns the Markdown files of fsys but those of include folders.
func pages(tb testing.TB, fsys fs.FS) []string {
	var names []string
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".md" && !strings.HasPrefix(name, "includes/") {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		tb.Fatal(err)
	}
	return names
}

func TestCorpus(t *testing.T) {
	for _, root := range sortedKeys(corpus(t)) {
		fsys := corpus(t)[root]
		t.Run(root, func(t *testing.T) {
			t.Parallel()
			l := NewLoader(fsys)
			var all diag.List
			for _, name := range pages(t, fsys) {
				doc, diags, err := l.Parse(name)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				all = append(all, diags...)
				_ = doc
			}
			t.Log(all.Count())
		})
	}
}

func BenchmarkCorpus(b *testing.B) {
	for _, root := range sortedKeys(corpus(b)) {
		fsys := corpus(b)[root]
		names := pages(b, fsys)
		b.Run(root, func(b *testing.B) {
			for b.Loop() {
				l := NewLoader(fsys)
				for _, name := range names {
					if _, _, err := l.Parse(name); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}
