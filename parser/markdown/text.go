package markdown

// This file makes spans of goldmark's inline nodes.

import (
	"html"
	"sort"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/docmill/docmill/model/diag"
)

// A speller turns the inline content of one block into spans.
type speller struct {
	src    *source
	table  bool // in a table cell, where "\|" in code means "|"
	spans  []Span
	style  Span       // Code, Bold, Italic, Link of what comes next
	anchor string     // <a name="…"> seen on the way
	metas  []*tagNode // comments seen on the way
	marks  []mark     // sorted by span, then at
	// from and to are where the source has the text of the last span, as it is;
	// to is -1 if it does not.
	from, to int
	out      *store
	// brackets is set unless no text has a "]", so that none is to be mended.
	brackets bool
}

// spell returns the speller for the next text. The one before is over.
func (w *workspace) spell(table bool) *speller {
	s := &w.speller
	*s = speller{src: &w.src, table: table, spans: s.spans[:0], metas: s.metas[:0], marks: s.marks[:0], out: w.out, brackets: true}
	return s
}

// A mark says that the text of a span has its byte at from the source's byte
// at off, and so on up to the next mark.
type mark struct{ span, at, off int }

// pos returns the origin of a byte of a span's text.
func (s *speller) pos(span, at int) diag.Pos {
	i := sort.Search(len(s.marks), func(i int) bool {
		m := s.marks[i]
		return m.span > span || m.span == span && m.at > at
	}) - 1
	return s.src.pos(s.marks[i].off + at - s.marks[i].at)
}

// children appends the spans of n's children.
func (s *speller) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s.node(c)
	}
}

func (s *speller) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		s.text(n)
	case *ast.String:
		s.put(string(n.Value), n.Pos())
	case *ast.CodeSpan:
		s.code(n)
	case *ast.Emphasis:
		old := s.style
		if n.Level == 2 {
			s.style.Bold = true
		} else {
			s.style.Italic = true
		}
		s.children(n)
		s.style = old
	case *ast.Link:
		old := s.style.Link
		s.style.Link = decode(string(n.Destination))
		s.children(n)
		s.style.Link = old
	case *ast.Image:
		s.children(n)
	case *ast.AutoLink:
		old := s.style.Link
		s.style.Link = string(n.URL(s.src.buf))
		s.put(string(n.Label(s.src.buf)), n.Pos()+1)
		s.style.Link = old
	case *tagNode:
		s.tag(n)
	default:
		s.children(n)
	}
}

func (s *speller) text(n *ast.Text) {
	s.decoded(n.Segment.Start, n.Segment.Stop)
	switch {
	case n.HardLineBreak():
		s.breakLine(n.Segment.Stop)
	case n.SoftLineBreak():
		s.softBreak(n.Segment.Stop)
	}
}

// decoded appends a part of the source without escapes and entities.
func (s *speller) decoded(from, to int) {
	decodeTo(s.src.text[from:to], func(text string, at int, same bool) {
		if at += from; same {
			s.cut(at, at+len(text))
		} else {
			s.put(text, at)
		}
	})
}

// softBreak appends the blank that a line break at off stands for.
func (s *speller) softBreak(off int) {
	if s.src.buf[off] == ' ' {
		s.cut(off, off+1)
	} else {
		s.put(" ", off)
	}
}

// code appends a code span: its text as it stands, a line break being a blank.
func (s *speller) code(n *ast.CodeSpan) {
	code, at, end := "", -1, 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		if at < 0 {
			at = t.Segment.Start
		}
		end = t.Segment.Stop
		code += s.src.text[t.Segment.Start:end]
	}
	s.codeText(strings.ReplaceAll(code, "\n", " "), at, end)
}

// codeText appends code, which is what stands between two offsets.
func (s *speller) codeText(code string, at, end int) {
	if s.table {
		code = strings.ReplaceAll(code, `\|`, "|")
	}
	old := s.style
	s.style.Code, s.style.Torn = true, at >= 0 && s.src.pieceEnd(at, end) < end
	s.put(html.UnescapeString(code), at)
	s.style = old
}

// tag applies an HTML tag: it breaks lines, changes the style, or is dropped.
func (s *speller) tag(n *tagNode) {
	raw := s.src.buf[n.start:n.stop]
	switch n.name {
	case "":
		s.metas = append(s.metas, n)
	case "br", "/br", "p", "/p", "li", "ul", "/ul", "ol", "/ol", "tr", "div", "/div", "hr", "table", "/table":
		s.breakLine(n.start)
	case "td", "th":
		s.put(" ", n.start)
	case "b", "strong":
		s.style.Bold = true
	case "/b", "/strong":
		s.style.Bold = false
	case "i", "em":
		s.style.Italic = true
	case "/i", "/em":
		s.style.Italic = false
	case "code", "tt", "samp":
		s.style.Code = true
	case "/code", "/tt", "/samp":
		s.style.Code = false
	case "a":
		if name := attribute(raw, "name"); name != "" {
			s.anchor = name
		} else if id := attribute(raw, "id"); id != "" {
			s.anchor = id
		}
		s.style.Link = html.UnescapeString(attribute(raw, "href"))
	case "/a":
		s.style.Link = ""
	}
}

