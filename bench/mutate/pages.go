package main

import (
	"bytes"
	"cmp"
	"io/fs"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing/fstest"

	docssrc "github.com/docmill/docmill/docs-src"
)

// A library is a documentation set to take pages from.
type library struct {
	name  string
	fsys  fs.FS
	pages []string // names, those about one thing side by side
}

// corpus returns the folder of documentation sets: DOCMILL_CORPUS, or
// shared/corpus beside the checkout, in which the command or its test is
// started; "" if there is none.
func corpus() string {
	for _, dir := range []string{os.Getenv("DOCMILL_CORPUS"), "../shared/corpus", "../../../shared/corpus"} {
		if _, err := os.Stat(filepath.Join(dir, "graph-2021")); err == nil && dir != "" {
			return dir
		}
	}
	return ""
}

// libraries returns the documentation sets under dir, or the sample if there
// are none.
func libraries(dir string) ([]*library, error) {
	var out []*library
	for _, name := range []string{"graph-2021/api-reference/v1.0", "graph-2021/api-reference/beta"} {
		full := filepath.Join(dir, filepath.FromSlash(name))
		if _, err := os.Stat(full); err == nil {
			out = append(out, &library{name: name, fsys: os.DirFS(full)})
		}
	}
	if len(out) == 0 {
		for _, name := range []string{"v1.0", "beta"} {
			sub, err := fs.Sub(docssrc.FS, name)
			if err != nil {
				return nil, err
			}
			out = append(out, &library{name: "docs-src/" + name, fsys: sub})
		}
	}
	for _, l := range out {
		if err := l.list(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// list finds the pages. Sorted by what their names begin with, a resource and
// the operations on it stand together, so that a part of the list is a part of
// an API.
func (l *library) list() error {
	err := fs.WalkDir(l.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(name) == ".md" && !strings.Contains(name, "includes/") {
			l.pages = append(l.pages, name)
		}
		return err
	})
	slices.SortFunc(l.pages, func(a, b string) int { return cmp.Or(cmp.Compare(path.Base(a), path.Base(b)), cmp.Compare(a, b)) })
	return err
}

// run is how many pages that stand together are taken together.
const run = 20

// A set is some pages of a library, damaged.
type set struct {
	base  fs.FS // has what they include
	pages fstest.MapFS
	did   map[string]int // how often each mutation was done
}

// set returns n damaged pages: number i of those of seed.
func (l *library) set(seed, i uint64, n int) (*set, error) {
	rnd := rand.New(rand.NewPCG(seed, i))
	s := &set{base: l.fsys, pages: make(fstest.MapFS), did: make(map[string]int)}
	n = min(n, len(l.pages))
	for len(s.pages) < n {
		from := rnd.IntN(len(l.pages))
		for _, name := range l.pages[from:min(len(l.pages), from+run)] {
			if len(s.pages) == n {
				break
			}
			page, err := fs.ReadFile(l.fsys, name)
			if err != nil {
				return nil, err
			}
			other, err := fs.ReadFile(l.fsys, l.pages[rnd.IntN(len(l.pages))])
			if err != nil {
				return nil, err
			}
			s.pages[name] = &fstest.MapFile{Data: mutate(rnd, page, other, s.did)}
		}
	}
	return s, nil
}

// Open implements [fs.FS]: folders have the pages of the set only, so that
// those are read; files beside them are those of the library.
func (s *set) Open(name string) (fs.File, error) {
	f, err := s.pages.Open(name)
	if err != nil && path.Ext(name) != "" {
		return s.base.Open(name)
	}
	return f, err
}

// ReadFile implements [fs.ReadFileFS].
func (s *set) ReadFile(name string) ([]byte, error) {
	if f := s.pages[name]; f != nil {
		return bytes.Clone(f.Data), nil
	}
	return fs.ReadFile(s.base, name)
}
