package dialect

import (
	"cmp"
	"slices"
)

// This file makes the automaton that finds all atoms in one pass (Aho and Corasick
// 1975). Nearly all atoms are at the beginning of a word, and texts are mostly the
// middles of words: so the automaton begins anew at each beginning of a word, and
// does not begin anything there in between. Small and capital letters are one.

// An automaton is in one state before each byte.
type automaton struct {
	class [256]uint8 // of bytes
	// next is the state for a state and a class of byte, state by state, each with
	// 1<<shift classes. Those states that texts are in most come first; those in
	// which atoms end come last, from state first on, and ends says which marks are
	// theirs.
	next         []uint16
	shift        uint8
	start, first uint16
	ends         []run
	marks        []mark
}

// A run is a part of a list.
type run struct{ from, to uint32 }

// maxStates bounds the states of a filter. Expressions for which there is no
// room always run.
const maxStates = 1<<16 - 3

// A node is a state of the automaton while it is made: what follows its parent
// by one byte.
type node struct {
	parent int
	class  uint8
	// level is twice the length, and one more for what begins with a word.
	level  int
	suffix int    // the node of the highest level below it that is at its end
	ends   []leaf // here, and in its suffixes
	state  uint16
}

// The nodes of nothing: anywhere, and at the beginning of a word or between two
// bytes of which none is of a word.
const (
	anywhere = iota
	atEdge
)

// The classes of bytes that no atom has.
const (
	otherByte = iota
	otherWord
)

// newAutomaton makes an automaton of atoms, which are sorted by their texts.
func newAutomaton(leaves []leaf) automaton {
	var b automatonBuilder
	for c := range 256 {
		if isWord(byte(c)) {
			b.class[c] = otherWord
		}
	}
	b.classes = 2
	b.words = []bool{false, true}
	b.nodes = []node{anywhere: {}, atEdge: {level: 1, suffix: anywhere}}
	for _, edge := range []bool{false, true} {
		b.trie(leaves, edge)
	}
	for c := 'A'; c <= 'Z'; c++ {
		b.class[c] = b.class[small(byte(c))]
	}
	b.link()
	return b.automaton
}

// An automatonBuilder makes an automaton.
type automatonBuilder struct {
	automaton
	nodes   []node
	classes int
	words   []bool // by class: bytes of words
}

// atWord reports whether an atom is looked for at the beginning of words only.
func (l *leaf) atWord() bool {
	return isWord(l.text[0]) && (l.before == wordEdge || l.before&textStart != 0 && !l.amid)
}

// trie makes nodes of all beginnings of atoms, of those that are looked for at
// words only or of all others.
func (b *automatonBuilder) trie(leaves []leaf, atWord bool) {
	root := anywhere
	if atWord {
		root = atEdge
	}
	path, last := []int{root}, "" // the nodes of the atom before
	for _, l := range leaves {
		if l.atWord() != atWord {
			continue
		}
		same := 0
		for same < min(len(last), len(l.text)) && last[same] == l.text[same] {
			same++
		}
		path = path[:same+1]
		for i := same; i < len(l.text); i++ {
			b.nodes = append(b.nodes, node{parent: path[i], level: b.nodes[path[i]].level + 2, class: b.classOf(l.text[i])})
			path = append(path, len(b.nodes)-1)
		}
		last = l.text
		at := &b.nodes[path[len(l.text)]]
		if atWord {
			l.before &^= wordEdge
		}
		at.ends = append(at.ends, l)
	}
}

// classOf returns the class of a byte of an atom. There are 245 at most, those
// that UTF-8 uses and two.
func (b *automatonBuilder) classOf(c byte) uint8 {
	if b.class[c] <= otherWord {
		b.class[c] = uint8(b.classes)
		b.words = append(b.words, isWord(c))
		b.classes++
	}
	return b.class[c]
}

// link makes the table of states. Where no node follows for a byte, the automaton
// goes on as the suffix does. So the row of a node is that of its suffix but for
// the nodes that follow it; the suffix is of a lower level, and what follows it
// is, at most, of the next level.
func (b *automatonBuilder) link() {
	next := make([]int32, len(b.nodes)*b.classes) // by nodes
	for c, word := range b.words {
		if !word {
			next[c] = atEdge
		}
	}
	levels := b.levels()
	for i, level := range levels[1:] {
		if i+2 < len(levels) {
			for _, at := range levels[i+2] {
				n := &b.nodes[at]
				slot := &next[n.parent*b.classes+int(n.class)]
				n.suffix, *slot = int(*slot), int32(at)
			}
		}
		for _, at := range level {
			n := &b.nodes[at]
			copy(next[at*b.classes:(at+1)*b.classes], next[n.suffix*b.classes:])
			n.ends = append(n.ends, b.nodes[n.suffix].ends...)
		}
	}
	b.number(slices.Concat(levels...))
	for 1<<b.shift < b.classes {
		b.shift++
	}
	b.next = make([]uint16, len(b.nodes)<<b.shift)
	for at, n := range b.nodes {
		for c := range b.classes {
			b.next[int(n.state)<<b.shift+c] = b.nodes[next[at*b.classes+c]].state
		}
	}
	b.start = b.nodes[atEdge].state
}

// levels returns the nodes of each level.
func (b *automatonBuilder) levels() [][]int {
	top := slices.MaxFunc(b.nodes, func(a, b node) int { return cmp.Compare(a.level, b.level) })
	out := make([][]int, top.level+1)
	for i, n := range b.nodes {
		out[n.level] = append(out[n.level], i)
	}
	return out
}

// number gives each node a state.
func (b *automatonBuilder) number(order []int) {
	for _, at := range order {
		if len(b.nodes[at].ends) == 0 {
			b.nodes[at].state = b.first
			b.first++
		}
	}
	for _, at := range order {
		if n := &b.nodes[at]; len(n.ends) > 0 {
			n.state = b.first + uint16(len(b.ends))
			from := len(b.marks)
			b.marks = append(b.marks, marks(n.ends)...)
			b.ends = append(b.ends, run{uint32(from), uint32(len(b.marks))})
		}
	}
}
