package main

import (
	"bytes"
	"io/fs"
	"strings"
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

// Pages of each of several folders count in the digest of the documentation.
func TestUnionDigest(t *testing.T) {
	dir := t.TempDir()
	page := func(name string) string {
		return "# " + name + " resource type\n\nNamespace: shop\n\n## Properties\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|How large.|\n"
	}
	writeTree(t, dir, map[string]string{"a/pot.md": page("pot"), "b/lid.md": page("lid")})
	check := func(args ...string) string {
		var out bytes.Buffer
		run(append([]string{"-C", dir, "generate", "--docs", "a", "--docs", "b", "--out", "out"}, args...), strings.NewReader(""), &out, &out)
		return out.String()
	}
	check()
	for _, file := range []string{"a/pot.md", "b/lid.md"} {
		writeTree(t, dir, map[string]string{file: page("cup")})
		if out := check("--check"); !strings.Contains(out, "the documentation changed") {
			t.Errorf("%s changed:\n%s", file, out)
		}
		check()
	}
}
