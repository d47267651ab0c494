package rendered

import (
	"strings"

	"github.com/docmill/docmill/parser/markdown"
)

// A line is one line of the saved file, without its end.
type line struct {
	text string
	no   int // from 1
}

func splitLines(data []byte) []line {
	var out []line
	for s := range strings.Lines(string(data)) {
		out = append(out, line{strings.TrimRight(s, "\r\n"), len(out) + 1})
	}
	return out
}

func (l line) blank() bool { return markdown.IsBlank(l.text) }

// fold returns the line with its white space folded.
func (l line) fold() string { return markdown.Fold(l.text) }

// cut returns the part of the line between two offsets, without white space
// around it, and where it begins.
func (l line) cut(from, to int) cut {
	s := l.text[from:to]
	at := from + len(s) - len(strings.TrimLeftFunc(s, markdown.IsSpace))
	return cut{text: strings.TrimFunc(s, markdown.IsSpace), no: l.no, col: at + 1, line: l.text}
}

// whole returns all of the line.
func (l line) whole() cut { return l.cut(0, len(l.text)) }

// A cut is a part of a line.
type cut struct {
	text    string
	no, col int    // of its first byte, from 1
	line    string // the whole line
}

// part returns the part of c between two offsets.
func (c cut) part(from, to int) cut {
	return cut{text: c.text[from:to], no: c.no, col: c.col + from, line: c.line}
}

// join makes one cut of those that follow each other on a line.
func join(w []cut) cut {
	if len(w) == 0 {
		return cut{}
	}
	out, last := w[0], w[len(w)-1]
	out.text = out.line[out.col-1 : last.col-1+len(last.text)]
	return out
}

// A writer collects the pieces of the Markdown.
type writer struct {
	pieces []markdown.Piece
}

// made appends markup, at the place of what follows it.
func (w *writer) made(s string, no, col int) {
	w.pieces = append(w.pieces, markdown.Piece{Text: s, Line: no, Col: col, Made: true})
}

// verbatim appends text of a code block.
func (w *writer) verbatim(s string, no, col int) {
	if s != "" {
		w.pieces = append(w.pieces, markdown.Piece{Text: s, Line: no, Col: col})
	}
}

// special are the characters that mean something in Markdown. CommonMark takes
// a backslash before any of them for an escape, wherever they stand.
const special = "\\`*_{}[]<>#|~&!+-.()"

// plain appends text so that Markdown reads it as it stands.
func (w *writer) plain(c cut) {
	done := 0
	for i := range len(c.text) {
		if strings.IndexByte(special, c.text[i]) < 0 || !needsEscape(c.text, i) {
			continue
		}
		w.verbatim(c.text[done:i], c.no, c.col+done)
		w.made(`\`, c.no, c.col+i)
		done = i
	}
	w.verbatim(c.text[done:], c.no, c.col+done)
}

// needsEscape spares what means something only at the start of a line: there
// it would begin a list or a heading.
func needsEscape(s string, i int) bool {
	switch s[i] {
	case '-', '+':
		return i == 0
	case '.', ')':
		return i > 0 && i < 10 && strings.Trim(s[:i], "0123456789") == ""
	case '(', '{', '}', '!', '#':
		return i == 0
	}
	return true
}

// marked appends text in which the words that names finds are bold, as the
// names of types are on pages that have markup.
func (w *writer) marked(c cut, names [][2]int) {
	done := 0
	for _, n := range names {
		if n[0] < done {
			continue
		}
		w.plain(c.part(done, n[0]))
		w.made("**", c.no, c.col+n[0])
		w.plain(c.part(n[0], n[1]))
		w.made("**", c.no, c.col+n[1])
		done = n[1]
	}
	w.plain(c.part(done, len(c.text)))
}

func (w *writer) newline(no int) { w.made("\n", no, 1) }
