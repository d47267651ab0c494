package main

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"strings"

	"golang.org/x/mod/modfile"

	"github.com/docmill/docmill/config"
)

// This file finds the import path of a generated package: that of the module
// it will be in, and the folders between.

// importPath returns the import path of a package in the folder out, which
// need not exist yet: given if it is not "", else what the nearest go.mod says.
func importPath(e *env, given, out string) (string, error) {
	if given != "" {
		if !isImportPath(given) {
			return "", fmt.Errorf("import path %q is none: want one like example.com/shop/connectors", given)
		}
		return given, nil
	}
	dir, err := filepath.Abs(e.path(out))
	if err != nil {
		return "", err
	}
	below := ""
	for {
		text, err := config.ReadFile(filepath.Join(dir, "go.mod"), config.MaxBytes)
		switch {
		case err == nil:
			module := modfile.ModulePath(text)
			if module == "" {
				return "", fmt.Errorf("%s names no module", filepath.Join(dir, "go.mod"))
			}
			return path.Join(module, below), nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		case dir == filepath.Dir(dir):
			return "", fmt.Errorf("there is no go.mod in %s or above, so the import path of the package for tests is unknown; give that of the package in %s with --import, or as import in the configuration", out, out)
		}
		below = path.Join(filepath.Base(dir), below)
		dir = filepath.Dir(dir)
	}
}

// isImportPath reports whether s is a path that Go code can import. The go
// command knows better, but this keeps obvious mistakes out of many files.
func isImportPath(s string) bool {
	return path.Clean(s) == s && s != "." && !path.IsAbs(s) && !strings.HasPrefix(s, "..") &&
		!strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\\\"'`!#$%&*:;<=>?[]^{|}()", r) })
}
