package rendered

// This file makes Markdown of a page saved as plain text. Nothing says there
// what a line was; its shape and its words do:
//
//	a known title alone in its paragraph    a section
//	a line of column titles, lines below    a table
//	METHOD /path, HTTP/1.1 200, {           code
//	"Important" alone, or "Important: …"    an alert
//	anything else                           prose

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A text is the state of reading one page.
type text struct {
	*Reader
	name     string
	lines    []line
	end      int    // behind the last line of the page
	title    int    // index of the line of the title, -1 if there is none
	subject  string // the last word of the title: what the page is about
	examples bool   // a section of examples is open
	under    int    // the level of headings of messages
	out      writer
	diags    diag.List
}

func (t *text) read() {
	start := t.bounds()
	for i := start; i < t.end; {
		i = t.block(i)
	}
}

// block writes the block that begins at line i and returns where it ends.
func (t *text) block(i int) int {
	l := t.lines[i]
	if l.blank() {
		return i + 1
	}
	if end, language := t.code(i); language != "" {
		t.fence(i, end, language)
		return end
	}
	if kind, ok := t.alert(i); ok {
		return t.writeAlert(i, kind)
	}
	switch {
	case t.heading(i):
		t.writeHeading(l)
		return i + 1
	case t.alone(i) && t.Dialect.Has("chrome", l.fold()):
		return t.chrome(i, t.chromeEnd(i))
	}
	if cols, ok := t.table(i); ok {
		return t.writeTable(i, cols)
	}
	return t.paragraph(i)
}

// alone reports whether a line is a paragraph of its own.
func (t *text) alone(i int) bool {
	return (i == 0 || t.lines[i-1].blank()) && (i+1 >= len(t.lines) || t.lines[i+1].blank())
}

func (t *text) skipBlank(i int) int {
	for i < t.end && t.lines[i].blank() {
		i++
	}
	return i
}

// maxTitle is the most bytes a heading has; of the 60,000 of real pages the
// longest has 171.
const maxTitle = 200

// heading reports whether line i is the title of a section. A short one need
// not stand alone: some programs save a page without the space between blocks.
func (t *text) heading(i int) bool {
	s := t.lines[i].fold()
	if s == "" || len(s) > maxTitle || strings.HasSuffix(s, ".") || strings.HasSuffix(s, ",") {
		return false
	}
	if !t.alone(i) && (i > 0 && !t.lines[i-1].blank() || strings.Count(s, " ") > 2) {
		return false
	}
	return t.Section(s) || t.examples && t.isMessageTitle(s)
}

func (t *text) isMessageTitle(s string) bool {
	return t.Dialect.Has("message-request", s) || t.Dialect.Has("message-response", s)
}

// writeHeading writes a heading. Its level is that of pages with markup:
// sections are at 2, each of several examples at 3, its messages below it.
func (t *text) writeHeading(l line) {
	s, level := l.fold(), 2
	switch {
	case t.Dialect.Has("example-title", s):
		if t.examples {
			level = 3
		}
		t.examples, t.under = true, level+1
	case t.examples && t.isMessageTitle(s):
		level = t.under
	default:
		t.examples, t.under = t.Dialect.Is("example", s), 3
	}
	t.writeTitle(l, level)
}

func (t *text) writeTitle(l line, level int) {
	c := l.whole()
	t.out.made(strings.Repeat("#", level)+" ", c.no, c.col)
	t.out.plain(c)
	t.out.made("\n\n", c.no, c.col+len(c.text))
}

// alert returns the kind of the alert that begins at line i. Sites show the
// kind as a line of its own above the text; older pages write it before the
// text.
func (t *text) alert(i int) (kind string, ok bool) {
	s := t.lines[i].fold()
	m, ok := t.Dialect.First("alert", s)
	if !ok || m.End == len(s) && !t.alone(i) {
		return "", false
	}
	if i > 0 && !t.lines[i-1].blank() {
		return "", false
	}
	return m.Arg("kind"), true
}

// writeAlert writes an alert as a block quote.
func (t *text) writeAlert(i int, kind string) int {
	l := t.lines[i]
	first := i
	if t.alone(i) && len(l.fold()) <= len(kind)+2 {
		first = t.skipBlank(i + 1)
		t.out.made("> [!"+strings.ToUpper(kind)+"]\n", l.no, 1)
	}
	end := t.paragraphEnd(first)
	for _, l := range t.lines[first:end] {
		t.out.made("> ", l.no, 1)
		t.prose(l.whole())
		t.out.newline(l.no)
	}
	t.out.newline(t.lines[max(end, i+1)-1].no)
	return max(end, i+1)
}

var bullet = regexp.MustCompile(`^\s*[-*+•◦▪·] +`)

