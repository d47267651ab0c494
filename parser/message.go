package parser

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file cuts the code blocks of examples into HTTP messages.

// cutHeader cuts a line "Name: value", or reports false.
func cutHeader(folded string) (name, value string, ok bool) {
	end := 0
	for end < len(folded) && (isLetter(folded[end]) || end > 0 && (folded[end] == '_' || folded[end] == '-' || isDigit(folded[end]))) {
		end++
	}
	value, ok = strings.CutPrefix(strings.TrimPrefix(folded[end:], " "), ":")
	return folded[:end], strings.TrimPrefix(value, " "), ok && end > 0
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// A blockText is a code block cut into lines.
type blockText struct {
	text  string // without the last line end
	lines []int  // where the lines begin in text, and one more behind its end
	at    []diag.Pos
	start diag.Pos
	body  int // the line where the body of the message begins that was read last
}

// newBlockText cuts a block into lines. It is for use until the next block is cut.
func (w *workspace) newBlockText(c *markdown.Code) *blockText {
	t := &w.block
	*t = blockText{text: strings.TrimSuffix(c.Text, "\n"), lines: t.lines[:0], at: c.Lines, start: c.Pos}
	for at := 0; t.text != "" && at <= len(t.text); {
		t.lines = append(t.lines, at)
		n := strings.IndexByte(t.text[at:], '\n')
		if n < 0 {
			n = len(t.text) - at
		}
		at += n + 1
	}
	t.lines = append(t.lines, len(t.text)+1)
	return t
}

// size returns how many lines there are.
func (t *blockText) size() int { return len(t.lines) - 1 }

// line returns a line without its end.
func (t *blockText) line(i int) string { return t.text[t.lines[i] : t.lines[i+1]-1] }

func (t *blockText) pos(i int) diag.Pos {
	if i < len(t.at) {
		return t.at[i]
	}
	return t.start
}

// starts returns the lines that begin a message. The parts of a multipart body
// look like messages and are none.
func (t *blockText) starts() []int {
	var out []int
	for i := range t.size() {
		line := strings.TrimLeftFunc(t.line(i), markdown.IsSpace)
		if line == "" || !isLetter(line[0]) && !isDigit(line[0]) { // most lines of JSON
			continue
		}
		folded := markdown.Fold(line)
		if isMessageStart(folded) {
			out = append(out, i)
		}
		if name, value, ok := cutHeader(folded); ok && strings.EqualFold(name, "Content-Type") &&
			strings.Contains(strings.ToLower(value), "multipart") && len(out) > 0 {
			return out
		}
	}
	return out
}

func isMessageStart(folded string) bool {
	if status(folded) > 0 {
		return true
	}
	_, url, ok := strings.Cut(folded, " ")
	return ok && folded[0] <= 'Z' && strings.Contains(url, "/") && beginsWithMethod(folded)
}

// status returns the status of a line "HTTP/1.1 200 OK" or "200 OK", 0 for any
// other line.
func status(folded string) int {
	if rest, ok := strings.CutPrefix(folded, "HTTP"); ok {
		if n := statusCode(rest); n > 0 {
			return n
		}
	}
	code, reason, _ := strings.Cut(folded, " ")
	if len(code) != 3 || code[0] < '1' || code[0] > '9' {
		return 0
	}
	if n, err := strconv.Atoi(code); err == nil && reason != "" && strings.EqualFold(http.StatusText(n), reason) {
		return n
	}
	return 0
}

// statusCode returns the status in what follows "HTTP" in the first line of a
// response: "/1.1 200 OK". It is 0 if there is none.
func statusCode(s string) int {
	if rest, ok := strings.CutPrefix(s, "/"); ok {
		if s = strings.TrimLeft(rest, "0123456789."); s == rest {
			return 0
		}
	}
	word, ok := strings.CutPrefix(s, " ")
	end := 0
	for end < len(word) && (isDigit(word[end]) || isLetter(word[end]) || word[end] == '_') {
		end++
	}
	if n, err := strconv.Atoi(word[:end]); ok && end == 3 && err == nil && 100 <= n && n < 600 {
		return n
	}
	return 0
}

// message reads the lines from first to end.
func (t *blockText) message(first, end int) *model.Message {
	m := &model.Message{Pos: t.pos(first)}
	line := markdown.Fold(t.line(first))
	if m.Status = status(line); m.Status == 0 {
		method, url, _ := strings.Cut(line, " ")
		m.Method = strings.ToUpper(method)
		if i := strings.LastIndex(url, " HTTP/"); i > 0 {
			url = url[:i]
		}
		m.URL = strings.TrimSpace(url)
		m.Path, m.Query = cell.URL(m.URL)
	}
	i := first + 1
	if next := t.filled(i, end); next > i && isHeader(markdown.Fold(t.line(next))) {
		i = next // an empty line too many
	}
	for ; i < end; i++ {
		name, value, ok := cutHeader(markdown.Fold(t.line(i)))
		if !ok {
			break
		}
		m.Header = append(m.Header, [2]string{name, value})
	}
	t.readBody(m, i, end)
	return m
}

// filled returns the first line from i on that is not empty, i if there is none.
func (t *blockText) filled(i, end int) int {
	for k := i; k < end; k++ {
		if !markdown.IsBlank(t.line(k)) {
			return k
		}
	}
	return i
}

// isHeader reports whether a line behind an empty one is a header all the same:
// no body begins like that.
func isHeader(folded string) bool {
	name, _, ok := cutHeader(folded)
	return ok && (strings.HasPrefix(strings.ToLower(name), "content-") || strings.EqualFold(name, "Prefer") || strings.EqualFold(name, "Authorization"))
}

// readBody takes the lines from first to end, less the empty ones around them.
func (t *blockText) readBody(m *model.Message, first, end int) {
	for first < end && markdown.IsBlank(t.line(first)) {
		first++
	}
	for end > first && markdown.IsBlank(t.line(end-1)) {
		end--
	}
	if first < end {
		m.Body = t.text[t.lines[first] : t.lines[end]-1]
		m.BodyPos = t.pos(first)
		t.body = first
	}
}
