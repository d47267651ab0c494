package cell

import (
	"slices"
	"sort"
	"strings"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file lays the spans of a cell out as one string. Readers of cells look
// at words across spans ("[x](x.md) collection") and yet must know of each
// word whether it was code, bold or a link, and where it stands. So a flat
// knows of each byte of the folded text where it came from.
//
// Chinese and Japanese punctuation is laid out as Latin: "（a、b）。" as
// " (a, b). ", so that lists and sentences are cut by one set of marks.

// A flat is the text of a cell, white space folded, with its spans.
type flat struct {
	text  string
	runs  []run // in order, without gaps
	lines []int // offsets in text that a line break (<br>, <li>) precedes
	spans []markdown.Span
	pos   diag.Pos
	few   [4]run // of runs, if there are no more
}

// A run is a part of a flat's text that stands in one span as it is. It reaches
// up to the next one, less the blank before that, which belongs to the next.
type run struct {
	from int32 // offset in the text
	span int32
	at   int32 // offset in the span
}

func flatten(t markdown.Text) *flat {
	f := &flat{spans: t.Spans, pos: t.Pos}
	if len(t.Spans) == 1 && isPlain(t.Spans[0].Text) {
		f.text, f.runs = t.Spans[0].Text, f.few[:1]
		return f
	}
	n := 0
	for i := range t.Spans {
		n += len(t.Spans[i].Text)
	}
	f.runs = f.few[:0]
	if len(t.Spans) > len(f.few) {
		f.runs = make([]run, 0, len(t.Spans))
	}
	l := &layout{f: f}
	l.text.Grow(n)
	for i := range t.Spans {
		if !l.plain(i, t.Spans[i].Text) {
			l.span(i, &t.Spans[i])
		}
	}
	f.text = l.text.String()
	return f
}

// isPlain reports whether a text is laid out as it is: ASCII in words with one
// blank between.
func isPlain(s string) bool {
	blank := true
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' || s[i] == ' ' && blank {
			return false
		}
		blank = s[i] == ' '
	}
	return !blank
}

// A layout is the state of laying out spans.
type layout struct {
	f    *flat
	text strings.Builder
	// What is due before the next visible character, and whether the last was
	// wide punctuation.
	blank, newline, wide bool
}

// plain lays out the i-th span as one piece, or reports false if it has to be laid
// out rune by rune.
func (l *layout) plain(i int, text string) bool {
	from := len(text) - len(strings.TrimLeft(text, " "))
	body := strings.TrimRight(text[from:], " ")
	if body == "" {
		l.blank = l.blank || text != ""
		return true
	}
	if !isPlain(body) {
		return false
	}
	if (l.blank || from > 0 || l.wide && strings.IndexByte(".,;:)", body[0]) < 0) && l.text.Len() > 0 {
		l.text.WriteByte(' ')
	}
	if l.newline {
		l.f.lines = append(l.f.lines, l.text.Len())
	}
	l.f.goOn(l.text.Len(), i, from)
	l.text.WriteString(body)
	l.blank, l.newline, l.wide = from+len(body) < len(text), false, false
	return true
}

// span lays out the i-th span.
func (l *layout) span(i int, s *markdown.Span) {
	for off, r := range s.Text {
		if markdown.IsSpace(r) {
			l.blank, l.newline = true, l.newline || r == '\n'
			continue
		}
		mark := !s.Code && isWideMark(r)
		if mark {
			r = dialect.Narrow(r)
			l.blank = l.blank || r == '('
		}
		if (l.blank || l.wide && !strings.ContainsRune(".,;:)", r)) && l.text.Len() > 0 {
			l.text.WriteByte(' ')
		}
		l.wide = mark && r != '('
		if l.newline {
			l.f.lines = append(l.f.lines, l.text.Len())
		}
		l.blank, l.newline = false, false
		l.f.goOn(l.text.Len(), i, off)
		l.text.WriteRune(r)
	}
}

// goOn notes where the byte at a new end of the text comes from, if it does
// not follow the one before.
func (f *flat) goOn(end, span, off int) {
	if n := len(f.runs); n > 0 {
		if r := &f.runs[n-1]; int(r.span) == span && off-int(r.at) == end-int(r.from) {
			return
		}
	}
	f.runs = append(f.runs, run{int32(end), int32(span), int32(off)})
}

// isWideMark reports whether r is wide punctuation that parts words.
func isWideMark(r rune) bool {
	return r >= 0x3001 && strings.ContainsRune("、。，．；：（）！？", r)
}

// run returns the index of the run of the byte at i. Blanks belong to the text
// after them.
func (f *flat) run(i int) int {
	if f.text[i] == ' ' {
		i++
	}
	if len(f.runs) == 1 {
		return 0
	}
	return sort.Search(len(f.runs), func(k int) bool { return int(f.runs[k].from) > i }) - 1
}

// span returns the span of the byte at i. Blanks belong to the text after
// them.
func (f *flat) span(i int) *markdown.Span { return &f.spans[f.runs[f.run(i)].span] }

// offset returns where the byte at i stands in its span.
func (f *flat) offset(i int) int {
	r := f.runs[f.run(i)]
	if f.text[i] == ' ' {
		i++
	}
	return i - int(r.from) + int(r.at)
}

// beginsLine reports whether the byte at i is the first of a line.
func (f *flat) beginsLine(i int) bool {
	_, ok := slices.BinarySearch(f.lines, i)
	return ok
}

// runEnd returns where the text that begins at i and comes from one span ends,
// at most end. Without such an end, a reader of sentences in a long span would
// go through the span for each of them.
func (f *flat) runEnd(i, end int) int {
	if i >= end {
		return i
	}
	k := f.run(i)
	span := f.runs[k].span
	for k < len(f.runs) && f.runs[k].span == span {
		if int(f.runs[k].from) >= end {
			return end
		}
		k++
	}
	if k == len(f.runs) {
		return end
	}
	next := int(f.runs[k].from)
	if f.text[next-1] == ' ' {
		next--
	}
	return min(next, end)
}

// place returns the position of the byte at i.
func (f *flat) place(i int) diag.Pos {
	if i >= len(f.text) {
		return f.pos
	}
	s := f.span(i)
	if !s.Pos.IsValid() {
		return f.pos
	}
	pos := s.Pos
	if !s.Torn {
		pos.Col += f.offset(i)
	}
	return pos
}
