package gen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/templates"
)

// This file reads the hand-written part of generated packages: which names it
// takes, and its text.

// declarations are the names that the runtime declares.
type declarations struct {
	names  []string // of the package, exported and not
	client []string // methods and fields of Client
	files  map[string]bool
}

// readRuntime parses the runtime's sources, so that no name can be forgotten.
// All files count, also those that a package does without: names must not
// depend on which emitters run. It does so once a process: generating a small
// API is not much more work, and watching, several targets and tests do it
// again and again. Nobody changes the result.
var readRuntime = sync.OnceValues(func() (*declarations, error) {
	entries, err := templates.Runtime.ReadDir("runtime")
	if err != nil {
		return nil, err
	}
	d := &declarations{files: map[string]bool{"doc.go": true, "permissions.go": true, "clouds.go": true, "mappings.go": true, "examples_test.go": true}}
	for _, e := range entries {
		d.files[e.Name()] = true
		if strings.HasSuffix(e.Name(), "_test.go") {
			continue
		}
		src, err := templates.Runtime.ReadFile("runtime/" + e.Name())
		if err != nil {
			return nil, err
		}
		file, err := parser.ParseFile(token.NewFileSet(), e.Name(), src, parser.SkipObjectResolution)
		if err != nil {
			return nil, fmt.Errorf("gen: runtime: %w", err)
		}
		for _, decl := range file.Decls {
			d.add(decl)
		}
	}
	d.names, d.client = slices.Clip(d.names), slices.Clip(d.client)
	return d, nil
})

// add records what decl declares.
func (d *declarations) add(decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		if decl.Recv == nil {
			d.names = append(d.names, decl.Name.Name)
		} else if star, ok := decl.Recv.List[0].Type.(*ast.StarExpr); ok && isIdent(star.X, "Client") {
			d.client = append(d.client, decl.Name.Name)
		}
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			d.addSpec(spec)
		}
	}
}

func (d *declarations) addSpec(spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			d.names = append(d.names, name.Name)
		}
	case *ast.TypeSpec:
		d.names = append(d.names, spec.Name.Name)
		if s, ok := spec.Type.(*ast.StructType); ok && spec.Name.Name == "Client" {
			for _, field := range s.Fields.List {
				for _, name := range field.Names {
					d.client = append(d.client, name.Name)
				}
			}
		}
	}
}

func isIdent(e ast.Expr, name string) bool {
	id, ok := e.(*ast.Ident)
	return ok && id.Name == name
}

// copyRuntime adds the runtime files that the planned package needs.
func copyRuntime(p *plan, files map[string][]byte) error {
	for _, f := range templates.Files(p.needs...) {
		src, err := templates.Source(f.Name, p.opts.Package)
		if err != nil {
			return fmt.Errorf("gen: runtime: %w", err)
		}
		files[f.As] = []byte(header + "\n\n" + src)
	}
	return nil
}
