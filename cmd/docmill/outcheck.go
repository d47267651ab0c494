package main

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"

	"github.com/docmill/docmill/gen/outdir"
)

// checkPlaces refuses output folders that would get into each other's way, or
// into that of documentation: generated files among the pages would be read by
// the next run, and pages among generated files are a mistake waiting for its
// day. It compares folders as the file system does, so that links, case and
// ".." deceive nobody.
func checkPlaces(e *env, jobs []*job) error {
	for i, j := range jobs {
		if err := outdir.CheckFolder(e.path(j.Out)); err != nil {
			return err
		}
		for _, other := range jobs {
			if err := checkDocs(e, j, other.src); err != nil {
				return err
			}
		}
		for k, other := range jobs[:i] {
			if err := checkOuts(e, j, other, i, k); err != nil {
				return err
			}
		}
	}
	return nil
}

// checkDocs compares an output folder with documentation.
func checkDocs(e *env, j *job, src *source) error {
	for _, l := range src.layers {
		what := "documentation"
		if l.overlay {
			what = "overlay folder"
		}
		switch {
		case l.dir == "": // the sample
		case inside(e.path(j.Out), l.dir):
			return fmt.Errorf("output folder %s is inside the %s %s; choose one outside", j.Out, what, l.name)
		case inside(l.dir, e.path(j.Out)):
			return fmt.Errorf("the %s %s is inside the output folder %s; choose another folder for the output", what, l.name, j.Out)
		}
	}
	return nil
}

// checkOuts compares the output folders of targets i and k. Those that differ
// only by case are one folder on the machine of some colleague.
func checkOuts(e *env, j, other *job, i, k int) error {
	a, b := e.path(j.Out), e.path(other.Out)
	down, up := inside(a, b) || inside(fold(a), fold(b)), inside(b, a) || inside(fold(b), fold(a))
	switch {
	case down && up:
		return fmt.Errorf("targets %d and %d write into the same folder, %s and %s; give each a folder of its own", k+1, i+1, other.Out, j.Out)
	case down:
		return fmt.Errorf("target %d writes into %s, which is in the folder %s of target %d; give each a folder of its own", i+1, j.Out, other.Out, k+1)
	case up:
		return fmt.Errorf("target %d writes into %s, which is in the folder %s of target %d; give each a folder of its own", k+1, other.Out, j.Out, i+1)
	}
	return nil
}

// fold makes names equal that some file systems do not tell apart.
func fold(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// inside reports whether the folder a, which need not exist, is b or lies in it.
func inside(a, b string) bool {
	b = resolve(b)
	info, err := os.Stat(b)
	for a = resolve(a); ; a = filepath.Dir(a) {
		if a == b {
			return true
		}
		if err == nil {
			if at, err := os.Stat(a); err == nil && os.SameFile(at, info) {
				return true
			}
		}
		if a == filepath.Dir(a) {
			return false
		}
	}
}

// resolve returns the absolute path without links, as far as it exists.
func resolve(name string) string {
	name, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	rest := ""
	for dir := name; ; dir = filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			return filepath.Join(real, rest)
		}
		if dir == filepath.Dir(dir) {
			return name
		}
		rest = filepath.Join(filepath.Base(dir), rest)
	}
}

// packageName returns the name of the package to be written into the folder
// out: name if it is given, else the folder's, in lower case and without "-"
// and "_", as Go programmers name packages.
func packageName(e *env, name, out string) (string, error) {
	hint := ""
	if name == "" {
		dir, err := filepath.Abs(e.path(out))
		if err != nil {
			return "", err
		}
		name = strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(filepath.Base(dir)))
		hint = "; name one with --package"
	}
	if err := checkPackage(name); err != nil {
		return "", fmt.Errorf("package name %q %w%s", name, err, hint)
	}
	return name, nil
}

func checkPackage(name string) error {
	switch {
	case !token.IsIdentifier(name) || name == "_":
		return errors.New("is no Go identifier")
	case name == "main":
		return errors.New("makes a program, not a package that can be imported")
	case strings.HasSuffix(name, "_test"):
		return errors.New("is for tests only")
	}
	return nil
}
