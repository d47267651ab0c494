package dialect

import (
	"unicode"
	"unicode/utf8"
)

// This file makes equal what is the same word to a reader: lower case, white
// space folded, and for Chinese and Japanese, where pages differ in these from
// one line to the next, wide punctuation made narrow ("（" is "(") and blanks
// beside an ideograph left out ("JSON 表示形式" is "JSON表示形式"). Characters that
// nobody sees, where a word may break or may not, are none.

// fold returns s as a key of terms.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	out := make([]byte, 0, len(s))
	last, blank := rune(0), false
	for _, r := range s {
		if isSpace(r) {
			blank = true
			continue
		}
		if r == '\u00AD' || r == '\u200C' || r == '\u200D' || r == '\u2060' {
			continue
		}
		if r < utf8.RuneSelf {
			r = rune(small(byte(r)))
		} else {
			r = unicode.ToLower(Narrow(r))
		}
		if blank && last != 0 && !joins(last) && !joins(r) {
			out = append(out, ' ')
		}
		out = utf8.AppendRune(out, r)
		last, blank = r, false
	}
	return string(out)
}

// isFolded reports whether a text is ASCII and folded.
func isFolded(s string) bool {
	blank := true
	for i := range len(s) {
		if c := plain[s[i]]; c == 0 || c != s[i] || c == ' ' && blank {
			return false
		}
		blank = s[i] == ' '
	}
	return !blank || s == ""
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
	if r < utf8.RuneSelf {
		return r == ' ' || '\t' <= r && r <= '\r'
	}
	return unicode.IsSpace(r) || r == 0x200B || r == 0x200E || r == 0x200F || r == 0xFEFF
}
