package dialect

import (
	"cmp"
	"slices"
	"strings"
)

// This file tells of all expressions of a vocabulary at once which may match a
// text, in one pass over its bytes: an automaton looks for all atoms of all
// expressions, and notes which clauses are met. That is nearly all that is ever
// asked, so what each expression makes of its clauses is found out when somebody
// asks for it.

// A filter is made of the expressions of a vocabulary. It does not change.
type filter struct {
	// ways are those of each expression; nil if nothing is known of it.
	ways [][]target
	// words is how many words a set of all clauses has, and parted that of those
	// which parts of texts are asked about. These come first.
	words, parted int
	automaton
	// starts are the atoms that count at the beginning of a text only, by their
	// first byte.
	starts [256][]start
}

// A start is an atom at the beginning of texts.
type start struct {
	text  string
	marks []mark
}

// A target is one way of an expression: all of its clauses must be met.
type target struct {
	clauses []int
	exact   bool
}

// A leaf is an atom, and the clauses that it meets.
type leaf struct {
	atom
	amid  bool      // it may begin a part in the middle of a word
	meets []clauses // in the text
	parts []clauses // in some part of the text, whatever its ends
}

// clauses are some in one word of a set of clauses.
type clauses struct {
	word int
	set  uint64
}

// A mark is what is to be noted where an atom ends, if its ends are what they
// must be.
type mark struct {
	set           uint64 // of clauses
	word          uint16
	length        uint16 // of the atom
	before, after edge
	inPart        bool // to be noted of parts
}

// marks returns what is to be noted where some atoms end, as few marks as will do.
func marks(leaves []leaf) []mark {
	var out []mark
	add := func(m mark) {
		for i := range out {
			if old := &out[i]; old.word == m.word && old.length == m.length && old.before == m.before && old.after == m.after && old.inPart == m.inPart {
				old.set |= m.set
				return
			}
		}
		out = append(out, m)
	}
	for _, l := range leaves {
		for _, c := range l.parts {
			add(mark{set: c.set, word: uint16(c.word), inPart: true})
		}
		for _, c := range l.meets {
			m := mark{set: c.set, word: uint16(c.word), before: l.before, after: l.after}
			if l.before|l.after != 0 {
				m.length = uint16(len(l.text))
			}
			add(m)
		}
	}
	return out
}

// parts says of which parts of a text an expression is asked about.
type parts uint8

const (
	noParts       parts = iota
	sentenceParts       // they begin and end where words do
	anyParts            // those behind a link, which may begin in the middle of a word
)

// newFilter makes a filter of what each expression needs, nil for those of
// which nothing is known, and of the parts that it is asked about.
func newFilter(exprs [][]need, asked []parts) *filter {
	f := &filter{ways: make([][]target, len(exprs))}
	b := filterBuilder{f: f, known: make(map[string]int), leaves: make(map[atom]*leaf)}
	for _, kind := range []parts{anyParts, sentenceParts, noParts} {
		if kind == noParts {
			b.parted = b.clauses
		}
		for i, needs := range exprs {
			if asked[i] == kind {
				b.add(i, needs)
			}
		}
		if kind == anyParts {
			b.amid()
		}
	}
	f.words, f.parted = b.clauses/64+1, b.parted/64+1
	f.automaton = newAutomaton(b.sorted())
	return f
}

func add(set []uint64, i int)      { set[i/64] |= 1 << (i % 64) }
func has(set []uint64, i int) bool { return set[i/64]&(1<<(i%64)) != 0 }

// A filterBuilder makes a filter.
type filterBuilder struct {
	f               *filter
	states          int            // at most
	clauses, parted int            // how many, and how many of them parts are asked about
	known           map[string]int // clauses by their atoms
	leaves          map[atom]*leaf
}

// add adds the i-th expression, unless there is no room for what it needs.
func (b *filterBuilder) add(i int, needs []need) {
	for _, n := range needs {
		b.states += n.size()
	}
	if b.states > maxStates {
		return
	}
	for _, n := range needs {
		t := target{exact: n.exact}
		for _, atoms := range n.clauses {
			t.clauses = append(t.clauses, b.clause(atoms))
		}
		b.f.ways[i] = append(b.f.ways[i], t)
	}
}

// amid marks the atoms so far, of parts that may begin in the middle of a word.
func (b *filterBuilder) amid() {
	for _, l := range b.leaves {
		l.amid = true
	}
}

