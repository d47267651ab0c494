package gen

import (
	"bytes"
	"flag"
	"go/ast"
	"go/format"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the expected parts of the golden tests")

// TestGolden generates from the API that each file of testdata states, checks
// that the result compiles and is formatted, and compares the parts that the
// file shows: "plan", "diags", or any file of the package. A file shows only
// what it is about.
func TestGolden(t *testing.T) {
	matches, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(matches) == 0 {
		t.Fatal("no golden tests", err)
	}
	for _, name := range matches {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) { golden(t, name) })
	}
}

func golden(t *testing.T, name string) {
	archive, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	api := readAPI(t, string(archive.Files[0].Data))
	opts := Options{Package: "sample", Title: "the sample API"}
	if slices.ContainsFunc(archive.Files, func(f txtar.File) bool { return strings.HasPrefix(f.Name, "sampletest/") }) {
		opts.Emit, opts.Import = Emitters, "example.com/sample"
	}
	files, diags, err := Generate(api, opts)
	if err != nil {
		t.Fatal(err)
	}
	checkPackage(t, files)
	var plan, findings bytes.Buffer
	if err := PrintPlan(&plan, api, opts); err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		findings.WriteString(d.String() + "\n")
	}
	files["plan"], files["diags"] = plan.Bytes(), findings.Bytes()
	for i, f := range archive.Files {
		if i > 0 && !*update {
			if diff := cmp.Diff(string(f.Data), string(files[f.Name])); diff != "" {
				t.Errorf("%s differs (-want +got); go test ./gen -update rewrites it:\n%s", f.Name, diff)
			}
		}
		if i > 0 {
			archive.Files[i].Data = files[f.Name]
		}
	}
	if *update {
		if err := os.WriteFile(name, txtar.Format(archive), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// checkPackage type-checks the files of a generated package and of the one for
// tests beside it, tests included, and fails if one is not as gofmt prints it.
func checkPackage(t *testing.T, files map[string][]byte) {
	t.Helper()
	fset := token.NewFileSet()
	parsed := make(map[string][]*ast.File)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, files[name], parser.ParseComments)
		if err != nil {
			t.Fatalf("%v\n%s", err, files[name])
		}
		parsed[path.Dir(name)] = append(parsed[path.Dir(name)], f)
		if formatted, err := format.Source(files[name]); err != nil || !bytes.Equal(formatted, files[name]) {
			t.Errorf("%s is not formatted: %v\n%s", name, err, cmp.Diff(string(files[name]), string(formatted)))
		}
		if !ast.IsGenerated(f) {
			t.Errorf("%s does not say that it is generated", name)
		}
	}
	imp := generatedImporter{}
	for _, dir := range slices.Sorted(maps.Keys(parsed)) { // "." first
		config := types.Config{Importer: imp, Error: func(err error) { t.Error(err) }}
		pkg, err := config.Check(dir, fset, parsed[dir], nil)
		if err != nil {
			t.Fatal("does not compile")
		}
		imp["example.com/sample"] = pkg
	}
}

// A generatedImporter knows a generated package by its import path, and the
// standard library.
type generatedImporter map[string]*types.Package

func (g generatedImporter) Import(path string) (*types.Package, error) {
	if pkg := g[path]; pkg != nil {
		return pkg, nil
	}
	return sourceImporter.Import(path)
}

// sourceImporter is shared: reading the standard library takes a second.
var sourceImporter = importer.ForCompiler(token.NewFileSet(), "source", nil)
