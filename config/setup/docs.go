package setup

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// This file finds documentation: folders laid out as an API reference ("api",
// "resources"), alone or with one for each version beside it, in the folder to
// set up, else near by.

var (
	anyFolder     = regexp.MustCompile(`^[^.]`)
	versionFolder = regexp.MustCompile(`^(v\d[\w.]*|beta|preview)$`)
	versionLayout = regexp.MustCompile(`^(api|resources)$`)
	notSearched   = regexp.MustCompile(`^([._].*|node_modules|vendor|testdata|includes|generated)$`)
)

const (
	maxDepth   = 4    // folders within each other to look into
	maxFolders = 2000 // folders to look into
	maxProbes  = 20   // pages of a folder to look at
)

// Versions lists the folders that hold versions of an API side by side, as
// checkouts of documentation do ("api-reference" with "v1.0" and "beta" in it);
// nil if fsys is one documentation. They are looked for two folders deep,
// unless fsys itself is laid out as one version.
func Versions(fsys fs.FS) []string {
	if len(subfolders(fsys, ".", versionLayout)) > 0 {
		return nil
	}
	for _, dir := range append([]string{"."}, subfolders(fsys, ".", anyFolder)...) {
		if found := subfolders(fsys, dir, versionFolder); len(found) >= 2 {
			return found
		}
	}
	return nil
}

// subfolders lists the folders in dir whose name matches re.
func subfolders(fsys fs.FS, dir string, re *regexp.Regexp) []string {
	var out []string
	entries, _ := fs.ReadDir(fsys, dir)
	for _, e := range entries {
		if e.IsDir() && re.MatchString(e.Name()) {
			out = append(out, path.Join(dir, e.Name()))
		}
	}
	slices.Sort(out)
	return out
}

// versionsIn returns the versions in a documentation folder, else itself.
func versionsIn(dir, docs string) ([]string, error) {
	full := docs
	if !filepath.IsAbs(docs) {
		full = filepath.Join(dir, docs)
	}
	if info, err := os.Stat(full); err != nil || !info.IsDir() {
		return nil, fmt.Errorf("documentation folder %s: there is no such folder", docs)
	}
	found := Versions(os.DirFS(full))
	if found == nil {
		return []string{docs}, nil
	}
	for i := range found {
		found[i] = filepath.Join(docs, filepath.FromSlash(found[i]))
	}
	return found, nil
}

// findDocs returns the documentation in dir, else beside it, relative to dir:
// one folder, or one for each version.
func findDocs(dir string) ([]string, error) {
	for _, start := range []string{".", ".."} {
		w := walk{dir: dir}
		w.folder(start, 0)
		if len(w.found) == 0 && start == "." && isReference(os.DirFS(filepath.Join(dir, "docs"))) {
			w.found = []string{"docs"} // pages without a layout: copies from a browser
		}
		switch {
		case len(w.found) == 0:
		case len(w.found) == 1 || areVersions(w.found):
			return w.found, nil
		default:
			return nil, fmt.Errorf("several folders look like API reference; say which, or all in the order in which they cover each other:\n\tdocmill init --docs %s", strings.Join(w.found, "\n\tdocmill init --docs "))
		}
	}
	return nil, errors.New(`no API reference found here or beside this folder; say where it is, or begin with the sample:
	docmill init --docs DIR   the pages of one version of an API, or a folder with a folder for each
	docmill init --sample     the sample that is part of docmill`)
}

// areVersions reports whether folders are the versions of one API.
func areVersions(folders []string) bool {
	for _, f := range folders {
		if filepath.Dir(f) != filepath.Dir(folders[0]) || !versionFolder.MatchString(filepath.Base(f)) {
			return false
		}
	}
	return true
}

// A walk looks for documentation below a folder.
type walk struct {
	dir     string
	folders int
	found   []string
}

func (w *walk) folder(name string, depth int) {
	if w.folders++; depth > maxDepth || w.folders > maxFolders {
		return
	}
	fsys := os.DirFS(filepath.Join(w.dir, name))
	// The folder to set up holds the code, too; its "api" is no documentation.
	if depth > 0 && len(subfolders(fsys, ".", versionLayout)) > 0 && isReference(fsys) {
		w.found = append(w.found, name)
		return
	}
	for _, sub := range subfolders(fsys, ".", anyFolder) {
		next := filepath.Join(name, sub)
		if !notSearched.MatchString(sub) && !(name == ".." && filepath.Join(w.dir, next) == filepath.Clean(w.dir)) {
			w.folder(next, depth+1)
		}
	}
}

// isReference reports whether one of the first pages is about a type or an
// operation.
func isReference(fsys fs.FS) bool {
	probes, found := 0, errors.New("found")
	err := fs.WalkDir(fsys, ".", func(name string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() && name != "." && notSearched.MatchString(e.Name()) {
			return fs.SkipDir
		}
		if e.IsDir() || !parser.IsPage(name) {
			return nil
		}
		if probes++; probes > maxProbes {
			return fs.SkipAll
		}
		page, _, err := parser.Page(fsys, name, parser.Options{})
		if err == nil && (page.Kind == model.ResourcePage || page.Kind == model.OperationPage || page.Kind == model.EnumerationPage) {
			return found
		}
		return nil
	})
	return err == found
}

// freeFolder returns the name of a folder for the package that nothing else
// lives in.
func freeFolder(dir string) string {
	for _, name := range []string{"api", "apiclient"} {
		entries, err := os.ReadDir(filepath.Join(dir, name))
		if err != nil || len(entries) == 0 {
			return name
		}
	}
	return "generated/api"
}
