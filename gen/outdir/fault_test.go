package outdir

// This file lets every file operation of a [Write] fail in turn, in every way
// it can: a disk that is full, a permission that is missing, a device that is
// broken, for this one operation, for all like it from then on, or because the
// process is killed. Whatever happens, each file is the old or the new one.

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Two generations: files that stay, change, come and go, in folders and not.
var (
	oldFiles = files{
		"a.go": []byte("package a\n"), "same.go": []byte("package a\n"), "gone.go": []byte("package a\n"),
		"testdata/a.json": []byte(`{"a": 1}`), "testdata/gone/b.json": []byte("{}"),
	}
	newFiles = files{
		"a.go": []byte("package a // new\n"), "same.go": []byte("package a\n"), "come.go": []byte("package a\n"),
		"testdata/a.json": []byte(`{"a": 2}`), "more/c.json": []byte("{}"),
	}
	foreign = map[string]string{
		"mine.go": "package a // mine\n", "testdata/gone/mine": "mine", "A.GO.txt": "", stageName + "/notes": "mine",
	}
)

func TestFaults(t *testing.T) {
	modes := map[string]func(n int, err error) func(op, name string) error{
		"once": func(n int, err error) func(op, name string) error {
			return func(string, string) error {
				if n--; n == -1 {
					return err
				}
				return nil
			}
		},
		"for good": func(n int, err error) func(op, name string) error {
			bad := ""
			return func(op, _ string) error {
				if n--; n == -1 {
					bad = op
				}
				if op == bad {
					return err
				}
				return nil
			}
		},
		"killed": func(n int, err error) func(op, name string) error {
			return func(string, string) error {
				if n--; n < 0 {
					return err
				}
				return nil
			}
		},
	}
	causes := map[string]error{"once": syscall.EIO, "for good": syscall.ENOSPC, "killed": syscall.EACCES}
	for _, mode := range slices.Sorted(maps.Keys(modes)) {
		cause := causes[mode]
		for _, workers := range []int{1, 4} {
			t.Run(fmt.Sprintf("%s %v, %d at a time", mode, cause, workers), func(t *testing.T) {
				n := 0
				for ; faultAt(t, n, cause, Options{fault: modes[mode](n, cause), workers: workers}); n++ {
				}
				if n < 50 {
					t.Errorf("only %d operations", n)
				}
			})
		}
	}
}

// faultAt writes oldFiles, then newFiles with a fault, and checks what is left
// of both. It reports whether there was a fault.
func faultAt(t *testing.T, n int, cause error, opts Options) bool {
	dir := t.TempDir()
	for name, text := range foreign {
		put(t, dir, name, text)
	}
	if _, err := Write(dir, oldFiles, Options{}); err != nil {
		t.Fatal(err)
	}
	hit := ""
	_, err := Write(dir, newFiles, Options{workers: opts.workers, fault: func(op, name string) error {
		err := opts.fault(op, name)
		if err != nil && hit == "" {
			hit = op + " " + name
		}
		return err
	}})
	switch {
	case hit == "" && err != nil:
		t.Fatal(err)
	case err != nil && (!errors.Is(err, cause) || !strings.Contains(err.Error(), cause.Error()) || !strings.Contains(err.Error(), dir)):
		t.Errorf("operation %d, %s: the error does not say what happened: %v", n, hit, err)
	case err == nil:
		checkTree(t, dir, hit+", survived", newFiles)
	}
	checkEither(t, dir, hit)
	// What the next run does depends neither on what the last one wanted, nor
	// on whether another one failed at the same place in between.
	_, _ = Write(dir, newFiles, opts)
	checkEither(t, dir, hit+", again")
	next := newFiles
	if n%2 == 0 {
		next = oldFiles
	}
	if _, err := Write(dir, next, Options{}); err != nil {
		t.Errorf("operation %d, %s: the next run cannot repair: %v", n, hit, err)
	}
	checkTree(t, dir, hit+", repaired", next)
	return hit != ""
}

// checkEither checks that each file is the old or the new one, or that there
// is none if one of the two has none.
func checkEither(t *testing.T, dir, when string) {
	t.Helper()
	for _, name := range append(sortedKeys(oldFiles), sortedKeys(newFiles)...) {
		before, was := oldFiles[name]
		after, is := newFiles[name]
		got, err := os.ReadFile(filepath.Join(dir, name))
		switch {
		case err != nil && was && is:
			t.Errorf("%s: %v", when, err)
		case err == nil && (!was || string(got) != string(before)) && (!is || string(got) != string(after)):
			t.Errorf("%s: %s holds %q", when, name, got)
		}
	}
	checkForeign(t, dir, when)
}

func checkForeign(t *testing.T, dir, when string) {
	t.Helper()
	for name, text := range foreign {
		if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
			t.Errorf("%s: the foreign file %s holds %q, %v", when, name, got, err)
		}
	}
}

// checkTree checks that dir holds files, their MANIFEST and foreign, and
// nothing else.
func checkTree(t *testing.T, dir, when string, f files) {
	t.Helper()
	want := maps.Clone(foreign)
	for name, data := range f {
		want[name] = string(data)
	}
	want[manifestName] = string(newRecord(f, Options{}).bytes())
	got := everything(t, dir)
	if strings.HasPrefix(when, "remove "+lockName) {
		delete(got, lockName) // nobody minds
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s:\n%s", when, diff)
	}
}

// The error says which file, why, and how far the run got.
func TestFaultSays(t *testing.T) {
	tests := []struct{ op, name, want string }{
		{"create", newName + "/come.go", "output folder DIR: cannot write come.go: no space left on device; nothing was changed"},
		{"write", newName + "/" + manifestName, "output folder DIR: cannot write MANIFEST: no space left on device; nothing was changed"},
		{"rename", "a.go", "output folder DIR: cannot put a.go in place: no space left on device; nothing was changed"},
		{"rename", "testdata/a.json", "output folder DIR: cannot put testdata/a.json in place: no space left on device; 3 of 6 files are new, the others as they were: the next run does the rest"},
		{"remove", "gone.go", "output folder DIR: cannot remove gone.go: no space left on device; 4 of 6 files are new, the others as they were: the next run does the rest"},
		{"rename", manifestName, "output folder DIR: cannot put MANIFEST in place: no space left on device; 6 of 6 files are new, the others as they were: the next run does the rest"},
		{"read", "a.go", "output folder DIR: cannot read a.go: no space left on device"},
		{"mkdir", stageName, "output folder DIR: cannot make the folder .docmill, in which files are written before they are put in place: no space left on device; nothing was changed"},
	}
	for _, test := range tests {
		dir := t.TempDir()
		mustWrite(t, dir, oldFiles)
		_, err := Write(dir, newFiles, Options{workers: 1, fault: func(op, name string) error {
			if op == test.op && name == test.name {
				return syscall.ENOSPC
			}
			return nil
		}})
		if diff := cmp.Diff(strings.Replace(test.want, "DIR", dir, 1), fmt.Sprint(err)); diff != "" {
			t.Errorf("%s %s: %s", test.op, test.name, diff)
		}
	}
}
