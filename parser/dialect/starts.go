package dialect

import (
	"regexp/syntax"
	"strings"
)

// This file finds out where a match of an expression may begin, if that is at the
// beginning of a word: nearly all phrases do. Package regexp then tries each byte of
// a text, because only a literal at the very front would help it.

// starts returns the bytes that a match of a pattern begins with, nil if it may
// begin in the middle of a word or with anything, or if it asks where the text
// begins. The expression is valid.
func starts(pattern string) *[256]bool {
	if strings.Contains(pattern, `\Q`) { // which would quote what is put behind
		return nil
	}
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || !atWord(re) || asks(re, syntax.OpBeginText) || asks(re, syntax.OpBeginLine) {
		return nil
	}
	set := new([256]bool)
	if empty, ok := first(re, set); empty || !ok {
		return nil
	}
	return set
}

// atWord reports whether all ways to match begin with \b.
func atWord(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpWordBoundary:
		return true
	case syntax.OpCapture, syntax.OpConcat:
		return atWord(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			if !atWord(sub) {
				return false
			}
		}
		return true
	}
	return false
}

// asks reports whether re has an operation.
func asks(re *syntax.Regexp, op syntax.Op) bool {
	for _, sub := range re.Sub {
		if asks(sub, op) {
			return true
		}
	}
	return re.Op == op
}

// first adds the bytes that a match of re begins with to set. empty reports whether
// a match may have none; ok is false if there are others than those of words.
func first(re *syntax.Regexp, set *[256]bool) (empty, ok bool) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpWordBoundary:
		return true, true
	case syntax.OpLiteral:
		return false, re.Flags&syntax.FoldCase == 0 && firstRunes(re.Rune[0], re.Rune[0], set)
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			if !firstRunes(re.Rune[i], re.Rune[i+1], set) {
				return false, false
			}
		}
		return false, true
	case syntax.OpCapture, syntax.OpPlus:
		return first(re.Sub[0], set)
	case syntax.OpQuest, syntax.OpStar:
		_, ok = first(re.Sub[0], set)
		return true, ok
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if empty, ok := first(sub, set); !empty || !ok {
				return empty, ok
			}
		}
		return true, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			e, ok := first(sub, set)
			if !ok {
				return false, false
			}
			empty = empty || e
		}
		return empty, true
	}
	return false, false
}

// firstRunes adds the runes from lo to hi, and reports whether all are bytes of
// words.
func firstRunes(lo, hi rune, set *[256]bool) bool {
	for r := lo; r <= hi; r++ {
		if r >= 0x80 || !isWord(byte(r)) {
			return false
		}
		set[r] = true
	}
	return true
}
