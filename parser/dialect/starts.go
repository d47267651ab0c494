package dialect

import (
	"regexp/syntax"
	"slices"
	"strings"
)

// This file finds out what a match of an expression begins with, if that is at the
// beginning of a word: nearly all phrases do. Package regexp then tries each byte of
// a text, because only a literal at the very front would help it.

// starts returns strings of which one begins each match of a pattern, as a word does;
// nil if a match may begin in the middle of a word or with anything, or if it asks
// where the text begins. The expression is valid.
func starts(pattern string) []string {
	if strings.Contains(pattern, `\Q`) { // which would quote what is put behind
		return nil
	}
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil || asks(re, syntax.OpBeginText) || asks(re, syntax.OpBeginLine) {
		return nil
	}
	var out []string
	for _, w := range ways(re) {
		if w[0].anything() || slices.ContainsFunc(w[0].atoms, func(a atom) bool { return !a.beginsWord() }) {
			return nil
		}
		for _, a := range w[0].atoms {
			out = append(out, a.text)
		}
	}
	return out
}

// beginsWord reports whether a stands at the beginning of a word.
func (a atom) beginsWord() bool { return a.text != "" && a.before&wordEdge != 0 && isWord(a.text[0]) }

// asks reports whether re has an operation.
func asks(re *syntax.Regexp, op syntax.Op) bool {
	for _, sub := range re.Sub {
		if asks(sub, op) {
			return true
		}
	}
	return re.Op == op
}
