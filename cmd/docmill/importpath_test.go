package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The nearest go.mod above the folder counts.
func TestImportPath(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	write("outer/go.mod", "module example.com/outer\n\ngo 1.25\n")
	write("outer/inner/go.mod", "// module no\r\nmodule \"example.com/inner/v2\" // yes\r\n")
	write("broken/go.mod", "go 1.25\n")
	e := &env{dir: dir}
	for _, test := range []struct{ given, out, want, err string }{
		{"", "outer", "example.com/outer", ""},
		{"", "outer/a/b", "example.com/outer/a/b", ""},
		{"", "outer/inner/x", "example.com/inner/v2/x", ""},
		{"", "outer/a/../inner", "example.com/inner/v2", ""},
		{"example.net/x", "nowhere", "example.net/x", ""},
		{"", "nowhere", "", "there is no go.mod in nowhere or above"},
		{"", "broken/x", "", "names no module"},
		{"../x", "outer", "", "import path"},
		{"a//b", "outer", "", "import path"},
		{`a"b`, "outer", "", "import path"},
	} {
		got, err := importPath(e, test.given, test.out)
		if got != test.want || (err == nil) != (test.err == "") || err != nil && !strings.Contains(err.Error(), test.err) {
			t.Errorf("importPath(%q, %q) = %q, %v", test.given, test.out, got, err)
		}
	}
}
