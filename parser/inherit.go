package parser

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what stands between the title of a page and its first
// section, where pages say in a sentence what a type derives from.

// intro reads what stands under the title: sentences about the type's base, a
// table of properties without a heading.
func (r *reader) intro(head *markdown.Section) {
	blocks := head.Flat()
	for i, b := range blocks {
		switch b := b.(type) {
		case *markdown.Para:
			text := b.Text.String()
			if r.d.Once(text).Has("abstract") && !r.d.Has("abstract-base", text) && r.typ.Abstract == model.Unknown {
				r.typ.Abstract = model.Yes
			}
			if r.derived(b.Text, blocks[i+1:]) {
				continue
			}
			r.typ.Derived = append(r.typ.Derived, r.derivedLinks(b.Text)...)
			r.bases(b.Text)
		case *markdown.Table:
			switch {
			case r.table(b).taken != nil:
			case r.columns(b).fields():
				r.typ.Fields = append(r.typ.Fields, r.fieldRows(b, false)...)
			default:
				r.unknownColumns(b, "the introduction")
			}
		}
	}
}

// bases records the sentences that say what the type derives from.
func (r *reader) bases(t markdown.Text) {
	for _, e := range cell.Bases(t, r.d) {
		r.typ.Bases = append(r.typ.Bases, model.BaseClaim{Type: e, From: model.FromProse})
	}
}

// derived reads "Resources that derive from x include:" and the list after
// it. It reports whether t is such a sentence.
func (r *reader) derived(t markdown.Text, next []markdown.Block) bool {
	if !r.d.Has("derived", t.String()) {
		return false
	}
	if len(next) > 0 {
		if l, ok := next[0].(*markdown.ListBlock); ok {
			r.derivedItems(l)
		}
	}
	return true
}

// derivedLinks returns the links of a sentence that lists descendants: "The
// derived types are [a], [b], and [c]."; "[a] and [b] are subclasses of this
// class."
func (r *reader) derivedLinks(t markdown.Text) []model.TypeExpr {
	var raw strings.Builder
	starts := make([]int, len(t.Spans))
	for i, s := range t.Spans {
		starts[i] = raw.Len()
		raw.WriteString(strings.ReplaceAll(s.Text, "\n", " "))
	}
	text := raw.String()
	m, ok := r.d.First("derived-list", text)
	if !ok {
		return nil
	}
	from, to := strings.LastIndex(text[:m.Start], ". ")+1, len(text)
	if i := strings.Index(text[m.End:], ". "); i >= 0 {
		to = m.End + i
	}
	var out []model.TypeExpr
	for i, s := range t.Spans {
		if e := cell.FirstLink(markdown.Text{Spans: t.Spans[i : i+1], Pos: s.Pos}); e.Link != "" && starts[i] >= from && starts[i] < to {
			out = append(out, e)
		}
	}
	return out
}

func (r *reader) derivedItems(l *markdown.ListBlock) {
	for _, it := range l.Items {
		if e := cell.FirstLink(it.Text); e.Link != "" {
			r.typ.Derived = append(r.typ.Derived, e)
		}
	}
}

// derivedTypes reads a "Derived types" section: a list or a table of links.
func (r *reader) derivedTypes(s *markdown.Section) {
	for _, b := range s.Flat() {
		switch b := b.(type) {
		case *markdown.ListBlock:
			r.derivedItems(b)
		case *markdown.Table:
			for _, row := range r.rows(b, r.columns(b).at(0)) {
				if e := cell.FirstLink(row.Cells[0]); e.Link != "" {
					r.typ.Derived = append(r.typ.Derived, e)
				} else if !saysNone(r, row.Cells) {
					r.add(diag.NamelessRow, row.Pos, "a row links to no type; its cells say %q", rowText(row))
				}
			}
		}
	}
}
