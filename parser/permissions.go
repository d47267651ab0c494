package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads permission tables. Three shapes exist:
//
//	Permission type | Permissions (from least to most privileged)
//	Permission type | Least privileged permissions | Higher privileged permissions
//	Supported resource | Delegated (work …) | Delegated (personal …) | Application
//
// and a table may be divided: by a heading or sentence above it ("For
// users:"), by columns ("… acting on self"), by rows (indented features under
// an empty "Delegated" row; each row of the third shape), or inside of its
// cells ("For **user** resource: …"). Each part becomes a PermissionTable.
// What the table says without a division holds for all of its parts.

// grants reads a section of permissions and its sub-sections.
func (r *reader) grants(s *markdown.Section) { r.grantSection(s, subject{}) }

func (r *reader) grantSection(s *markdown.Section, whole subject) {
	lead := subject{}
	for _, b := range allTabs(s.Blocks) {
		switch b := b.(type) {
		case *markdown.Para:
			lead = r.leadSubject(b.Text)
		case *markdown.Table:
			if r.isGrantTable(b) {
				r.grantTable(b, whole.with(lead))
			}
			lead = subject{}
		}
	}
	for _, sub := range s.Sections {
		if row := r.sectionRow(sub); row != nil && !isGrants(r, sub) {
			r.visit(sub)
			continue
		}
		r.grantSection(sub, whole.with(subject{text: r.titleSubject(sub.Title.String())}))
	}
}

// isGrants reports whether a sub-section is about permissions: a title such as
// "Permissions for channel", but not one of another kind of section.
func isGrants(r *reader, s *markdown.Section) bool {
	key := r.key(s)
	return key == "permission" || strings.HasPrefix(key, "permissions ")
}

func joined(a, b string) string { return strings.TrimSpace(a + " " + b) }

// allTabs returns the blocks with the tabs of each group in place of it: tabs
// among permissions divide by resource, not by language.
func allTabs(blocks []markdown.Block) []markdown.Block {
	if !slices.ContainsFunc(blocks, isTabs) {
		return blocks
	}
	var out []markdown.Block
	for _, b := range blocks {
		if t, ok := b.(*markdown.Tabs); ok {
			for _, tab := range t.Tabs {
				out = append(out, &markdown.Para{Text: tab.Title, Pos: tab.Pos})
				out = append(out, allTabs(tab.Blocks)...)
			}
			continue
		}
		out = append(out, b)
	}
	return out
}

func isTabs(b markdown.Block) bool {
	_, ok := b.(*markdown.Tabs)
	return ok
}

// titleSubject returns what a heading says its table is for: "channel" of
// "Permissions for channel", "Azure resources" of just that.
func (r *reader) titleSubject(title string) string {
	if m, ok := r.d.First("permission-title", title); ok {
		return m.Arg("for")
	}
	if _, ok := r.d.Lookup(title); ok {
		return "" // "Permissions" again
	}
	return strings.Trim(title, ": ")
}

// leadSubject returns what a paragraph says the table below it is for: a path
// in it, or the paragraph if it is short ("For users:").
func (r *reader) leadSubject(t markdown.Text) subject {
	for _, s := range t.Spans {
		if s.Code && strings.Contains(s.Text, "/") {
			return subject{text: markdown.Fold(s.Text)}
		}
	}
	s := linkedSubject(t)
	if !r.d.Has("permission-lead", s.text) {
		return subject{}
	}
	s.text = r.titleSubject(s.text)
	return s
}

// isGrantTable reports whether a table is about permissions. A table of
// properties may begin with a column "Permission type", too.
func (r *reader) isGrantTable(t *markdown.Table) bool {
	c := r.columns(t)
	if len(c) < 2 || c.index("property", "description", "type") > 0 {
		return false
	}
	if c[0] == "permission type" || r.schemeColumns(t) != nil {
		return true
	}
	known := 0
	for _, row := range t.Rows {
		if _, ok := r.scheme(row.Cells[0].String()); ok {
			known++
		}
	}
	return known > 0
}

// scheme reads a row's label. Labels miss their parenthesis or have a note
// behind them.
func (r *reader) scheme(label string) (model.Scheme, bool) {
	label = strings.Trim(label, "* ")
	term, _ := r.d.Lookup(label)
	switch {
	case term == "delegated work":
		return model.DelegatedWork, true
	case term == "delegated personal":
		return model.DelegatedPersonal, true
	case term == "application":
		return model.Application, true
	case r.d.Has("scheme-personal", label):
		return model.DelegatedPersonal, true
	case r.d.Has("scheme-work", label):
		return model.DelegatedWork, true
	case r.d.Has("scheme-app", label):
		return model.Application, true
	}
	return 0, false
}

// schemeColumns returns the scheme of each column but the first, nil if the
// columns are none.
func (r *reader) schemeColumns(t *markdown.Table) []model.Scheme {
	var out []model.Scheme
	for _, h := range t.Header[1:] {
		s, ok := r.scheme(h.String())
		if !ok {
			return nil
		}
		out = append(out, s)
	}
	return out
}

// A grantColumn is one column of permissions.
type grantColumn struct {
	at        int
	part      subject // "acting on self"
	mostFirst bool
	ordered   bool // the title says in which order the scopes stand
}

