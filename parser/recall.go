package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file recalls what was read of a row or table that stands on another page,
// too: the properties of a type are listed again where it is created and updated,
// and of the tables of permissions and headers four in five were seen before. What
// a row says depends on its text, the titles above it and the vocabulary alone;
// only its places are its own.

// readOnce returns what read makes of a text that stands at pos, and adds the
// findings. If the text was read before for the same purpose, the result is a copy
// of that by moved, which leaves the places to the move. The text is the Source of
// a row or table, "" if it has none.
func readOnce[T any](r *reader, purpose, text string, pos diag.Pos, read func() T, moved func(T, move) T) T {
	if text == "" || r.foreign {
		return read()
	}
	shelf := dialect.ShelfOf[*reading[T]](r.d, purpose)
	if known, ok := shelf.Get(text); ok {
		m := move{known.pos, pos}
		for _, d := range known.diags {
			d.Pos = m.pos(d.Pos)
			*r.diags = append(*r.diags, d)
		}
		return moved(known.value, m)
	}
	n := len(*r.diags)
	v := read()
	diags := slices.Clone((*r.diags)[n:])
	if !slices.ContainsFunc(diags, func(d diag.Diag) bool { return d.Related != nil }) {
		shelf.Put(text, &reading[T]{pos: pos, value: moved(v, move{pos, pos}), diags: diags})
	}
	return v
}

// A reading is what was read of a text, and the findings about it.
type reading[T any] struct {
	pos   diag.Pos // of the text
	value T        // nobody changes it
	diags diag.List
}

// A move leads from the place of a text to another where the same text stands.
type move struct{ from, to diag.Pos }

// pos returns where a place in the text is now.
func (m move) pos(p diag.Pos) diag.Pos {
	if !p.IsValid() {
		return p
	}
	return diag.Pos{File: m.to.File, Line: p.Line + m.to.Line - m.from.Line, Col: p.Col + m.to.Col - m.from.Col}
}

// places returns a copy of the places.
func (m move) places(at model.At) model.At {
	out := slices.Clone(at)
	for i := range out {
		out[i] = m.pos(out[i])
	}
	return out
}

func (m move) typ(e model.TypeExpr) model.TypeExpr {
	e.Pos = m.pos(e.Pos)
	e.Or = slices.Clone(e.Or)
	for i := range e.Or {
		e.Or[i] = m.typ(e.Or[i])
	}
	return e
}

// field returns a copy of f, nil if that is nil.
func (m move) field(f *model.FieldClaim) *model.FieldClaim {
	if f == nil {
		return nil
	}
	g := *f
	g.Pos, g.Type = m.pos(f.Pos), m.typ(f.Type)
	if f.Inherited != nil {
		e := m.typ(*f.Inherited)
		g.Inherited = &e
	}
	g.Values = slices.Clone(f.Values)
	for i := range g.Values {
		g.Values[i].Pos = m.pos(g.Values[i].Pos)
	}
	g.Rules = slices.Clone(f.Rules)
	rules := make([]model.Constraint, len(f.Rules))
	for i, c := range f.Rules {
		rules[i] = *c
		rules[i].Pos = m.pos(c.Pos)
		g.Rules[i] = &rules[i]
	}
	return &g
}

// grants returns copies of the parts of a permission table.
func (m move) grants(parts []grantPart) []grantPart {
	out := slices.Clone(parts)
	tables := make([]model.PermissionTable, len(parts))
	for i, p := range parts {
		t := &tables[i]
		*t = *p.table
		t.Pos, t.At = m.pos(t.Pos), m.places(t.At)
		for k := range t.Grants {
			t.Grants[k].Pos = m.pos(t.Grants[k].Pos)
		}
		out[i].table = t
	}
	return out
}

// headers returns copies of the rows of a table of headers.
func (m move) headers(rows []*model.HeaderClaim) []*model.HeaderClaim {
	out := make([]*model.HeaderClaim, len(rows))
	copies := make([]model.HeaderClaim, len(rows))
	for i, h := range rows {
		copies[i] = *h
		copies[i].Pos, copies[i].At = m.pos(h.Pos), m.places(h.At)
		out[i] = &copies[i]
	}
	return out
}

// purpose names what a table is read for, which depends on its columns, for [readOnce].
func (r *reader) purpose(t *markdown.Table, what string) string {
	titles := r.titlesOf(t)
	if !titles.allKnown {
		return what + "|" + strings.Join(r.columns(t), "|")
	}
	p, ok := titles.purposes[what]
	if !ok {
		if titles.purposes == nil {
			titles.purposes = make(map[string]string)
		}
		p = what + "|" + strings.Join(titles.titles, "|")
		titles.purposes[what] = p
	}
	return p
}
