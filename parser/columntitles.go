package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file finds out what the vocabulary makes of the titles of columns: once for
// each first line of tables, of which thousands of tables have the same.

// columnTitles are what the vocabulary makes of the titles of a table's columns.
type columnTitles struct {
	titles   columns
	known    []bool // which of them it has
	allKnown bool
	votes    []dialect.Vote    // for the language of the page; of the English vocabulary only
	purposes map[string]string // that [reader.purpose] returned
}

// table returns what was found out about a table so far.
func (r *reader) table(t *markdown.Table) *tableNotes { return &r.tables[t.N] }

// titlesOf returns what the vocabulary of the page makes of the titles of a table's
// columns. Tables have one of a few first lines, which are looked at once.
func (r *reader) titlesOf(t *markdown.Table) *columnTitles {
	n := r.table(t)
	if n.titles != nil {
		return n.titles
	}
	line, _, ok := strings.Cut(t.Source, "\n")
	if !ok {
		n.titles = r.newColumnTitles(t)
		return n.titles
	}
	shelf := dialect.ShelfOf[*columnTitles](r.d, "columns")
	c, ok := shelf.Get(line)
	if !ok || len(c.titles) != len(t.Header) {
		c = r.newColumnTitles(t)
		shelf.Put(line, c)
	}
	n.titles = c
	return c
}

func (r *reader) newColumnTitles(t *markdown.Table) *columnTitles {
	out := &columnTitles{titles: make(columns, len(t.Header)), known: make([]bool, len(t.Header))}
	for i, h := range t.Header {
		title := strings.Trim(h.String(), "*")
		if out.titles[i], out.known[i] = r.d.Lookup(title); !out.known[i] {
			out.titles[i] = r.d.Term(title)
		}
		if r.d == r.set.English() {
			out.votes = append(out.votes, r.set.Vote(title))
		}
	}
	out.allKnown = !slices.Contains(out.known, false)
	if i := slices.Index(out.titles, "remarks"); i >= 0 && !slices.Contains(out.titles, "description") && out.allKnown {
		out.titles[i] = "description" // "Notes" beside a name and a type
	}
	return out
}
