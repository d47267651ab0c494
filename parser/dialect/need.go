package dialect

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// This file finds out what a text must contain for a regular expression to
// match. Hardly any cell of a table contains a phrase, and looking for strings
// costs a hundredth of running expressions. An expression is taken apart into
// ways to match, each a row of parts:
//
//	\bread[- ]?only\b          one way:  "read-only" or "read only" or "readonly", as a word
//	^iso ?8601\b.*\bduration   one way:  "iso 8601" or "iso8601" at the beginning, anything, "duration"
//
// What is not worth being spelt out (a class of many characters, a repetition)
// is "anything": then a way promises less, but never something wrong. A way
// that is nothing but a set of strings says exactly when the expression
// matches, and the expression need not run at all. The idea is that of the
// prefilter of the RE2 library.

// An edge is what must be so at an end of an atom.
type edge uint8

const (
	wordEdge  edge = 1 << iota // a word begins or ends: \b
	textStart                  // ^
	textEnd                    // $
)

// An atom is a string, with what must be so at its ends. That of an empty one
// stands in before.
type atom struct {
	text          string
	before, after edge
}

// A part of a way to match is one of a set of atoms, or, if that is nil,
// anything. Sets that are not exact have atoms which do not match.
type part struct {
	atoms []atom
	exact bool
}

func (p part) anything() bool { return p.atoms == nil }

// texts returns the strings of the atoms, nil if p may be nothing, or if one of the
// atoms is not as it must be.
func (p part) texts(must func(atom) bool) []string {
	var out []string
	for _, a := range p.atoms {
		if a.text == "" || !must(a) {
			return nil
		}
		out = append(out, a.text)
	}
	return out
}

// isEdge reports whether p is nothing but an end of a word or of the text.
func (p part) isEdge() bool { return len(p.atoms) == 1 && p.atoms[0].text == "" }

// A way to match is parts that follow one another.
type way []part

// Bounds of what is spelt out: the more, the fewer expressions run in vain, and
// the larger the filter.
const (
	maxWays  = 32  // of one expression
	maxAtoms = 8   // that two parts make together
	maxUnion = 512 // of a set of alternatives
	maxClass = 10  // characters of a class: digits
)

// need is what a text must contain for one way of an expression to match: an
// atom of each clause. If it is exact, the expression then does match.
type need struct {
	clauses [][]atom
	exact   bool
	// fronts and backs are what the text then begins and ends with, nil if that may be
	// anything.
	fronts, backs []string
}

// needs returns what the ways of a pattern need; nil if one of them needs
// nothing worth looking for, so that the expression always has to run. The
// expression is valid.
func needs(pattern string) []need {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	var out []need
	for _, w := range ways(re) {
		n := w.need()
		if n.clauses == nil {
			return nil
		}
		n.fronts = w[0].texts(func(a atom) bool { return a.before&textStart != 0 })
		n.backs = w[len(w)-1].texts(func(a atom) bool { return a.after&textEnd != 0 })
		if !slices.ContainsFunc(out, n.equal) {
			out = append(out, n)
		}
	}
	return out
}

func (n need) equal(other need) bool {
	return n.exact == other.exact && slices.EqualFunc(n.clauses, other.clauses, slices.Equal[[]atom]) &&
		slices.Equal(n.fronts, other.fronts) && slices.Equal(n.backs, other.backs)
}

// lone returns the word or words that a text must have, where nothing else counts;
// "" if the need is anything but that.
func (n need) lone() string {
	if !n.exact || len(n.clauses[0]) != 1 {
		return ""
	}
	a := n.clauses[0][0]
	if a.before != wordEdge || a.after != wordEdge || !isWord(a.text[0]) || !isWord(a.text[len(a.text)-1]) {
		return ""
	}
	return a.text
}

// size returns how many bytes the atoms have.
func (n need) size() int {
	size := 0
	for _, atoms := range n.clauses {
		for _, a := range atoms {
			size += len(a.text)
		}
	}
	return size
}

