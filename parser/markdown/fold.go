package markdown

// This file folds white space. The readers ask for the text of each cell and
// title many times, and nearly all are folded as they stand: they cost a look
// at each byte and no memory.

import (
	"strings"
	"unicode/utf8"
)

// String returns the text without markup, white space folded, trimmed.
// Non-breaking and zero-width spaces count as white space.
func (t Text) String() string {
	switch len(t.Spans) {
	case 0:
		return ""
	case 1:
		return Fold(t.Spans[0].Text)
	}
	n := 0
	for i := range t.Spans {
		n += len(t.Spans[i].Text)
	}
	var b strings.Builder
	b.Grow(n)
	for i := range t.Spans {
		b.WriteString(t.Spans[i].Text)
	}
	return Fold(b.String())
}

// IsEmpty reports whether t has no visible text.
func (t Text) IsEmpty() bool {
	for i := range t.Spans {
		for _, r := range t.Spans[i].Text {
			if !IsSpace(r) {
				return false
			}
		}
	}
	return true
}

// IsBlank reports whether s is nothing but white space: Fold(s) is "".
func IsBlank(s string) bool { return strings.TrimLeftFunc(s, IsSpace) == "" }

// Fold replaces each run of white space (including U+00A0, U+202F, U+200B and
// U+FEFF) by one blank and trims both ends.
func Fold(s string) string {
	if s == "" || !isGraphic(s[0]) || !isGraphic(s[len(s)-1]) {
		s = strings.TrimFunc(s, IsSpace)
	}
	at := unfolded(s)
	if at < 0 {
		return s
	}
	b := make([]byte, at, len(s))
	copy(b, s)
	for i := at; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case !IsSpace(r):
			b = append(b, s[i:i+n]...)
		case b[len(b)-1] != ' ':
			b = append(b, ' ')
		}
		i += n
	}
	return string(b)
}

// unfolded returns where the first white space of s begins that is more or
// other than one blank, -1 if there is none. s is trimmed. It looks at eight bytes
// at a time as long as they are letters of ASCII with single blanks between.
func unfolded(s string) int {
	i := 0
	for ; i+8 < len(s); i += 7 { // the last is the first of the next eight
		if !isFolded(s[i : i+8]) {
			break
		}
	}
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == ' ' && s[i+1] == ' ', c < ' ' && IsSpace(rune(c)):
			return i
		case c >= utf8.RuneSelf && mayBeSpace(c):
			if r, _ := utf8.DecodeRuneInString(s[i:]); IsSpace(r) {
				return i
			}
		}
	}
	return -1
}

// isFolded reports whether eight bytes are visible characters of ASCII and blanks
// of which no two stand together. All are looked at as one number.
func isFolded(s string) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	n := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 | uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
	low := n &^ tops
	if (n|^(low+(0x80-' ')*ones))&tops != 0 { // a byte beyond ASCII, or below the blank
		return false
	}
	blanks := ^(low + (0x80-' '-1)*ones) & tops // the bytes that are no more than a blank
	return blanks&(blanks<<8) == 0
}

// mayBeSpace reports whether a byte of UTF-8 can be the first of white space.
func mayBeSpace(c byte) bool {
	return c == 0xC2 || c == 0xE1 || c == 0xE2 || c == 0xE3 || c == 0xEF
}

// IsSpace reports whether r is white space or an invisible character that
// writers take for it.
func IsSpace(r rune) bool {
	if r < 0x80 {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return isWideSpace(r)
}

func isWideSpace(r rune) bool {
	switch r {
	case 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0x200B, 0x200E, 0x200F, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}
