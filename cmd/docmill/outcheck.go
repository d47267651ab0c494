package main

import (
	"errors"
	"fmt"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// checkOut refuses an output folder in which generated files would lie among
// the pages: the next run would read them, and --force could overwrite pages.
// Folders are compared as the file system does, so that links, case and ".."
// deceive nobody.
func checkOut(e *env, out string, s *source) error {
	dir, err := filepath.Abs(e.path(out))
	if err != nil {
		return err
	}
	for dir != filepath.Dir(dir) {
		if real, err := filepath.EvalSymlinks(dir); err == nil {
			dir = real
		}
		info, err := os.Stat(dir)
		for _, l := range s.layers {
			if err != nil || l.dir == "" {
				continue
			}
			if docs, err := os.Stat(l.dir); err == nil && os.SameFile(docs, info) {
				return fmt.Errorf("output folder %s is inside the documentation %s; choose one outside", out, l.name)
			}
		}
		dir = filepath.Dir(dir)
	}
	return nil
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
