// Package setup finds out what a folder needs to begin with docmill: where the
// documentation is, which versions it has, what to call things. It reads; its
// user writes.
package setup

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/config"
)

// A Plan is what to write, and what to tell.
type Plan struct {
	// Files are to be written, in this order. None of them is there.
	Files []File
	// Kept says what is there already and stays as it is.
	Kept []string
	// Notes say what was found out and could surprise.
	Notes []string
	// Next are the commands to go on with.
	Next []string
}

// A File is one to write.
type File struct {
	Name string // in the folder
	Text []byte
	What string // it says, in a few words
}

// Generate is the file with the line for go generate.
const Generate = "generate.go"

// New returns how to begin in the folder dir. What the user said beforehand is
// in given (docs, sample, out, package, title); the rest is found out. Schema
// is where editors find the schema of the configuration, tool what to give to
// go get -tool.
func New(dir string, given config.Target, schema, tool string) (*Plan, error) {
	p := new(Plan)
	mod, err := findModule(dir)
	if err != nil {
		return nil, err
	}
	if err := p.configuration(dir, given, schema, mod); err != nil {
		return nil, err
	}
	if err := p.directive(dir, mod); err != nil {
		return nil, err
	}
	switch {
	case mod == nil:
		p.Next = []string{"docmill generate"}
		if len(p.Files) > 0 {
			p.Notes = append(p.Notes, "there is no go.mod here or above; with one (go mod init), emit: [all] adds a package for your own tests")
		}
	case !mod.hasTool:
		p.Next = []string{"go get -tool " + tool, "go generate ./..."}
	default:
		p.Next = []string{"go generate ./..."}
	}
	return p, nil
}

// configuration adds docmill.yaml, unless there is one.
func (p *Plan) configuration(dir string, given config.Target, schema string, mod *module) error {
	name := filepath.Join(dir, config.Name)
	data, err := config.ReadFile(name, config.MaxBytes)
	if err == nil {
		f, err := config.Read(config.Name, data)
		if err != nil {
			return fmt.Errorf("%w\n(%s is there already; init leaves it alone)", err, config.Name)
		}
		if len(given.Docs) > 0 || given.Sample+given.Out+given.Package+given.Title != "" {
			return fmt.Errorf("%s is there already; init changes nothing in it, so give it no flags, and change the file by hand", config.Name)
		}
		p.Kept = append(p.Kept, config.Name+": "+describe(f.Targets))
		return nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	targets, err := p.targets(dir, given)
	if err != nil {
		return err
	}
	if mod != nil {
		for i := range targets {
			targets[i].Emit = []string{"all"}
		}
	}
	text, err := config.Commented(schema, targets)
	if err != nil {
		return err
	}
	// What init writes must be right: a name that is wrong is said now.
	if _, err := config.Read(config.Name, text); err != nil {
		return err
	}
	p.Files = append(p.Files, File{config.Name, text, describe(targets)})
	return nil
}

// directive adds generate.go, unless some file has the line already.
func (p *Plan) directive(dir string, mod *module) error {
	if mod == nil {
		return nil // nothing could run it
	}
	src, err := readSource(dir)
	if err != nil {
		return err
	}
	if src.directive != "" {
		p.Kept = append(p.Kept, src.directive+": has the line for go generate")
		return nil
	}
	if slices.Contains(src.files, Generate) {
		p.Kept = append(p.Kept, Generate+": add to it the line //go:generate go tool docmill generate")
		return nil
	}
	pkg, why := src.pkg, "as "+src.pkgFile
	if pkg == "" {
		pkg, why = mod.packageName(dir), "as the module is called"
	}
	text, err := config.GenerateFile(pkg)
	if err != nil {
		return err
	}
	p.Files = append(p.Files, File{Generate, text, fmt.Sprintf("package %s, %s", pkg, why)})
	return nil
}

// targets returns what to make: what the user said, else a package of each
// version of the documentation that is found.
func (p *Plan) targets(dir string, given config.Target) ([]config.Target, error) {
	if given.Sample != "" {
		given.Out = cmp.Or(given.Out, freeFolder(dir))
		given.Package = cmp.Or(given.Package, packageOf(given.Out))
		given.Title = cmp.Or(given.Title, "Microsoft Graph's connector APIs")
		return []config.Target{given}, nil
	}
	roots := given.Docs
	var err error
	if len(roots) == 0 {
		if roots, err = findDocs(dir); err != nil {
			return nil, err
		}
	}
	versions := roots
	if len(roots) == 1 {
		if versions, err = versionsIn(dir, roots[0]); err != nil {
			return nil, err
		}
	}
	if len(given.Docs) > 1 || len(versions) < 2 {
		return []config.Target{complete(dir, given, roots, "")}, nil
	}
	var out []config.Target
	for _, root := range versions {
		out = append(out, complete(dir, given, []string{root}, suffix(filepath.Base(root))))
	}
	p.Notes = append(p.Notes, fmt.Sprintf("%s has %d versions side by side; each is a package of its own", filepath.Dir(versions[0]), len(versions)))
	return out, nil
}

// complete returns a target that reads roots. Suffix tells versions apart.
func complete(dir string, given config.Target, roots []string, suffix string) config.Target {
	t := given
	t.Docs = slices.Clone(roots)
	for i := range t.Docs {
		t.Docs[i] = filepath.ToSlash(t.Docs[i])
	}
	t.Out = filepath.ToSlash(cmp.Or(given.Out, freeFolder(dir))) + suffix
	t.Package = cmp.Or(given.Package, packageOf(t.Out))
	t.Title = cmp.Or(given.Title, findTitle(dir, roots))
	return t
}

// suffix returns what a version adds to the name of a folder: "v1.0" is "v1",
// "v1.1" is "v1p1".
func suffix(version string) string {
	return strings.ReplaceAll(strings.TrimSuffix(version, ".0"), ".", "p")
}

// describe returns "docs → api (package api), …".
func describe(targets []config.Target) string {
	var out []string
	for _, t := range targets {
		from := strings.Join(t.Docs, " + ")
		if t.Sample != "" {
			from = "the sample " + t.Sample
		}
		what := from + " → " + t.Out
		if t.Package != "" {
			what += " (package " + t.Package + ")"
		}
		out = append(out, what)
	}
	return strings.Join(out, ", ")
}
