package outdir

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// This file tests what is told of differences.

func diffOf(t *testing.T, dir string, f files, lines int) string {
	t.Helper()
	var b strings.Builder
	if err := mustCompare(t, dir, f).WriteDiff(&b, "out", lines); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f := files{"a.go": []byte("package a\n"), "b.json": []byte("{}\n"), "e": nil}
	if got := diffOf(t, dir, f, 0); !strings.Contains(got, "--- /dev/null\n+++ b/out/a.go\n@@ -0,0 +1,1 @@\n+package a\n") {
		t.Errorf("no directory:\n%s", got)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("Compare made the directory")
	}
	mustWrite(t, dir, f)
	put(t, dir, "mine", "")
	if got := diffOf(t, dir, f, 0); got != "" {
		t.Errorf("no drift:\n%s", got)
	}
	want := `diff a/out/a.go b/out/a.go
--- a/out/a.go
+++ b/out/a.go
@@ -1,1 +1,1 @@
-package a
+package b
diff a/out/b.json /dev/null
--- a/out/b.json
+++ /dev/null
@@ -1,1 +0,0 @@
-{}
Binary files /dev/null and b/out/bin differ
`
	next := files{"a.go": []byte("package b\n"), "e": nil, "bin": {0xff}}
	if d := cmp.Diff(want, diffOf(t, dir, next, 0)); d != "" {
		t.Error(d)
	}
	_, rest, _ := strings.Cut(want, "diff a/out/b.json")
	short := strings.TrimSuffix(want, "diff a/out/b.json"+rest) + "# remove out/b.json (0 lines, 1 before)\n# add out/bin (0 lines, 0 before)\n"
	if d := cmp.Diff(short, diffOf(t, dir, next, 4)); d != "" {
		t.Error(d)
	}
	many := make(files)
	for i := range 150 {
		many[fmt.Sprintf("many/%03d", i)] = []byte("one\n")
	}
	if got := diffOf(t, t.TempDir(), many, 1); !strings.HasSuffix(got, "# add out/many/100 (1 lines, 0 before)\n# and 49 more files\n") {
		t.Errorf("many files:\n%s", got)
	}
	if err := os.Remove(filepath.Join(dir, manifestName)); err != nil {
		t.Fatal(err)
	}
	if got := diffOf(t, dir, f, 0); !strings.Contains(got, "--- /dev/null\n+++ b/out/MANIFEST") {
		t.Errorf("a missing MANIFEST is drift:\n%s", got)
	}
}
