package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/names"
	docparser "github.com/docmill/docmill/parser"
)

// This file calls things of the documentation as things of Go and of generated
// packages are called already: whatever those are, for they are read from Go and
// from a generated package.

// TestHostileNames makes packages in which everything has such a name. Of names
// that are the same in Go (string, String) only one is in each, so that none of
// them hides behind what makes them differ.
func TestHostileNames(t *testing.T) {
	words := takenWords(t)
	for i, round := range rounds(words) {
		t.Run(fmt.Sprintf("%d with %d names", i, len(round)), func(t *testing.T) {
			api, _, err := docparser.Load(namedDocs(round), docparser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			files, _, err := gen.Generate(api, gen.Options{Package: "hostile", Emit: gen.Emitters, Import: "example.com/hostile/p"})
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range head(append(scanPackage(files), typeFaults(files)...)) {
				t.Error(fault)
			}
		})
	}
}

// takenWords returns the names that a generated package declares or, if
// DOCMILL_HOSTILE is "all", that are anywhere in it, and those of Go.
func takenWords(t *testing.T) []string {
	t.Helper()
	api, _, err := docparser.Load(hostileDocs("plain", places()), docparser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	files, _, err := gen.Generate(api, gen.Options{Package: "hostile", Emit: gen.Emitters, Import: "example.com/hostile/p"})
	if err != nil {
		t.Fatal(err)
	}
	found := make(map[string]bool)
	for name, src := range files {
		if !strings.HasSuffix(name, ".go") {
			continue
		}
		found[strings.TrimSuffix(path.Base(name), ".go")] = true
		if vetEvery() == 1 {
			identifiers(src, found)
		} else {
			declared(t, name, src, found)
		}
	}
	for _, name := range types.Universe.Names() {
		found[name] = true
	}
	for tok := token.BREAK; tok <= token.VAR; tok++ {
		found[tok.String()] = true
	}
	for _, name := range platforms {
		found["x_"+name] = true
	}
	return slices.Sorted(maps.Keys(found))
}

// identifiers adds all identifiers of a file.
func identifiers(src []byte, found map[string]bool) {
	var s scanner.Scanner
	fset := token.NewFileSet()
	s.Init(fset.AddFile("", fset.Base(), len(src)), src, nil, 0)
	for {
		_, tok, text := s.Scan()
		switch tok {
		case token.EOF:
			return
		case token.IDENT:
			found[text] = true
		}
	}
}

// declared adds the functions, methods, types and values that a file declares.
func declared(t *testing.T, name string, src []byte, found map[string]bool) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			found[d.Name.Name] = true
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					found[spec.Name.Name] = true
				case *ast.ValueSpec:
					for _, id := range spec.Names {
						found[id.Name] = true
					}
				}
			}
		}
	}
}

// rounds deals words out so that no two in a round become the same name in Go.
func rounds(words []string) [][]string {
	var out [][]string
	used := make(map[string]int)
	for _, w := range words {
		name := strings.ToLower(names.Exported(w))
		if used[name] == len(out) {
			out = append(out, nil)
		}
		out[used[name]] = append(out[used[name]], w)
		used[name]++
	}
	return out
}

// namedDocs returns pages that call types, properties, members, operations,
// segments, keys, parameters and headers by words, and a descendant of each type.
func namedDocs(words []string) fstest.MapFS {
	docs := hostileDocs("plain", nil)
	add := func(name, text string) { docs[name] = &fstest.MapFile{Data: []byte(text)} }
	var properties, members strings.Builder
	for i, w := range words {
		fmt.Fprintf(&properties, "|%s|[%[1]s](named%d.md)|x|\n", w, i)
		fmt.Fprintf(&members, "|%s|%d|x|\n", w, i)
		resource := "# %s resource type\n\nNamespace: microsoft.graph\n\nA thing.%s\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|%s|String|x|\n"
		add(fmt.Sprintf("resources/named%d.md", i), fmt.Sprintf(resource, w, "", w))
		add(fmt.Sprintf("resources/heir%d.md", i), fmt.Sprintf(resource, fmt.Sprintf("heirNumber%d", i), fmt.Sprintf(" Inherits from [%s](named%d.md).", w, i), "new"+w))
		add(fmt.Sprintf("api/named%d-run.md", i), operation(map[string]string{
			"path": fmt.Sprintf("/%s/{%[1]s}/call(%[1]s='{%[1]s}')", w), "parameter": w, "function parameter": w, "header": w, "response": w, "request annotation": w,
		}))
		add(fmt.Sprintf("api/deep%d-run.md", i), operation(map[string]string{"path": "/deep/" + w, "parameter": "x", "response": w}))
	}
	add("resources/holder.md", "# holder resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n"+properties.String()+
		"|kind|kinds|x|\n\n### kinds values\n|Member|Value|Description|\n|:---|:---|:---|\n"+members.String())
	return docs
}
