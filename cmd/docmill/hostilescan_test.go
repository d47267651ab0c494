package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/templates"
)

// This file looks at generated files as a reviewer would who trusts nobody: it
// knows Go and the go command, and nothing of package gen.

// allowedImports are all packages that generated code may import.
var allowedImports = strings.Fields(`bytes cmp context embed encoding encoding/base64 encoding/json errors fmt io iter maps math math/big math/rand/v2 mime net net/http
	net/http/httptest net/url os path/filepath reflect slices strconv strings sync sync/atomic testing time unicode unicode/utf16 unicode/utf8 unsafe regexp log sort io/fs path`)

// ownTests are the only names that may end in _test.go.
var ownTests = regexp.MustCompile(`^(examples|types|walk|every\w+|replay\w*)_test\.go$`)

// kinds are how generated files may be called: Go, about the client, examples as
// tests of it, and what the server for tests answers with, which is JSON or, of a
// stream, any text. Each is made of some hostile page; see TestHostileDocs.
var kinds = []*regexp.Regexp{
	regexp.MustCompile(`^(hostiletest/)?[\pL\pN][\pL\pN_.-]*\.go$`),
	regexp.MustCompile(`^README\.md$`),
	regexp.MustCompile(`^testdata/[a-z0-9_-][a-z0-9_.-]*\.json$`),
	regexp.MustCompile(`^hostiletest/examples/[a-z0-9_-][a-z0-9_.-]*\.json$`),
	regexp.MustCompile(`^hostiletest/examples/[a-z0-9_-][a-z0-9_.-]*\.txt$`),
}

// kind returns which of kinds a file is of, -1 for none.
func kind(name string) int {
	return slices.IndexFunc(kinds, func(k *regexp.Regexp) bool { return k.MatchString(name) })
}

var platforms = strings.Fields(`aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows unix zos hurd nacl
	386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm sparc64 ppc riscv sparc amd64p32 armbe arm64be mips64p32 mips64p32le s390`)

// scanPackage returns what is wrong with generated files.
func scanPackage(files map[string][]byte) []string {
	var faults []string
	folded := make(map[string]string)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		faults = append(faults, scanName(name, folded)...)
		if bytes.Equal(files[name], constant()[name]) {
			continue
		}
		faults = append(faults, controls(name, string(files[name]))...)
		switch {
		case strings.HasSuffix(name, ".go"):
			faults = append(faults, scanGo(name, files[name])...)
		case strings.HasSuffix(name, ".json"):
			if !json.Valid(files[name]) {
				faults = append(faults, name+" is no JSON")
			}
		}
	}
	return faults
}

// constant are the files of a package without pages, in which no page has a part.
var constant = sync.OnceValue(func() map[string][]byte {
	files, _, err := gen.Generate(new(model.API), gen.Options{Package: "hostile", Emit: gen.Emitters, Import: "example.com/hostile/p"})
	if err != nil {
		panic(err)
	}
	return files
})

// standard imports the packages that generated code may import, as the go command
// has compiled them: reading their sources takes seconds in each process.
var standard = sync.OnceValue(func() types.Importer {
	list := exec.Command("go", append([]string{"list", "-deps", "-export", "-f", "{{.ImportPath}} {{.Export}}"}, allowedImports...)...)
	out, err := list.Output()
	if err != nil {
		panic(fmt.Sprintf("go list: %v", err))
	}
	compiled := make(map[string]string)
	for line := range strings.Lines(string(out)) {
		name, file, _ := strings.Cut(strings.TrimSpace(line), " ")
		compiled[name] = file
	}
	return importer.ForCompiler(token.NewFileSet(), "gc", func(path string) (io.ReadCloser, error) { return os.Open(compiled[path]) })
})

// typeFaults returns why the packages of files do not compile.
func typeFaults(files map[string][]byte) []string {
	fset := token.NewFileSet()
	parsed := make(map[string][]*ast.File)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if f, err := parser.ParseFile(fset, name, files[name], parser.SkipObjectResolution); err == nil && strings.HasSuffix(name, ".go") {
			parsed[path.Dir(name)] = append(parsed[path.Dir(name)], f)
		}
	}
	var faults []string
	imports := siblings{}
	for _, dir := range slices.Sorted(maps.Keys(parsed)) { // "." first
		config := types.Config{Importer: imports, Error: func(err error) { faults = append(faults, err.Error()) }}
		imports["."], _ = config.Check(dir, fset, parsed[dir], nil)
	}
	return faults
}

// siblings imports the generated package and the standard library.
type siblings map[string]*types.Package

func (s siblings) Import(path string) (*types.Package, error) {
	if strings.HasPrefix(path, "example.com/hostile/") {
		return s["."], nil
	}
	return standard().Import(path)
}

