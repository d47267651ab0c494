package markdown

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the dumps in testdata")

// TestGolden parses page.md of each testdata/*.txt and compares what Print
// makes of it with the file's "dump" section, and the findings with
// "findings". Other sections are files that the page may include. A line
// "unquote NAME" in the comment says that NAME is written with Go escapes
// ("\r", "\ufeff"), for what an editor would not keep.
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
	fsys := make(fstest.MapFS)
	for _, f := range ar.Files {
		data := f.Data
		if strings.Contains(string(ar.Comment), "unquote "+f.Name+"\n") {
			data = unquote(t, f.Data)
		}
		fsys[f.Name] = &fstest.MapFile{Data: data}
	}
	doc, diags, err := Parse(fsys, "page.md")
	if err != nil {
		t.Fatal(err)
	}
	var dump, findings bytes.Buffer
	Print(&dump, doc)
	for _, d := range diags {
		fmt.Fprintln(&findings, d)
	}
	compare(t, ar, "dump", dump.Bytes())
	if findings.Len() > 0 || fsys["findings"] != nil {
		compare(t, ar, "findings", findings.Bytes())
	}
}

// compare compares got with the section of ar, or stores it there.
func compare(t *testing.T, ar *txtar.Archive, name string, got []byte) {
	t.Helper()
	for i := range ar.Files {
		f := &ar.Files[i]
		if f.Name != name {
			continue
		}
		if *update {
			f.Data = got
		} else if diff := cmp.Diff(string(f.Data), string(got)); diff != "" {
			t.Errorf("%s: -want +got (rewrite with -update)\n%s", name, diff)
		}
		return
	}
	if !*update {
		t.Errorf("unexpected %s:\n%s", name, got)
	}
	ar.Files = append(ar.Files, txtar.File{Name: name, Data: got})
}

func unquote(t *testing.T, data []byte) []byte {
	var out []byte
	for _, line := range bytes.SplitAfter(data, newline) {
		text, end := bytes.CutSuffix(line, newline)
		s, err := strconv.Unquote(`"` + strings.ReplaceAll(string(text), `"`, `\"`) + `"`)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		out = append(out, s...)
		if end {
			out = append(out, '\n')
		}
	}
	return out
}
