package parser

import (
	"io/fs"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file says of each unit of a page where it went. The account is drawn up
// behind the readers' backs, from three things they leave: the page's facts
// (places.go), its findings, and the rules (ignored.go):
//
//	modelled     a fact of the page stands in the unit
//	found        a finding names it, or the table or section it stands in
//	ignored      a rule covers it
//	unaccounted  none of these
//
// A reader therefore cannot claim what it did not read, and what no reader
// touches shows. It is drawn up on demand, for it costs as much as reading.

// Fate says where a unit went.
type Fate string

// The fates of units.
const (
	Modelled    Fate = "modelled"
	Ignored     Fate = "ignored"
	Found       Fate = "finding"
	Unaccounted Fate = "unaccounted"
)

// An Entry is the account of one unit.
type Entry struct {
	Kind    UnitKind
	Pos     diag.Pos
	Section string // canonical title of the section that is read, or what else it stands in
	Fate    Fate
	By      string // code of the rule or of the finding, "" for the other fates
	Text    string // the beginning of the unit's text
}

// Accounts reads all pages of a documentation tree and says of each unit
// where it went, in the order of the pages. The error means that the tree
// could not be read.
func Accounts(fsys fs.FS, opts Options) ([]Entry, error) {
	var out []Entry
	opts.account = true
	results, _, err := readTree(fsys, opts)
	for _, r := range results {
		out = append(out, r.account...)
	}
	return out, err
}

// account draws up the account of the page that was read.
func (r *reader) account() []Entry {
	p := &splitter{r: r, done: make(map[*markdown.Section]bool), further: make(map[diag.Pos]*unit)}
	p.section(r.doc.Root, nil, false)
	x := newIndex(p)
	places, all := pageFacts(r.page)
	missing := make(map[diag.Pos]bool) // includes: their names say which cloud, and stand in no unit
	for _, m := range r.doc.Missing {
		missing[m.Pos] = true
	}
	places = slices.DeleteFunc(places, func(pos diag.Pos) bool { return missing[pos] })
	all = slices.DeleteFunc(all, func(f fact) bool { return missing[f.pos] })
	for _, pos := range places {
		units := x.at(pos) // a file that is included twice: what is read has the fact
		read := slices.ContainsFunc(units, func(u *unit) bool { return !u.unread })
		for _, u := range units {
			u.modelled = u.modelled || !u.unread || !read
		}
	}
	for _, d := range *r.diags {
		for _, u := range x.at(d.Pos) {
			u.found = append(u.found, d.Rule.Code)
		}
	}
	matchCells(x, all)
	return r.settle(p.units)
}

// settle decides the fate of each unit: of what holds others, by what those
// came to.
func (r *reader) settle(units []*unit) []Entry {
	for i := len(units) - 1; i >= 0; i-- { // inner units stand behind outer ones
		u := units[i]
		if u.parent != nil && u.modelled {
			u.parent.modelled = true
		}
		if u.kind == CellUnit && len(u.found) > 0 {
			u.parent.found = u.found
		}
		if i+1 < len(units) {
			u.next = units[i+1]
		}
	}
	for _, u := range units {
		if !u.holds() && u.kind != CellUnit {
			u.fate, u.by = r.fate(u)
		}
	}
	inherit(units, r)
	out := make([]Entry, len(units))
	for i, u := range units {
		if u.kind == CellUnit {
			u.fate, u.by = r.fate(u)
		}
		out[i] = Entry{Kind: u.kind, Pos: u.pos, Section: u.in.name(), Fate: u.fate, By: u.by, Text: short(u.text, 60)}
	}
	return out
}

// holds reports whether a unit is nothing but what it holds.
func (u *unit) holds() bool {
	return u.kind == TableUnit || u.kind == ListUnit || u.kind == QuoteUnit
}

// inherit decides the fate of units that hold others and no fact themselves:
// that of the worst of them.
func inherit(units []*unit, r *reader) {
	of := make(map[*unit][]*unit)
	for i := len(units) - 1; i >= 0; i-- {
		u := units[i]
		if u.holds() {
			u.fate, u.by = r.fate(u)
			if in := of[u]; u.fate != Modelled && len(u.found) == 0 && len(in) > 0 {
				worst := slices.MaxFunc(in, func(a, b *unit) int { return a.fate.rank() - b.fate.rank() })
				u.fate, u.by = worst.fate, worst.by
			}
		}
		if u.parent != nil && u.kind != CellUnit {
			of[u.parent] = append(of[u.parent], u)
		}
	}
}

// rank orders fates, the worst last.
func (f Fate) rank() int { return slices.Index([]Fate{Modelled, Ignored, Found, Unaccounted}, f) }

// fate returns where a unit went, apart from what units around it come to.
func (r *reader) fate(u *unit) (Fate, string) {
	switch {
	case u.modelled:
		return Modelled, ""
	case len(u.found) > 0:
		return Found, u.found[0]
	case u.kind == CellUnit && u.parent.fate != Modelled:
		return u.parent.fate, u.parent.by
	case u.kind == CellUnit && len(u.header.found) > 0:
		return Found, u.header.found[0]
	case u.kind == RowUnit && slices.Contains(u.parent.found, diag.UnknownColumns.Code):
		return Found, diag.UnknownColumns.Code // the table is not read as a whole
	case u.kind == AnnotationUnit && u.next != nil && u.next.kind == CodeUnit && len(u.next.found) > 0:
		return Found, u.next.found[0] // the block that it announces
	case u.in.reported():
		return Found, diag.UnknownSection.Code
	}
	for _, rule := range ignoreRules {
		if rule.fits == nil && u.ignoredSection() == rule || rule.fits != nil && rule.fits(r, u) {
			return Ignored, rule.Code
		}
	}
	return Unaccounted, ""
}

// reported reports whether the section, or one around it that is not read
// otherwise, is the subject of a finding.
func (p *place) reported() bool {
	for in := p; in != nil && in.row == nil && in.heading != nil; in = in.parent {
		if slices.Contains(in.heading.found, diag.UnknownSection.Code) {
			return true
		}
	}
	return false
}

// name returns the heading under which units of the section are counted: that
// of the row of the section table which has it or the section around it.
func (p *place) name() string {
	for in := p; in != nil; in = in.parent {
		if in.row != nil {
			title, _, _ := strings.Cut(in.row.titles, "|")
			return title
		}
		if in.head {
			break
		}
	}
	if p.head || p.heading == nil {
		return "(title)"
	}
	return "(other)"
}

// An index finds the units of a page by place.
type index map[string][]indexed // by file, sorted by place

type indexed struct {
	pos  diag.Pos
	unit *unit
}

func newIndex(p *splitter) index {
	x := make(index)
	for _, u := range p.units {
		x[u.pos.File] = append(x[u.pos.File], indexed{u.pos, u})
	}
	for _, u := range p.headers {
		x[u.pos.File] = append(x[u.pos.File], indexed{u.pos, u})
	}
	for pos, u := range p.further {
		x[pos.File] = append(x[pos.File], indexed{pos, u})
	}
	for _, in := range x {
		slices.SortStableFunc(in, func(a, b indexed) int { return a.pos.Compare(b.pos) })
	}
	return x
}

// at returns the units that a place stands in: those that begin last before
// it. They are several if one begins with another, or if a file is included
// twice.
func (x index) at(pos diag.Pos) []*unit {
	in := x[pos.File]
	i := sort.Search(len(in), func(i int) bool { return in[i].pos.Compare(pos) > 0 })
	var out []*unit
	for j := i - 1; j >= 0 && in[j].pos == in[i-1].pos; j-- {
		out = append(out, in[j].unit)
	}
	return out
}

// matchCells marks the cells whose text is a fact that stands in their row,
// and those that answer a yes-or-no question: such facts have no place of
// their own.
func matchCells(x index, all []fact) {
	of := make(map[*unit][]*fact)
	for i := range all {
		for _, u := range x.at(all[i].pos) {
			if u.kind == CellUnit {
				u = u.parent
			}
			if u.kind == RowUnit {
				of[u] = append(of[u], &all[i])
			}
		}
	}
	for _, units := range x {
		for _, at := range units {
			u := at.unit
			if u.kind != CellUnit || u.modelled {
				continue
			}
			u.modelled = slices.ContainsFunc(of[u.parent], func(f *fact) bool { return f.tells(u) })
		}
	}
}

// tells reports whether the text of a cell is one of the fact's,
// or answers its question.
func (f *fact) tells(u *unit) bool {
	if slices.ContainsFunc(f.tris, func(name string) bool { return strings.EqualFold(name, u.column) }) {
		return true
	}
	text := strings.TrimRight(u.text, ". ")
	number := text
	if n, err := strconv.ParseInt(text, 10, 64); err == nil { // 6 is what "06" and "+6" say
		number = strconv.FormatInt(n, 10)
	}
	return slices.ContainsFunc(f.texts, func(s string) bool {
		s = strings.TrimRight(s, ". ")
		return s == text || s == number
	})
}