func (s *speller) breakLine(off int) {
	if n := len(s.spans); n > 0 && s.spans[n-1].Text != "\n" {
		s.marks = append(s.marks, mark{n, 0, off})
		s.spans = append(s.spans, Span{Text: "\n", Pos: s.src.pos(off)})
	}
}

// maxSpan bounds the text of a span to be grown or mended, in bytes: a page
// that is one endless paragraph must not take quadratic time.
const maxSpan = 16 << 10

// put appends text in the current style, to the last span if that has it too.
// It belongs at off, but the source has something else there.
func (s *speller) put(text string, off int) {
	if text == "" {
		return
	}
	if last := s.open(off); last != nil {
		s.marks = append(s.marks, mark{len(s.spans) - 1, len(last.Text), off})
		last.Text += text
		s.to = -1
		return
	}
	s.begin(text, off)
	s.to = -1
}

// cut appends a part of the source as it is, as put does.
func (s *speller) cut(from, to int) {
	if from >= to {
		return
	}
	if end := s.src.pieceEnd(from, to); end < to {
		s.cut(from, end)
		s.cut(end, to)
		return
	}
	switch last := s.open(from); {
	case last == nil:
		s.begin(s.src.text[from:to], from)
		s.from, s.to = from, to
	case s.to == from:
		last.Text = s.src.text[s.from:to]
		s.to = to
	default:
		s.put(s.src.text[from:to], from)
	}
}

// open returns the last span if what comes next, from off, belongs to it, else nil.
// A span knows the place of its first byte only, so that no span is of two lines, or
// of two files.
func (s *speller) open(off int) *Span {
	n := len(s.spans)
	if n == 0 {
		return nil
	}
	last := &s.spans[n-1]
	if last.Code || s.style.Code || last.Bold != s.style.Bold || last.Italic != s.style.Italic || last.Link != s.style.Link ||
		len(last.Text) >= maxSpan || last.Text == "\n" {
		return nil
	}
	if p := s.src.pos(off); p.Line != last.Pos.Line || p.File != last.Pos.File {
		return nil
	}
	return last
}

// begin appends a span in the current style.
func (s *speller) begin(text string, off int) {
	span := s.style
	span.Text, span.Pos = text, s.src.pos(off)
	s.marks = append(s.marks, mark{len(s.spans), 0, off})
	s.spans = append(s.spans, span)
}

// result returns the text, whose first byte is at off.
func (s *speller) result(off int) Text {
	for n := len(s.spans); n > 0 && s.spans[n-1].Text == "\n"; n = len(s.spans) {
		s.spans = s.spans[:n-1]
	}
	return Text{Spans: s.mended(), Pos: s.src.pos(off)}
}

// mended returns a copy of the spans, with the links in them that Markdown
// does not see.
func (s *speller) mended() []Span {
	for i := range s.spans {
		if t := s.spans[i].Text; s.brackets && !s.spans[i].Code && (strings.Contains(t, "](") || strings.Contains(t, "][")) {
			return s.mend()
		}
	}
	return s.out.spans.of(s.spans)
}

// decode returns text without backslash escapes and with entities decoded.
func decode(text string) string {
	if strings.IndexByte(text, '\\') < 0 && strings.IndexByte(text, '&') < 0 {
		return text
	}
	var b strings.Builder
	decodeTo(text, func(part string, _ int, _ bool) { b.WriteString(part) })
	return b.String()
}

// decodeTo calls put with the parts of s, escapes and entities decoded, and
// the offset of each; same says that the part stands in s as it is.
func decodeTo(s string, put func(text string, at int, same bool)) {
	if strings.IndexByte(s, '\\') < 0 && strings.IndexByte(s, '&') < 0 {
		put(s, 0, true)
		return
	}
	from := 0
	for i := 0; i < len(s); {
		n, text := 0, ""
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			n, text = 2, s[i+1:i+2]
		case s[i] == '&':
			if n = entityLen(s[i:]); n > 1 {
				text = html.UnescapeString(s[i : i+n])
			}
		}
		if n < 2 {
			i++
			continue
		}
		if from < i {
			put(s[from:i], from, true)
		}
		put(text, i, false)
		i += n
		from = i
	}
	if from < len(s) {
		put(s[from:], from, true)
	}
}

// entityLen returns the length of the entity at the start of s, 1 if there is none.
func entityLen(s string) int {
	for i := 1; i < len(s) && i < 34; i++ {
		switch c := s[i]; {
		case c == ';':
			return i + 1
		case !isLetter(c) && (c < '0' || c > '9') && c != '#':
			return 1
		}
	}
	return 1
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}
