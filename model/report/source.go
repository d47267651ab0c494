package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
)

// This file shows lines of pages. Their text is a stranger's: an escape
// sequence in it would move a terminal's cursor, and a bidirectional control
// would show another text than is there, so what does not print is replaced.

// A source returns lines of files. It keeps the last file, because findings
// come sorted by place.
type source struct {
	read  func(file string) ([]byte, error)
	file  string
	lines []string
}

// line returns the line of a place without its end; ok is false if there is
// none to show.
func (s *source) line(p diag.Pos) (text string, ok bool) {
	if s.read == nil || p.Line < 1 {
		return "", false
	}
	if p.File != s.file {
		data, err := s.read(p.File)
		if err != nil {
			data = nil
		}
		data, _ = diag.Text(data)
		s.file, s.lines = p.File, strings.Split(string(data), "\n")
	}
	if p.Line > len(s.lines) {
		return "", false
	}
	return strings.TrimSuffix(s.lines[p.Line-1], "\r"), true
}

// column returns the column of p in characters, from 1; in bytes if the line
// cannot be read.
func (s *source) column(p diag.Pos) int {
	text, ok := s.line(p)
	if !ok || p.Col < 1 || p.Col > len(text)+1 {
		return max(p.Col, 1)
	}
	return utf8.RuneCountInString(text[:p.Col-1]) + 1
}

// excerptWidth is how much of a line is shown: table rows of pages have
// hundreds of characters.
const excerptWidth = 100

// An excerpt is the part of a line around a place, in printable characters.
type excerpt struct {
	before, after string // the place is between them
}

// excerpt returns what to show of the line of p.
func (s *source) excerpt(p diag.Pos) (excerpt, bool) {
	text, ok := s.line(p)
	if !ok {
		return excerpt{}, false
	}
	at := min(max(p.Col-1, 0), len(text))
	before, after := []rune(printable(text[:at])), []rune(printable(text[at:]))
	if len(before)+len(after) > excerptWidth {
		if n := len(before) - excerptWidth/2; n > 0 {
			before = append([]rune("…"), before[n:]...)
		}
		if n := excerptWidth - len(before); n < len(after) {
			after = append(after[:n:n], '…')
		}
	}
	return excerpt{strings.TrimLeft(string(before), " "), strings.TrimRight(string(after), " ")}, true
}

// printable replaces tabs by blanks, and what does not print by U+FFFD.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\t':
			return ' '
		case unicode.IsPrint(r):
			return r
		}
		return unicode.ReplacementChar
	}, s)
}

// blanks returns what is as wide as s on a screen: ideographs take the room of
// two letters, and so does the ideographic blank.
func blanks(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) || r >= 0xFF01 && r <= 0xFF60 || r >= 0x3000 && r <= 0x303F {
			return '\u3000'
		}
		return ' '
	}, s)
}
