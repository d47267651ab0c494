package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/config/setup"
	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
	"github.com/docmill/docmill/parser/rootfs"
	"github.com/docmill/docmill/spend"
)

// A source is one set of documentation: folders that are read as one.
type source struct {
	layers []layer // the first that has a file wins; overlays come first
	fsys   fs.FS
	// target is what it is read for.
	target config.Target
	// policy is what the user thinks of findings.
	policy   *report.Policy
	overlays *markdown.Overlays // corrections, nil if there are none
	dialects *dialect.Set       // vocabularies; nil means the built-in ones
	words    []byte             // the user's part of them
	read     *tally             // what was read of all layers
	limits   *markdown.Limits   // of all layers
	cache    string             // where to keep what can be made again, "" for nowhere
	alike    string             // equal as long as equal pages are read alike
	spends   *spend.Spender
	beside   *sync.WaitGroup // see env
}

// A layer is one documentation folder.
type layer struct {
	name    string // as the user wrote it
	dir     string // where it is, "" for the embedded sample
	fsys    fs.FS
	folder  *rootfs.FS // which fsys reads, nil for the embedded sample
	overlay bool       // holds corrections of those behind it
}

// close closes the folders of s, of which nothing may be read any more. Commands
// that end then need not do so.
func (s *source) close() {
	for _, l := range s.layers {
		if l.folder != nil {
			l.folder.Close()
		}
	}
}

// openSource opens documentation folders. Their files are read through
// package rootfs, which follows no link out of a folder: documentation may come from
// strangers, and an include must not read their reader's secrets.
func openSource(e *env, dirs []string) (*source, error) {
	s := &source{policy: new(report.Policy), read: new(tally), limits: new(markdown.Limits), spends: e.spends}
	for _, dir := range dirs {
		l, err := openLayer(e, "documentation", dir, s.limits)
		if err != nil {
			return nil, err
		}
		l.fsys = s.read.of("", l.fsys)
		s.layers = append(s.layers, l)
	}
	return s, s.check()
}

func openLayer(e *env, what, dir string, limits *markdown.Limits) (layer, error) {
	// Opening a pipe waits for its other end.
	info, err := os.Stat(e.path(dir))
	if err == nil && !info.IsDir() {
		err = errors.New("not a directory")
	}
	var folder *rootfs.FS
	if err == nil {
		folder, err = rootfs.Open(e.path(dir), limits)
	}
	if err != nil {
		return layer{}, fmt.Errorf("%s folder %s: %w", what, dir, reason(err))
	}
	return layer{name: dir, dir: e.path(dir), fsys: folder, folder: folder}, nil
}

// limit sets what reading s may cost.
func (s *source) limit(t config.Target) (err error) {
	*s.limits, err = limitsOf(t)
	return err
}

// limitsOf returns what reading for a target may cost.
func limitsOf(t config.Target) (markdown.Limits, error) {
	page, includes, _, err := t.Limits.Bytes()
	return markdown.Limits{Page: page, Includes: includes, Times: t.Limits.Times}, err
}

// openSample opens the documentation that is part of docmill.
func openSample(version string) (*source, error) {
	sub, err := fs.Sub(docssrc.FS, version)
	if err != nil {
		return nil, err
	}
	if _, err := fs.Stat(sub, "."); err != nil {
		return nil, fmt.Errorf("no sample %q; there are: %s", version, strings.Join(sampleVersions(), ", "))
	}
	s := &source{policy: new(report.Policy), read: new(tally), limits: new(markdown.Limits)}
	s.layers = []layer{{name: "docs-src/" + version, fsys: s.read.of("", sub)}}
	return s, s.check()
}