// scanName returns what is wrong with the name of a file.
func scanName(name string, folded map[string]string) []string {
	var faults []string
	if other, ok := folded[strings.ToLower(name)]; ok {
		faults = append(faults, fmt.Sprintf("%q and %q differ only by case", name, other))
	}
	folded[strings.ToLower(name)] = name
	base := path.Base(name)
	stem := strings.TrimSuffix(base, ".go")
	words := strings.Split(stem, "_")
	first, _, _ := strings.Cut(strings.ToLower(base), ".")
	switch {
	case kind(name) < 0, len(base) > 200:
		faults = append(faults, fmt.Sprintf("%.100q is called as no file that is generated", name))
	case strings.HasSuffix(base, "_test.go") && !ownTests.MatchString(base):
		faults = append(faults, fmt.Sprintf("%q would be a test", name))
	case strings.HasSuffix(base, ".go") && len(words) > 1 && slices.Contains(platforms, strings.TrimSuffix(words[len(words)-1], "_test")):
		faults = append(faults, fmt.Sprintf("%q is for one platform only", name))
	case slices.Contains([]string{"con", "prn", "aux", "nul"}, first) || len(first) == 4 && (first[:3] == "com" || first[:3] == "lpt"):
		faults = append(faults, fmt.Sprintf("%q is a device", name))
	}
	return faults
}

// controls returns the characters of a text that are not what they look like.
func controls(name, text string) []string {
	for i, r := range text {
		size := utf8.RuneLen(r)
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\uFFFD"):
			return []string{fmt.Sprintf("%s has bytes that are no UTF-8", name)}
		case r == '\n' || r == '\t':
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), r == '\u2028', r == '\u2029':
			return []string{fmt.Sprintf("%s has the character %U: %.60q", name, r, text[max(0, i-20):min(len(text), i+size+20)])}
		}
	}
	return nil
}

// directives are the comments with which the templates speak to the compiler.
var directives = sync.OnceValue(func() map[string]bool {
	out := make(map[string]bool)
	for _, fsys := range []fs.FS{templates.Runtime, templates.ServerTest} {
		_ = fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				text, _ := fs.ReadFile(fsys, name)
				for line := range strings.Lines(string(text)) {
					if line = strings.TrimSpace(line); strings.HasPrefix(line, "//") && len(line) > 2 && line[2] != ' ' {
						out[line] = true
					}
				}
			}
			return nil
		})
	}
	return out
})

// scanGo returns what is wrong with a Go file.
func scanGo(name string, src []byte) []string {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, src, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	add := func(format string, args ...any) { faults = append(faults, name+": "+fmt.Sprintf(format, args...)) }
	if pkg := f.Name.Name; pkg != "hostile" && pkg != "hostiletest" && pkg != "hostile_test" && pkg != "hostiletest_test" {
		add("package %s", pkg)
	}
	for _, spec := range f.Imports {
		if p := strings.Trim(spec.Path.Value, `"`); !slices.Contains(allowedImports, p) && !strings.HasPrefix(p, "example.com/hostile/p") {
			add("import %s", spec.Path.Value)
		}
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Name.Name == "init" && fn.Recv == nil {
			add("func init")
		}
	}
	scanLines(src, add)
	scanTokens(name, src, fset, add)
	return faults
}

// scanLines looks for what the go command finds at the beginning of a line whatever
// the line is a part of: go generate does not parse.
func scanLines(src []byte, add func(string, ...any)) {
	for line := range strings.Lines(string(src)) {
		if strings.HasPrefix(line, "//go:generate") || strings.HasPrefix(line, "//go:build") || strings.HasPrefix(line, "// +build") {
			add("the line %.60q", line)
		}
	}
}

// output is a comment by which an example of a test is run.
var output = regexp.MustCompile(`(?i)^//\s*(unordered\s+)?output:`)

// scanTokens looks at comments and identifiers.
func scanTokens(name string, src []byte, fset *token.FileSet, add func(string, ...any)) {
	var s scanner.Scanner
	s.Init(fset.AddFile("", fset.Base(), len(src)), src, nil, scanner.ScanComments)
	for {
		_, tok, text := s.Scan()
		switch {
		case tok == token.EOF:
			return
		case tok == token.IDENT && !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || r == '_' }):
			add("the identifier %.60q", text)
		case tok != token.COMMENT:
		case strings.HasPrefix(text, "/*"):
			add("the comment %.60q", text)
		case len(text) > 2 && text[2] != ' ' && text[2] != '\t' && !directives()[text] && !(name == "hostiletest/doc.go" && text == "//go:embed examples/*"):
			add("the directive %.60q", text)
		case strings.HasSuffix(name, "_test.go") && output.MatchString(text):
			add("the output of an example %.60q", text)
		case strings.HasPrefix(strings.TrimSpace(text[2:]), "+build"):
			add("the build constraint %.60q", text)
		}
	}
}

// scanFolder wants a folder to hold the files and a MANIFEST, and to be all that
// stands beside go.mod and its like.
func scanFolder(dir string, files map[string][]byte) []string {
	var faults []string
	found := 0
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		if rel == "MANIFEST" {
			text, err := os.ReadFile(name)
			faults = append(faults, controls("MANIFEST", string(text))...)
			return err
		}
		found++
		if _, ok := files[filepath.ToSlash(rel)]; !ok || !d.Type().IsRegular() {
			faults = append(faults, fmt.Sprintf("%q was not to be written", rel))
		}
		return nil
	})
	if err != nil || found != len(files) {
		faults = append(faults, fmt.Sprintf("%d files written of %d: %v", found, len(files), err))
	}
	beside, _ := os.ReadDir(filepath.Dir(dir))
	for _, e := range beside {
		if e.Name() != "go.mod" && !strings.HasPrefix(e.Name(), "p") {
			faults = append(faults, fmt.Sprintf("%q stands beside the package", e.Name()))
		}
	}
	return faults
}
