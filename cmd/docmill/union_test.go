package main

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestUnion(t *testing.T) {
	fixed := fstest.MapFS{"api/a.md": {Data: []byte("fixed")}}
	base := fstest.MapFS{
		"api/a.md":       {Data: []byte("base")},
		"api/b.md":       {Data: []byte("base")},
		"resources/r.md": {Data: []byte("base")},
	}
	u := union([]fs.FS{fixed, base})
	if err := fstest.TestFS(u, "api/a.md", "api/b.md", "resources/r.md"); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"api/a.md": "fixed", "api/b.md": "base"} {
		if got, err := fs.ReadFile(u, name); err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v; want %q", name, got, err, want)
		}
	}
}
