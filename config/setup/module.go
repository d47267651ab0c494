package setup

import (
	"errors"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"golang.org/x/mod/modfile"
	modpath "golang.org/x/mod/module"

	"github.com/docmill/docmill/config"
)

// This file looks at the Go module that the folder is in.

// Tool is the import path of the command.
const Tool = "github.com/docmill/docmill/cmd/docmill"

// A module is what go.mod says.
type module struct {
	dir, path string
	hasTool   bool // go tool docmill works
}

// findModule returns the module that dir is in, nil if there is none.
func findModule(dir string) (*module, error) {
	for {
		name := filepath.Join(dir, "go.mod")
		data, err := config.ReadFile(name, config.MaxBytes)
		switch {
		case err == nil:
			return readModule(name, data)
		case !errors.Is(err, fs.ErrNotExist):
			return nil, err
		case dir == filepath.Dir(dir):
			return nil, nil
		}
		dir = filepath.Dir(dir)
	}
}

func readModule(name string, data []byte) (*module, error) {
	f, err := modfile.Parse(name, data, nil)
	if err != nil {
		return nil, err
	}
	if f.Module == nil {
		return nil, errors.New(name + " names no module")
	}
	m := &module{dir: filepath.Dir(name), path: f.Module.Mod.Path}
	for _, t := range f.Tool {
		m.hasTool = m.hasTool || t.Path == Tool
	}
	// In its own module the command is at hand by its package.
	m.hasTool = m.hasTool || m.path == strings.TrimSuffix(Tool, "/cmd/docmill")
	return m, nil
}

// packageName returns a name for the package in dir: the last part of its
// import path that is no version.
func (m *module) packageName(dir string) string {
	p := m.path
	if rel, err := filepath.Rel(m.dir, dir); err == nil {
		p = path.Join(p, filepath.ToSlash(rel))
	}
	if prefix, _, ok := modpath.SplitPathVersion(p); ok {
		p = prefix
	}
	return packageOf(p)
}

var notInNames = regexp.MustCompile(`[^a-z0-9]`)

// packageOf returns a package's name for the last part of a path.
func packageOf(p string) string {
	name := strings.ToLower(path.Base(filepath.ToSlash(p)))
	name = strings.TrimSuffix(strings.TrimPrefix(name, "go-"), ".go")
	name = notInNames.ReplaceAllString(name, "")
	if !token.IsIdentifier(name) || strings.HasSuffix(name, "_test") {
		return "api" + name
	}
	return name
}

// A source is the Go code of a folder.
type source struct {
	files        []string
	pkg, pkgFile string // the package's name, and a file that says so
	directive    string // the file that has the line for go generate
}

// maxSource is how large a Go file may be in which a directive is looked for.
const maxSource = 64 << 20

var directive = regexp.MustCompile(`(?m)^//go:generate .*\bdocmill(@\S+)? generate\b`)

func readSource(dir string) (*source, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	s := new(source)
	for _, name := range names {
		data, err := config.ReadFile(name, maxSource)
		if err != nil {
			return nil, err
		}
		base := filepath.Base(name)
		s.files = append(s.files, base)
		if s.directive == "" && directive.Match(data) {
			s.directive = base
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, data, parser.PackageClauseOnly)
		if s.pkg == "" && err == nil && !strings.HasSuffix(base, "_test.go") {
			s.pkg, s.pkgFile = f.Name.Name, base
		}
	}
	return s, nil
}
