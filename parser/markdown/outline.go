package markdown

// This file finds the lines that the sections and table rows of a text take, so
// that a correction can replace them before the text is parsed.

import (
	"bytes"
	"slices"

	"github.com/docmill/docmill/model/diag"
)

// An outline is a text with its sections. Includes are left as they are: what
// they hold stands in another file and is corrected there.
type outline struct {
	text  []byte
	lines []int // where the lines of text begin
	root  *Section
	order []*Section // all but root, in the order of the text
}

func newOutline(text []byte) *outline {
	o := &outline{text: text, lines: []int{0}}
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
	slices.SortStableFunc(o.order, func(a, b *Section) int { return a.Pos.Compare(b.Pos) })
	return o
}

func (o *outline) collect(s *Section) {
	for _, sub := range s.Sections {
		o.order = append(o.order, sub)
		o.collect(sub)
	}
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
	i := slices.Index(o.order, s)
	if i+1 < len(o.order) {
		return o.start(s.Pos), o.start(o.order[i+1].Pos)
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
	var hits, sameLevel []*Section
	for _, s := range o.order {
		if !within(scope, s) {
			continue
		}
		if s.ID == named.Anchor && named.Anchor != slug(named.Title.String()) {
			return []*Section{s}
		}
		if s.Anchor == named.Anchor {
			hits = append(hits, s)
			if s.Level == named.Level {
				sameLevel = append(sameLevel, s)
			}
		}
	}
	if len(sameLevel) > 0 {
		return sameLevel
	}
	return hits
}

// within reports whether s is one of the sections below scope.
func within(scope, s *Section) bool {
	return slices.ContainsFunc(scope.Sections, func(sub *Section) bool { return sub == s || within(sub, s) })
}

// path returns the sections that enclose s, outermost first, and s.
func (o *outline) path(s *Section) []*Section {
	var out []*Section
	for scope := o.root; scope != s; {
		i := slices.IndexFunc(scope.Sections, func(sub *Section) bool { return sub == s || within(sub, s) })
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
