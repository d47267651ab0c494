package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/selection"
	docparser "github.com/docmill/docmill/parser"
)

// This file selects at random from real documentation, and holds what is
// generated for a part against what is generated for the whole: every
// declaration is called the same and is the same, word by word, but for what
// docs/selection.md lists. By default it makes four parts of the smallest set;
// with CI eight of each large set, of which it compiles and tests one; with
// DOCMILL_CORPUS_FULL forty and seven.

func TestCorpusSelections(t *testing.T) {
	if _, ok := corporaRoot(); !ok {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	full := allCorpora()
	eachBuilt(t, full, func(t *testing.T, dir string) {
		src, err := openSource(new(env), []string{dir})
		if err != nil {
			t.Fatal(err)
		}
		api, _, err := load(src, docparser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		whole := generatePart(t, api, nil)
		decls := declarations(t, whole)
		sizes, err := gen.Measure(api, gen.Options{Package: "api"})
		if err != nil {
			t.Fatal(err)
		}
		graph := selection.NewGraph(api)
		random := rand.New(rand.NewPCG(2, 3))
		parts, builds := 4, 0
		if full {
			parts, builds = 8, 1
		}
		if os.Getenv("DOCMILL_CORPUS_FULL") != "" {
			parts, builds = 40, 7
		}
		for i := range parts {
			p := randomPatterns(random, api)
			part, err := graph.Select(p)
			if err != nil {
				continue // everything is excluded, or a pattern is
			}
			files := generatePart(t, part.API(), api)
			if len(p.Exclude) == 0 {
				compareParts(t, p, decls, declarations(t, files))
			}
			checkSize(t, p, sizes, part.Selected(), files)
			if i < builds {
				build(t, files)
			}
		}
	})
}

func generatePart(t *testing.T, api, whole *model.API) map[string][]byte {
	files, _, err := gen.Generate(api, gen.Options{Package: "api", Emit: gen.Emitters, Import: "scratch/api", Whole: whole})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// randomPatterns selects one to three things, and sometimes excludes one.
func randomPatterns(r *rand.Rand, api *model.API) selection.Patterns {
	one := func() string {
		op := api.Operations[r.IntN(len(api.Operations))]
		switch n := r.IntN(5); {
		case n == 0 && len(op.Endpoints) > 0:
			e := op.Endpoints[r.IntN(len(op.Endpoints))]
			return e.Path.String()
		case n == 1 && len(op.Endpoints) > 0:
			return "/" + op.Endpoints[0].Path.Segments[0].Text + "/**"
		case n == 2:
			return op.ID
		case n == 3:
			return "page:" + op.Page
		}
		return api.Types[r.IntN(len(api.Types))].Name
	}
	var p selection.Patterns
	for range 1 + r.IntN(3) {
		p.Select = append(p.Select, one())
	}
	if r.IntN(3) == 0 {
		p.Exclude = []string{one()}
	}
	return p
}

// declarations returns the Go declarations of generated files by what they
// declare, with the file in front. Of the lists of a package, which are shorter
// in a part, each item counts.
func declarations(t *testing.T, files map[string][]byte) map[string]string {
	out := make(map[string]string)
	for name, src := range files {
		if !isPlainGo(name) || name == "doc.go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		text := func(n ast.Node, doc *ast.CommentGroup) string {
			from := n.Pos()
			if doc != nil {
				from = doc.Pos()
			}
			return name + "\n" + string(src[from-f.FileStart:n.End()-f.FileStart])
		}
		for _, d := range f.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				key := d.Name.Name
				if d.Recv != nil {
					key = receiver(d) + "." + key
				}
				out[key] = text(d, d.Doc)
			case *ast.GenDecl:
				for _, s := range d.Specs {
					switch s := s.(type) {
					case *ast.TypeSpec:
						out[s.Name.Name] = text(d, d.Doc)
					case *ast.ValueSpec:
						out[s.Names[0].Name] = strings.Join(strings.Fields(text(s, s.Doc)), " ") // lists are aligned
					}
				}
			}
		}
	}
	delete(out, "allOperations")
	return out
}

// isPlainGo reports whether a generated file is Go of the package itself.
func isPlainGo(name string) bool {
	return strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") && !strings.Contains(name, "/")
}

func receiver(d *ast.FuncDecl) string {
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	if id, ok := typ.(*ast.Ident); ok {
		return id.Name
	}
	return fmt.Sprintf("%T", typ)
}

// compareParts compares the declarations of a part with those of the whole. The
// parameters of an action may have another of their names as the true one: the
// whole's first may be that of a request line which the part does not have.
func compareParts(t *testing.T, p selection.Patterns, whole, part map[string]string) {
	isAlias := func(name string) bool {
		return strings.Contains(whole[name], "\ntype "+name+" = ") || strings.Contains(part[name], "\ntype "+name+" = ")
	}
	for key, text := range part {
		name, _, _ := strings.Cut(key, ".")
		if isAlias(name) || isAlias(strings.TrimPrefix(key, "rulesOf")) {
			continue
		}
		switch want, ok := whole[key]; {
		case !ok:
			t.Errorf("%q: %s is only in the part", p, key)
		case want != text:
			t.Errorf("%q: %s differs\npart:  %s\nwhole: %s", p, key, text, want)
		}
	}
}

// checkSize compares the size that docmill list tells with what is written.
// What is excluded makes packages smaller than that: other types become JSON.
func checkSize(t *testing.T, p selection.Patterns, sizes *gen.Sizes, c selection.Contents, files map[string][]byte) {
	t.Helper()
	written := 0
	for name, src := range files {
		if isPlainGo(name) {
			written += len(src)
		}
	}
	told := sizes.Fixed + sizes.Add(c.Types, c.Requests)
	if off := float64(told-written) / float64(written); off < -0.03 || off > 0.03 {
		t.Errorf("%q: told %d bytes, wrote %d (%+.1f %%)", p, told, written, 100*off)
	}
}
