package outdir

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// This file puts folders there, and looks at what became of them.

type files = map[string][]byte

func mustWrite(t *testing.T, dir string, f files) Result {
	t.Helper()
	res, err := Write(dir, f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func mustCompare(t *testing.T, dir string, f files) *Plan {
	t.Helper()
	p, err := Compare(dir, f, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// everything returns the files below dir.
func everything(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, p))
		out[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// tree returns the files below dir without the MANIFEST, and fails if a staging
// folder is left.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := everything(t, dir)
	if _, err := os.Stat(filepath.Join(dir, stageName)); err == nil {
		t.Error("the staging folder is left")
	}
	delete(out, manifestName)
	return out
}

func put(t *testing.T, dir, name, text string) {
	t.Helper()
	file := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}
