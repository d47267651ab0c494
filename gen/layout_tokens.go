package gen

import (
	"bytes"
	"go/token"
	"strings"
	"unicode/utf8"
)

// This file cuts lines of Go into tokens.

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
