package dialect

import (
	"strings"
	"unicode"
)

// This file makes equal what is the same word to a reader: lower case, white
// space folded, and for Chinese and Japanese, where pages differ in these from
// one line to the next, wide punctuation made narrow ("（" is "(") and blanks
// beside an ideograph left out ("JSON 表示形式" is "JSON表示形式").

// fold returns s as a key of terms.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	last, blank := rune(0), false
	for _, r := range s {
		if isSpace(r) {
			blank = true
			continue
		}
		r = unicode.ToLower(Narrow(r))
		if blank && last != 0 && !joins(last) && !joins(r) {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
		last, blank = r, false
	}
	return b.String()
}

// joins reports whether a blank beside r says nothing: r is written without
// blanks around it.
func joins(r rune) bool { return r >= 0x2E80 && IsWide(r) }

// IsWide reports whether r belongs to Chinese or Japanese script.
func IsWide(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || unicode.Is(unicode.Han, r)
}

// Narrow returns the narrow form of wide punctuation, letters and digits ("("
// for "（", "," for "、"); any other rune as it is.
func Narrow(r rune) rune {
	switch {
	case r < 0x2000:
		return r
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFEE0
	case r == '、':
		return ','
	case r == '。':
		return '.'
	}
	return r
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0x200E || r == 0x200F || r == 0xFEFF
}