// paragraph writes a paragraph, or the items of a list.
func (t *text) paragraph(i int) int {
	end := t.paragraphEnd(i)
	for _, l := range t.lines[i:end] {
		c := l.whole()
		if at := bullet.FindStringIndex(l.text); at != nil {
			c = l.cut(at[1], len(l.text))
			t.out.made("- ", c.no, c.col)
		}
		t.prose(c)
		t.out.newline(l.no)
	}
	t.out.newline(t.lines[end-1].no)
	return end
}

// paragraphEnd returns where the paragraph that begins at line i ends: at a
// blank line, or at code.
func (t *text) paragraphEnd(i int) int {
	end := i
	for end < t.end && !t.lines[end].blank() {
		if _, language := t.code(end); language != "" && end > i {
			break
		}
		end++
	}
	return end
}

// prose writes a line of prose. Where pages with markup have a link, as most
// have on the name of a type, saved text has the bare word; names are told from
// English by their capitals inside ("ndesConnector"), or by being what the
// title is about and standing before a word such as "object".
func (t *text) prose(c cut) { t.out.marked(c, t.names(c.text)) }

var nameForm = regexp.MustCompile(`\b[a-z][A-Za-z0-9.]*\b`)

func (t *text) names(s string) [][2]int {
	var out [][2]int
	for _, at := range nameForm.FindAllStringIndex(s, -1) {
		word, rest := s[at[0]:at[1]], s[at[1]:]
		if at[0] > 0 && strings.IndexByte("/.@-_{=", s[at[0]-1]) >= 0 || strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "}") {
			continue // part of an address
		}
		if strings.ContainsFunc(word, isUpper) || strings.EqualFold(word, t.subject) && t.Dialect.Has("response-object", rest) {
			out = append(out, [2]int{at[0], at[1]})
		}
	}
	return out
}

func isUpper(r rune) bool { return 'A' <= r && r <= 'Z' }

// bounds writes the title, leaves out what stands before it and behind the
// page's end, and returns the first line behind the title.
func (t *text) bounds() int {
	t.end = len(t.lines)
	t.title = t.findTitle()
	first := max(t.title, 0)
	for i := first + 1; i < len(t.lines); i++ {
		if t.alone(i) && t.Dialect.Has("chrome-end", t.lines[i].fold()) {
			t.chrome(i, len(t.lines))
			t.end = i
			break
		}
	}
	if t.title < 0 {
		return 0
	}
	t.chrome(0, t.title)
	words := strings.Fields(t.lines[t.title].fold())
	t.subject = words[len(words)-1]
	t.writeTitle(t.lines[t.title], 1)
	return t.title + 1
}

// findTitle returns the line that is the page's title, -1 if there is none. It
// stands before the first section, alert, Namespace line, table and sentence;
// what else stands there is navigation ("Edit", "Share via"), in the language of
// whoever saved the page. So of the lines there the first with a name in it
// ("Update ndesConnector") is taken; else the first that reads like the title of
// a type or an operation; else the last.
func (t *text) findTitle() int {
	var lines []int
	for i, l := range t.lines {
		s := l.fold()
		if s == "" || t.Dialect.Has("chrome", s) || len(s) > maxTitle {
			continue
		}
		if len(lines) > 0 && t.ended(i, s) {
			break
		}
		if t.ended(i, s) {
			continue
		}
		lines = append(lines, i)
	}
	for _, fits := range []func(string) bool{
		func(s string) bool { return len(t.names(s)) > 0 },
		func(s string) bool { return t.Dialect.Has("resource-title", s) || t.Dialect.Has("page-title", s) },
	} {
		if i := slices.IndexFunc(lines, func(i int) bool { return fits(t.lines[i].fold()) }); i >= 0 {
			return lines[i]
		}
	}
	if len(lines) == 0 {
		return -1
	}
	return lines[len(lines)-1]
}

// ended reports whether line i cannot stand before the title.
func (t *text) ended(i int, s string) bool {
	if strings.HasSuffix(s, ".") || isMessage(s) || isBody(s) || t.Dialect.Has("namespace", s) || t.heading(i) {
		return true
	}
	_, alert := t.alert(i)
	return alert
}

// chrome reports lines that are no part of the page and returns their end.
func (t *text) chrome(from, to int) int {
	var words []string
	first := -1
	for i := from; i < to; i++ {
		if s := t.lines[i].fold(); s != "" {
			if first < 0 {
				first = i
			}
			words = append(words, s)
		}
	}
	if first < 0 {
		return to
	}
	at := t.lines[first].whole()
	t.diags.Add(diag.PageChrome, diag.Pos{File: t.name, Line: at.no, Col: at.col},
		"%s left out: %s", count(len(words), "line"), quoteAll(words))
	return to
}

// chromeEnd returns the end of a run of lines of navigation.
func (t *text) chromeEnd(i int) int {
	for i < t.end && (t.lines[i].blank() || t.alone(i) && t.Dialect.Has("chrome", t.lines[i].fold())) {
		i++
	}
	return i
}

// pos returns the place of a cut.
func (t *text) pos(c cut) diag.Pos { return diag.Pos{File: t.name, Line: c.no, Col: c.col} }
