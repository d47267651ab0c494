package markdown

// This file makes spans of goldmark's inline nodes.

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A speller turns the inline content of one block into spans.
type speller struct {
	src    *source
	table  bool // in a table cell, where "\|" in code means "|"
	spans  []Span
	style  Span       // Code, Bold, Italic, Link of what comes next
	anchor string     // <a name="…"> seen on the way
	metas  []*tagNode // comments seen on the way
	base   []int      // offset of each span's first byte
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
		s.style.Link = decode(n.Destination)
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
	seg := n.Segment
	s.put(decode(s.src.buf[seg.Start:seg.Stop]), seg.Start)
	switch {
	case n.HardLineBreak():
		s.breakLine(seg.Stop)
	case n.SoftLineBreak():
		s.put(" ", seg.Stop)
	}
}

// code appends a code span: its text as it stands, a line break being a blank.
func (s *speller) code(n *ast.CodeSpan) {
	var b strings.Builder
	at := -1
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		if at < 0 {
			at = t.Segment.Start
		}
		b.Write(s.src.buf[t.Segment.Start:t.Segment.Stop])
	}
	code := strings.ReplaceAll(b.String(), "\n", " ")
	if s.table {
		code = strings.ReplaceAll(code, `\|`, "|")
	}
	old := s.style.Code
	s.style.Code = true
	s.put(html.UnescapeString(code), at)
	s.style.Code = old
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
		s.spans = append(s.spans, Span{Text: "\n", Pos: s.src.pos(off)})
		s.base = append(s.base, off)
	}
}

// maxSpan bounds the text of a span to be grown or mended, in bytes: a page
// that is one endless paragraph must not take quadratic time.
const maxSpan = 16 << 10

// put appends text in the current style, to the last span if that has it too.
func (s *speller) put(text string, off int) {
	if text == "" {
		return
	}
	if n := len(s.spans); n > 0 && s.spans[n-1].Text != "\n" {
		last := &s.spans[n-1]
		if last.Code == s.style.Code && last.Bold == s.style.Bold && last.Italic == s.style.Italic && last.Link == s.style.Link && !last.Code && len(last.Text) < maxSpan {
			last.Text += text
			return
		}
	}
	span := s.style
	span.Text, span.Pos = text, s.src.pos(off)
	s.spans = append(s.spans, span)
	s.base = append(s.base, off)
}

// result returns the text, whose first byte is at off.
func (s *speller) result(off int) Text {
	for n := len(s.spans); n > 0 && s.spans[n-1].Text == "\n"; n = len(s.spans) {
		s.spans = s.spans[:n-1]
	}
	spans := s.spans
	for i := range spans {
		if !spans[i].Code && (strings.Contains(spans[i].Text, "](") || strings.Contains(spans[i].Text, "][")) {
			spans = mendLinks(spans)
			break
		}
	}
	return Text{Spans: spans, Pos: s.src.pos(off)}
}

// decode returns s without backslash escapes and with entities decoded.
func decode(s []byte) string {
	if bytes.IndexByte(s, '\\') < 0 && bytes.IndexByte(s, '&') < 0 {
		return string(s)
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			n := entityLen(s[i:])
			b.WriteString(html.UnescapeString(string(s[i : i+n])))
			i += n - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// entityLen returns the length of the entity at the start of s, 1 if there is none.
func entityLen(s []byte) int {
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

// mendLinks reads what goldmark leaves as text: links to a label that has no
// definition ("[identitySet][]"), and links whose parenthesis was forgotten
// ("[invitedUser](inviteduser.md" at the end of a cell).
func mendLinks(spans []Span) []Span {
	var out []Span
	for _, sp := range spans {
		if sp.Code || sp.Link != "" || len(sp.Text) > 2*maxSpan {
			out = append(out, sp)
			continue
		}
		out = mendSpan(out, sp)
	}
	return out
}

// mendSpan appends sp to out, cut at the links in it. A label's opening
// bracket may stand in a span before sp: "[**x**][y]".
func mendSpan(out []Span, sp Span) []Span {
	for {
		i := strings.IndexByte(sp.Text, ']')
		if i < 0 || i+1 >= len(sp.Text) {
			break
		}
		label, size, link, ok := linkTail(sp.Text[i+1:])
		from := openBracket(out, sp.Text[:i])
		if !ok || from < 0 {
			if j := strings.IndexByte(sp.Text[i+1:], ']'); j < 0 {
				break
			}
			out = appendSpan(out, sp, sp.Text[:i+1])
			sp = behind(sp, i+1)
			continue
		}
		out = appendSpan(out, sp, sp.Text[:i])
		inner := make([]Span, 0, 2)
		out, inner = takeLabel(out)
		if label == "" {
			label = Text{Spans: inner}.String()
		}
		for _, in := range inner {
			if link != "" {
				in.Link = link
			} else {
				in.Ref = label
			}
			out = append(out, in)
		}
		sp = behind(sp, i+1+size)
	}
	return appendSpan(out, sp, sp.Text)
}

// linkTail reads what stands behind the "]" of a link's text: "[label]",
// "[]", or "(target" up to the end. size is its length.
func linkTail(s string) (label string, size int, link string, ok bool) {
	if s[0] == '[' {
		if i := strings.IndexByte(s, ']'); i > 0 && !strings.ContainsAny(s[1:i], "[\n") {
			return s[1:i], i + 1, "", true
		}
		return "", 0, "", false
	}
	if s[0] != '(' || len(s) < 3 || strings.ContainsAny(s, ")") {
		return "", 0, "", false
	}
	target := s[1:]
	if i := strings.IndexFunc(target, IsSpace); i > 0 {
		target = target[:i]
	}
	return "", 1 + len(target), target, len(target) > 1
}

// openBracket returns 0 if "[" opens a label in text or in the spans before
// it on the same line, -1 if none does.
func openBracket(out []Span, text string) int {
	if strings.Contains(text, "[") {
		return 0
	}
	for i := len(out) - 1; i >= 0 && i >= len(out)-4 && out[i].Text != "\n"; i-- {
		if out[i].Link == "" && !out[i].Code && strings.LastIndexByte(out[i].Text, '[') > strings.LastIndexByte(out[i].Text, ']') {
			return 0
		}
	}
	return -1
}

// takeLabel cuts the spans behind the last "[" off out, and the "[" itself.
func takeLabel(out []Span) (before, label []Span) {
	for i := len(out) - 1; i >= 0; i-- {
		j := strings.LastIndexByte(out[i].Text, '[')
		if j < 0 || out[i].Code || out[i].Link != "" {
			continue
		}
		if rest := behind(out[i], j+1); rest.Text != "" {
			label = append(label, rest)
		}
		label = append(label, out[i+1:]...)
		out[i].Text = out[i].Text[:j]
		if out[i].Text == "" {
			return out[:i:i], label
		}
		return out[: i+1 : i+1], label
	}
	return out, nil
}

func appendSpan(out []Span, sp Span, text string) []Span {
	if text == "" {
		return out
	}
	sp.Text = text
	return append(out, sp)
}

// behind returns sp without its first n bytes. Its column is exact unless the
// bytes were written as escapes or entities.
func behind(sp Span, n int) Span {
	sp.Text = sp.Text[n:]
	sp.Pos.Col += n
	return sp
}
