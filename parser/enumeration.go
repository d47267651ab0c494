package parser

import (
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// members reads a section of enumeration members: "Members" of a page of its
// own, or "x values" of any page, where it often stands below the properties.
func (r *reader) members(s *markdown.Section) {
	all := tables(s)
	if len(all) == 0 {
		r.unknown = append(r.unknown, s)
	}
	for _, t := range all {
		switch c := r.columns(t); {
		case c.members():
			r.enumTable(s, t)
		case c.fields() && r.key(s) != "member":
			r.typ.Fields = append(r.typ.Fields, r.fieldRows(t, false)...)
		default:
			r.unknownColumns(t, s.Title.String())
		}
	}
}

// looseEnum reads a section that no row of the table fits, but that holds a
// table of members: "### shelfKind". It reports whether there is one.
func (r *reader) looseEnum(s *markdown.Section) bool {
	found := false
	for _, t := range tables(s) {
		if c := r.columns(t); c.members() && c[0] == "member" {
			r.enumTable(s, t)
			found = true
		}
	}
	return found
}

// enumName returns the name of the enumeration that a section's table lists:
// its title's, or the page's for the section "Members"; "" if there is none.
func (r *reader) enumName(s *markdown.Section) string {
	switch r.key(s) {
	case "member":
		return r.titled(r.head)
	case "property", "relationship":
		return ""
	}
	title := s.Title.String()
	if m, ok := r.d.First("values-title", anchorWords(s.Anchor)); ok && r.page.Locale != "" {
		return wordLike(joinWords(m.Arg("name")), title) // "Opções de tipo" is "type options"
	}
	if m, ok := r.d.First("values-title", title); ok {
		title = m.Arg("name")
	}
	return joinWords(title)
}

// enumTable adds the enumeration of one table.
func (r *reader) enumTable(s *markdown.Section, t *markdown.Table) {
	e := &model.EnumClaim{Name: r.enumName(s), NameFrom: model.FromTitle, Pos: s.Pos}
	if r.key(s) == "member" {
		e.Doc, e.At = r.docText(r.head)
		r.enumAnnotation(e)
	} else {
		e.Anchor = s.ID
		e.Doc, e.At = r.sectionDoc(s)
	}
	if r.d.Has("flags", e.Doc) {
		e.Flags = model.Yes
	}
	c := r.columns(t)
	for _, row := range r.rows(t, memberColumns(c)...) {
		if m := r.member(c, row); m != nil {
			e.Members = append(e.Members, m)
		}
	}
	r.page.Enums = append(r.page.Enums, e)
}

// sectionDoc returns the first paragraph of a section and its place, "" if
// there is none.
func (r *reader) sectionDoc(s *markdown.Section) (string, model.At) {
	for _, b := range s.Flat() {
		if p, ok := b.(*markdown.Para); ok {
			return p.Text.String(), model.At{p.Pos}
		}
	}
	return "", nil
}

// enumAnnotation takes the name that an annotation gives.
func (r *reader) enumAnnotation(e *model.EnumClaim) {
	for _, m := range annotations(r.doc.Root, nil) {
		if name := m.String("@odata.type"); model.ShortName(name) != "" && strings.EqualFold(model.ShortName(name), e.Name) {
			e.Name, e.NameFrom = strings.TrimPrefix(name, "#"), model.FromAnnotation
			e.At.Add(m.Pos)
			return
		}
	}
}

// member reads one row; nil for an empty one. "None" is a member like others.
func (r *reader) member(c columns, row markdown.Row) *model.MemberClaim {
	text, value := memberCells(c, row)
	if isBlank(row) {
		return nil
	}
	name, _ := cell.Name(text, r.d)
	if name == "" {
		r.passOver(row)
		return nil
	}
	if r.d.Is("null", name) {
		r.add(diag.NullMember, text.Pos, "null is listed as a member")
		return nil
	}
	m := &model.MemberClaim{Name: name, Pos: text.Pos, Doc: c.cell(row, "description").String()}
	if n, err := strconv.ParseInt(value.String(), 10, 64); err == nil {
		m.Value = &n
	} else if !value.IsEmpty() && !r.d.Is("none", value.String()) {
		r.add(diag.MemberValue, value.Pos, "the value of %s is %q; want a whole number", name, value.String())
	}
	return m
}

// memberColumns are the columns of a table of members that are read.
func memberColumns(c columns) []string {
	name, value := memberPlaces(c)
	out := []string{c[name], "description"}
	if value >= 0 {
		out = append(out, c[value])
	}
	return out
}

// memberCells returns the cells of the member's name and value.
func memberCells(c columns, row markdown.Row) (name, value markdown.Text) {
	n, v := memberPlaces(c)
	if v >= 0 {
		value = row.Cells[v]
	}
	return row.Cells[n], value
}

// memberPlaces returns the columns of names and values, -1 for none. "value" is
// the title of the names if there is no better one, and of two columns
// "Member | Member" the second holds the values.
func memberPlaces(c columns) (name, value int) {
	value = c.index("value")
	switch {
	case c.index("member") >= 0 && value >= 0:
		return c.index("member"), value
	case c.index("name") >= 0 && value >= 0:
		return c.index("name"), value
	case len(c) > 1 && (c[0] == "member" || c[0] == "value") && c[1] == c[0]:
		return 0, 1
	}
	return 0, -1
}
