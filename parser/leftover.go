package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reports the tables that no reader asked for their rows. A table is
// data: of two kinds of tables in a section its reader may know one, and what
// it passes over must not vanish.

// reportTables reports the tables in s and the sections below it whose rows
// nobody read. known reports whether s stands in a section that is read; the
// others are reported as such, the unknown ones, or ignored as a whole.
func (r *reader) reportTables(s *markdown.Section, known bool) {
	switch row := r.sectionRow(s); {
	case row != nil:
		known = row.ignored == nil
		r.reportProse(s, row)
	case r.heading(s).unknown:
		known = false
	}
	if known {
		r.leftTables(s.Flat(), r.heading(s).title)
	}
	for _, sub := range s.Sections {
		r.reportTables(sub, known)
	}
}

// reportProse reports a section whose facts should stand in a table, if it says
// something and has none, nor one below it: bars were lost, or somebody wrote
// sentences.
func (r *reader) reportProse(s *markdown.Section, row *section) {
	if !row.tabled || r.foreign || hasTable(s) {
		return
	}
	text := joinedText(s.Flat()).String()
	if text == "" { // bars became tabs: it looks like code
		for _, b := range s.Flat() {
			if c, ok := b.(*markdown.Code); ok {
				text += c.Text
			}
		}
	}
	first, _, _ := strings.Cut(text, ".") // "None. This resource supports delta queries."
	if !markdown.IsBlank(text) && !r.d.Is("none", first) {
		r.add(diag.NoTable, s.Pos, "%s has no table; its text is not used: %q", s.Title.String(), short(text, 60))
	}
}

// hasTable reports whether a section or one below it has a table.
func hasTable(s *markdown.Section) bool {
	isTable := func(b markdown.Block) bool { _, ok := b.(*markdown.Table); return ok }
	return slices.ContainsFunc(s.Flat(), isTable) || slices.ContainsFunc(s.Sections, hasTable)
}

// reportAnnotations reports what annotations say that stand above no code, above
// code without text, or above a request line: the block was moved or lost, or
// somebody misspelt its language.
func (r *reader) reportAnnotations() {
	stray := r.strayAnnotations(nil, r.doc.Root)
	if len(stray) == 0 {
		return
	}
	used := make(map[diag.Pos]bool) // all the same: it stands a little higher, or names a type alone
	places, _ := pageFacts(r.page)
	for _, pos := range places {
		used[pos] = true
	}
	for _, m := range stray {
		if !used[m.Pos] {
			r.add(diag.StrayAnnotation, m.Pos, "no code for it follows the annotation that says %q", short(m.Raw, 60))
		}
	}
}

// strayAnnotations returns those of a section, which is the last of above, and of
// all below it.
func (r *reader) strayAnnotations(above []*markdown.Section, s *markdown.Section) []*markdown.Meta {
	above = append(above, s)
	out := r.strayIn(s.Flat(), above)
	for _, sub := range s.Sections {
		out = append(out, r.strayAnnotations(above, sub)...)
	}
	return out
}

func (r *reader) strayIn(blocks []markdown.Block, above []*markdown.Section) (out []*markdown.Meta) {
	for i, b := range blocks {
		switch b := b.(type) {
		case *markdown.ListBlock:
			for _, item := range b.Items {
				out = append(out, r.strayIn(item.Blocks, above)...)
			}
		case *markdown.Quote:
			out = append(out, r.strayIn(b.Blocks, above)...)
		case *markdown.Meta:
			if b.Values == nil || toolAnnotation(b) {
				continue
			}
			if i+1 < len(blocks) && !r.isBare(above) {
				if c, ok := blocks[i+1].(*markdown.Code); ok && isHTTPBlock(c) && !markdown.IsBlank(c.Text) {
					continue
				}
			}
			out = append(out, b)
		}
	}
	return out
}

// isBare reports whether no annotation belongs to code in the last of sections, each
// of which is in the one before. The innermost that the section table has says so.
func (r *reader) isBare(sections []*markdown.Section) bool {
	for _, s := range slices.Backward(sections) {
		if row := r.sectionRow(s); row != nil {
			return row.bare
		}
	}
	return false
}

func (r *reader) leftTables(blocks []markdown.Block, where string) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *markdown.Table:
			if r.table(b).taken == nil && r.saysSomething(b) {
				r.unknownColumns(b, where)
			}
		case *markdown.HTML:
			if text := markdown.Fold(htmlTag.ReplaceAllString(b.Text, "")); text != "" {
				r.add(diag.RawHTML, b.Pos, "%s has HTML that is not read: %q", where, short(text, 60))
			}
		case *markdown.ListBlock:
			for _, item := range b.Items {
				r.leftTables(item.Blocks, where)
			}
		case *markdown.Quote:
			r.leftTables(b.Blocks, where)
		}
	}
}

// saysSomething reports whether a table has a row that says more than "None".
func (r *reader) saysSomething(t *markdown.Table) bool {
	for _, row := range t.Rows {
		if !saysNone(r, row.Cells) {
			return true
		}
	}
	return false
}

// unknownColumns reports a table that is not read.
func (r *reader) unknownColumns(t *markdown.Table, where string) {
	n := r.table(t)
	if n.taken != nil {
		return
	}
	r.rows(t, "*")
	n.left = true
	r.add(diag.UnknownColumns, t.Pos, "%s has a table with the columns %q; its %d rows are not read",
		where, headerText(t), len(t.Rows))
}
