package dialect

import (
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
	class   [256]int32 // bytes that no atom has are 0
	// next is the state for a state and a class of byte, at their sum: states
	// are multiples of the number of classes. One in which atoms end is
	// inverted.
	next []int32
	ends [][]ending // by state, not multiplied
	size int32      // number of classes
}

// A target is one way of an expression.
type target struct {
	expr  int
	full  uint8 // all clauses met
	exact bool
}

// An ending is an atom that ends in a state, and the clause it meets.
type ending struct {
	length        int
	before, after edge
	target        int32
	clause        uint8
}

// A sieve is what a filter notes during one pass. It is used again.
type sieve struct {
	met, metInPart []uint8 // by target: the clauses met
	touched        []int32
}

// newFilter makes a filter of what each expression needs, nil for those of
// which nothing is known.
func newFilter(exprs [][]need) *filter {
	f := &filter{words: (len(exprs) + 63) / 64}
	f.always = make([]uint64, f.words)
	var leaves []leaf
	for i, needs := range exprs {
		if needs == nil {
			add(f.always, i)
		}
		for _, n := range needs {
			for c, atoms := range n.clauses {
				for _, a := range atoms {
					e := ending{length: len(a.text), before: a.before, after: a.after, target: int32(len(f.targets)), clause: 1 << c}
					leaves = append(leaves, leaf{a.text, e})
				}
			}
			f.targets = append(f.targets, target{expr: i, exact: n.exact, full: 1<<len(n.clauses) - 1})
		}
	}
	f.link(f.trie(leaves))
	return f
}

func add(set []uint64, i int)      { set[i/64] |= 1 << (i % 64) }
func has(set []uint64, i int) bool { return set[i/64]&(1<<(i%64)) != 0 }

// A leaf is an atom that meets a clause.
type leaf struct {
	text string
	end  ending
}

// A node is a state of the automaton while it is made: what follows its parent
// by one byte.
type node struct {
	parent, depth, suffix int
	class                 int32
	ends                  []ending
}

// trie makes nodes of all beginnings of atoms.
func (f *filter) trie(leaves []leaf) []node {
	slices.SortStableFunc(leaves, func(a, b leaf) int { return strings.Compare(a.text, b.text) })
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
		at.ends, last = append(at.ends, l.end), l.text
	}
	return nodes
}

// classOf returns the class of a byte of an atom.
func (f *filter) classOf(c byte) int32 {
	if f.class[c] == 0 {
		f.size++
		f.class[c] = f.size
	}
	return f.class[c]
}

// link makes the table of states. Where no node follows for a byte, the
// automaton goes on as the longest suffix that is a node does; that is less
// deep, so nodes are linked by their depth.
func (f *filter) link(nodes []node) {
	f.size++
	size := int(f.size)
	f.next = make([]int32, len(nodes)*size)
	f.ends = make([][]ending, len(nodes))
	for _, level := range levels(nodes) {
		for _, at := range level {
			n := &nodes[at]
			slot := &f.next[n.parent*size+int(n.class)]
			n.suffix, *slot = int(*slot), int32(at)
		}
		for _, at := range level {
			n := &nodes[at]
			copy(f.next[at*size:(at+1)*size], f.next[n.suffix*size:])
			if f.ends[at] = n.ends; len(f.ends[n.suffix]) > 0 {
				f.ends[at] = slices.Concat(n.ends, f.ends[n.suffix])
			}
		}
	}
	for i, to := range f.next {
		f.next[i] = to * f.size
		if len(f.ends[to]) > 0 {
			f.next[i] = ^f.next[i]
		}
	}
}

// levels returns the nodes behind the first by their depth.
func levels(nodes []node) [][]int {
	var out [][]int
	for i, n := range nodes[1:] {
		for len(out) < n.depth {
			out = append(out, nil)
		}
		out[n.depth-1] = append(out[n.depth-1], i+1)
	}
	return out
}

// pass returns three sets of expressions: those that may match the text, those
// of them that do, and those that may match some part of it.
func (f *filter) pass(low string, s *sieve) (may, do, inPart []uint64) {
	if s.met == nil {
		s.met, s.metInPart = make([]uint8, len(f.targets)), make([]uint8, len(f.targets))
	}
	state := int32(0)
	for i := range len(low) {
		if state = f.next[state+f.class[low[i]]]; state < 0 {
			state = ^state
			for _, e := range f.ends[state/f.size] {
				f.note(s, &e, low, i+1)
			}
		}
	}
	return f.settle(s)
}

// note notes that an atom ends at an offset, and whether its ends are what they
// must be.
func (f *filter) note(s *sieve, e *ending, low string, end int) {
	if s.met[e.target]|s.metInPart[e.target] == 0 {
		s.touched = append(s.touched, e.target)
	}
	s.metInPart[e.target] |= e.clause
	from := end - e.length
	switch {
	case e.before&textStart != 0 && from > 0:
	case e.after&textEnd != 0 && end < len(low):
	case e.before&wordEdge != 0 && (from > 0 && isWord(low[from-1])) == isWord(low[from]):
	case e.after&wordEdge != 0 && (end < len(low) && isWord(low[end])) == isWord(low[end-1]):
	default:
		s.met[e.target] |= e.clause
	}
}

// settle makes sets of what was noted, and forgets it.
func (f *filter) settle(s *sieve) (may, do, inPart []uint64) {
	sets := make([]uint64, 3*f.words)
	may, do, inPart = sets[:f.words], sets[f.words:2*f.words], sets[2*f.words:]
	copy(may, f.always)
	copy(inPart, f.always)
	for _, i := range s.touched {
		t := &f.targets[i]
		if s.metInPart[i] == t.full {
			add(inPart, t.expr)
		}
		if s.met[i] == t.full {
			add(may, t.expr)
			if t.exact {
				add(do, t.expr)
			}
		}
		s.met[i], s.metInPart[i] = 0, 0
	}
	s.touched = s.touched[:0]
	return may, do, inPart
}
