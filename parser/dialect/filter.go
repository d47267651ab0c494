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
	class   [256]uint8 // bytes that no atom has are 0
	classes int
	// next is the state for a state and a class of byte, state by state. Those
	// that texts are in most come first; those in which atoms end come last,
	// from state first on, and have their endings in ends.
	next  []uint16
	first int
	ends  [][]ending
}

// maxStates bounds the states of a filter. Expressions for which there is no
// room always run.
const maxStates = 1<<16 - 1

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
	parent, depth int
	class         uint8
	suffix        int      // the longest suffix of it that is a node, too
	ends          []ending // here, and in its suffixes
	state         int
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

// pass returns three sets of expressions: those that may match the text, those
// of them that do, and those that may match some part of it.
func (f *filter) pass(low string, s *sieve) (may, do, inPart []uint64) {
	if s.met == nil {
		s.met, s.metInPart = make([]uint8, len(f.targets)), make([]uint8, len(f.targets))
	}
	state := 0
	for i := range len(low) {
		state = int(f.next[state*f.classes+int(f.class[low[i]])])
		if state >= f.first {
			for k := range f.ends[state-f.first] {
				f.note(s, &f.ends[state-f.first][k], low, i+1)
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
