package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads Request body sections. What they hold is told by a sentence
// ("Do not supply a request body", "supply a JSON representation of [x]"), by
// a table of parameters or properties, or by both. On pages of functions, that
// section holds the parameters of the URL instead.

// body reads a Request body section and those below it.
func (r *reader) body(s *markdown.Section) {
	b := &r.op.Body
	b.Pos = s.Pos
	text := joinedText(s.Flat())
	said := text.String()
	if t, ok := cell.Representation(text, r.d); ok {
		b.Kind, b.Type = model.BodyResource, t
		b.At.Add(t.Pos)
	}
	parameters := r.bodyTables(s, text, said)
	r.others(s, func(sub *markdown.Section) {
		text := joinedText(sub.Flat())
		parameters = r.bodyTables(sub, text, text.String()) || parameters
	})
	b.Complete = len(b.Fields) > 0 && !r.says(s, said, "body-partial")
	if b.Kind == model.BodyUnknown {
		b.Kind = r.bodyKind(s, said, parameters)
	}
}

// says reports whether what a section says has a phrase, and keeps the places
// of the paragraphs that have it.
func (r *reader) says(s *markdown.Section, said, phrase string) bool {
	if !r.d.Has(phrase, said) {
		return false
	}
	for _, b := range s.Flat() {
		for t := range texts(b) {
			if r.d.Has(phrase, t.String()) {
				r.op.Body.At.Add(t.Pos)
			}
		}
	}
	return true
}

// bodyKind judges a body that names no type. fields reports whether a table of
// the section lists the parameters of the URL.
func (r *reader) bodyKind(s *markdown.Section, said string, url bool) model.BodyKind {
	switch {
	case len(r.op.Body.Fields) > 0:
		return model.BodyFields
	case r.says(s, said, "body-none") || url || s.Blocks == nil && r.onlyGets():
		return model.BodyNone
	case r.says(s, said, "body-stream"):
		return model.BodyStream
	case r.says(s, said, "body-json") || hasCode(s):
		return model.BodyJSON
	}
	return model.BodyUnknown
}

func hasCode(s *markdown.Section) bool {
	return slices.ContainsFunc(s.Flat(), func(b markdown.Block) bool {
		_, ok := b.(*markdown.Code)
		return ok
	})
}

// onlyGets reports whether all requests of the operation are GET requests,
// which have no body.
func (r *reader) onlyGets() bool {
	return len(r.op.Endpoints) > 0 && !slices.ContainsFunc(r.op.Endpoints, func(e *model.Endpoint) bool { return e.Method != "GET" })
}

// bodyTables reads the tables of a section whose text says something, and reports whether they are
// about the URL: the text says so, or the request cannot have a body.
func (r *reader) bodyTables(s *markdown.Section, text markdown.Text, said string) (url bool) {
	url = r.says(s, said, "body-url") || r.onlyGets()
	found, from := false, len(r.op.Body.Fields)
	for _, b := range s.Flat() {
		t, ok := b.(*markdown.Table)
		if !ok || r.columns(t).name() < 0 {
			continue
		}
		found = true
		if url {
			r.paramTable(t, r.urlPlace(said))
			continue
		}
		r.op.Body.Fields = append(r.op.Body.Fields, r.bodyRows(t)...)
	}
	r.exclude(text, r.op.Body.Fields[from:])
	return url && found
}

func (r *reader) urlPlace(said string) model.ParamIn {
	if r.d.Has("query-place", said) {
		return model.InQuery
	}
	return model.InFunction
}

// bodyRows reads a table of properties or parameters; one without a column of
// types, too.
func (r *reader) bodyRows(t *markdown.Table) []*model.FieldClaim {
	c := r.columns(t)
	if c.fields() || c.name() >= 0 && c.index("value") >= 0 { // Name | Value | Description
		return r.fieldRows(t, false)
	}
	var out []*model.FieldClaim
	for _, p := range r.paramRows(t, c) {
		out = append(out, &model.FieldClaim{Name: p.Name, Pos: p.Pos, Type: p.Type, Doc: p.Doc, Required: p.Required, Values: p.Values})
	}
	return out
}

// settleBody finds the type of a body that the section leaves open ("supply
// the values for relevant fields"): an example's annotation names it, or an
// update returns it. Without that, the properties are all that is known.
func (r *reader) settleBody(op *model.OpClaim) {
	b := &op.Body
	switch {
	case b.Kind == model.BodyResource && op.Body.Type.IsZero(), b.Kind == model.BodyUnknown, b.Kind == model.BodyJSON:
	case b.Kind == model.BodyFields && updates(op):
	default:
		return
	}
	if t, ok := requestType(op); ok {
		b.Kind, b.Type = model.BodyResource, t
		return
	}
	if !updates(op) || b.Kind == model.BodyUnknown {
		return
	}
	for _, c := range op.Responses {
		if c.Status < 300 && !c.Type.IsZero() && !c.Type.Collection && len(c.Type.Or) == 0 && !strings.HasPrefix(c.Type.Name, "Edm.") {
			b.Kind, b.Type = model.BodyResource, c.Type
			return
		}
	}
}

// updates reports whether the operation is an update: its body is the thing
// itself, not the parameters of an action.
func updates(op *model.OpClaim) bool {
	if len(op.Endpoints) == 0 {
		return false
	}
	e := op.Endpoints[0]
	last := model.Segment{}
	if n := len(e.Path.Segments); n > 0 {
		last = e.Path.Segments[n-1]
	}
	return (e.Method == "PATCH" || e.Method == "PUT") && last.Text != "$ref"
}

// requestType returns the type that the annotation of a request with a JSON
// body names.
func requestType(op *model.OpClaim) (model.TypeExpr, bool) {
	for _, e := range op.Examples {
		if m := e.Request; m != nil && m.JSON != nil && !m.Type.IsZero() && !strings.HasPrefix(m.Type.Name, "Edm.") {
			return m.Type, true
		}
	}
	return model.TypeExpr{}, false
}
