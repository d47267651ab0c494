package parser

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads the small sections of an operation's page (parameters,
// headers, query options, the response's text), and settles what only the
// whole page tells. Requests, permissions, the body and examples have files
// of their own.

// others reads the sub-sections of a section: those that the section table
// knows by their readers, the rest by read.
func (r *reader) others(s *markdown.Section, read func(*markdown.Section)) {
	for _, sub := range s.Sections {
		if r.sectionRow(sub) != nil {
			r.visit(sub)
			continue
		}
		read(sub)
		r.others(sub, read)
	}
}

// params reads a section of function, path or query parameters.
func (r *reader) params(s *markdown.Section) {
	in := model.InFunction
	switch title := s.Title.String(); {
	case r.d.Has("path-place", title):
		in = model.InPath
	case r.d.Has("query-place", title):
		in = model.InQuery
	}
	r.paramSection(s, in)
	r.others(s, func(sub *markdown.Section) { r.paramSection(sub, in) })
}

func (r *reader) paramSection(s *markdown.Section, in model.ParamIn) {
	for _, b := range s.Flat() {
		switch b := b.(type) {
		case *markdown.Para:
			if r.d.Has("query-place", b.Text.String()) && in == model.InFunction {
				in = model.InQuery
			}
		case *markdown.Table:
			r.paramTable(b, in)
		}
	}
}

// paramTable reads a table of parameters. Names that begin with "$" are query
// options.
func (r *reader) paramTable(t *markdown.Table, in model.ParamIn) {
	c := r.columns(t)
	if c.name() < 0 {
		r.unknownColumns(t, "a section of parameters")
		return
	}
	for row, p := range r.paramRows(t, c) {
		p.In = in
		if strings.HasPrefix(p.Name, "$") {
			cell.Options(&r.op.Options, row.Cells[c.name()], r.d)
			r.op.Options.Rows = append(r.op.Options.Rows, p)
			continue
		}
		r.op.Params = append(r.op.Params, p)
	}
}

// paramRows reads the rows of a table of parameters that name one. Others are reported,
// unless they say nothing.
func (r *reader) paramRows(t *markdown.Table, c columns) iter.Seq2[markdown.Row, *model.ParamClaim] {
	return func(yield func(markdown.Row, *model.ParamClaim) bool) {
		purpose := r.purpose(t, "field")
		for _, row := range r.rows(t, c.fieldColumns()...) {
			if row.Group || r.emptyRow(c, row) {
				r.passOver(row)
			} else if p := r.param(c, row, purpose); p != nil && !yield(row, p) {
				return
			}
		}
	}
}

// param reads one row; nil if it has no name. A column "Value" holds the type
// on some pages, and an example on others.
func (r *reader) param(c columns, row markdown.Row, purpose string) *model.ParamClaim {
	f := &model.FieldClaim{}
	if c.index("type") >= 0 {
		f = r.field(c, row, false, purpose)
	} else {
		name := row.Cells[c.name()]
		f.Name, f.Deprecated = cell.Name(name, r.d)
		f.Pos, f.Doc = name.Pos, c.cell(row, "description").String()
		r.facts(f, c.cell(row, "description"))
		value := c.cell(row, "value")
		if e, err := cell.Type(value, r.d, r.limits); err == nil && strings.HasPrefix(e.Name, "Edm.") {
			f.Type = e
		} else if f.Doc == "" {
			f.Doc = value.String()
		} else if !value.IsEmpty() && !r.d.Is("none", value.String()) {
			r.add(diag.TypeSyntax, value.Pos, "found %q in a column of values, expected a type; it is not used", value.String())
		}
		if yes := r.answer(c.cell(row, "required")); yes != model.Unknown {
			f.Required = yes
		}
	}
	if f == nil { // and reported
		return nil
	}
	if f.Name == "" {
		r.passOver(row)
		return nil
	}
	return &model.ParamClaim{
		Name: f.Name, Type: f.Type, Required: f.Required, Doc: f.Doc, Values: f.Values, Pos: f.Pos,
	}
}

// headers reads a section of request headers.
func (r *reader) headers(s *markdown.Section) {
	optional := r.d.Has("header-optional", s.Title.String())
	for _, b := range s.Flat() {
		if t, ok := b.(*markdown.Table); ok {
			r.headerTable(t, optional)
		}
	}
	r.others(s, func(sub *markdown.Section) {
		for _, b := range sub.Flat() {
			if t, ok := b.(*markdown.Table); ok {
				r.headerTable(t, optional)
			}
		}
	})
}

func (r *reader) headerTable(t *markdown.Table, optional bool) {
	c := r.columns(t)
	at := c.index("header", "name", "property", "parameter")
	if at < 0 {
		r.unknownColumns(t, "a section of headers")
		return
	}
	rows, purpose := r.rows(t, c[at], "type", "value", "description", "required"), "header"
	if optional {
		purpose = "optional header"
	}
	read := func() (out []*model.HeaderClaim) {
		for _, row := range rows {
			name := strings.Trim(row.Cells[at].String(), "*_`: ")
			if name == "" || r.d.Is("none", name) {
				r.passOver(row)
				continue
			}
			out = append(out, r.header(c, row, row.Cells[at].Pos, name, optional))
		}
		return out
	}
	moved := func(rows []*model.HeaderClaim, m move) []*model.HeaderClaim { return m.headers(rows) }
	r.op.Headers = append(r.op.Headers, readOnce(r, r.purpose(t, purpose), t.Source, t.Pos, read, moved)...)
}

