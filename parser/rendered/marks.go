package rendered

// This file carries the place of each text from the file through the HTML
// parser and the converter, neither of which keeps places. Before the file is
// parsed, each line of each text gets a mark behind it: a number between two
// characters that no page uses. The marks arrive in the Markdown with the text
// they follow, and are taken out there. They stand behind the text because what
// a line begins with decides how Markdown reads it, and so what has to be
// escaped.

import (
	"bytes"
	"html"
	"regexp"
	"strconv"
	"strings"

	nethtml "golang.org/x/net/html"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// The characters around a mark, of Unicode's private use area.
const (
	markStart = "\uE1F0"
	markEnd   = "\uE1F1"
)

// A spot is where a marked text stands in the file.
type spot struct {
	raw       string // as written, with entities
	line, col int
}

// marks are the spots of one page, by number.
type marks struct {
	spots []spot
	// open is how many "[" there were since the last "]", and search how many bytes
	// the converter looks through for it, from each of them anew.
	open, search int
}

// reserved are characters that mean something to the marks or the converter.
var reserved = strings.NewReplacer(markStart, "\uFFFD", markEnd, "\uFFFD", "\a", " ", "\uF002", "\uFFFD", "\r\n", "\n")

// mark returns data with a mark behind each line of each text.
func mark(data []byte) ([]byte, *marks) {
	m := &marks{}
	var out bytes.Buffer
	z := nethtml.NewTokenizer(bytes.NewReader(data))
	line, col, opaque := 1, 1, ""
	for {
		kind := z.Next()
		raw := string(z.Raw())
		m.count(html.UnescapeString(raw))
		switch {
		case kind == nethtml.TextToken && opaque == "":
			m.text(&out, raw, line, col)
		default:
			out.WriteString(reserved.Replace(raw))
		}
		name, _ := z.TagName()
		switch kind {
		case nethtml.StartTagToken:
			opaque = opaqueTag(string(name), opaque)
		case nethtml.EndTagToken:
			if string(name) == opaque {
				opaque = ""
			}
		case nethtml.ErrorToken:
			return out.Bytes(), m
		}
		if i := strings.LastIndexByte(raw, '\n'); i >= 0 {
			line += strings.Count(raw, "\n")
			col = len(raw) - i
		} else {
			col += len(raw)
		}
	}
}

// opaqueTag returns the element whose text is not marked: it is no text of the
// page.
func opaqueTag(name, open string) string {
	switch name {
	case "script", "style", "textarea", "title", "iframe", "noscript", "noembed", "noframes", "xmp", "plaintext", "select", "svg", "math":
		if open == "" {
			return name
		}
	}
	return open
}

// text writes a text with its marks.
func (m *marks) text(out *bytes.Buffer, raw string, line, col int) {
	for part := range strings.Lines(raw) {
		body := strings.TrimFunc(part, markdown.IsSpace)
		if body == "" {
			out.WriteString(reserved.Replace(part))
		} else {
			at := strings.Index(part, body)
			out.WriteString(reserved.Replace(part[:at+len(body)]))
			out.WriteString(markStart + strconv.Itoa(len(m.spots)) + markEnd)
			out.WriteString(reserved.Replace(part[at+len(body):]))
			m.spots = append(m.spots, spot{body, line, col + at})
		}
		line++
		col = 1
	}
}

// count counts the brackets of a text or of a tag.
func (m *marks) count(text string) {
	for _, c := range []byte(text) {
		switch m.search += m.open; c {
		case '[':
			m.open++
		case ']':
			m.open = 0
		}
	}
}

var markForm = regexp.MustCompile(markStart + `([0-9]{1,9})` + markEnd)

// strip returns s without marks.
func (m *marks) strip(s string) string { return markForm.ReplaceAllString(s, "") }

// first returns a text without marks, and the number of its first mark, -1 if
// it has none.
func (m *marks) first(s string) (string, int) {
	at := -1
	if f := markForm.FindStringSubmatch(s); f != nil {
		at, _ = strconv.Atoi(f[1])
	}
	return markdown.Fold(m.strip(s)), at
}

// pos returns the place of a mark.
func (m *marks) pos(file string, n int) diag.Pos {
	if n < 0 || n >= len(m.spots) {
		return diag.Pos{File: file, Line: 1, Col: 1}
	}
	return diag.Pos{File: file, Line: m.spots[n].line, Col: m.spots[n].col}
}

// pieces cuts Markdown at its marks.
func (m *marks) pieces(text []byte) []markdown.Piece {
	w := &writer{}
	s := string(text)
	last := spot{line: 1, col: 1}
	for {
		at := markForm.FindStringSubmatchIndex(s)
		if at == nil {
			break
		}
		if n, _ := strconv.Atoi(s[at[2]:at[3]]); n < len(m.spots) {
			last = m.spots[n]
			align(w, s[:at[0]], last)
		}
		s = s[at[1]:]
	}
	w.made(s+"\n", last.line, last.col+len(last.raw))
	return w.pieces
}

// align writes Markdown whose end is the text of a spot: what stands before it
// is markup; within it, what differs from the file is an escape or an entity.
func align(w *writer, s string, at spot) {
	word, _, _ := strings.Cut(at.raw, " ")
	start := strings.LastIndex(s, at.raw)
	if start < 0 {
		start = strings.Index(s, word)
	}
	if start < 0 {
		w.made(s, at.line, at.col)
		return
	}
	if start > 0 {
		w.made(s[:start], at.line, at.col)
	}
	s = s[start:]
	for i, j := 0, 0; i < len(s); {
		n := 0
		for i+n < len(s) && j+n < len(at.raw) && s[i+n] == at.raw[j+n] && s[i+n] != '&' {
			n++
		}
		w.verbatim(s[i:i+n], at.line, at.col+j)
		if i, j = i+n, j+n; i == len(s) {
			return
		}
		di, dj := differ(s[i:], at.raw[j:])
		w.made(s[i:i+di], at.line, at.col+j)
		i, j = i+di, j+dj
	}
}

// differ returns how much of the Markdown s and of the file's raw text is one
// difference: a backslash that was put in, an entity that was decoded, white
// space that was folded. It takes all of s if it cannot tell.
func differ(s, raw string) (n, m int) {
	switch {
	case s[0] == '\\':
		return 1, 0
	case strings.HasPrefix(raw, "&"):
		end := strings.IndexByte(raw, ';') + 1
		if end == 0 || end > 12 {
			break
		}
		for _, form := range []string{raw[:end], html.UnescapeString(raw[:end])} {
			if form != "" && strings.HasPrefix(s, form) {
				return len(form), end
			}
		}
	}
	return len(s), len(raw)
}