func (r *reader) grantColumns(t *markdown.Table) []grantColumn {
	var out []grantColumn
	for i, h := range t.Header[1:] {
		title := strings.Trim(h.String(), "* ")
		col := grantColumn{at: i + 1, mostFirst: r.d.Has("most-first", title)}
		col.ordered = col.mostFirst || r.d.Has("least-first", title)
		if term := r.d.Term(title); term != "least privileged" && term != "higher privileged" && term != "permission" {
			if m, ok := r.d.First("permission-column", title); ok {
				text := m.Arg("for")
				if i := strings.IndexAny(text, "(（"); i >= 0 {
					text = text[:i]
				}
				col.part.text = markdown.Fold(text)
			}
		}
		out = append(out, col)
	}
	return out
}

func (r *reader) grantTable(t *markdown.Table, whole subject) {
	r.rows(t, "*")
	read := func() []grantPart { return r.grantParts(t) }
	moved := func(parts []grantPart, m move) []grantPart { return m.grants(parts) }
	r.grantTables++
	for _, part := range readOnce(r, "grants", t.Source, t.Pos, read, moved) {
		r.origins[part.table] = grantOrigin{
			table: r.grantTables, requests: len(r.op.Endpoints), whole: whole, part: part.part, feature: part.feature,
		}
		part.table.For = whole.with(part.part).text
		r.op.Permissions = append(r.op.Permissions, part.table)
	}
}

// grantParts reads a table.
func (r *reader) grantParts(t *markdown.Table) []grantPart {
	g := &grantSet{told: make(map[*model.PermissionTable]*[3]bool), features: make(map[subject]bool)}
	if schemes := r.schemeColumns(t); schemes != nil {
		for _, row := range t.Rows {
			g.cells.Add(row.Cells[0].Pos)
			for i, s := range schemes {
				r.grantCell(g, row.Cells[i+1], grantColumn{part: linkedSubject(row.Cells[0])}, s, row.Pos)
			}
		}
	} else {
		r.grantRows(g, t)
	}
	parts := g.done()
	for i, p := range parts {
		p.table.At = append(p.table.At, g.cells...)
		parts[i].feature = g.features[p.part]
	}
	return parts
}

// grantRows reads a table whose rows are the schemes, perhaps with rows of
// features below them.
func (r *reader) grantRows(g *grantSet, t *markdown.Table) {
	columns := r.grantColumns(t)
	scheme, known := model.Scheme(0), false
	for i, row := range t.Rows {
		label := strings.Trim(row.Cells[0].String(), "* ")
		feature := ""
		if s, ok := r.scheme(label); ok {
			scheme, known = s, true
			g.cells.Add(row.Cells[0].Pos)
		} else if r.foreign && len(t.Rows) == len(model.PermissionTable{}.Grants) {
			scheme, known = model.Scheme(i), true // all tables have one order
			g.cells.Add(row.Cells[0].Pos)
		} else if label == "" && emptyCells(row) {
			continue
		} else if known && isFeature(row.Cells[0]) {
			feature = label
			g.cells.Add(row.Cells[0].Pos)
		} else {
			known = false
			r.add(diag.PermissionLabel, row.Pos, "unknown permission type %q; want a delegated or application permission", label)
			continue
		}
		for _, col := range columns {
			col.part = col.part.with(subject{text: feature})
			g.features[col.part] = feature != ""
			r.grantCell(g, row.Cells[col.at], col, scheme, t.Pos)
		}
	}
}

// isFeature reports whether a row's label is a feature under the scheme above
// it: it is bold, in full or in the words that count.
func isFeature(t markdown.Text) bool {
	return slices.ContainsFunc(t.Spans, func(s markdown.Span) bool { return s.Bold && !markdown.IsBlank(s.Text) })
}

func emptyCells(row markdown.Row) bool {
	return !slices.ContainsFunc(row.Cells, func(t markdown.Text) bool { return !t.IsEmpty() })
}

func (r *reader) grantCell(g *grantSet, t markdown.Text, col grantColumn, s model.Scheme, pos diag.Pos) {
	parts, faults := cell.Permissions(t, r.d)
	if r.foreign { // words that nobody knows; the page as a whole is reported
		faults = nil
	}
	for _, f := range faults {
		at := f.Pos
		if !at.IsValid() {
			at = pos
		}
		r.add(diag.PermissionCell, at, "permissions: %s", f.Msg)
	}
	for _, p := range parts {
		if !p.Grant.Pos.IsValid() {
			p.Grant.Pos = pos
		}
		if col.ordered {
			r.checkOrder(p.Grant, col.mostFirst)
		}
		if col.mostFirst {
			slices.Reverse(p.Grant.AnyOf)
		}
		g.add(col.part.with(subject{text: p.For}), p.For, s, p.Grant, pos)
	}
	if len(parts) > 0 {
		g.cells.Add(t.Pos)
	}
}

// grantsElsewhere reads the permission tables that stand in no permissions
// section, for pages that forget its heading.
func (r *reader) grantsElsewhere(s *markdown.Section) {
	for _, b := range s.Flat() {
		if t, ok := b.(*markdown.Table); ok && r.isGrantTable(t) {
			r.grantTable(t, subject{})
		}
	}
	for _, sub := range s.Sections {
		r.grantsElsewhere(sub)
	}
}
