package cell

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file lays the spans of a cell out as one string. Readers of cells look
// at words across spans ("[x](x.md) collection") and yet must know of each
// word whether it was code, bold or a link, and where it stands. So a flat
// keeps, for each byte of the folded text, the span it came from.
//
// Chinese and Japanese punctuation is laid out as Latin: "（a、b）。" as
// " (a, b). ", so that lists and sentences are cut by one set of marks.

// A flat is the text of a cell, white space folded, with its spans.
type flat struct {
	text  string
	from  []int32 // for each byte of text, the index of its span
	at    []int32 // for each byte of text, its offset in the span
	lines []int   // offsets in text that a line break (<br>, <li>) precedes
	spans []markdown.Span
	pos   diag.Pos
}

func flatten(t markdown.Text) *flat {
	n := 0
	for i := range t.Spans {
		n += len(t.Spans[i].Text)
	}
	f := &flat{from: make([]int32, 0, n), at: make([]int32, 0, n), spans: t.Spans, pos: t.Pos}
	buf := make([]byte, 0, n)
	blank, newline := false, false // what is due before the next visible character
	wide := false                  // the last character was wide punctuation
	for i := range t.Spans {
		for off, r := range t.Spans[i].Text {
			if markdown.IsSpace(r) {
				blank, newline = true, newline || r == '\n'
				continue
			}
			size := utf8.RuneLen(r)
			mark := !t.Spans[i].Code && isWideMark(r)
			if mark {
				r = dialect.Narrow(r)
				blank = blank || r == '('
			}
			if (blank || wide && !strings.ContainsRune(".,;:)", r)) && len(buf) > 0 {
				buf = f.put(buf, " ", i, off)
			}
			wide = mark && r != '('
			if newline {
				f.lines = append(f.lines, len(buf))
			}
			blank, newline = false, false
			if r == utf8.RuneError {
				buf = f.put(buf, "\uFFFD", i, off)
				continue
			}
			if mark {
				buf = f.put(buf, string(r), i, off)
				continue
			}
			buf = f.put(buf, t.Spans[i].Text[off:off+size], i, off)
		}
	}
	f.text = string(buf)
	return f
}

// isWideMark reports whether r is wide punctuation that parts words.
func isWideMark(r rune) bool {
	return r >= 0x3001 && strings.ContainsRune("、。，．；：（）！？", r)
}

func (f *flat) put(buf []byte, s string, span, off int) []byte {
	for j := range len(s) {
		f.from = append(f.from, int32(span))
		f.at = append(f.at, int32(off+j))
	}
	return append(buf, s...)
}

// span returns the span of the byte at i. Blanks belong to the text after
// them.
func (f *flat) span(i int) *markdown.Span { return &f.spans[f.from[i]] }

// beginsLine reports whether the byte at i is the first of a line.
func (f *flat) beginsLine(i int) bool {
	_, ok := slices.BinarySearch(f.lines, i)
	return ok
}

// runEnd returns where the run of text that begins at i and comes from one
// span ends, at most end. Without such an end, a reader of sentences in a long
// run would go through the run for each of them.
func (f *flat) runEnd(i, end int) int {
	j := i
	for j < end && f.from[j] == f.from[i] {
		j++
	}
	return j
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
	pos.Col += int(f.at[i])
	return pos
}
