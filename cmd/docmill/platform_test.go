package main

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
)

// Equal documentation makes equal files, MANIFEST and its digests included,
// whatever the machine is like: where the folders are, in which order they were
// filled, how many processors there are, language, time zone, line ends.
func TestPlatform(t *testing.T) {
	t.Parallel()
	pages := sampleTree(t)
	crlf := make(map[string]string)
	for name, text := range pages {
		crlf[name] = strings.ReplaceAll(text, "\n", "\r\n")
	}
	names := slices.Sorted(maps.Keys(pages))
	backward := slices.Clone(names)
	slices.Reverse(backward)
	tests := []struct {
		name  string
		pages map[string]string
		order []string // in which pages are written
		env   []string
		args  []string
	}{
		{"as it is", pages, names, nil, nil},
		{"other order", pages, backward, nil, nil},
		{"one processor", pages, names, []string{"GOMAXPROCS=1"}, nil},
		{"one job", pages, names, nil, []string{"--jobs", "1"}},
		{"many jobs", pages, names, []string{"GOMAXPROCS=16"}, []string{"--jobs", "64"}},
		{"Turkish", pages, names, []string{"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"}, nil},
		{"no locale", pages, names, []string{"LC_ALL=C", "LANG="}, nil},
		{"other time zone", pages, names, []string{"TZ=Pacific/Kiritimati"}, nil},
		{"no home", pages, names, []string{"HOME=", "USER=", "TMPDIR=/nonexistent"}, nil},
		{"CRLF", crlf, names, nil, nil},
	}
	var want map[string]string
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for _, name := range test.order {
				writeTree(t, dir, map[string]string{"docs/" + name: test.pages[name]})
			}
			args := append([]string{"generate", "--docs", "docs", "--out", "out", "--package", "x", "--emit", "all", "--import", "x/x"}, test.args...)
			cmd, out := process(t, dir, args...)
			cmd.Env = append(cmd.Env, test.env...)
			if err := cmd.Run(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			got := readTree(t, filepath.Join(dir, "out"))
			if want == nil {
				want = got
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// sampleTree returns the beta sample.
func sampleTree(t *testing.T) map[string]string {
	t.Helper()
	sub, err := fs.Sub(docssrc.FS, "beta")
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]string)
	err = fs.WalkDir(sub, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(sub, p)
		out[p] = strings.ReplaceAll(string(data), "\r\n", "\n")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// A checkout that turned all line ends into CRLF is up to date, and nothing in
// it counts as edited.
func TestCheckoutCRLF(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	pages := sampleTree(t)
	docs := make(map[string]string)
	for name, text := range pages {
		docs["docs/"+name] = text
	}
	writeTree(t, dir, docs)
	args := []string{"generate", "--docs", "docs", "--out", "out"}
	mustProcess(t, dir, args...)
	files := readTree(t, filepath.Join(dir, "out"))
	for name, text := range files {
		files[name] = strings.ReplaceAll(text, "\n", "\r\n")
	}
	writeTree(t, filepath.Join(dir, "out"), files)
	mustProcess(t, dir, append(args, "--check")...)
	mustProcess(t, dir, args...)
	if diff := cmp.Diff(files, readTree(t, filepath.Join(dir, "out"))); diff != "" {
		t.Errorf("written again:\n%s", diff)
	}
	// A change is written all the same.
	cmd, out := process(t, dir, append(args, "--title", "the other API", "--check")...)
	if err := cmd.Run(); cmd.ProcessState.ExitCode() != exitFinding || strings.Contains(out.String(), "was edited") {
		t.Errorf("%v\n%s", err, out)
	}
	mustProcess(t, dir, append(args, "--title", "the other API")...)
}

// New files and folders have the permissions that the user's umask says.
func TestUmask(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no umask")
	}
	dir := t.TempDir()
	cmd, out := process(t, dir)
	cmd.Args = []string{"sh", "-c", `umask 027; exec "$0" generate --sample --out out`, cmd.Path}
	cmd.Path = "/bin/sh"
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	err := filepath.WalkDir(filepath.Join(dir, "out"), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		want := os.FileMode(0o640)
		if d.IsDir() {
			want = 0o750
		}
		if err == nil && info.Mode().Perm() != want {
			t.Errorf("%s has the permissions %v, want %v", p, info.Mode().Perm(), want)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Types whose names differ only by case get files that every file system can
// hold at once, whichever page comes first.
func TestNamesDifferByCase(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeTree(t, dir, map[string]string{
		"docs/resources/a.md": potPage("teaPot", "litres"),
		"docs/resources/b.md": potPage("teapot", "gallons"),
		"docs/resources/c.md": potPage("TeaPot", "cups"),
	})
	mustProcess(t, dir, "generate", "--docs", "docs", "--out", "out")
	seen := make(map[string]string)
	for name := range readTree(t, filepath.Join(dir, "out")) {
		if other, ok := seen[fold(name)]; ok {
			t.Errorf("%s and %s are one file where case does not matter", name, other)
		}
		seen[fold(name)] = name
	}
	writeTree(t, dir, map[string]string{"out/go.mod": "module x\n\ngo 1.25\n"})
	mustGo(t, filepath.Join(dir, "out"), "vet", ".")
}
