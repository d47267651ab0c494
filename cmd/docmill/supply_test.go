package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"

	"github.com/docmill/docmill/gen"
)

// This file holds what docmill is made of, and what its users get with it.

// moduleOf are the modules of tables whose rows name a package of one.
var moduleOf = map[string]string{"golang.org/x/net/html": "golang.org/x/net"}

// Each module that go.mod requires, tools and those of the checks too, has a row
// with a reason in docs/architecture.md, and no other has.
func TestDependenciesHaveReasons(t *testing.T) {
	text, err := os.ReadFile("../../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, _ := strings.Cut(string(text), "### Dependencies\n")
	table, _, _ = strings.Cut(table, "\n## ")
	reasons := make(map[string]bool)
	for _, row := range regexp.MustCompile("(?m)^\\| (`.+`) \\| (\\S.+) \\|$").FindAllStringSubmatch(table, -1) {
		for name := range strings.SplitSeq(row[1], ", ") {
			name = strings.Trim(name, "`")
			if module, ok := moduleOf[name]; ok {
				name = module
			}
			reasons[name] = true
		}
	}
	for _, module := range required(t) {
		if !reasons[module] {
			t.Errorf("docs/architecture.md gives no reason for %s", module)
		}
		delete(reasons, module)
	}
	for module := range reasons {
		t.Errorf("docs/architecture.md explains %s, which nothing requires", module)
	}
}

// required returns the modules that docmill and the checks name themselves: those
// that packages import, and those of tools.
func required(t *testing.T) []string {
	var out []string
	for _, file := range []string{"../../go.mod", "../../.ci/gosec/go.mod"} {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		mod, err := modfile.Parse(file, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range mod.Require {
			isTool := slices.ContainsFunc(mod.Tool, func(tool *modfile.Tool) bool {
				return tool.Path == r.Mod.Path || strings.HasPrefix(tool.Path, r.Mod.Path+"/")
			})
			if isTool || !r.Indirect {
				out = append(out, r.Mod.Path)
			}
		}
	}
	return out
}

// Generated packages, their tests and the servers beside them import the standard
// library and each other: those of the repository, and those of the sample with
// everything that can be emitted.
func TestGeneratedImportsStandardLibrary(t *testing.T) {
	list := exec.Command("go", "list", "std")
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	std := strings.Fields(string(out))
	files := make(map[string][]byte)
	err = filepath.WalkDir("../../generated", func(name string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".go" || filepath.Base(name) == "downstream_test.go" {
			return err
		}
		files[name], err = os.ReadFile(name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, version := range sampleVersions() {
		emitted, _, err := gen.Generate(sampleAPI(t, version), gen.Options{Package: "sample", Emit: gen.Emitters, Import: module + "/generated/sample", ValidateRequests: true})
		if err != nil {
			t.Fatal(err)
		}
		for name, text := range emitted {
			files[version+"/"+name] = text
		}
	}
	n := 0
	for name, text := range files {
		if filepath.Ext(name) != ".go" {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, text, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, spec := range f.Imports {
			n++
			if path, _ := strconv.Unquote(spec.Path.Value); !slices.Contains(std, path) && !strings.HasPrefix(path, module+"/generated/") {
				t.Errorf("%s imports %s", name, path)
			}
		}
	}
	if n < 500 {
		t.Errorf("only %d imports were looked at", n)
	}
}
