package cell

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// Representation finds the type of which a request body is a representation:
//
//	In the request body, supply a JSON representation of the [x](x.md) object.
//	… a JSON representation for the x object.
//	The following table shows the properties … when you create the [x](x.md).
//
// A link after words such as "the identifier of" or "parameters" is none. ok
// is false if the text names no type.
func Representation(t markdown.Text, d *dialect.Dialect) (e model.TypeExpr, ok bool) {
	r := &responseReader{f: flatten(t), d: d}
	for s := range sentences(r.f) {
		if e, ok := r.represented(s, "body-of"); ok {
			return e, true
		}
		text := r.text(s.from, s.to)
		if m, ok := d.First("body-object", text); ok {
			from, _, _ := m.ArgAt("name")
			name := m.Arg("name")
			return model.TypeExpr{Name: name, Raw: name, Pos: r.f.place(s.from + from)}, true
		}
	}
	for s := range sentences(r.f) {
		if e, ok := r.representedBefore(s); ok {
			return e, true
		}
	}
	for s := range sentences(r.f) {
		if e, ok := r.represented(s, "body-created"); ok {
			return e, true
		}
	}
	return model.TypeExpr{}, false
}

// representedBefore finds the first link or bold object that words such as
// "的 JSON 表示形式" follow.
func (r *responseReader) representedBefore(s sentence) (model.TypeExpr, bool) {
	for i := s.from; i < s.to; {
		end := r.f.runEnd(i, s.to)
		if span := r.f.span(i); span.Link != "" || span.Bold {
			if m, ok := r.d.First("body-of-behind", r.text(end, s.to)); ok && m.Start == 0 {
				if e, _, ok := r.candidate(i, end, s.to); ok {
					return e, true
				}
			}
		}
		i = end
	}
	return model.TypeExpr{}, false
}

// represented finds the first link or bold object after one of the places
// where a phrase stands, unless words between say it is something else.
func (r *responseReader) represented(s sentence, phrase string) (model.TypeExpr, bool) {
	in := r.d.In(r.text(s.from, s.to))
	first, ok := in.First(phrase) // mostly that is it
	if !ok {
		return model.TypeExpr{}, false
	}
	if e, ok := r.representedBehind(s.from+first.End, s.to); ok {
		return e, true
	}
	for _, m := range in.All(phrase)[1:] {
		if e, ok := r.representedBehind(s.from+m.End, s.to); ok {
			return e, true
		}
	}
	return model.TypeExpr{}, false
}

// representedBehind is represented for one place where the phrase ends.
func (r *responseReader) representedBehind(from, to int) (model.TypeExpr, bool) {
	i := from
	for i < to && r.f.span(i).Link == "" && !r.f.span(i).Bold {
		i = r.f.runEnd(i, to)
	}
	if i >= to {
		return model.TypeExpr{}, false
	}
	between := r.text(from, i)
	if r.d.Has("body-not-type", between) || strings.Count(between, " ") > 8 {
		return model.TypeExpr{}, false
	}
	e, next, ok := r.candidate(i, r.f.runEnd(i, to), to)
	if !ok {
		return model.TypeExpr{}, false
	}
	e.Collection = e.Collection || r.plural(from, i, next, to) && r.d.Has("response-collection", between)
	return e, true
}
