package parser

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file holds the memory that pages are read in. Nearly all pages have a dozen
// headings and a few tables: to make the maps of them for each page costs more than
// to fill them.

// A workspace is what pages are read in, one after the other. What a page claims
// does not refer to it.
type workspace struct {
	headings     map[*markdown.Section]*heading
	tables       map[*markdown.Table]*tableNotes
	origins      map[*model.PermissionTable]grantOrigin
	freeHeadings pool[heading]
	freeTables   pool[tableNotes]
	blockLines   []int              // of the code block at hand
	sampled      []model.JSONMember // of the JSON text at hand
}

// tableNotes are what was found out about a table of the page.
type tableNotes struct {
	titles *columnTitles
	taken  columns // the titles of its columns, if its rows were read
	left   bool    // they were, but a finding says that they are not
}

// begin makes w ready for the next page.
func (w *workspace) begin() {
	w.headings, w.tables, w.origins = emptied(w.headings), emptied(w.tables), emptied(w.origins)
	w.freeHeadings.reset()
	w.freeTables.reset()
	if cap(w.blockLines) > maxKept {
		w.blockLines = nil
	}
	if cap(w.sampled) > maxKept {
		w.sampled = nil
	}
}

// maxKept bounds how much room of a page is kept for the next.
const maxKept = 1 << 10

// emptied returns a map without entries: m, unless it is large.
func emptied[K comparable, V any](m map[K]V) map[K]V {
	if m == nil || len(m) > maxKept {
		return make(map[K]V)
	}
	clear(m)
	return m
}

// A pool makes values that are used until it is reset.
type pool[T any] struct {
	all  []T
	used int
}

// one returns a zero value that nothing else uses until a reset.
func (p *pool[T]) one() *T {
	if p.used == len(p.all) {
		p.all, p.used = make([]T, max(16, 2*len(p.all))), 0
	}
	p.used++
	return &p.all[p.used-1]
}

func (p *pool[T]) reset() {
	if len(p.all) > maxKept {
		p.all, p.used = nil, 0
	}
	clear(p.all[:p.used])
	p.used = 0
}
