package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// columns are the canonical titles of a table's columns.
type columns []string

func (r *reader) columns(t *markdown.Table) columns {
	h := r.titlesOf(t)
	if h.allKnown {
		return h.titles
	}
	return r.placed(h.titles, h.known)
}

// index returns the first column with one of the titles, -1 if there is none.
func (c columns) index(titles ...string) int {
	for _, t := range titles {
		for i, have := range c {
			if have == t {
				return i
			}
		}
	}
	return -1
}

// at returns the title of a column, "" behind the last.
func (c columns) at(i int) string {
	if i < len(c) {
		return c[i]
	}
	return ""
}

// cell returns the cell of a column, empty if the table has no such column.
func (c columns) cell(row markdown.Row, titles ...string) markdown.Text {
	if i := c.index(titles...); i >= 0 {
		return row.Cells[i]
	}
	return markdown.Text{}
}

// fieldColumns returns the columns of a table of properties that are read.
func (c columns) fieldColumns() []string {
	out := []string{c[c.name()], "description", "required", "nullable"}
	if i := c.index("type", "value"); i >= 0 {
		out = append(out, c[i])
	}
	return out
}

// otherColumns reports the columns c of a table that hold something and are none
// of the known ones: of several with one title, those behind as many as known has
// it.
func (r *reader) otherColumns(t *markdown.Table, c columns, known []string) {
	seen := make(map[string]int, len(known))
	for i, title := range c {
		if seen[title]++; seen[title] <= times(known, title) || slices.Contains(known, "*") {
			continue
		}
		filled := 0
		for _, row := range t.Rows {
			if !row.Cells[i].IsEmpty() && !r.d.Is("none", row.Cells[i].String()) {
				filled++
			}
		}
		if filled > 0 {
			r.add(diag.UnknownColumns, t.Header[i].Pos, "the column %q is not read; %d of its cells hold text", t.Header[i].String(), filled)
		}
	}
}

// times returns how often titles has title.
func times(titles []string, title string) (n int) {
	for _, t := range titles {
		if t == title {
			n++
		}
	}
	return n
}

// fields reports whether the table lists properties: it has a column of names
// and one of types, and is none of permissions.
func (c columns) fields() bool {
	return c.name() >= 0 && c.index("type") >= 0
}

// name returns the column of property names: the first with such a title that
// is not the type's. -1 if there is none.
func (c columns) name() int {
	return c.index("property", "relationship", "name", "parameter", "method")
}

// members reports whether the table lists the members of an enumeration: its
// first column says so, and no column is about types.
func (c columns) members() bool {
	return len(c) > 0 && (c[0] == "member" || c[0] == "value" || c[0] == "name" && c.index("value") > 0) && c.index("type") < 0
}

// fieldRows reads the rows of a table of properties. What each row says is
// kept, or reported: nothing vanishes.
func (r *reader) fieldRows(t *markdown.Table, nav bool) []*model.FieldClaim {
	c := r.columns(t)
	out := make([]*model.FieldClaim, 0, len(t.Rows))
	group := ""
	purpose := r.purpose(t, "field")
	if nav {
		purpose = r.purpose(t, "relationship")
	}
	for _, row := range r.rows(t, c.fieldColumns()...) {
		if row.Group {
			group = row.Cells[0].String()
		} else if f := r.field(c, row, nav, purpose); f != nil {
			f.Group = group
			out = append(out, f)
		}
	}
	settleExclusions(out)
	return out
}

// emptyRow reports whether a row says that there is nothing: all its cells
// are empty, or its name and its type are "None".
func (r *reader) emptyRow(c columns, row markdown.Row) bool {
	if isBlank(row) {
		return true
	}
	typ := c.cell(row, "type").String()
	return r.d.Is("none", row.Cells[c.name()].String()) && (typ == "" || r.d.Is("none", typ))
}

// passOver reports a row that has no name, unless it says nothing.
func (r *reader) passOver(row markdown.Row) {
	if !row.Group && !saysNone(r, row.Cells) {
		r.add(diag.NamelessRow, row.Pos, "a row has no name; its other cells say %q", rowText(row))
	}
}