// clause returns the index of a clause. Dozens of expressions ask for a digit.
func (b *filterBuilder) clause(atoms []atom) int {
	var key strings.Builder
	for _, a := range atoms {
		key.WriteString(a.text)
		key.Write([]byte{0xFF, byte(a.before), byte(a.after)})
	}
	i, ok := b.known[key.String()]
	if ok {
		return i
	}
	i = b.clauses
	b.clauses++
	b.known[key.String()] = i
	for _, a := range atoms {
		l := b.leaves[a]
		if l == nil {
			l = &leaf{atom: a}
			b.leaves[a] = l
		}
		l.meets = meet(l.meets, i)
	}
	return i
}

// meet adds a clause to those that a leaf meets.
func meet(all []clauses, i int) []clauses {
	for k := range all {
		if all[k].word == i/64 {
			all[k].set |= 1 << (i % 64)
			return all
		}
	}
	return append(all, clauses{i / 64, 1 << (i % 64)})
}

// sorted returns the leaves for the automaton, and puts those aside that count at
// the beginning of a text only.
func (b *filterBuilder) sorted() []leaf {
	var out []leaf
	for _, l := range b.leaves {
		for _, c := range l.meets {
			if c.word == b.parted/64 {
				c.set &= 1<<(b.parted%64) - 1
			}
			if c.word <= b.parted/64 && c.set != 0 {
				l.parts = append(l.parts, c)
			}
		}
		if l.before&textStart != 0 && l.parts == nil {
			b.f.starts[l.text[0]] = append(b.f.starts[l.text[0]], start{l.text, marks([]leaf{*l})})
			continue
		}
		out = append(out, *l)
	}
	byText := func(a, b leaf) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
	}
	slices.SortFunc(out, byText)
	for _, of := range b.f.starts {
		slices.SortFunc(of, func(a, b start) int { return strings.Compare(a.text, b.text) })
	}
	return out
}

// A passage is what a filter tells of a text: the clauses that the text meets, and
// of those that parts are asked about the ones that some part of it may meet.
type passage struct{ met, parts []uint64 }

// size returns how many words the sets of an answer have.
func (f *filter) size() int { return f.words + f.parted }

// pass looks through a text whose letters beyond ASCII are in lower case. sets are
// those of the answer, empty ones.
func (f *filter) pass(s string, sets []uint64) passage {
	p := passage{sets[:f.words:f.words], sets[f.words:]}
	if s != "" {
		starts := f.starts[small(s[0])]
		for i := range starts {
			if l := &starts[i]; hasPrefix(s, l.text) {
				p.note(l.marks, s, len(l.text))
			}
		}
	}
	state, next, class, shift := f.start, f.next, &f.class, f.shift&15
	for i := range len(s) {
		if state = next[int(state)<<shift|int(class[s[i]])]; state >= f.first {
			at := f.ends[state-f.first]
			p.note(f.marks[at.from:at.to], s, i+1)
		}
	}
	return p
}

// hasPrefix reports whether s begins with a prefix in lower case.
func hasPrefix(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		if small(s[i]) != prefix[i] {
			return false
		}
	}
	return true
}

// small returns the lower case of a letter of ASCII.
func small(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// note notes marks of atoms that end at an offset.
func (p *passage) note(marks []mark, s string, end int) {
	for i := range marks {
		switch m := &marks[i]; {
		case m.inPart:
			p.parts[m.word] |= m.set
		case m.before|m.after == 0 || m.fits(s, end):
			p.met[m.word] |= m.set
		}
	}
}

// fits reports whether the ends of an atom, the last of which is at end, are what
// they must be.
func (m *mark) fits(s string, end int) bool {
	from := end - int(m.length)
	switch {
	case m.before&textStart != 0 && from > 0, m.after&textEnd != 0 && end < len(s):
		return false
	case m.before&wordEdge != 0 && (from > 0 && isWord(s[from-1])) == isWord(s[from]):
		return false
	case m.after&wordEdge != 0 && (end < len(s) && isWord(s[end])) == isWord(s[end-1]):
		return false
	}
	return true
}

// may reports whether the i-th expression may match the text, and exact whether
// it then does.
func (f *filter) may(p passage, i int) (may, exact bool) {
	ways := f.ways[i]
	for k := range ways {
		if ways[k].isMet(p.met) {
			if ways[k].exact {
				return true, true
			}
			may = true
		}
	}
	return may || ways == nil, false
}

// mayInPart reports whether the i-th expression, which parts are asked about, may
// match a part of the text.
func (f *filter) mayInPart(p passage, i int) bool {
	return f.ways[i] == nil || slices.ContainsFunc(f.ways[i], func(t target) bool { return t.isMet(p.parts) })
}

func (t *target) isMet(set []uint64) bool {
	for _, c := range t.clauses {
		if !has(set, c) {
			return false
		}
	}
	return true
}
