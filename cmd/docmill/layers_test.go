package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// This file keeps the import order. The table stands in docs/architecture.md,
// where people read it; an import that is not in it fails here. Widening the
// table is a change of design and belongs in a commit of its own.

const module = "github.com/docmill/docmill"

// externals are the modules of the table's brackets.
var externals = map[string]string{
	"cobra":            "github.com/spf13/cobra",
	"pflag":            "github.com/spf13/pflag",
	"go-yaml":          "github.com/goccy/go-yaml",
	"goldmark":         "github.com/yuin/goldmark",
	"html-to-markdown": "github.com/JohannesKaufmann/html-to-markdown/v2",
	"x/net":            "golang.org/x/net",
	"x/mod":            "golang.org/x/mod",
	"automemlimit":     "github.com/KimMachineGun/automemlimit",
	"jennifer":         "github.com/dave/jennifer",
	"fsnotify":         "github.com/fsnotify/fsnotify",
}

// anywhere are modules that any package of the command, or any test, may use.
var (
	anywhere = []string{"github.com/rogpeppe/go-internal", "golang.org/x/term"}
	inTests  = []string{
		"github.com/rogpeppe/go-internal", "github.com/google/go-cmp", "github.com/owenrumney/go-sarif",
		"github.com/santhosh-tekuri/jsonschema", "github.com/itchyny/gojq", "github.com/goccy/go-yaml",
	}
	// standardOnly become the users' code, or are embedded in it.
	standardOnly = []string{"templates", "templates/runtime", "templates/servertest", "docs-src", "generated"}
)

type goPackage struct {
	ImportPath                         string
	Imports, TestImports, XTestImports []string
	Standard                           bool
}

func TestLayers(t *testing.T) {
	allowed := readLayers(t)
	for _, p := range goList(t) {
		rel := strings.TrimPrefix(p.ImportPath, module+"/")
		if strings.HasPrefix(rel, "generated/") {
			rel = "generated"
		}
		if strings.HasPrefix(rel, "bench") {
			continue
		}
		layer, ok := allowed[rel]
		if !ok && rel != "generated" {
			t.Errorf("%s is not in the table of docs/architecture.md", rel)
			continue
		}
		for _, imp := range p.Imports {
			if why := forbidden(rel, layer, imp); why != "" {
				t.Errorf("%s imports %s: %s", rel, imp, why)
			}
		}
		for _, imp := range append(p.TestImports, p.XTestImports...) {
			if isModule(imp, inTests) || forbidden(rel, layer, imp) == "" || strings.HasPrefix(imp, module) && rel != "generated" {
				continue
			}
			t.Errorf("%s imports %s in a test", rel, imp)
		}
	}
}

// forbidden says why the package rel must not import imp, "" if it may.
func forbidden(rel string, layer []string, imp string) string {
	switch first, _, _ := strings.Cut(imp, "/"); {
	case !strings.Contains(first, "."):
		return ""
	case rel == "generated" && strings.HasPrefix(imp, module+"/generated/"):
		return "" // the package for tests imports its own
	case strings.HasPrefix(imp, module+"/"):
		if !slices.Contains(layer, strings.TrimPrefix(imp, module+"/")) {
			return "the table does not allow it"
		}
		return ""
	case slices.Contains(standardOnly, rel):
		return "it may use the standard library only"
	}
	for name, path := range externals {
		if isModule(imp, []string{path}) {
			if !slices.Contains(layer, "["+name+"]") {
				return "it is for other packages only"
			}
			return ""
		}
	}
	if !isModule(imp, anywhere) {
		return "it is no dependency that was agreed on"
	}
	return ""
}

func isModule(imp string, modules []string) bool {
	return slices.ContainsFunc(modules, func(m string) bool { return imp == m || strings.HasPrefix(imp, m+"/") })
}

// readLayers returns the table: package → what it may import, external modules
// as "[name]".
func readLayers(t *testing.T) map[string][]string {
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, ok := strings.Cut(string(text), "### Who may import whom")
	if !ok {
		t.Fatal("docs/architecture.md has no section \"Who may import whom\"")
	}
	out := make(map[string][]string)
	for line := range strings.Lines(table) {
		if strings.HasPrefix(line, "###") {
			break
		}
		pkg, rest, ok := strings.Cut(line, "→")
		if !ok {
			continue
		}
		inner, outer, _ := strings.Cut(rest, "[")
		layer := strings.Fields(inner)
		for _, name := range strings.Fields(strings.Trim(strings.TrimSpace(outer), "]")) {
			if externals[name] == "" {
				t.Errorf("the table names a module %q that this test does not know", name)
			}
			layer = append(layer, "["+name+"]")
		}
		out[strings.TrimSpace(pkg)] = layer
	}
	if len(out) < 10 {
		t.Fatalf("read %d packages from the table", len(out))
	}
	return out
}

// The server for tests is beside a generated package: a program that does not
// ask for it neither compiles nor holds it.
func TestServerStaysOut(t *testing.T) {
	found := false
	for _, p := range goList(t) {
		server := func(path string) bool { return strings.HasSuffix(path, "/connectorstest") }
		found = found || server(p.ImportPath)
		if strings.HasPrefix(p.ImportPath, module+"/generated/") && !server(p.ImportPath) && slices.ContainsFunc(p.Imports, server) {
			t.Errorf("%s imports its package for tests", p.ImportPath)
		}
	}
	if !found {
		t.Error("there is no package for tests to look for")
	}
}

func goList(t *testing.T) []goPackage {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./...")
	cmd.Dir = "../.."
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	var pkgs []goPackage
	dec := json.NewDecoder(strings.NewReader(string(out)))
	for {
		var p goPackage
		err := dec.Decode(&p)
		if errors.Is(err, io.EOF) {
			return pkgs
		}
		if err != nil {
			t.Fatal(fmt.Errorf("go list: %w", err))
		}
		pkgs = append(pkgs, p)
	}
}
