package templates

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"slices"
	"strings"
	"testing"
)

// Every file of the runtime is in the table, or is one of those that are not
// copied.
func TestTableIsComplete(t *testing.T) {
	entries, err := fs.ReadDir(Runtime, "runtime")
	if err != nil {
		t.Fatal(err)
	}
	var want, got []string
	for _, e := range entries {
		if name := e.Name(); !strings.HasSuffix(name, "_test.go") && name != "doc.go" && name != "standin.go" {
			want = append(want, name)
		}
	}
	for _, f := range files {
		got = append(got, f.Name)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the table lists\n%v, the runtime has\n%v", got, want)
	}
}

// The files for each need compile without the files for other needs.
func TestFilesCompile(t *testing.T) {
	if testing.Short() {
		t.Skip("type-checks net/http")
	}
	imp := importer.ForCompiler(token.NewFileSet(), "source", nil)
	for _, needs := range [][]Need{nil, {Polymorphic}, {Flags}, {Validators}, {Client}, {Tests}, {Polymorphic, Flags, Validators, Client, Tests}} {
		fset := token.NewFileSet()
		syntax := []*ast.File{parse(t, fset, "baseurl.go", "package sample\n\nconst defaultBaseURL = \"https://example.org\"\n")}
		for _, f := range Files(needs...) {
			src, err := Source(f.Name, "sample")
			if err != nil {
				t.Fatal(err)
			}
			syntax = append(syntax, parse(t, fset, f.As, src))
		}
		conf := types.Config{Importer: imp, Error: func(err error) { t.Errorf("%v: %v", needs, err) }}
		_, _ = conf.Check("sample", fset, syntax, nil)
	}
}

func parse(t *testing.T, fset *token.FileSet, name, src string) *ast.File {
	t.Helper()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	if f.Name.Name != "sample" {
		t.Errorf("%s is in package %s", name, f.Name.Name)
	}
	if f.Doc != nil {
		t.Errorf("%s has a package comment: it would become part of the generated package's", name)
	}
	return f
}
