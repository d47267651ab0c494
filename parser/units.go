package parser

import (
	"strings"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file takes a page apart into units: the smallest things that can hold a
// fact of their own. It knows nothing about readers.

// UnitKind says what a unit is.
type UnitKind string

// The kinds of units.
const (
	HeadingUnit    UnitKind = "heading"
	ParaUnit       UnitKind = "paragraph"
	TableUnit      UnitKind = "table" // its header row
	RowUnit        UnitKind = "row"
	CellUnit       UnitKind = "cell" // of a body row, with text in it
	CodeUnit       UnitKind = "code"
	ListUnit       UnitKind = "list"
	ItemUnit       UnitKind = "item" // the first paragraph of a list item
	AnnotationUnit UnitKind = "annotation"
	CommentUnit    UnitKind = "comment"
	QuoteUnit      UnitKind = "quote"
	HTMLUnit       UnitKind = "html"
	RuleUnit       UnitKind = "rule"
	TabUnit        UnitKind = "tab" // its title

	columnUnit UnitKind = "column" // a cell of the header row; counted with its table
)

// A unit is one unit of a page while its fate is looked for.
type unit struct {
	kind   UnitKind
	pos    diag.Pos
	in     *place
	parent *unit // table of a row, row of a cell, list of an item, …; nil for others
	next   *unit // nil for the last
	text   string
	// What the unit is made of, as its kind has it.
	block  markdown.Block
	row    *markdown.Row
	column string // cell: canonical title of its column
	header *unit  // cell: the title of its column
	tab    bool   // stands in a tab that no reader of blocks picks
	unread bool   // row or cell of a table that nobody reads

	modelled bool
	// found are the codes of the findings that stand here. A table that is not
	// read can begin with a wrong byte, too, and with the page.
	found []string
	fate  Fate
	by    string // the rule or code, "" if modelled or unaccounted
}

// A place is a section as units see it.
type place struct {
	*markdown.Section
	parent  *place
	key     string   // canonical title
	row     *section // of the section table, nil if none
	heading *unit    // nil for the document's root
	head    bool     // the page's title
}

// A splitter collects the units of a page, in the order of the page.
type splitter struct {
	r     *reader
	units []*unit
	// headers are the titles of columns, which are no units of their own.
	headers []*unit
	done    map[*markdown.Section]bool // sections of tabs are listed twice
	// further are places inside of units that stand in another file than the
	// unit itself: text that is included inside of a line.
	further map[diag.Pos]*unit
}

func (p *splitter) add(u *unit) *unit {
	p.units = append(p.units, u)
	return u
}

func (p *splitter) section(s *markdown.Section, parent *place, tab bool) {
	if p.done[s] {
		return
	}
	p.done[s] = true
	in := &place{Section: s, parent: parent, key: p.r.key(s), head: s == p.r.head}
	if s.Level > 0 {
		in.row = findSection(p.r.page.Kind, in.key)
		in.heading = p.add(&unit{kind: HeadingUnit, pos: s.Pos, in: in, text: s.Title.String(), tab: tab})
		p.spans(in.heading, s.Title)
	}
	p.blocks(s.Blocks, in, nil, tab)
	for _, sub := range s.Sections {
		p.section(sub, in, tab)
	}
}

func (p *splitter) blocks(blocks []markdown.Block, in *place, parent *unit, tab bool) {
	for _, b := range blocks {
		p.block(b, &unit{pos: b.Position(), in: in, parent: parent, block: b, tab: tab})
	}
}

// block adds one block, of which u has all but kind and text.
func (p *splitter) block(b markdown.Block, u *unit) {
	switch b := b.(type) {
	case *markdown.Para:
		p.text(u, ParaUnit, b.Text)
	case *markdown.Code:
		u.kind, u.text = CodeUnit, b.Text
		p.add(u)
	case *markdown.Meta:
		u.kind, u.text = AnnotationUnit, b.Raw
		p.add(u)
	case *markdown.Comment:
		u.kind, u.text = CommentUnit, b.Text
		p.add(u)
	case *markdown.HTML:
		u.kind, u.text = HTMLUnit, b.Text
		p.add(u)
	case *markdown.Rule:
		u.kind = RuleUnit
		p.add(u)
	case *markdown.Table:
		p.table(b, u)
	case *markdown.ListBlock:
		u.kind = ListUnit
		p.add(u)
		for _, item := range b.Items {
			p.text(&unit{pos: item.Pos, in: u.in, parent: u, tab: u.tab}, ItemUnit, item.Text)
			p.blocks(item.Blocks, u.in, u, u.tab)
		}
	case *markdown.Quote:
		u.kind = QuoteUnit
		p.add(u)
		p.blocks(b.Blocks, u.in, u, u.tab)
	case *markdown.Tabs:
		p.tabs(b, u)
	}
}

func (p *splitter) text(u *unit, kind UnitKind, t markdown.Text) {
	u.kind, u.text = kind, t.String()
	p.spans(p.add(u), t)
}

// spans remembers where parts of a text come from other files.
func (p *splitter) spans(u *unit, t markdown.Text) {
	for _, s := range t.Spans {
		if s.Pos.File != u.pos.File {
			p.further[s.Pos] = u
		}
	}
}

func (p *splitter) table(t *markdown.Table, u *unit) {
	u.kind, u.text = TableUnit, rowText(markdown.Row{Cells: t.Header})
	p.add(u)
	n := p.r.table(t)
	columns, unread := n.taken, n.taken == nil || n.left
	headers := make([]*unit, len(t.Header))
	for i, h := range t.Header {
		headers[i] = &unit{kind: columnUnit, pos: h.Pos, in: u.in, parent: u, text: h.String()}
		p.headers = append(p.headers, headers[i])
	}
	for i := range t.Rows {
		row := &t.Rows[i]
		ru := p.add(&unit{kind: RowUnit, pos: row.Pos, in: u.in, parent: u, text: rowText(*row), row: row, tab: u.tab, unread: unread})
		for j, c := range row.Cells {
			if c.IsEmpty() {
				continue
			}
			cu := &unit{kind: CellUnit, pos: c.Pos, in: u.in, parent: ru, column: columns.at(j), header: headers[j], tab: u.tab, unread: unread}
			p.text(cu, CellUnit, c)
		}
	}
}

// tabs adds the tabs of a group. Readers of blocks see the one that
// [markdown.Section.Flat] picks.
func (p *splitter) tabs(t *markdown.Tabs, u *unit) {
	picked := t.Picked()
	for i := range t.Tabs {
		tab := &t.Tabs[i]
		other := u.tab || tab != picked
		p.text(&unit{pos: tab.Pos, in: u.in, parent: u.parent, tab: other}, TabUnit, tab.Title)
		p.blocks(tab.Blocks, u.in, u.parent, other)
		for _, s := range tab.Sections {
			p.section(s, u.in, other)
		}
	}
}

// short returns text on one line, cut to n characters.
func short(text string, n int) string {
	text = strings.TrimSpace(markdown.Fold(text))
	if r := []rune(text); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return text
}
