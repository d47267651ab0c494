package parser

import (
	"bytes"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the facts in testdata")

// TestGolden reads each .md page of each testdata/*.txt, except those in a
// folder "includes", and compares what model.PrintPage makes of them, followed
// by the findings, with the file's "facts" section. Nothing on them may be lost.
func TestGolden(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no test data: %v", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			ar, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, ar)
			if *update {
				if err := os.WriteFile(name, txtar.Format(ar), 0o666); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func golden(t *testing.T, ar *txtar.Archive) {
	var want *txtar.File
	fsys := make(fstest.MapFS)
	for i, f := range ar.Files {
		if f.Name == "facts" {
			want = &ar.Files[i]
			continue
		}
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	if want == nil {
		t.Fatal(`no section "facts"`)
	}
	accountTree(t, fsys)
	got := facts(t, fsys)
	if *update {
		want.Data = got
		return
	}
	if diff := cmp.Diff(string(want.Data), string(got)); diff != "" {
		t.Errorf("facts (-want +got):\n%s", diff)
	}
}

// facts prints all pages and then their findings.
func facts(t *testing.T, fsys fs.FS) []byte {
	var out bytes.Buffer
	var all diag.List
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".md" || strings.HasPrefix(name, "includes/") {
			return err
		}
		page, diags, err := Page(fsys, name, Options{})
		if err != nil {
			return err
		}
		model.PrintPage(&out, page)
		all = append(all, diags...)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all.Sort()
	for _, d := range all {
		fmt.Fprintln(&out, d)
	}
	return out.Bytes()
}
