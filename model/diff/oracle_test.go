package diff_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	docparser "github.com/docmill/docmill/parser"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file holds the class "source" against the truth: Go is generated from
// the pages before and after each edit, and what is exported is compared. What
// was there and is gone, or has another type, must be a change of that class,
// and nothing else may be.

func TestSourceIsWhatGoLoses(t *testing.T) {
	e := sampleEditor(t)
	before := exported(t, e.api)
	for i := range edits {
		for _, s := range some(e.sitesOf(&edits[i]), 2) {
			e.checkSource(t, &edits[i], s, before)
		}
	}
}

// The same for real pages takes long: it runs if DOCMILL_CORPUS_FULL is set.
func TestSourceIsWhatGoLosesCorpus(t *testing.T) {
	dir := filepath.Join(os.Getenv("DOCMILL_CORPUS"), "graph-2021", "api-reference", "v1.0")
	if os.Getenv("DOCMILL_CORPUS_FULL") == "" {
		t.Skip("generates a package for each kind of edit: set DOCMILL_CORPUS_FULL and DOCMILL_CORPUS")
	}
	e := newEditor(t, os.DirFS(dir))
	before := exported(t, e.api)
	for i := range edits {
		for _, s := range some(e.sitesOf(&edits[i]), 1) {
			e.checkSource(t, &edits[i], s, before)
		}
	}
}

// some picks n sites.
func some(sites []site, n int) []site {
	r := rand.New(rand.NewPCG(uint64(*first), 0))
	var out []site
	for _, i := range r.Perm(len(sites))[:min(n, len(sites))] {
		out = append(out, sites[i])
	}
	return out
}

func (e *editor) checkSource(t *testing.T, ed *edit, s site, before map[string]bool) {
	t.Helper()
	edited := e.pages.clone()
	s.apply(edited)
	next, _, err := docparser.Load(edited.fsys(), docparser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	after := exported(t, next)
	lost := ""
	for line := range before {
		if !after[line] {
			lost = max(lost, line)
		}
	}
	told := ""
	for _, c := range diff.Diff(e.api, next, diff.Options{}) {
		if c.Class&diff.Source != 0 {
			told = c.Headline()
		}
	}
	if (lost != "") != (told != "") {
		t.Errorf("%s, %s: Go loses %q, the report has %q of class source", ed.name, s.what, lost, told)
	}
}

// exported lists what the package generated from an API exports: a line for
// each type, field, method, function and constant, with its type.
func exported(t *testing.T, api *model.API) map[string]bool {
	t.Helper()
	files, _, err := gen.Generate(api, gen.Options{Package: "api", Emit: []string{"client", "validators"}})
	if err != nil {
		t.Fatal(err)
	}
	out := make(map[string]bool)
	fset := token.NewFileSet()
	for name, data := range files {
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(fset, name, data, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			exportedIn(d, out)
		}
	}
	return out
}

func exportedIn(d ast.Decl, out map[string]bool) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		recv := ""
		if d.Recv != nil {
			recv = goText(d.Recv.List[0].Type) + "."
		}
		if d.Name.IsExported() {
			out[recv+d.Name.Name+signature(d.Type)] = true
		}
	case *ast.GenDecl:
		for _, s := range d.Specs {
			switch s := s.(type) {
			case *ast.ValueSpec:
				for _, name := range s.Names {
					if name.IsExported() {
						out["value "+name.Name] = true
					}
				}
			case *ast.TypeSpec:
				exportedType(s, out)
			}
		}
	}
}

func exportedType(s *ast.TypeSpec, out map[string]bool) {
	if !s.Name.IsExported() {
		return
	}
	out["type "+s.Name.Name] = true
	if st, ok := s.Type.(*ast.StructType); ok {
		for _, f := range st.Fields.List {
			for _, name := range f.Names {
				if name.IsExported() {
					out[s.Name.Name+"."+name.Name+" "+goText(f.Type)] = true
				}
			}
		}
	}
}

// signature is the types of arguments and results; the names of arguments are
// for readers.
func signature(f *ast.FuncType) string {
	list := func(fields *ast.FieldList) string {
		var out []string
		if fields != nil {
			for _, f := range fields.List {
				for range max(1, len(f.Names)) {
					out = append(out, goText(f.Type))
				}
			}
		}
		return "(" + strings.Join(out, ", ") + ")"
	}
	return list(f.Params) + " " + list(f.Results)
}

func goText(n ast.Node) string {
	var b strings.Builder
	if err := printer.Fprint(&b, token.NewFileSet(), n); err != nil {
		return fmt.Sprint(err)
	}
	return b.String()
}
