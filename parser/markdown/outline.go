package markdown

// This file finds the lines that the sections and table rows of a text take, so
// that a correction can replace them before the text is parsed.

import (
	"bytes"
	"slices"
	"sort"

	"github.com/docmill/docmill/model/diag"
)

// An outline is a text with its sections. Includes are left as they are: what
// they hold stands in another file and is corrected there.
type outline struct {
	text    []byte
	lines   []int // where the lines of text begin
	root    *Section
	order   []*Section // all but root, in the order of the text
	extents map[*Section]extent
	// named are the sections by anchor and ID, each list in their order.
	named map[sectionName][]*Section
}

// An extent says where a section stands among all, each before its sub-sections: from
// its own number to that of the last section in it.
type extent struct{ first, last int }

// A sectionName is what a heading of a correction can name a section by: its ID, or
// its anchor, of any level (0) or of one.
type sectionName struct {
	id, anchor string
	level      int
}

func newOutline(text []byte) *outline {
	o := &outline{text: text, lines: []int{0}, extents: make(map[*Section]extent), named: make(map[sectionName][]*Section)}
	for i, c := range text {
		if c == '\n' {
			o.lines = append(o.lines, i+1)
		}
	}
	w := new(workspace)
	w.begin("", new(store)).add(wholeFile(text, nil))
	doc := new(Document)
	w.build(doc, new(diag.List))
	o.root = doc.Root
	o.collect(o.root)
	return o
}

func (o *outline) collect(s *Section) {
	first := len(o.order)
	for _, sub := range s.Sections {
		o.order = append(o.order, sub)
		for _, name := range []sectionName{{id: sub.ID}, {anchor: sub.Anchor}, {anchor: sub.Anchor, level: sub.Level}} {
			o.named[name] = append(o.named[name], sub)
		}
		o.collect(sub)
	}
	o.extents[s] = extent{first, len(o.order)}
}

// lineAt returns the index in lines of the line that has the byte at an offset.
func (o *outline) lineAt(off int) int {
	i, found := slices.BinarySearch(o.lines, off)
	if !found {
		i--
	}
	return i
}

// piece returns the bytes of p, which begins at an offset of the outline's text, from
// one offset of that to another.
func (o *outline) piece(p piece, at, from, to int) piece {
	p.text = p.text[from-at : to-at]
	if line := o.lineAt(from); line > o.lineAt(at) {
		p.line += int32(line - o.lineAt(at))
		p.col = int32(from - o.lines[line] + 1)
	} else {
		p.col += int32(from - at)
	}
	return p
}

// start returns where the line of a place begins.
func (o *outline) start(p diag.Pos) int { return o.lines[min(p.Line, len(o.lines))-1] }

// next returns where the line behind that of a place begins.
func (o *outline) next(p diag.Pos) int {
	if p.Line >= len(o.lines) {
		return len(o.text)
	}
	return o.lines[p.Line]
}

// own returns the range of a section's heading and of what stands below it up
// to the next heading.
func (o *outline) own(s *Section) (start, end int) {
	if i := o.extents[s].first; i < len(o.order) { // that of the first behind it
		return o.start(s.Pos), o.start(o.order[i].Pos)
	}
	return o.start(s.Pos), len(o.text)
}

// all returns the range of a section with its sub-sections. The root's is all of
// the text.
func (o *outline) all(s *Section) (start, end int) {
	if s == o.root {
		return 0, len(o.text)
	}
	_, end = o.own(last(s))
	return o.start(s.Pos), end
}

// last returns the last section in s, s itself if there is none.
func last(s *Section) *Section {
	for len(s.Sections) > 0 {
		s = s.Sections[len(s.Sections)-1]
	}
	return s
}

// isEmpty reports whether nothing stands below the section's heading, up to the
// next one.
func (o *outline) isEmpty(s *Section) bool {
	_, end := o.own(s)
	return len(bytes.TrimSpace(o.text[min(o.next(s.Pos), end):end])) == 0
}

// find returns the sections below scope, at any depth, that a heading of a
// correction names: those with its anchor and, if such a heading is written down
// as an anchor (<a name="response-1">), the one with this ID.
func (o *outline) find(scope, named *Section) []*Section {
	if named.Anchor != slug(named.Title.String()) {
		if hits := o.below(scope, sectionName{id: named.Anchor}); len(hits) > 0 {
			return hits[:1]
		}
	}
	if hits := o.below(scope, sectionName{anchor: named.Anchor, level: named.Level}); len(hits) > 0 {
		return hits
	}
	return o.below(scope, sectionName{anchor: named.Anchor})
}

// below returns the sections below scope, at any depth, that have a name.
func (o *outline) below(scope *Section, name sectionName) []*Section {
	all, in := o.named[name], o.extents[scope]
	from := sort.Search(len(all), func(i int) bool { return o.extents[all[i]].first > in.first })
	to := sort.Search(len(all), func(i int) bool { return o.extents[all[i]].first > in.last })
	return all[from:to]
}

// within reports whether s is one of the sections below scope.
func (o *outline) within(scope, s *Section) bool {
	return o.extents[scope].first < o.extents[s].first && o.extents[s].first <= o.extents[scope].last
}

// path returns the sections that enclose s, outermost first, and s.
func (o *outline) path(s *Section) []*Section {
	var out []*Section
	for scope := o.root; scope != s; {
		i := slices.IndexFunc(scope.Sections, func(sub *Section) bool { return sub == s || o.within(sub, s) })
		scope = scope.Sections[i]
		out = append(out, scope)
	}
	return out
}

// table returns the first table that stands directly in a section, nil if there
// is none.
func table(s *Section) *Table {
	for _, b := range s.Flat() {
		if t, ok := b.(*Table); ok {
			return t
		}
	}
	return nil
}

// row returns the range of the lines of t's row i.
func (o *outline) row(t *Table, i int) (start, end int) {
	if i+1 < len(t.Rows) {
		return o.start(t.Rows[i].Pos), o.start(t.Rows[i+1].Pos)
	}
	return o.start(t.Rows[i].Pos), o.next(t.Rows[i].Pos)
}
