package dialect

import (
	"cmp"
	"slices"
	"strings"
)

// This file tells of all expressions of a vocabulary at once which may match a
// text, in one pass over its bytes: an automaton (Aho and Corasick 1975) looks
// for all atoms of all expressions, and notes which clauses are met.

// A filter is made of the expressions of a vocabulary. It does not change.
type filter struct {
	words   int        // of a set of expressions
	always  []uint64   // the expressions that nothing is known of
	targets []target   // the ways of all others
	class   [256]uint8 // bytes that no atom has are 0
	classes int
	// next is the state for a state and a class of byte, state by state. Those
	// that texts are in most come first; those in which atoms end come last,
	// from state first on, and have their endings in ends.
	next  []uint16
	first int
	ends  [][]*leaf
	// starts are the atoms that count at the beginning of a text only, by their
	// first byte.
	starts [256][]*leaf
}

// maxStates bounds the states of a filter. Expressions for which there is no
// room always run.
const maxStates = 1<<16 - 1

// A target is one way of an expression.
type target struct {
	expr   int
	full   uint8 // all clauses met
	exact  bool
	digit  bool // the text must have a digit, too
	inPart bool // parts of texts are asked about
}

// A leaf is an atom, and the clauses that it meets.
type leaf struct {
	atom
	meets []clause
}

// A clause is one of a target.
type clause struct {
	target int32
	bit    uint8
}

// A sieve is what a filter notes during one pass. It is used again.
type sieve struct {
	met, metInPart []uint8 // by target: the clauses met
	touched        []int32
}

// newFilter makes a filter of what each expression needs, nil for those of
// which nothing is known. parted are the expressions that parts of texts are asked
// about.
func newFilter(exprs [][]need, parted []uint64) *filter {
	f := &filter{words: (len(exprs) + 63) / 64}
	f.always = make([]uint64, f.words)
	leaves := make(map[atom]*leaf)
	states := 1
	for i, needs := range exprs {
		for _, n := range needs {
			states += n.size()
		}
		if needs == nil || states > maxStates {
			add(f.always, i)
			continue
		}
		for _, n := range needs {
			f.target(n, target{expr: i, exact: n.exact, inPart: has(parted, i)}, leaves)
		}
	}
	f.link(f.trie(f.sorted(leaves)))
	return f
}

func add(set []uint64, i int)      { set[i/64] |= 1 << (i % 64) }
func has(set []uint64, i int) bool { return set[i/64]&(1<<(i%64)) != 0 }

// target adds a target that needs n. That there is a digit is not told by atoms:
// dozens of expressions ask for one.
func (f *filter) target(n need, t target, leaves map[atom]*leaf) {
	bit := uint8(1)
	for _, atoms := range n.clauses {
		if len(n.clauses) > 1 && isAnyDigit(atoms) {
			t.digit = true
			continue
		}
		for _, a := range atoms {
			if leaves[a] == nil {
				leaves[a] = &leaf{atom: a}
			}
			leaves[a].meets = append(leaves[a].meets, clause{int32(len(f.targets)), bit})
		}
		t.full |= bit
		bit <<= 1
	}
	f.targets = append(f.targets, t)
}

// isAnyDigit reports whether a clause asks for a digit, whichever.
func isAnyDigit(atoms []atom) bool {
	return len(atoms) == 10 && isDigits(atoms) && !slices.ContainsFunc(atoms, func(a atom) bool { return a.before|a.after != 0 })
}

// sorted returns leaves by their text, without those that count at the beginning
// of a text only, which it puts aside.
func (f *filter) sorted(leaves map[atom]*leaf) []*leaf {
	var out []*leaf
	for _, l := range leaves {
		if l.before&textStart != 0 && !slices.ContainsFunc(l.meets, func(c clause) bool { return f.targets[c.target].inPart }) {
			f.starts[l.text[0]] = append(f.starts[l.text[0]], l)
			continue
		}
		out = append(out, l)
	}
	byText := func(a, b *leaf) int {
		return cmp.Or(strings.Compare(a.text, b.text), cmp.Compare(a.before, b.before), cmp.Compare(a.after, b.after))
	}
	slices.SortFunc(out, byText)
	for _, of := range f.starts {
		slices.SortFunc(of, byText)
	}
	return out
}

// A node is a state of the automaton while it is made: what follows its parent
// by one byte.
type node struct {
	parent, depth int
	class         uint8
	suffix        int     // the longest suffix of it that is a node, too
	ends          []*leaf // here, and in its suffixes
	state         int
}

// trie makes nodes of all beginnings of atoms, which are sorted.
func (f *filter) trie(leaves []*leaf) []node {
	nodes := []node{{}}
	path, last := []int{0}, "" // the nodes of the atom before
	for _, l := range leaves {
		same := 0
		for same < min(len(last), len(l.text)) && last[same] == l.text[same] {
			same++
		}
		path = path[:same+1]
		for i := same; i < len(l.text); i++ {
			nodes = append(nodes, node{parent: path[i], depth: i + 1, class: f.classOf(l.text[i])})
			path = append(path, len(nodes)-1)
		}
		at := &nodes[path[len(l.text)]]
		at.ends, last = append(at.ends, l), l.text
	}
	return nodes
}