// ways returns the ways to match re.
func ways(re *syntax.Regexp) []way {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return exactly(atom{})
	case syntax.OpLiteral:
		if s := string(re.Rune); re.Flags&syntax.FoldCase == 0 && !strings.ContainsRune(s, utf8.RuneError) {
			return exactly(atom{text: s})
		}
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpBeginText:
		return exactly(atom{before: textStart})
	case syntax.OpEndText:
		return exactly(atom{before: textEnd})
	case syntax.OpWordBoundary:
		return exactly(atom{before: wordEdge})
	case syntax.OpCapture:
		return ways(re.Sub[0])
	case syntax.OpQuest:
		return union(ways(re.Sub[0]), exactly(atom{}))
	case syntax.OpPlus:
		return concat(ways(re.Sub[0]), anything())
	case syntax.OpRepeat:
		if re.Min > 0 {
			return concat(ways(re.Sub[0]), anything())
		}
	case syntax.OpConcat:
		out := exactly(atom{})
		for _, sub := range re.Sub {
			out = concat(out, ways(sub))
		}
		return out
	case syntax.OpAlternate:
		out := ways(re.Sub[0])
		for _, sub := range re.Sub[1:] {
			out = union(out, ways(sub))
		}
		return out
	}
	return anything()
}

func anything() []way { return []way{{part{}}} }

func exactly(atoms ...atom) []way { return []way{{part{atoms: atoms, exact: true}}} }

// class returns the characters of a class, which is pairs of bounds.
func class(bounds []rune) []way {
	var atoms []atom
	for i := 0; i < len(bounds); i += 2 {
		for r := bounds[i]; r <= bounds[i+1]; r++ {
			if len(atoms) == maxClass || r == utf8.RuneError {
				return anything()
			}
			atoms = append(atoms, atom{text: string(r)})
		}
	}
	if atoms == nil {
		return anything()
	}
	return exactly(atoms...)
}

// union returns the ways to match a or b.
func union(a, b []way) []way {
	if len(a) == 1 && len(b) == 1 && len(a[0]) == 1 && len(b[0]) == 1 {
		x, y := a[0][0], b[0][0]
		if !x.anything() && !y.anything() && len(x.atoms)+len(y.atoms) <= maxUnion {
			return []way{{part{atoms: slices.Concat(x.atoms, y.atoms), exact: x.exact && y.exact}}}
		}
	}
	out := slices.Concat(a, b)
	if len(out) > maxWays {
		return one(out)
	}
	return out
}

// concat returns the ways to match a and then b.
func concat(a, b []way) []way {
	if len(a)*len(b) > maxWays {
		a = one(a)
	}
	var out []way
	for _, x := range a {
		for _, y := range b {
			if w := x.then(y); w != nil {
				out = append(out, w)
			}
		}
	}
	if out == nil {
		return anything() // it never matches; nobody writes that
	}
	return out
}

// one makes one way of several: anything, with an atom of any of them in it.
func one(ways []way) []way {
	var atoms []atom
	for _, w := range ways {
		clauses := w.need().clauses
		if clauses == nil {
			return anything()
		}
		atoms = append(atoms, clauses[0]...)
	}
	return []way{{part{}, part{atoms: atoms}, part{}}}
}

// then returns w with next behind it, nil if that cannot be. The parts that
// meet are spelt out together, unless that makes too many.
func (w way) then(next way) way {
	last, first := w[len(w)-1], next[0]
	if last.anything() && first.anything() {
		return slices.Concat(w, next[1:])
	}
	if last.anything() || first.anything() {
		return slices.Concat(w, next)
	}
	if !last.isEdge() && !first.isEdge() && len(last.atoms)*len(first.atoms) > maxAtoms {
		return slices.Concat(w, way{first.behind(last)}, next[1:])
	}
	both := part{exact: last.exact && first.exact}
	for _, a := range last.atoms {
		for _, b := range first.atoms {
			if c, ok := a.then(b); ok {
				both.atoms = append(both.atoms, c)
			}
		}
	}
	if both.atoms == nil {
		return nil
	}
	return slices.Concat(w[:len(w)-1], way{both}, next[1:])
}

