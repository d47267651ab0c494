package templates

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"slices"
	"strings"
	"testing"
)

// Every file is in its table, or is one of those that are not copied.
func TestTablesAreComplete(t *testing.T) {
	for dir, table := range map[string][]File{"runtime": files, "servertest": serverFiles} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var want, got []string
		for _, e := range entries {
			if name := e.Name(); strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && name != "doc.go" && name != "standin.go" {
				want = append(want, name)
			}
		}
		for _, f := range table {
			got = append(got, f.Name)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: the table lists\n%v, there are\n%v", dir, got, want)
		}
	}
}

// The copies of package servertest import what they are told to, and nothing
// of docmill.
func TestServerSource(t *testing.T) {
	for _, f := range ServerFiles(Validators, Tests) {
		text, err := ServerSource(f.Name, "sample", "example.com/pets/api")
		if err != nil {
			t.Fatal(err)
		}
		parse(t, token.NewFileSet(), f.As, text)
		if strings.Contains(text, "docmill") || strings.Contains(text, "api.") != strings.Contains(text, `api "example.com/pets/api"`) {
			t.Errorf("%s does not import the generated package:\n%s", f.As, text)
		}
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
		syntax := []*ast.File{parse(t, fset, "baseurl.go", "package sample\n\nconst (\n\tdefaultBaseURL = \"https://example.org\"\n\tmapsTypes = false\n)\n")}
		for _, f := range Files(needs...) {
			if f.Name == "client.go" {
				syntax = append(syntax, parse(t, fset, "options.go", "package sample\n\nfunc defaultOptions() []ClientOption { return []ClientOption{WithBaseURL(defaultBaseURL)} }\n"))
			}
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