func sampleVersions() []string {
	var names []string
	entries, _ := fs.ReadDir(docssrc.FS, ".")
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// check sets s.fsys and reports folders that cannot be what the user meant.
func (s *source) check() error {
	var all []fs.FS
	found := false
	for _, l := range s.layers {
		if err := checkVersions(l); err != nil {
			return err
		}
		found = found || hasPages(l.fsys)
		all = append(all, l.fsys)
	}
	if !found {
		return fmt.Errorf("no pages (*.md, *.html, *.txt) in %s", s)
	}
	s.fsys = union(all)
	return nil
}

// naming returns how to generate in order to see what names come of it.
func (s *source) naming(part *selection.Part) gen.Options {
	return gen.Options{Package: "api", Rename: s.target.Rename, Whole: part.Whole()}
}

// String returns the folders as the user wrote them.
func (s *source) String() string {
	var names []string
	for _, l := range s.layers {
		names = append(names, l.name)
	}
	return strings.Join(names, " + ")
}

// locate returns the path, from where the user stands, of a file of the
// source.
func (s *source) locate(name string) string {
	if page, root, ok := markdown.SplitOverlay(name); ok {
		return path.Join(filepath.ToSlash(s.layers[root].name), page)
	}
	for i, l := range s.layers {
		if l.overlay {
			l.fsys = s.overlays.Pages(i)
		}
		if _, err := fs.Stat(l.fsys, name); err == nil || !errors.Is(err, fs.ErrNotExist) {
			return path.Join(filepath.ToSlash(l.name), name)
		}
	}
	return name
}

// readLocated reads a file that locate named.
func (s *source) readLocated(file string) ([]byte, error) {
	for _, l := range s.layers {
		if name, ok := strings.CutPrefix(file, path.Clean(filepath.ToSlash(l.name))+"/"); ok {
			return fs.ReadFile(l.fsys, name)
		}
	}
	return nil, fs.ErrNotExist
}

// find returns the name in the source of a page that the user named: relative
// to the documentation folder, as a path on disk, or by the end of its path if
// only one page ends so.
func (s *source) find(e *env, page string) (string, error) {
	name := path.Clean(filepath.ToSlash(page))
	if info, err := fs.Stat(s.fsys, name); err == nil && info.Mode().IsRegular() {
		return name, nil
	}
	for _, l := range s.layers {
		rel, err := filepath.Rel(l.dir, e.path(page))
		if err != nil || l.dir == "" || !filepath.IsLocal(rel) {
			continue
		}
		if info, err := fs.Stat(s.fsys, filepath.ToSlash(rel)); err == nil && info.Mode().IsRegular() {
			return filepath.ToSlash(rel), nil
		}
	}
	var hits []string
	err := fs.WalkDir(s.fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if !utf8.ValidString(p) && d.IsDir() {
			return fs.SkipDir // which cannot be opened
		}
		if err == nil && !d.IsDir() && parser.IsPage(p) && (strings.HasSuffix("/"+p, "/"+name) || strings.HasSuffix("/"+strings.TrimSuffix(p, path.Ext(p)), "/"+name)) {
			hits = append(hits, p)
		}
		return err
	})
	switch {
	case err != nil:
		return "", err
	case len(hits) > 1:
		return "", fmt.Errorf("several pages are called %s: %s", page, strings.Join(hits, ", "))
	case len(hits) == 0:
		return "", fmt.Errorf("no page %s in %s", page, s)
	}
	return hits[0], nil
}

func hasPages(fsys fs.FS) bool {
	found := errors.New("found")
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && parser.IsPage(p) {
			return found
		}
		return nil
	})
	return err == found
}

// checkVersions reports a folder that holds several versions of an API side by
// side. Read as one, each type would be described twice and differently.
func checkVersions(l layer) error {
	found := setup.Versions(l.fsys)
	if found == nil {
		return nil
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s holds several versions of an API; generate a package from each on its own:", l.name)
	for _, v := range found {
		fmt.Fprintf(&b, "\n\t--docs %s", filepath.Join(l.name, filepath.FromSlash(v)))
	}
	return errors.New(b.String())
}

// reason strips the operation and path from a file error, for messages that
// name the path as the user wrote it.
func reason(err error) error {
	if pe, ok := errors.AsType[*fs.PathError](err); ok {
		return pe.Err
	}
	return err
}
