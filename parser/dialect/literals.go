package dialect

import (
	"regexp/syntax"
)

// This file finds, for a regular expression, strings of which every match
// contains at least one. Looking for such a literal first costs a hundredth of
// running the expression, and hardly any cell of a table contains one: with
// a hundred phrases this is what keeps a large corpus at a few seconds.

// literals returns strings of which every match of pattern contains at least
// one, or nil if there is no such set worth looking for.
func literals(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	return required(re.Simplify())
}

func required(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil
		}
		return []string{string(re.Rune)}
	case syntax.OpCapture, syntax.OpPlus:
		return required(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return required(re.Sub[0])
		}
	case syntax.OpConcat:
		return best(re.Sub)
	case syntax.OpAlternate:
		return union(re.Sub)
	}
	return nil
}

// best returns the set of the part whose shortest literal is the longest.
func best(parts []*syntax.Regexp) []string {
	var out []string
	for _, sub := range parts {
		if lits := required(sub); shortest(lits) > shortest(out) {
			out = lits
		}
	}
	return out
}

func union(parts []*syntax.Regexp) []string {
	var out []string
	for _, sub := range parts {
		lits := required(sub)
		if lits == nil {
			return nil
		}
		out = append(out, lits...)
	}
	return out
}

func shortest(lits []string) int {
	if len(lits) == 0 {
		return 0
	}
	n := len(lits[0])
	for _, l := range lits {
		n = min(n, len(l))
	}
	return n
}
