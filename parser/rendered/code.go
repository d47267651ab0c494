package rendered

// This file finds code in plain text by its shape. On pages of an API that is
// HTTP and JSON: a line METHOD /path, or HTTP/1.1 and a status, begins a
// message, which goes on to the next blank line; behind it may stand a body in
// balanced braces, which may stand alone, too. Prose never begins so: of a
// sentence's first word in capitals ("GET requests are …") the second is no
// path.

import (
	"regexp"
	"strings"

	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

var statusLine = regexp.MustCompile(`^HTTP/[0-9](?:\.[0-9])? [1-5][0-9][0-9]\b`)

// isMessage reports whether a line begins an HTTP message.
func isMessage(s string) bool {
	s = markdown.Fold(s)
	if statusLine.MatchString(s) {
		return true
	}
	method, target, ok := strings.Cut(s, " ")
	return ok && cell.IsMethod(method) &&
		(strings.HasPrefix(target, "/") || strings.HasPrefix(target, "https://") || strings.HasPrefix(target, "http://") || strings.HasPrefix(target, "{"))
}

var bodyStart = regexp.MustCompile(`^\s*(?:\{\s*$|\{\s*"|\[\s*$|\[\s*[{"]|\{\s*\}\s*$|\[\s*\]\s*$)`)

// isBody reports whether a line begins a JSON text.
func isBody(s string) bool { return bodyStart.MatchString(s) }

// code returns the end of the block of code that begins at line i and the
// language it is in; no language if there is none.
func (t *text) code(i int) (end int, language string) {
	switch s := t.lines[i].text; {
	case isMessage(s):
		return t.message(i), "http"
	case isBody(s):
		return t.body(i), "json"
	}
	return i, ""
}

// message returns the end of a message: its lines up to a blank one, and the
// body behind that.
func (t *text) message(i int) int {
	for i < t.end && !t.lines[i].blank() {
		if isBody(t.lines[i].text) {
			return t.body(i)
		}
		i++
	}
	if next := t.skipBlank(i); next < t.end && isBody(t.lines[next].text) {
		return t.body(next)
	}
	return i
}

// body returns the end of the JSON text that begins at line i. One whose
// brackets do not balance ends before the next line that is a heading or a
// message, for those are never inside of JSON.
func (t *text) body(i int) int {
	depth := 0
	for j := i; j < t.end; j++ {
		if j > i && (isMessage(t.lines[j].text) || t.heading(j)) {
			return j
		}
		depth += brackets(t.lines[j].text)
		if depth <= 0 {
			return j + 1
		}
	}
	return t.end
}

// brackets returns how many more brackets a line opens than it closes, those
// in strings aside. A string ends with its line, for JSON's do.
func brackets(s string) int {
	n, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			n++
		case c == '}' || c == ']':
			n--
		}
	}
	return n
}

// fence writes lines as a block of code.
func (t *text) fence(from, to int, language string) {
	for to > from && t.lines[to-1].blank() {
		to--
	}
	mark := "```"
	for _, l := range t.lines[from:to] {
		for strings.Contains(l.text, mark) {
			mark += "`"
		}
	}
	t.out.made(mark+language+"\n", t.lines[from].no, 1)
	for _, l := range t.lines[from:to] {
		t.out.verbatim(l.text, l.no, 1)
		t.out.made("\n", l.no, len(l.text)+1)
	}
	t.out.made(mark+"\n\n", t.lines[to-1].no, 1)
}
