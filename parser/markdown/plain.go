package markdown

// This file keeps text without markup from goldmark's inline parsers. Most
// cells, titles and paragraphs are such text; goldmark would look at each byte
// again and make a node of each line, only to say so. What is plain becomes
// spans as it stands (see [speller.plain]), with the same result.

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A plainParagraph is a paragraph without markup. Being raw, it has no
// children; neither has a plainHeading.
type plainParagraph struct{ ast.Paragraph }

func (*plainParagraph) IsRaw() bool { return true }

// A plainHeading is a heading without markup.
type plainHeading struct{ ast.Heading }

func (*plainHeading) IsRaw() bool { return true }

// asHeading returns n as a heading, nil if it is none.
func asHeading(n ast.Node) *ast.Heading {
	switch n := n.(type) {
	case *ast.Heading:
		return n
	case *plainHeading:
		return &n.Heading
	}
	return nil
}

// isPlain reports whether no inline parser has work in lines.
func isPlain(lines []text.Segment, src []byte) bool {
	for i, seg := range lines {
		if seg.Padding > 0 || seg.ForceNewline || seg.Start >= seg.Stop {
			return false
		}
		if src[seg.Stop-1] == '\n' {
			seg.Stop--
		} else if i < len(lines)-1 {
			return false
		}
		if hasMarkup(src[seg.Start:seg.Stop]) {
			return false
		}
	}
	return true
}

// hasMarkup reports whether s has a byte that means something to an inline
// parser, or white space other than blanks and tabs.
func hasMarkup(s []byte) bool {
	for _, c := range s {
		switch c {
		case '`', '[', ']', '!', '<', '*', '_', '\\':
			return true
		}
		if c < ' ' && c != '\t' {
			return true
		}
	}
	return false
}

// plainText returns the text of a node without markup that has one line.
func (w *workspace) plainText(n ast.Node) (Text, bool) {
	if n.FirstChild() != nil {
		return Text{}, false
	}
	return w.line(segmentsOf(n))
}

// segmentsOf returns the lines of n.
func segmentsOf(n ast.Node) []text.Segment { return n.Lines().Sliced(0, n.Lines().Len()) }

// line returns lines without markup as a text of one span, if they are one line
// without entities.
func (w *workspace) line(lines []text.Segment) (Text, bool) {
	if len(lines) != 1 {
		return Text{}, false
	}
	seg := lines[0].TrimRightSpace(w.src.buf)
	s := w.src.text[seg.Start:seg.Stop]
	if s == "" || strings.IndexByte(s, '&') >= 0 {
		return Text{}, false
	}
	pos := w.src.pos(seg.Start)
	if w.src.pieceEnd(seg.Start, seg.Stop) < seg.Stop {
		return Text{}, false
	}
	spans := w.speller.copies.take(1)
	spans[0].Text, spans[0].Pos = s, pos
	return Text{Spans: spans, Pos: pos}, true
}

// plain appends lines without markup, as text does what goldmark makes of
// them: without the blanks at their ends, of which two break the line.
func (s *speller) plain(lines []text.Segment) {
	for _, seg := range lines {
		t := seg.TrimRightSpace(s.src.buf)
		s.decoded(t.Start, t.Stop)
		switch n := seg.Stop; {
		case s.src.buf[n-1] != '\n':
		case n-seg.Start >= 3 && s.src.buf[n-2] == ' ' && s.src.buf[n-3] == ' ':
			s.breakLine(t.Stop)
		default:
			s.softBreak(t.Stop)
		}
	}
}

// Close ends a paragraph. It stays goldmark's own if an underline makes it a
// heading, which asks for it.
func (p paragraphParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	st := stateOf(pc)
	underlined := st.underlined
	st.underlined = false
	if parent := node.Parent(); parent != nil && !underlined && isPlain(segmentsOf(node), reader.Source()) {
		plain := st.work.paragraphs.one()
		plain.SetLines(node.Lines())
		plain.SetBlankPreviousLines(node.HasBlankPreviousLines())
		parent.ReplaceChild(parent, node, plain)
	}
}

// plainly returns h, which has no content but its line, as a plain heading if
// it is one.
func (st *state) plainly(h *ast.Heading) ast.Node {
	if h.Lines().Len() == 0 || !isPlain(segmentsOf(h), st.src.buf) {
		return h
	}
	plain := st.work.headings.one()
	plain.Heading = *h
	return plain
}