// header reads one row. The value may stand in the name ("Prefer:
// outlook.timezone") or be the description ("Bearer {token}. Required.").
func (r *reader) header(c columns, row markdown.Row, pos diag.Pos, name string, optional bool) *model.HeaderClaim {
	h := &model.HeaderClaim{Name: name, Pos: pos, Type: c.cell(row, "type").String()}
	if n, value, ok := strings.Cut(name, ":"); ok {
		h.Name, h.Value = markdown.Fold(n), markdown.Fold(value)
	}
	if term, ok := r.d.Lookup(h.Name); ok {
		if name, ok := strings.CutPrefix(term, "header:"); ok && !strings.EqualFold(name, h.Name) {
			h.Name = name // translated: "Autorização"
		}
	}
	value := r.headerText(h, c.cell(row, "value"), c.cell(row, "description"))
	h.Required = r.headerRequired(value+" "+h.Doc, optional)
	if yes := r.answer(c.cell(row, "required")); yes != model.Unknown {
		h.Required = yes
	}
	return h
}

// headerText sets the value and the description of a header from the cells that
// they stand in, and returns the text of the value's. What of it is no value is
// description.
func (r *reader) headerText(h *model.HeaderClaim, valueCell, doc markdown.Text) string {
	value := valueCell.String()
	h.Doc = doc.String()
	if value == "" {
		text := r.behindNeed(h.Doc)
		switch {
		case !r.d.Has("header-value", text):
			return ""
		case text != h.Doc: // Required. Bearer {token}.
			h.Value = cmp.Or(h.Value, r.headerValue(text))
			return ""
		}
		value = h.Doc
	}
	used := false // nothing is left of it for the description
	switch read := r.headerValue(r.behindNeed(value)); {
	case h.Value == "" && read != "":
		h.Value = read
		rest := strings.Trim(strings.TrimPrefix(value, read), " .(,;)")
		used = rest == "" || r.d.Is("required", rest) || r.d.Is("optional", rest)
	case h.Value != "" && h.Type == "" && h.Doc != "" && h.Doc != value: // Prefer: outlook.timezone | String | In which …
		h.Type, used = value, true
	}
	switch {
	case h.Doc == "" && h.Value != strings.TrimRight(value, "."):
		h.Doc = value
	case h.Doc != "" && h.Doc != value && !used:
		h.Doc = strings.TrimRight(value, ". ") + ". " + h.Doc
		h.At.Add(doc.Pos)
	}
	h.At.Add(valueCell.Pos)
	return value
}

// behindNeed returns s without a sentence before it that says no more than
// "Required." or "Optional."
func (r *reader) behindNeed(s string) string {
	first, rest, ok := strings.Cut(s, ". ")
	if ok && (r.d.Is("required", first) || r.d.Is("optional", first)) {
		return rest
	}
	return s
}

// headerValue returns the value without "Required." or "Optional." and other
// sentences behind it, "" if it is prose.
func (r *reader) headerValue(s string) string {
	if i := strings.Index(s, ". "); i > 0 {
		s = s[:i]
	}
	for _, phrase := range []string{"header-required", "header-optional"} {
		if m, ok := r.d.First(phrase, s); ok {
			s = s[:m.Start]
		}
	}
	s = strings.TrimRight(s, " .(,;")
	if strings.Count(s, " ") > 3 {
		return ""
	}
	return s
}

func (r *reader) headerRequired(s string, optional bool) model.Tri {
	switch {
	case r.d.Has("header-maybe", s):
		return model.Unknown
	case r.d.Has("header-required", s):
		return model.Yes
	case optional || r.d.Has("header-optional", s):
		return model.No
	}
	return model.Unknown
}

// queryOptions reads a section of query parameters: OData options in prose,
// lists and tables, and tables of parameters of the operation's own.
func (r *reader) queryOptions(s *markdown.Section) {
	r.optionBlocks(s)
	r.others(s, r.optionBlocks)
}

func (r *reader) optionBlocks(s *markdown.Section) {
	o := &r.op.Options
	if !o.Pos.IsValid() {
		o.Pos = s.Pos
	}
	for _, b := range s.Flat() {
		for t := range texts(b) {
			cell.Options(o, t, r.d)
		}
		if t, ok := b.(*markdown.Table); ok {
			r.paramTable(t, model.InQuery)
		}
	}
}

// response reads the normative Response section: its sentences, and examples
// in it. Reports have a sub-section for each format.
func (r *reader) response(s *markdown.Section) {
	r.responseText(s)
	r.examplesRightIn(s)
	r.others(s, func(sub *markdown.Section) {
		r.responseText(sub)
		r.examplesRightIn(sub)
	})
}

func (r *reader) responseText(s *markdown.Section) {
	r.op.Responses = append(r.op.Responses, r.outcomes(s.Flat())...)
}

// joinedText returns the prose of blocks as one text; the end of a block ends
// a sentence.
func joinedText(blocks []markdown.Block) markdown.Text {
	var out markdown.Text
	for _, b := range blocks {
		if _, ok := b.(*markdown.Quote); ok {
			continue
		}
		for t := range texts(b) {
			if len(out.Spans) == 0 {
				out.Spans, out.Pos = slices.Clip(t.Spans), t.Pos // mostly all there is
				continue
			}
			out.Spans = append(out.Spans, markdown.Span{Text: ". ", Pos: t.Pos})
			out.Spans = append(out.Spans, t.Spans...)
		}
	}
	return out
}
