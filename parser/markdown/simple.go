package markdown

// This file reads text with simple markup without goldmark's inline parsers:
// text without any, as most cells, titles and paragraphs are, and code, links,
// emphasis and line breaks that stand in one line and in one another as they
// should. goldmark looks at each byte for five parsers and makes nodes of what it
// finds, of which we then make spans: half of what reading a page into a Document
// takes. What is simple becomes spans at once, the same as by way of
// goldmark (FuzzSimple compares); what is not, in any point, is all left to it.

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// simple puts what lines say, which are of a table's cell or not, into t, if their
// markup is simple.
func (w *workspace) simple(t *Text, lines []text.Segment, cell bool) bool {
	if len(lines) == 0 {
		return false
	}
	if w.plain(t, lines) {
		return true
	}
	s := simpleReader{speller: w.spell(cell), work: w, buf: w.src.buf, start: lines[0].Start}
	s.brackets = false
	for i, seg := range lines {
		if !s.line(seg, i == len(lines)-1) {
			return false
		}
	}
	*t = s.result(lines[0].Start)
	return true
}

// plain makes lines a text of one span, if they are one line without markup
// and entities.
func (w *workspace) plain(t *Text, lines []text.Segment) bool {
	if len(lines) != 1 || lines[0].Padding > 0 || lines[0].ForceNewline {
		return false
	}
	seg := lines[0].TrimRightSpace(w.src.buf)
	if seg.IsEmpty() || hasMarkup(w.src.buf[seg.Start:seg.Stop]) {
		return false
	}
	if w.src.pieceEnd(seg.Start, seg.Stop) < seg.Stop {
		return false
	}
	pos := w.src.pos(seg.Start)
	t.Spans, t.Pos = w.out.spans.take(1), pos
	t.Spans[0].Text, t.Spans[0].Pos = w.src.text[seg.Start:seg.Stop], pos
	return true
}

// markup has the bytes that may mean something else than themselves, and endsTarget
// those that end the target of a link, or may be none of a simple one.
var (
	markup     = byteSet("`[]<*_\\&", '\t')
	endsTarget = byteSet("()\\<> ", -1)
)

// byteSet returns the set of bytes, and of the control characters but one.
func byteSet(bytes string, but rune) (set [256]bool) {
	for c := range ' ' {
		set[c] = c != but
	}
	for _, c := range []byte(bytes) {
		set[c] = true
	}
	return set
}

func hasMarkup(s []byte) bool {
	for _, c := range s {
		if markup[c] {
			return true
		}
	}
	return false
}

// maxSimple bounds the lines of text that is read here, in bytes, so that what
// is looked for up to their end is near. No bound of limits.go is in reach.
const maxSimple = 1000

// A simpleReader spells the lines of one text.
type simpleReader struct {
	*speller
	work  *workspace
	buf   []byte
	start int  // where the text begins
	end   int  // where the line at hand ends
	read  int  // bytes so far
	coded bool // an escape or entity may be in the text that is still to be spelled
}

// line spells a line, without the blanks at its end, of which two break it.
func (s *simpleReader) line(seg text.Segment, last bool) bool {
	s.read += seg.Len()
	if seg.Padding > 0 || seg.ForceNewline || seg.IsEmpty() || s.read > maxSimple {
		return false
	}
	s.end = seg.Stop
	broken := s.buf[seg.Stop-1] == '\n'
	t := seg.TrimRightSpace(s.buf)
	if !broken && !last || t.IsEmpty() || s.buf[t.Stop-1] == '\\' || !s.span(t.Start, t.Stop) {
		return false
	}
	switch n := seg.Stop; {
	case !broken:
	case n-seg.Start >= 3 && s.buf[n-2] == ' ' && s.buf[n-3] == ' ':
		s.breakLine(t.Stop)
	default:
		s.softBreak(t.Stop)
	}
	return true
}

// span spells what stands from i up to end, all of whose markup closes there.
func (s *simpleReader) span(i, end int) bool {
	from := i // of the text that is still to be spelled
	for i < end {
		c := s.buf[i]
		if !markup[c] {
			i++
			continue
		}
		next := i
		switch c {
		case '\\':
			if i+1 == end {
				return false // what ends the span is escaped
			}
			i++ // and what is escaped
			s.coded, s.brackets = true, true
		case '&':
			s.coded, s.brackets = true, true
		case ']':
			s.brackets = true
		case '`', '[', '<', '*', '_':
			if next = s.markup(i, end, from); next < 0 {
				return false
			}
		default:
			return false // a control character
		}
		if next <= i {
			i++
			continue
		}
		i, from = next, next
	}
	s.plainly(from, end)
	return true
}