// classOf returns the class of a byte of an atom. There are 243 at most, those
// that UTF-8 uses.
func (f *filter) classOf(c byte) uint8 {
	if f.class[c] == 0 {
		f.classes++
		f.class[c] = uint8(f.classes)
	}
	return f.class[c]
}

// link makes the table of states. Where no node follows for a byte, the
// automaton goes on as the longest suffix that is a node does; that is less
// deep, so nodes are linked by their depth.
func (f *filter) link(nodes []node) {
	f.classes++
	next := make([]int32, len(nodes)*f.classes) // by nodes
	order := byDepth(nodes)
	for i := 1; i < len(order); {
		from, depth := i, nodes[order[i]].depth
		for ; i < len(order) && nodes[order[i]].depth == depth; i++ {
			n := &nodes[order[i]]
			slot := &next[n.parent*f.classes+int(n.class)]
			n.suffix, *slot = int(*slot), int32(order[i])
		}
		for _, at := range order[from:i] {
			n := &nodes[at]
			copy(next[at*f.classes:(at+1)*f.classes], next[n.suffix*f.classes:])
			n.ends = append(n.ends, nodes[n.suffix].ends...)
		}
	}
	f.number(nodes, order)
	f.next = make([]uint16, len(next))
	for at, n := range nodes {
		for c := range f.classes {
			f.next[n.state*f.classes+c] = uint16(nodes[next[at*f.classes+c]].state)
		}
	}
}

// number gives each node a state.
func (f *filter) number(nodes []node, order []int) {
	for _, at := range order {
		if len(nodes[at].ends) == 0 {
			nodes[at].state = f.first
			f.first++
		}
	}
	for _, at := range order {
		if n := &nodes[at]; len(n.ends) > 0 {
			n.state = f.first + len(f.ends)
			f.ends = append(f.ends, n.ends)
		}
	}
}

func byDepth(nodes []node) []int {
	out := make([]int, len(nodes))
	for i := range out {
		out[i] = i
	}
	slices.SortStableFunc(out, func(a, b int) int { return nodes[a].depth - nodes[b].depth })
	return out
}

// pass puts three sets of expressions into out, one behind the other: those that
// may match the text, those of them that do, and of those that parts are asked
// about, which may match some part of the text.
func (f *filter) pass(low string, s *sieve, out []uint64) {
	if s.met == nil {
		s.met, s.metInPart = make([]uint8, len(f.targets)), make([]uint8, len(f.targets))
	}
	if low != "" {
		for _, l := range f.starts[low[0]] {
			if strings.HasPrefix(low, l.text) {
				f.note(s, l, low, len(l.text))
			}
		}
	}
	state, digit := 0, false
	for i := range len(low) {
		c := low[i]
		digit = digit || '0' <= c && c <= '9'
		state = int(f.next[state*f.classes+int(f.class[c])])
		if state >= f.first {
			for _, l := range f.ends[state-f.first] {
				f.note(s, l, low, i+1)
			}
		}
	}
	f.settle(s, digit, out)
}

// note notes that an atom ends at an offset, and whether its ends are what they
// must be.
func (f *filter) note(s *sieve, l *leaf, low string, end int) {
	fits := l.fits(low, end)
	for _, c := range l.meets {
		if !fits && !f.targets[c.target].inPart {
			continue
		}
		if s.met[c.target]|s.metInPart[c.target] == 0 {
			s.touched = append(s.touched, c.target)
		}
		s.metInPart[c.target] |= c.bit
		if fits {
			s.met[c.target] |= c.bit
		}
	}
}

// fits reports whether the ends of an atom, the last of which is at end, are what
// they must be.
func (l *leaf) fits(low string, end int) bool {
	from := end - len(l.text)
	switch {
	case l.before&textStart != 0 && from > 0, l.after&textEnd != 0 && end < len(low):
		return false
	case l.before&wordEdge != 0 && (from > 0 && isWord(low[from-1])) == isWord(low[from]):
		return false
	case l.after&wordEdge != 0 && (end < len(low) && isWord(low[end])) == isWord(low[end-1]):
		return false
	}
	return true
}

// settle makes sets of what was noted, and forgets it.
func (f *filter) settle(s *sieve, digit bool, out []uint64) {
	may, do, inPart := out[:f.words], out[f.words:2*f.words], out[2*f.words:]
	copy(may, f.always)
	copy(inPart, f.always)
	for _, i := range s.touched {
		t := &f.targets[i]
		if s.metInPart[i] == t.full && (digit || !t.digit) {
			add(inPart, t.expr)
		}
		if s.met[i] == t.full && (digit || !t.digit) {
			add(may, t.expr)
			if t.exact {
				add(do, t.expr)
			}
		}
		s.met[i], s.metInPart[i] = 0, 0
	}
	s.touched = s.touched[:0]
}
