package outdir

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	first := files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n"), "testdata/x.json": []byte("{}")}
	got := mustWrite(t, dir, first)
	if diff := cmp.Diff(Result{Written: []string{"a.go", "b.go", "testdata/x.json"}, Record: true}, got); diff != "" {
		t.Error(diff)
	}
	put(t, dir, "mine.go", "package a // mine\n")
	old := time.Now().Add(-time.Hour).Truncate(time.Second)
	if err := os.Chtimes(filepath.Join(dir, "a.go"), old, old); err != nil {
		t.Fatal(err)
	}

	second := files{"a.go": first["a.go"], "b.go": []byte("package a\n\nvar B int\n"), "c.go": []byte("package a\n")}
	got = mustWrite(t, dir, second)
	want := Result{Written: []string{"b.go", "c.go"}, Removed: []string{"testdata/x.json"}, Unchanged: []string{"a.go"}, Record: true}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	wantTree := map[string]string{
		"a.go": "package a\n", "b.go": "package a\n\nvar B int\n", "c.go": "package a\n", "mine.go": "package a // mine\n",
	}
	if diff := cmp.Diff(wantTree, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	if info, _ := os.Stat(filepath.Join(dir, "a.go")); !info.ModTime().Equal(old) {
		t.Error("a file that did not change was written")
	}
	if _, err := os.Stat(filepath.Join(dir, "testdata")); err == nil {
		t.Error("an empty folder is left")
	}
	if got := mustWrite(t, dir, second); len(got.Written)+len(got.Removed) > 0 {
		t.Errorf("third run: %v", got)
	}
}

func TestWriteRefuses(t *testing.T) {
	base := files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n")}
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		files   files
		want    []Refused
		forced  bool // Force gets it done
	}{
		{
			"edited", func(t *testing.T, dir string) { put(t, dir, "a.go", "package a // mine\n") },
			files{"a.go": []byte("package a\n\nvar A int\n"), "b.go": base["b.go"]},
			[]Refused{{"a.go", "was edited since docmill wrote it", true}},
			true,
		},
		{
			"edited, to be removed", func(t *testing.T, dir string) { put(t, dir, "a.go", "package a // mine\n") },
			files{"b.go": base["b.go"]},
			[]Refused{{"a.go", "was edited since docmill wrote it; it is no longer generated and would be removed", true}},
			true,
		},
		{
			"foreign", func(t *testing.T, dir string) { put(t, dir, "c.go", "package a // mine\n") },
			files{"a.go": base["a.go"], "b.go": base["b.go"], "c.go": []byte("package a\n")},
			[]Refused{{"c.go", "exists and was not written by docmill", false}},
			false,
		},
		{
			"folder", func(t *testing.T, dir string) { put(t, dir, "c.go/x", "") },
			files{"c.go": []byte("package a\n")},
			[]Refused{{"c.go", "is a folder", false}},
			false,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			mustWrite(t, dir, base)
			test.prepare(t, dir)
			before := tree(t, dir)
			_, err := Write(dir, test.files, Options{})
			ref, ok := errors.AsType[*RefusedError](err)
			if !ok {
				t.Fatalf("got error %v, want a RefusedError", err)
			}
			if diff := cmp.Diff(test.want, ref.Files); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("a refused Write changed something:\n%s", diff)
			}
			if _, err := Write(dir, test.files, Options{Force: true}); (err == nil) != test.forced {
				t.Errorf("with Force: %v", err)
			}
		})
	}
}