// field reads one row of a table of properties; nil if it says nothing or has no
// name. The purpose is that of the table's columns.
func (r *reader) field(c columns, row markdown.Row, nav bool, purpose string) *model.FieldClaim {
	read := func() *model.FieldClaim { return r.readField(c, row, nav) }
	moved := func(f *model.FieldClaim, m move) *model.FieldClaim { return m.field(f) }
	return readOnce(r, purpose, row.Source, row.Pos, read, moved)
}

func (r *reader) readField(c columns, row markdown.Row, nav bool) *model.FieldClaim {
	if r.emptyRow(c, row) {
		r.passOver(row)
		return nil
	}
	name := row.Cells[c.name()]
	f := &model.FieldClaim{Nav: nav, Pos: name.Pos}
	f.Name, f.Deprecated = cell.Name(name, r.d)
	if f.Name == "" {
		r.passOver(row)
		return nil
	}
	if !f.Pos.IsValid() {
		f.Pos = row.Pos
	}
	f.Type = r.typeCell(c.cell(row, "type", "value"), row) // Name | Value | Description
	if nav && f.Type.Link == "" && f.Type.Name != "" && !model.IsPrim(f.Type.Name) {
		f.Type.Link = cell.FirstLink(name).Link // [vendors](vendor.md) | vendors
	}
	doc := c.cell(row, "description")
	f.Doc = doc.String()
	r.facts(f, doc)
	if format := typeFormats[model.Prim(f.Type.Name)]; format != "" && !hasRule(f, model.Format) {
		f.Rules = append(f.Rules, &model.Constraint{Kind: model.Format, Text: format, Sentence: f.Type.Raw, Pos: f.Type.Pos})
	}
	if strings.ContainsAny(f.Type.Raw, ",(") { // string, maximum size 20
		r.note(f, cell.Describe(c.cell(row, "type"), r.d).Facts())
	}
	if yes := r.answer(c.cell(row, "required")); yes != model.Unknown {
		f.Required = yes
		r.columnRule(f, model.Required, yes == model.Yes, c.cell(row, "required"))
	}
	if yes := r.answer(c.cell(row, "nullable")); yes != model.Unknown {
		f.Nullable = yes
		r.columnRule(f, model.NotNull, yes == model.No, c.cell(row, "nullable"))
	}
	return f
}

// typeCell reads a type and reports what is wrong with it.
func (r *reader) typeCell(t markdown.Text, row markdown.Row) model.TypeExpr {
	e, err := cell.Type(t, r.d, r.limits)
	if !e.Pos.IsValid() {
		e.Pos = row.Pos
	}
	if err == nil || r.foreign { // words that nobody knows; JSON may tell
		return e
	}
	used := "any JSON value"
	if !e.IsZero() {
		used = e.String()
	}
	r.add(diag.TypeSyntax, e.Pos, "the type %q: %v; it is read as %s", e.Raw, err, used)
	return e
}

// yesNo reads a cell of a "Required" column. A check mark is yes.
func (r *reader) yesNo(t markdown.Text) model.Tri {
	switch s := t.String(); {
	case s == "":
		return model.Unknown
	case r.d.Is("yes", s), r.d.Is("required", s):
		return model.Yes
	case r.d.Is("no", s), r.d.Is("optional", s):
		return model.No
	}
	return model.Unknown
}

// answer is yesNo in a column that has nothing but such answers.
func (r *reader) answer(t markdown.Text) model.Tri {
	yes := r.yesNo(t)
	if yes == model.Unknown && !t.IsEmpty() && !r.foreign && !r.d.Is("none", t.String()) {
		r.add(diag.YesNo, t.Pos, "found %q in a column of yes and no", t.String())
	}
	return yes
}

// headerText returns the titles of a table's columns on one line.
func headerText(t *markdown.Table) string {
	var out []string
	for _, h := range t.Header {
		out = append(out, h.String())
	}
	return strings.Join(out, " | ")
}

// isBlank reports whether a row holds nothing: rowText is "".
func isBlank(row markdown.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(c markdown.Text) bool {
		return !c.IsEmpty() && strings.Trim(c.String(), " |") != ""
	})
}

// rowText returns the cells of a row on one line, for messages.
func rowText(row markdown.Row) string {
	var out []string
	for _, c := range row.Cells {
		out = append(out, c.String())
	}
	return strings.Trim(strings.Join(out, " | "), " |")
}