// behind returns p with what stands right before it in mind: a word that is behind
// a blank begins there.
func (p part) behind(last part) part {
	if !slices.ContainsFunc(last.atoms, func(a atom) bool { return !a.endsAtEdge() }) {
		p.atoms = slices.Clone(p.atoms)
		for i, a := range p.atoms {
			if a.text != "" && isWord(a.text[0]) {
				p.atoms[i].before |= wordEdge
			}
		}
	}
	return p
}

// endsAtEdge reports whether a word that follows a begins there.
func (a atom) endsAtEdge() bool {
	if a.text == "" {
		return a.before&(wordEdge|textStart) != 0
	}
	return a.after&wordEdge != 0 || !isWord(a.text[len(a.text)-1])
}

// then returns a with b behind it, and false if their ends contradict.
func (a atom) then(b atom) (atom, bool) {
	switch {
	case a.text == "":
		b.before |= a.before
		return b, b.text == "" || b.before&textEnd == 0
	case b.text == "":
		a.after |= b.before
		return a, a.after&textStart == 0
	}
	meet := a.after | b.before
	if meet&^wordEdge != 0 || meet&wordEdge != 0 && isWord(a.text[len(a.text)-1]) == isWord(b.text[0]) {
		return atom{}, false
	}
	return atom{text: a.text + b.text, before: a.before, after: b.after}, true
}

func isLetter(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// isWord reports whether \b takes a byte for a part of a word.
func isWord(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || isLetter(c)
}

// Bounds of what is looked for.
const (
	maxExact   = 64 // atoms that say all
	maxLength  = 12 // bytes of an atom of any other set
	maxClauses = 2  // and one of digits
	minWorth   = 6  // of a further clause
)

// need returns what the way needs, the clause worth most first; no clauses if
// it needs nothing worth looking for.
func (w way) need() need {
	if len(w) == 1 && w[0].exact && strength(w[0].atoms) > 0 && len(w[0].atoms) <= maxExact {
		return need{clauses: [][]atom{w[0].atoms}, exact: true}
	}
	var clauses, digits [][]atom
	for _, p := range w {
		switch c := short(p.atoms); {
		case strength(c) == 0:
		case isDigits(c):
			digits = [][]atom{c}
		default:
			clauses = append(clauses, c)
		}
	}
	slices.SortStableFunc(clauses, func(a, b []atom) int { return worth(b) - worth(a) })
	for i := 1; i < len(clauses); i++ {
		if i == maxClauses || worth(clauses[i]) < minWorth {
			clauses = clauses[:i]
		}
	}
	return need{clauses: append(clauses, digits...)}
}

// worth says how good a clause is: its atoms are rare, and not many.
func worth(atoms []atom) int { return 3*min(strength(atoms), maxLength) - len(atoms) }

// isDigits reports whether a clause asks for a digit, which hardly any text has.
func isDigits(atoms []atom) bool {
	return !slices.ContainsFunc(atoms, func(a atom) bool { return len(a.text) != 1 || a.text[0] < '0' || a.text[0] > '9' })
}

// short returns atoms cut to a length that tells most texts apart, each once.
func short(atoms []atom) []atom {
	var out []atom
	for _, a := range atoms {
		if len(a.text) > maxLength {
			a = atom{text: a.text[:maxLength], before: a.before}
		}
		if !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// strength says how rare the most common atom of a set is: how many characters
// it has, and ends. It is 0 if one of the atoms is nothing at all, or a letter
// or blank that every text has.
func strength(atoms []atom) int {
	least := 0
	for i, a := range atoms {
		n := len(a.text)
		if n == 0 || n == 1 && (a.text == " " || isLetter(a.text[0])) && a.before|a.after == 0 {
			return 0
		}
		if a.before != 0 {
			n++
		}
		if a.after != 0 {
			n++
		}
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}