// An edit that makes the file what docmill would write anyway is no conflict,
// and neither are line ends that a checkout changed.
func TestWriteAccepts(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n")})
	put(t, dir, "a.go", "package b\n")
	put(t, dir, "b.go", "package a\r\n")
	got := mustWrite(t, dir, files{"a.go": []byte("package b\n"), "b.go": []byte("package b\n")})
	if diff := cmp.Diff(Result{Written: []string{"b.go"}, Unchanged: []string{"a.go"}, Record: true}, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteSymlink(t *testing.T) {
	outside := t.TempDir()
	put(t, outside, "x.json", "secret")
	dir := t.TempDir()
	if err := os.Symlink(outside, filepath.Join(dir, "testdata")); err != nil {
		t.Skipf("this file system has no symbolic links: %v", err)
	}
	for _, force := range []bool{false, true} {
		if _, err := Write(dir, files{"testdata/x.json": []byte("{}")}, Options{Force: force}); err == nil {
			t.Error("wrote through a link that leaves the directory")
		}
	}
	if got := tree(t, outside)["x.json"]; got != "secret" {
		t.Errorf("the file outside is now %q", got)
	}
}

// A run that was killed between two renames is completed by the next, even if
// that one generates something else.
func TestWriteAfterCrash(t *testing.T) {
	dir := t.TempDir()
	v1 := files{"a.go": []byte("package a\n"), "b.go": []byte("package a\n"), "old.go": []byte("package a\n")}
	v2 := files{"a.go": []byte("package a // 2\n"), "b.go": []byte("package a // 2\n"), "new.go": []byte("package a // 2\n")}
	v3 := files{"a.go": []byte("package a // 3\n"), "b.go": []byte("package a // 3\n")}
	mustWrite(t, dir, v1)

	crash := func(f files, renames int) {
		dead := errors.New("killed")
		killed := false
		_, err := Write(dir, f, Options{fault: func(op, name string) error {
			if op == "rename" {
				killed = killed || renames == 0
				renames--
			}
			if killed {
				return dead
			}
			return nil
		}})
		if !errors.Is(err, dead) {
			t.Fatalf("got error %v", err)
		}
	}
	crash(v2, 1) // a.go is in place
	crash(v2, 1) // and b.go
	crash(v3, 1)
	// A refusal in between forgets nothing.
	put(t, dir, "mine.go", "package a\n")
	if _, err := Write(dir, files{"mine.go": []byte("package b\n")}, Options{}); err == nil {
		t.Error("mine.go was overwritten")
	}

	mustWrite(t, dir, v1)
	want := map[string]string{"a.go": "package a\n", "b.go": "package a\n", "old.go": "package a\n", "mine.go": "package a\n"}
	if diff := cmp.Diff(want, tree(t, dir)); diff != "" {
		t.Error(diff)
	}
	if p := mustCompare(t, dir, v1); !p.UpToDate() {
		t.Errorf("after repair: %+v", p)
	}
}

func TestWriteNowhere(t *testing.T) {
	f := files{"a.go": []byte("package a\n")}
	dir := t.TempDir()
	put(t, dir, "file", "")
	if _, err := Write(filepath.Join(dir, "file"), f, Options{}); err == nil || !strings.Contains(err.Error(), "file") {
		t.Errorf("a file as directory: %v", err)
	}
	if os.Getuid() == 0 {
		t.Skip("root may write anywhere")
	}
	ro := filepath.Join(dir, "ro")
	mustWrite(t, ro, f)
	if err := os.Chmod(ro, 0o555); err != nil {
		t.Fatal(err)
	}
	defer os.Chmod(ro, 0o777)
	mustWrite(t, ro, f) // nothing to do
	if _, err := Write(ro, files{"a.go": []byte("package b\n")}, Options{}); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("read-only directory: %v", err)
	}
}

// Runs on one directory take turns.
func TestWriteConcurrent(t *testing.T) {
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			body := []byte("package a // " + strings.Repeat("x", i) + "\n")
			if _, err := Write(dir, files{"a.go": body, "b.go": body, "testdata/c": body}, Options{}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	got := tree(t, dir)
	if len(got) != 3 || got["a.go"] != got["b.go"] || got["a.go"] != got["testdata/c"] {
		t.Errorf("files of different runs are mixed: %v", got)
	}
	for range maps.Keys(got) {
		mustWrite(t, dir, files{"a.go": []byte("package a\n")})
	}
}

func TestWriteChecks(t *testing.T) {
	tests := []struct{ names, want string }{
		{"../a.go", "local path"},
		{"/a.go", "local path"},
		{"a//b.go", "local path"},
		{"", "local path"},
		{".", "local path"},
		{`a\b.go`, "characters"},
		{"a:b", "characters"},
		{"a\nb", "characters"},
		{"a\x00b", "characters"},
		{"a\u202eb", "characters"},
		{"\xff", "local path"},
		{".git/hooks/x", "dot"},
		{"a/.x", "dot"},
		{"MANIFEST", "reserved"},
		{"manifest", "reserved"},
		{"aux.go", "element"},
		{"a/COM1.txt", "element"},
		{"a./b", "element"},
		{strings.Repeat("a", 300), "element"},
		{"Group.go group.go", "differ only by case"},
		{"a a/b", "also a folder"},
		{"A a/b", "also a folder"},
		{"bad.go", "is no Go: bad.go:1:1"},
	}
	for _, test := range tests {
		f := make(files)
		for name := range strings.SplitSeq(test.names, " ") {
			f[name] = []byte("package a\n")
			if name == "bad.go" {
				f[name] = []byte("pakage a\n")
			}
		}
		dir := filepath.Join(t.TempDir(), "out")
		_, err := Write(dir, f, Options{Force: true})
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%q: got error %v, want %q in it", test.names, err, test.want)
		}
		if _, err := os.Lstat(dir); err == nil {
			t.Errorf("%q: the directory was made all the same", test.names)
		}
	}
}

// FuzzName writes a file of any name next to a file that must survive.
func FuzzName(f *testing.F) {
	for _, s := range []string{"a.go", "../x", "testdata/a.json", `..\x`, "a/../../x", ".docmill/lock", "MANIFEST", "nul", "é/ß"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		parent := t.TempDir()
		put(t, parent, "x", "outside")
		dir := filepath.Join(parent, "out")
		body := []byte("package a\n")
		_, err := Write(dir, files{name: body}, Options{})
		if got := tree(t, parent); got["x"] != "outside" || len(got) > 3 {
			t.Fatalf("name %q left %v", name, got)
		}
		if err != nil {
			return
		}
		if got := tree(t, dir); got[name] != string(body) || len(got) != 1 {
			t.Fatalf("name %q: wrote %v", name, got)
		}
		if _, err := Write(dir, files{}, Options{}); err != nil || len(tree(t, dir)) != 0 {
			t.Fatalf("name %q cannot be removed again: %v", name, err)
		}
	})
}
