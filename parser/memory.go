package parser

// This file keeps pages from one [Load] to the next, for who reads the same tree
// again and again while somebody writes (generate --watch). Whether a page is as
// it was is decided by content alone: by the bytes of its file, and by what each
// include that it asks for leads to, also if that is nothing. All else that a page
// depends on (vocabularies, limits, overlays) is fixed for a Memory.

import (
	"crypto/sha256"
	"slices"
	"sync"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// A Memory keeps what the pages of one documentation tree claim. It may be used by
// one [Load] at a time, always with the same options. The zero value is empty.
type Memory struct {
	mu    sync.Mutex
	pages map[string]*remembered // by path
}

// A remembered page is the result of reading one, and what that depends on.
type remembered struct {
	text     [sha256.Size]byte
	includes []includeLook
	result
}

// An includeLook is the name of a file that a page includes, and what was found
// there.
type includeLook struct{ name, found string }

// read returns the result of reading a page, by do if it is not known.
func (m *Memory) read(loader *markdown.Loader, path string, do func() (result, []string)) result {
	text, ok := digest(loader, path)
	m.mu.Lock()
	old := m.pages[path]
	m.mu.Unlock()
	if ok && old != nil && old.text == text && old.isCurrent(loader) {
		return old.result
	}
	res, includes := do()
	if again, ok := digest(loader, path); !ok || again != text || res.err != nil {
		m.forget(path)
		return res // it changes while it is read
	}
	page := &remembered{text: text, result: res}
	for _, name := range includes {
		page.includes = append(page.includes, includeLook{name, loader.Find(name)})
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.pages == nil {
		m.pages = make(map[string]*remembered)
	}
	m.pages[path] = page
	return res
}

// isCurrent looks in the order in which the page does, and only until something is
// different: behind that the page might not look.
func (r *remembered) isCurrent(loader *markdown.Loader) bool {
	return !slices.ContainsFunc(r.includes, func(l includeLook) bool { return loader.Find(l.name) != l.found })
}

func digest(loader *markdown.Loader, path string) (sum [sha256.Size]byte, ok bool) {
	data, err := loader.ReadFile(path)
	return sha256.Sum256(data), err == nil
}

func (m *Memory) forget(path string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.pages, path)
}

// retain forgets all pages but those of paths.
func (m *Memory) retain(paths []string) {
	keep := make(map[string]*remembered, len(paths))
	for _, path := range paths {
		if page := m.pages[path]; page != nil {
			keep[path] = page
		}
	}
	m.pages = keep
}

// copyOps copies as much of a page as leaving examples out changes.
func copyOps(p *model.Page) *model.Page {
	out := *p
	out.Ops = slices.Clone(p.Ops)
	for i, op := range out.Ops {
		copied := *op
		out.Ops[i] = &copied
	}
	return &out
}
