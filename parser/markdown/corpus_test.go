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
			l := NewLoader(fsys, nil)
			var all diag.List
			lines := 0
			for _, name := range pages(t, fsys) {
				doc, diags, err := l.Parse(name)
				if err != nil {
					t.Errorf("%s: %v", name, err)
					continue
				}
				all = append(all, diags...)
				lines += checkLines(t, fsys, doc, diags)
			}
			if lines == 0 {
				t.Error("no page has a table")
			}
			t.Logf("%d lines of tables, findings %v", lines, all.Count())
		})
	}
}

// checkLines compares the lines on which docmill sees a row of a table, a
// heading or a code fence with those that a plain scan of the file takes for
// one: what begins with "|", "#" or "```" and stands in no fence or comment.
// It returns the number of table lines.
func checkLines(t *testing.T, fsys fs.FS, doc *Document, diags diag.List) int {
	t.Helper()
	n := diags.Count()
	if n[diag.UnclosedComment.Code]+n[diag.UnclosedFence.Code] > 0 {
		return 0 // where text became code, the scan is wrong
	}
	data, err := fs.ReadFile(fsys, doc.Path)
	if err != nil {
		t.Fatal(err)
	}
	got := make(kinds)
	got.section(doc.Root, doc.Path)
	rows := 0
	for line, kind := range scan(string(data)) {
		if got[line] != kind {
			t.Errorf("%s:%d: %s is read as %q", doc.Path, line, kind, got[line])
		}
		if kind == "row" {
			rows++
		}
	}
	return rows
}

// kinds maps line numbers to what begins there.
type kinds map[int]string

// scan returns the lines of text that begin a row, a heading or a fence.
func scan(text string) kinds {
	found := make(kinds)
	fence, comment := false, false
	for i, line := range strings.Split(text, "\n") {
		line = strings.TrimSpace(strings.TrimLeft(line, " \t>"))
		switch {
		case comment:
			comment = !strings.Contains(line, "-->")
		case strings.HasPrefix(line, "```"):
			if !fence && strings.Contains(strings.TrimLeft(line, "`"), "`") {
				continue // a code span
			}
			if fence = !fence; fence {
				found[i+1] = "fence"
			}
		case fence:
		case strings.HasPrefix(line, "<!--"):
			comment = !strings.Contains(line, "-->")
		case strings.HasPrefix(line, "|") && strings.Trim(line, "|:- \t") != "":
			found[i+1] = "row"
		case strings.HasPrefix(strings.TrimLeft(line, "#"), " ") && strings.HasPrefix(line, "#") && !strings.Contains(line, "(#tab/"):
			found[i+1] = "heading"
		}
	}
	return found
}

func (k kinds) add(p diag.Pos, file, kind string) {
	if p.File == file {
		k[p.Line] = kind
	}
}

func (k kinds) section(s *Section, file string) {
	if s.Level > 0 {
		k.add(s.Pos, file, "heading")
	}
	k.blocks(s.Blocks, file)
	for _, sub := range s.Sections {
		k.section(sub, file)
	}
}

func (k kinds) blocks(blocks []Block, file string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *Table:
			k.add(b.Pos, file, "row")
			for _, r := range b.Rows {
				k.add(r.Pos, file, "row")
			}
		case *Code:
			k.add(b.Pos, file, "fence")
		case *Quote:
			k.blocks(b.Blocks, file)
		case *ListBlock:
			for _, item := range b.Items {
				k.blocks(item.Blocks, file)
			}
		case *Tabs:
			for _, tab := range b.Tabs {
				k.blocks(tab.Blocks, file)
				for _, s := range tab.Sections {
					k.section(s, file)
				}
			}
		}
	}
}
