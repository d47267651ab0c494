package gen

import (
	"bytes"
	"go/token"
	"strings"
	"unicode/utf8"
)

// This file decides where blanks stand between the tokens of a line.

// A line is what is known of the line that is being laid out.
type line struct {
	text   []byte // as far as it is laid out
	indent int
	within bracketKind // what the innermost bracket at its start is around
	base   int         // brackets that are open at its start
	n      int         // tokens
	first  tok
	last   tok
	closed bracketKind // by the first token
	cuts   int
	cut    [2]int // where cells end
	// bodies are the depths at which a keyword is that a "{" belongs to.
	bodies []awaited
	// afterParams: the last token ends the parameters of a function.
	// afterSlice: it ends the "[]" in front of an element's type.
	// postfix: it is the "..." behind a value.
	afterParams, afterSlice, postfix bool
}

// An awaited is a keyword whose "{" has not come.
type awaited struct {
	depth int
	kind  bracketKind
}

// A tok is a token.
type tok struct {
	kind tokKind
	text []byte
}

type tokKind int8

const (
	unknown tokKind = iota
	name
	keyword
	number
	str
	op
)

func (t tok) is(text string) bool { return string(t.text) == text && t.kind != str }

// nextToken returns the first token of text, which is not empty, and what
// follows it and the blanks behind.
func nextToken(text []byte) (t tok, rest []byte) {
	n, kind := 1, op
	switch c := text[0]; {
	case c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c >= utf8.RuneSelf:
		for n < len(text) && isNamePart(text[n]) {
			n++
		}
		kind = name
		if 'a' <= c && n <= len("fallthrough") && token.IsKeyword(string(text[:n])) {
			kind = keyword
		}
	case '0' <= c && c <= '9':
		for n < len(text) && '0' <= text[n] && text[n] <= '9' {
			n++
		}
		kind = number
		if n < len(text) && (isNamePart(text[n]) || text[n] == '.') || c == '0' && n > 1 {
			kind = unknown
		}
	case c == '"' || c == '`':
		n, kind = stringEnd(text), str
		if n < 0 {
			n, kind = 1, unknown
		}
	case c == '.' && bytes.HasPrefix(text, []byte("...")):
		n = 3
	case len(text) > 1 && text[1] == '=' && (c == ':' || c == '!' || c == '='):
		n = 2
	case strings.IndexByte("(){}[]*&.,;:=+", c) < 0:
		kind = unknown
	}
	return tok{kind, text[:n]}, bytes.TrimLeft(text[n:], " \t")
}

func isNamePart(c byte) bool {
	return c == '_' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c >= utf8.RuneSelf
}

// stringEnd returns the length of the string literal that text begins with, -1
// if it has no end.
func stringEnd(text []byte) int {
	if text[0] == '`' {
		if i := bytes.IndexByte(text[1:], '`'); i >= 0 {
			return i + 2
		}
		return -1
	}
	for i := 1; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '"':
			return i + 1
		}
	}
	return -1
}

// token appends a token, behind a blank if need be, and reports whether it knows
// how.
func (l *layouter) token(t tok, rest []byte) bool {
	l.n++
	if l.n == 1 {
		l.first = t
	}
	blank, ok := l.blankBefore(t, rest)
	switch {
	case !ok, t.is("+") && len(rest) > 0:
		return false
	case l.n == 2 && (l.within == fields || l.within == consts) && (t.is(",") || t.is(".")):
		return false // several names, or an embedded type
	}
	if l.n > 1 && l.cell(t, rest) {
		if l.cuts == len(l.cut) {
			return false
		}
		l.cut[l.cuts] = len(l.text)
		l.cuts++
		blank = false
	}
	if blank {
		l.text = append(l.text, ' ')
	}
	l.text = append(l.text, t.text...)
	ok = l.bracket(t, rest)
	l.postfix = t.is("...") && len(rest) > 0 && (rest[0] == ')' || rest[0] == ',')
	l.last = t
	return ok
}

// cell reports whether t begins another cell of its line.
func (l *layouter) cell(t tok, rest []byte) bool {
	switch {
	case len(l.open) != l.base:
		return false
	case l.within == fields:
		return l.n == 2 || t.kind == str
	case l.within == consts:
		return l.n == 2 || t.is("=")
	case l.within == values:
		return l.n == 3 && l.last.is(":")
	}
	return false
}

// blankBefore reports whether a blank stands between the last token and t, and
// whether it knows.
func (l *layouter) blankBefore(t tok, rest []byte) (blank, ok bool) {
	last := l.last
	switch {
	case l.n == 1:
		return false, true
	case t.kind != op:
		return l.blankBeforeWord(t)
	}
	switch t.text[0] {
	case ')', ']', '}', ',', ';':
		return false, true
	case ':':
		return len(t.text) > 1, true
	case '=', '!', '+':
		return true, true
	case '.':
		if len(t.text) == 1 {
			return false, true
		}
		return !l.isPostfix(rest), last.kind == name
	}
	if blank, ok := blankAfter(last); ok {
		return blank, true
	}
	switch t.text[0] {
	case '(':
		return l.blankBeforeParen()
	case '[':
		return l.blankBeforeIndex(rest)
	case '{':
		if l.awaits() {
			return !bytes.HasPrefix(rest, []byte("}")), true
		}
		return false, last.kind == name || last.is("]")
	}
	// "*" or "&"
	return last.kind == name || last.kind == keyword || last.is(")"), last.kind != str && last.kind != number
}

