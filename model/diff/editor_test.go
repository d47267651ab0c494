package diff_test

import (
	"io/fs"
	"maps"
	"math/rand/v2"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/parser"
)

// This file is an editor of documentation. It makes the edits that people make,
// each at a place that a seed chooses among all places where it can be made, and
// knows of each what has to be reported. It reads the model only to find places;
// what it changes is text.

// A want is a change that an edit has to lead to.
type want struct {
	kind    *diff.Kind
	class   diff.Class // 0: any
	subject string     // what the subject must contain
	or      *diff.Kind // this kind will do, too
}

// A site is a place where an edit can be made.
type site struct {
	files []string // all files that it changes
	what  string   // e.g. the property
	apply func(p pages)
	wants []want
}

// pages are the files of a documentation folder, by lines.
type pages map[string][]string

// An editor knows one documentation folder.
type editor struct {
	api   *model.API
	pages pages
	rows  map[string]row // by file and line
	words map[string]int // how many files have each scope
	sites map[string][]site
	paged map[string]int // how many operations each page documents
}

func newEditor(t testing.TB, fsys fs.FS) *editor {
	t.Helper()
	api, _, err := parser.Load(fsys, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	e := &editor{api: api, pages: make(pages), rows: make(map[string]row), words: make(map[string]int), sites: make(map[string][]site), paged: make(map[string]int)}
	for _, f := range api.Files {
		data, err := fs.ReadFile(fsys, f.Path)
		if err != nil {
			t.Fatal(err)
		}
		e.pages[f.Path] = strings.Split(strings.ReplaceAll(string(data), "\r\n", "\n"), "\n")
	}
	for _, o := range api.Operations {
		e.paged[o.Page]++
		for _, table := range o.Permissions {
			for _, g := range table.Grants {
				for _, set := range g.AnyOf {
					for _, scope := range set {
						e.words[scope]++
					}
				}
			}
		}
	}
	return e
}

func (p pages) clone() pages {
	out := maps.Clone(p)
	for name, lines := range out {
		out[name] = slices.Clone(lines)
	}
	return out
}

// fsys returns pages as a file system.
func (p pages) fsys() fstest.MapFS {
	out := make(fstest.MapFS)
	for name, lines := range p {
		out[name] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n"))}
	}
	return out
}

// A made is an edit that was made.
type made struct {
	edit *edit
	site site
}

// edited makes edits until there are n of them: one of each kind, then again. No
// two touch one file. It returns the edited pages.
func (e *editor) edited(seed uint64, n int) (pages, []made) {
	out := e.pages.clone()
	r := rand.New(rand.NewPCG(seed, seed))
	used := make(map[string]bool)
	var all []made
	for round := 0; round < 3 && len(all) < n; round++ {
		for _, i := range r.Perm(len(edits)) {
			if len(all) == n {
				break
			}
			if s, ok := e.choose(r, &edits[i], used); ok {
				s.apply(out)
				all = append(all, made{&edits[i], s})
			}
		}
	}
	return out, all
}

// choose picks a place for an edit in files that no other edit touches.
func (e *editor) choose(r *rand.Rand, ed *edit, used map[string]bool) (site, bool) {
	sites := e.sitesOf(ed)
	for _, i := range r.Perm(len(sites)) {
		s := sites[i]
		if slices.ContainsFunc(s.files, func(f string) bool { return used[f] }) {
			continue
		}
		for _, f := range s.files {
			used[f] = true
		}
		return s, true
	}
	return site{}, false
}

// sitesOf returns all places for an edit.
func (e *editor) sitesOf(ed *edit) []site {
	if _, ok := e.sites[ed.name]; !ok {
		e.sites[ed.name] = ed.sites(e)
	}
	return e.sites[ed.name]
}

// set, insert and drop change a page. Lines are counted from 0.
func (p pages) set(file string, line int, text string) { p[file][line] = text }

func (p pages) insert(file string, line int, text string) {
	p[file] = slices.Insert(p[file], line, text)
}

func (p pages) drop(file string, line int) { p[file] = slices.Delete(p[file], line, line+1) }

// replace replaces a text in all lines of a page from one on.
func (p pages) replace(file string, from int, pairs ...string) {
	r := strings.NewReplacer(pairs...)
	for i := from; i < len(p[file]); i++ {
		p[file][i] = r.Replace(p[file][i])
	}
}

// alone reports whether a page documents one operation.
func (e *editor) alone(o *model.Op) bool {
	return !strings.Contains(o.ID, "#") && o.Pos.File == o.Page && e.paged[o.Page] == 1
}

// has counts the lines of a file that contain a text.
func (e *editor) has(file, text string) int {
	n := 0
	for _, line := range e.pages[file] {
		if strings.Contains(line, text) {
			n++
		}
	}
	return n
}

// copyOf returns a name for a copy of a page.
func copyOf(file string) string {
	return strings.TrimSuffix(file, path.Ext(file)) + "-copied" + path.Ext(file)
}
