package outdir

// This file decides what a generated file may be called, and that Go files are
// Go. Names come from documentation text, which is hostile: nothing here
// trusts that the emitters have cleaned them.

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// verify checks that those of the named files that are to be Go parse. Files that
// are on the disk already need no look: they had one when they were written.
func verify(names []string, files map[string][]byte, workers int) error {
	return each(workers, names, func(_ int, name string) error {
		if !strings.HasSuffix(name, ".go") {
			return nil
		}
		if _, err := parser.ParseFile(token.NewFileSet(), name, files[name], parser.SkipObjectResolution); err != nil {
			return fmt.Errorf("generated file is no Go: %w", err)
		}
		return nil
	})
}

// checkNames checks every name, and that no two are one on some file system.
func checkNames(files map[string][]byte) error {
	folded := make(map[string]string, len(files))
	names := sortedKeys(files)
	for _, name := range names {
		if err := checkName(name); err != nil {
			return err
		}
		key := fold(name)
		if other, ok := folded[key]; ok {
			return fmt.Errorf("file names %q and %q differ only by case: some file systems cannot hold both", other, name)
		}
		folded[key] = name
	}
	for _, name := range names {
		for i, c := range name {
			if c != '/' {
				continue
			}
			if other, ok := folded[fold(name[:i])]; ok {
				return fmt.Errorf("file name %q is also a folder of %q", other, name)
			}
		}
	}
	return nil
}

// checkName reports what is wrong with name as a file to be written: it must
// be a plain slash-separated path below the directory on every system, visible
// to the go command's rules (no leading dot), and on one line of the MANIFEST.
func checkName(name string) error {
	why := ""
	switch {
	case !fs.ValidPath(name) || name == "." || !filepath.IsLocal(filepath.FromSlash(name)):
		why = "is no local path"
	case fold(name) == fold(manifestName):
		why = "is reserved"
	case strings.HasPrefix(name, ".") || strings.Contains(name, "/."):
		why = "begins with a dot"
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(`\:*?"<>|`, r) }):
		why = "has characters that not every file system takes"
	case slices.ContainsFunc(strings.Split(name, "/"), badElement):
		why = "has an element that not every file system takes"
	}
	if why != "" {
		return fmt.Errorf("file name %q %s", name, why)
	}
	return nil
}

// badElement reports whether one part of a path is longer than file systems
// allow, ends in what Windows cuts off, or names a Windows device ("aux.go" is
// one: a type called Aux would make a checkout fail there).
func badElement(e string) bool {
	if len(e) > 200 || strings.HasSuffix(e, ".") || strings.HasSuffix(e, " ") || strings.HasPrefix(e, " ") {
		return true
	}
	stem, _, _ := strings.Cut(strings.ToLower(e), ".")
	switch stem {
	case "con", "prn", "aux", "nul":
		return true
	}
	return len(stem) == 4 && (stem[:3] == "com" || stem[:3] == "lpt") && stem[3] >= '0' && stem[3] <= '9'
}

// fold maps names that differ only by case to one string.
func fold(name string) string {
	for i := range len(name) {
		if c := name[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return strings.ToLower(strings.ToUpper(name))
		}
	}
	return name
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