func (l *layouter) isPostfix(rest []byte) bool {
	return len(rest) > 0 && (rest[0] == ')' || rest[0] == ',')
}

// blankAfter reports whether a blank follows last, and whether that depends on
// nothing else.
func blankAfter(last tok) (blank, ok bool) {
	if last.kind != op {
		return false, false
	}
	switch last.text[0] {
	case '(', '[', '{', '.', '*', '&':
		return false, true
	case ',', ';', ':', '=', '!', '+':
		return true, true
	}
	return false, false
}

// blankBeforeWord is blankBefore for a name, a keyword or a literal.
func (l *layouter) blankBeforeWord(t tok) (blank, ok bool) {
	if blank, ok := blankAfter(l.last); ok {
		return blank, true
	}
	switch {
	case l.last.is("]"):
		return !l.afterSlice, l.afterSlice || t.kind == str
	case l.last.is("}"):
		return false, false
	}
	return true, true
}

// blankBeforeParen is blankBefore for "(".
func (l *layouter) blankBeforeParen() (blank, ok bool) {
	switch {
	case l.last.is(")"):
		return l.afterParams, true
	case l.last.is("func"):
		return l.n == 2, true
	case l.last.kind == keyword:
		return true, l.last.is("const") || l.last.is("import")
	}
	return false, l.last.kind == name || l.last.is("]")
}

// blankBeforeIndex is blankBefore for "[".
func (l *layouter) blankBeforeIndex(rest []byte) (blank, ok bool) {
	switch {
	case len(rest) == 0:
		return false, false
	case l.last.is("]"):
		return false, true
	case rest[0] == ']': // of a slice
		return true, l.last.kind == name || l.last.kind == keyword || l.last.is(")")
	}
	// A digit is an index, or the length of an array.
	return false, l.last.kind == name && (rest[0] < '0' || rest[0] > '9')
}

// awaits reports whether a "{" here begins the body of something.
func (l *layouter) awaits() bool {
	for len(l.bodies) > 0 && l.bodies[len(l.bodies)-1].depth > len(l.open) {
		l.bodies = l.bodies[:len(l.bodies)-1]
	}
	return len(l.bodies) > 0 && l.bodies[len(l.bodies)-1].depth == len(l.open)
}

// bracket opens or closes brackets, and reports whether it understands what t
// does.
func (l *layouter) bracket(t tok, rest []byte) bool {
	wasParams := t.is(")") && l.inner() == params
	l.afterSlice = t.is("]") && (l.last.is("[") || l.last.kind == number)
	l.afterParams = wasParams
	if t.kind == keyword {
		return l.keyword(t, rest)
	}
	if t.kind != op {
		return true
	}
	switch t.text[0] {
	case '(':
		l.push(l.parenKind())
	case '[':
		l.push(indices)
	case '{':
		if !l.awaits() {
			l.push(values)
			break
		}
		if len(rest) > 0 {
			return false // a body on one line
		}
		l.push(l.bodies[len(l.bodies)-1].kind)
		l.bodies = l.bodies[:len(l.bodies)-1]
	case ')', ']', '}':
		return l.pop(t.text[0])
	case ':':
		return len(t.text) > 1 || l.within == values || l.within == cases || l.inner() == values
	}
	return true
}

// parenKind returns what a "(" is around.
func (l *layouter) parenKind() bracketKind {
	switch {
	case l.last.is("const"):
		return consts
	case l.last.is("import"):
		return imports
	case l.last.is("func") || l.afterParams,
		len(l.open) == l.base && l.last.kind == name && (l.first.is("func") || l.within == methods):
		return params
	}
	return parens
}

func (l *layouter) push(kind bracketKind) {
	l.open = append(l.open, bracket{kind, l.indent})
}

// pop closes the innermost bracket.
func (l *layouter) pop(c byte) bool {
	if len(l.open) == 0 {
		return false
	}
	b := l.open[len(l.open)-1]
	l.open = l.open[:len(l.open)-1]
	if l.n == 1 {
		l.indent, l.within, l.base, l.closed = b.indent, block, len(l.open), b.kind
	}
	switch b.kind {
	case indices:
		return c == ']'
	case values, block, cases, fields, methods:
		return c == '}'
	}
	return c == ')'
}

// keyword notes what a keyword says about what follows, and reports whether it
// is one that emitters print.
func (l *layouter) keyword(t tok, rest []byte) bool {
	await := func(kind bracketKind) { l.bodies = append(l.bodies, awaited{len(l.open), kind}) }
	switch string(t.text) {
	case "func":
		await(block)
		return !l.last.is("]")
	case "if":
		await(block)
	case "switch":
		await(cases)
	case "struct":
		await(fields)
	case "interface":
		await(methods)
	case "case", "default":
		l.indent--
		return l.within == cases && l.n == 1
	case "package", "import", "const", "var", "type", "return":
		return l.n == 1
	default:
		return false
	}
	return true
}
