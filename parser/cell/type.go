package cell

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads cells that name a type. Most have one of a few words, or a link, and
// need no grammar; typegrammar.go has that for all others.

// Type reads a type expression, e.g. "[recipient](recipient.md) collection".
// A cell that says there is no type ("None") gives the zero expression and no
// error. Other errors are a [*SyntaxError]; the expression beside one holds
// what could be read: the first type in the cell, or no name at all. Limits say how deep
// parentheses may nest.
func Type(t markdown.Text, d *dialect.Dialect, limits markdown.Limits) (model.TypeExpr, error) {
	if e, ok := linkedName(t, d); ok {
		return e, nil
	}
	if len(t.Spans) == 1 && t.Spans[0].Link == "" && !t.Spans[0].Code {
		if e, err := PlainType(t.Spans[0].Text, d, limits); e.Or == nil { // which has places
			e.Pos = t.Pos
			return e, err
		}
	}
	r := newReadType(t, d, limits)
	return r.expr, r.err
}

// PlainType reads a type expression that is plain text and stands nowhere, as [Type] does.
// All that one dialect remembers is read within the same limits.
func PlainType(s string, d *dialect.Dialect, limits markdown.Limits) (model.TypeExpr, error) {
	shelf := dialect.ShelfOf[*readType](d, "type") // most cells say one of a few words
	r, ok := shelf.Get(s)
	if !ok {
		r = newReadType(markdown.Text{Spans: []markdown.Span{{Text: s}}}, d, limits)
		shelf.Put(s, r)
	}
	return r.expr, r.err
}

// linkedName reads a link to a type, alone or with "collection" behind it, as most
// cells are that do not name a primitive.
func linkedName(t markdown.Text, d *dialect.Dialect) (e model.TypeExpr, ok bool) {
	if len(t.Spans) == 0 || len(t.Spans) > 2 || t.Spans[0].Link == "" {
		return e, false
	}
	name := strings.TrimPrefix(t.Spans[0].Text, " ") // which is of the text before it
	if !IsWord(name) {
		return e, false
	}
	e = model.TypeExpr{Name: name, Link: t.Spans[0].Link, Raw: name, Pos: t.Pos}
	if len(t.Spans) == 2 {
		word, ok := strings.CutPrefix(t.Spans[1].Text, " ")
		if !ok || t.Spans[1].Link != "" || !IsWord(word) || !d.Is("collection", word) {
			return e, false
		}
		e.Collection = true
		e.Raw += t.Spans[1].Text
	}
	for _, words := range [...]string{e.Name, e.Raw} {
		if _, known := d.Lookup(words); known {
			return e, false
		}
	}
	return e, true
}

// A readType is what [Type] returns.
type readType struct {
	expr model.TypeExpr
	err  error
}

func newReadType(t markdown.Text, d *dialect.Dialect, limits markdown.Limits) *readType {
	f := flatten(t)
	p := &typeParser{f: f, d: d, toks: tokenize(f), most: limits.Most(maxDepth)}
	e, err := p.cell()
	if err != nil {
		e = p.firstType()
	}
	e.Raw, e.Pos = f.text, t.Pos
	return &readType{e, err}
}
