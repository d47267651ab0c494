package main

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// importPath is that of the generated packages.
const importPath = "example.com/mutated/api"

// standard reads the standard library once, for all packages.
var standard = importer.ForCompiler(token.NewFileSet(), "source", nil)

// typeFaults returns the first reasons why the packages of files do not
// compile. It is as good as the compiler and a tenth of its work, since the
// standard library stays in memory.
func typeFaults(files map[string][]byte) []string {
	fset := token.NewFileSet()
	parsed := make(map[string][]*ast.File)
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if path.Ext(name) != ".go" {
			continue
		}
		f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution)
		if err != nil {
			faults = append(faults, err.Error())
			continue
		}
		key := path.Dir(name) + " " + f.Name.Name // a package and its external tests
		parsed[key] = append(parsed[key], f)
	}
	imports := siblings{}
	for _, key := range slices.Sorted(maps.Keys(parsed)) {
		config := types.Config{Importer: imports, Error: func(err error) {
			if len(faults) < 5 {
				faults = append(faults, err.Error())
			}
		}}
		dir, _, _ := strings.Cut(key, " ")
		pkg, _ := config.Check(path.Join(importPath, dir), fset, parsed[key], nil)
		if p := path.Join(importPath, dir); imports[p] == nil {
			imports[p] = pkg
		}
	}
	return faults
}

// siblings imports the generated packages and the standard library.
type siblings map[string]*types.Package

func (s siblings) Import(name string) (*types.Package, error) {
	if p := s[name]; p != nil {
		return p, nil
	}
	return standard.Import(name)
}

// vet lets the go command compile and vet the packages.
func vet(files map[string][]byte) error {
	dir, err := os.MkdirTemp("", "mutated")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	files = maps.Clone(files)
	for name, text := range files {
		if err := write(filepath.Join(dir, "api", filepath.FromSlash(name)), text); err != nil {
			return err
		}
	}
	if err := write(filepath.Join(dir, "go.mod"), []byte("module example.com/mutated\n\ngo 1.26\n")); err != nil {
		return err
	}
	for _, command := range []string{"build", "vet"} {
		cmd := exec.Command("go", command, "./...")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off")
		if out, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("go %s: %w\n%.4000s", command, err, out)
		}
	}
	return nil
}

func write(name string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	return os.WriteFile(name, text, 0o666)
}
