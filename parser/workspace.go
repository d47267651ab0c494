package parser

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file holds the memory that pages are read in. Nearly all pages have a dozen
// headings and a few tables: to ask for the memory of them for each page costs more
// than to use it.

// A workspace is what pages are read in, one after the other. What a page claims
// does not refer to it.
type workspace struct {
	headings []heading    // by the numbers of their sections
	tables   []tableNotes // by the numbers of the tables
	origins  map[*model.PermissionTable]grantOrigin
	block    blockText           // the code block at hand
	sampled  []model.JSONMember  // of the JSON text at hand
	above    []*markdown.Section // those that enclose the section at hand, outermost first
}

// tableNotes are what was found out about a table of the page.
type tableNotes struct {
	titles *columnTitles
	taken  columns // the titles of its columns, if its rows were read
	left   bool    // they were, but a finding says that they are not
}

// begin makes w ready for a page.
func (w *workspace) begin(doc *markdown.Document) {
	w.headings, w.tables = zeros(w.headings, doc.Sections), zeros(w.tables, doc.Tables)
	w.origins, w.above = emptied(w.origins), w.above[:0]
	if cap(w.block.lines) > maxKept {
		w.block.lines = nil
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

// zeros returns n zero values, in the memory of s if that is large enough, and not
// too large.
func zeros[T any](s []T, n int) []T {
	if n > cap(s) || cap(s) > maxKept {
		return make([]T, n, max(n, 16))
	}
	clear(s)
	return s[:n]
}
