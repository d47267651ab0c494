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
			lines := 0
			for _, name := range pages(t, fsys) {
				doc, diags, err := l.Parse(name)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				all = append(all, diags...)
				lines += checkTableLines(t, fsys, doc, diags)
			}
			if lines == 0 {
				t.Error("no page has a table")
			}
			t.Logf("%d lines of tables, findings %v", lines, all.Count())
		})
	}
}

// checkTableLines compares the lines that belong to a table with those that a
// plain scan takes for table lines: they begin with "|" and stand in no fence
// and no comment. It returns their number.
func checkTableLines(t *testing.T, fsys fs.FS, doc *Document, diags diag.List) int {
	t.Helper()
	n := diags.Count()
	if n[diag.UnclosedComment.Code]+n[diag.UnclosedFence.Code] > 0 {
		return 0 // where text became code, the scan is wrong
	}
	data, err := fs.ReadFile(fsys, doc.Path)
	if err != nil {
		t.Fatal(err)
	}
	got := make(map[int]bool)
	tableLines(doc.Root, doc.Path, got)
	for _, line := range scanTableLines(string(data)) {
		if !got[line] {
			t.Errorf("%s:%d: a table line is in no table", doc.Path, line)
		}
	}
	return len(got)
}

// scanTableLines returns the numbers of the lines of text that hold table
// cells.
func scanTableLines(text string) []int {
	var lines []int
	fence, comment := false, false
	for i, line := range strings.Split(text, "\n") {
		line = strings.Trim(line, " \t>\r")
		switch {
		case comment:
			comment = !strings.Contains(line, "-->")
		case strings.HasPrefix(line, "```"):
			if fence || !strings.Contains(strings.TrimLeft(line, "`"), "`") {
				fence = !fence
			}
		case fence:
		case strings.HasPrefix(line, "<!--"):
			comment = !strings.Contains(line, "-->")
		case strings.HasPrefix(line, "|") && strings.Trim(line, "|:- \t") != "":
			lines = append(lines, i+1)
		}
	}
	return lines
}

// tableLines adds the lines of the tables of s to lines.
func tableLines(s *Section, file string, lines map[int]bool) {
	var walk func([]Block)
	walk = func(blocks []Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *Table:
				rows := append([]Row{{Cells: b.Header, Pos: b.Pos}}, b.Rows...)
				for _, r := range rows {
					if r.Pos.File == file {
						lines[r.Pos.Line] = true
					}
				}
			case *Quote:
				walk(b.Blocks)
			case *ListBlock:
				for _, item := range b.Items {
					walk(item.Blocks)
				}
			case *Tabs:
				for _, tab := range b.Tabs {
					walk(tab.Blocks)
					for _, s := range tab.Sections {
						tableLines(s, file, lines)
					}
				}
			}
		}
	}
	walk(s.Blocks)
	for _, sub := range s.Sections {
		tableLines(sub, file, lines)
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