// plainly spells text that has no markup.
func (s *simpleReader) plainly(from, to int) {
	if s.coded {
		s.decoded(from, to)
	} else {
		s.cut(from, to)
	}
	s.coded = false
}

// markup spells the text from from up to i, and the markup that opens at i. It
// returns where that ends: i if it is text, -1 if it is not simple.
func (s *simpleReader) markup(i, end, from int) int {
	switch s.buf[i] {
	case '`':
		return s.codeSpan(i, end, from)
	case '[':
		return s.link(i, end, from)
	case '<':
		return s.lineBreak(i, end, from)
	}
	return s.emphasis(i, end, from)
}

// codeSpan reads "`x`".
func (s *simpleReader) codeSpan(i, end, from int) int {
	n := bytes.IndexByte(s.buf[i+1:end], '`')
	stop := i + 1 + n
	if n < 1 || stop+1 < end && s.buf[stop+1] == '`' {
		return -1
	}
	s.plainly(from, i)
	start := i + 1
	if code := s.buf[start:stop]; n > 1 && code[0] == ' ' && code[n-1] == ' ' && !util.IsBlank(code) {
		start, stop = start+1, stop-1
	}
	s.codeText(s.src.text[start:stop], start, stop)
	return i + n + 2
}

// link reads "[x](y)", and "[x]" where that is text, on pages that define no links.
func (s *simpleReader) link(i, end, from int) int {
	n := bytes.IndexByte(s.buf[i:end], ']')
	if n < 0 || i > s.start && s.buf[i-1] == '!' {
		return -1 // or an image
	}
	label := s.buf[i+1 : i+n]
	rest := s.buf[i+n+1 : end]
	switch {
	case len(rest) > 0 && rest[0] == '(':
	case len(rest) > 0 && rest[0] == '[', bytes.ContainsAny(label, "[`\\<"), s.work.mayRefer():
		return -1
	default:
		return i
	}
	stop := 0
	for stop+1 < len(rest) && !endsTarget[rest[stop+1]] {
		stop++
	}
	if stop == 0 || stop+1 == len(rest) || rest[stop+1] != ')' {
		return -1
	}
	s.plainly(from, i)
	old := s.style.Link
	target := i + n + 2
	s.style.Link = decode(s.src.text[target : target+stop])
	if !s.span(i+1, i+n) {
		return -1
	}
	s.style.Link = old
	return i + n + 1 + stop + 2
}

// mayRefer reports whether the page may define links, so that "[x]" may be one.
func (w *workspace) mayRefer() bool {
	if !w.known {
		w.known, w.refs = true, strings.Contains(w.src.text, "]:")
	}
	return w.refs
}

// lineBreak reads "<br>", and "<" where it opens nothing.
func (s *simpleReader) lineBreak(i, end, from int) int {
	rest := s.buf[i:end]
	if len(rest) > 1 && isBlank(rest[1]) {
		return i
	}
	n := tagLen(rest)
	if tagName(rest) != "br" || n == 0 || bytes.ContainsAny(rest[:n], ":@") {
		return -1
	}
	s.plainly(from, i)
	s.breakLine(i)
	return i + n
}

// emphasis reads "*x*", "**x**" and the same of "_", and those that are text
// because of what stands beside them.
func (s *simpleReader) emphasis(i, end, from int) int {
	c := s.buf[i]
	n := runLen(s.buf[i:end], c)
	opens, closes := s.flanks(i, n)
	switch {
	case !opens && !closes && n == 1:
		return i
	case !opens || closes || n > 2:
		return -1
	}
	inner := i + n
	stop := bytes.IndexByte(s.buf[inner:end], c)
	if stop < 1 || runLen(s.buf[inner+stop:end], c) != n {
		return -1
	}
	stop += inner
	if opens, closes = s.flanks(stop, n); opens || !closes {
		return -1
	}
	s.plainly(from, i)
	old := s.style
	if n == 2 {
		s.style.Bold = true
	} else {
		s.style.Italic = true
	}
	if !s.span(inner, stop) {
		return -1
	}
	s.style = old
	return stop + n
}

// flanks reports whether the run of n bytes at i can open emphasis, and whether it
// can close it (CommonMark, left- and right-flanking delimiter runs).
func (s *simpleReader) flanks(i, n int) (opens, closes bool) {
	before, after := '\n', ' '
	if i > s.start {
		before, _ = utf8.DecodeLastRune(s.buf[:i])
	}
	if i+n < s.end {
		after, _ = utf8.DecodeRune(s.buf[i+n:])
	}
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore, punctAfter := util.IsPunctRune(before), util.IsPunctRune(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter)
	if s.buf[i] == '_' {
		return left && (!right || punctBefore), right && (!left || punctAfter)
	}
	return left, right
}
