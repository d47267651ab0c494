package selection

import (
	"math/bits"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file counts what each of many entries would add, with all that this needs in
// turn. A search for each entry costs the square where types lead from one to the
// next; here all are counted at once, 512 things at a time. Which of these a node
// leads to is a set of bits, the union of those of the nodes that it needs. What
// needs one another in a circle leads to the same, and counts as one.

// Costs say how much Go things need. A piece may be of several things and counts
// once. Types and enums are named in full, requests by their [model.Endpoint.Key].
type Costs interface {
	// Pieces returns the numbers of the pieces of a thing.
	Pieces(thing string) []int
	// Bytes returns how large each piece is, by number.
	Bytes() []int
}

// A tally is the graph of a part, with entries and what they have in common as
// further nodes.
type tally struct {
	part  *Part
	next  [][]int32        // what each node needs that counts
	paths map[string]int32 // nodes that lead to the lines that a path has
}

func newTally(s *Part) *tally {
	t := &tally{part: s, next: make([][]int32, len(s.graph.edges)), paths: make(map[string]int32)}
	for id, edges := range s.graph.edges {
		for _, e := range edges {
			t.lead(id, e.to)
		}
	}
	return t
}

// counts reports whether a node is not in the part, but could be.
func (t *tally) counts(id int) bool {
	return !t.part.isExcluded(id) && (!t.part.selects || len(t.part.from[id]) == 0)
}

// add adds a node, and returns its number.
func (t *tally) add() int {
	t.next = append(t.next, nil)
	return len(t.next) - 1
}

func (t *tally) lead(from, to int) {
	if t.counts(from) && t.counts(to) {
		t.next[from] = append(t.next[from], int32(to))
	}
}

// entry adds a node that leads to roots, and if they are types that users name, to the
// operations that deal with them, as [Graph.deals] has it. These are found by paths:
// thousands of types may have all operations of one.
func (t *tally) entry(roots []int, deals bool) int {
	id := t.add()
	for _, root := range roots {
		t.lead(id, root)
		n, ok := t.part.graph.nodes[root].(typeNode)
		if !ok || !deals {
			continue
		}
		for _, d := range t.part.graph.dealings.calls[n.typ] {
			t.lead(id, d.to)
		}
		for _, d := range t.part.graph.dealings.direct[n.typ] {
			t.lead(id, d.to)
			t.next[id] = append(t.next[id], t.path(strings.Join(t.part.graph.segments[d.to], "/")))
		}
	}
	return id
}

// path returns the node that leads to the lines on a path or bound to it.
func (t *tally) path(p string) int32 {
	id, ok := t.paths[p]
	if !ok {
		id = int32(t.add())
		t.paths[p] = id
		for _, list := range [][]*request{t.part.graph.dealings.byPath[p], t.part.graph.dealings.below[p]} {
			for _, r := range list {
				for _, line := range r.home {
					t.lead(int(id), line)
				}
			}
		}
	}
	return id
}

// things are what of one sort is counted: for each, the nodes that need it directly.
type things [][]int32

// had adds a thing that a node needs.
func (t *things) had(by int) { *t = append(*t, []int32{int32(by)}) }

// things returns what counts as a type, an enum, an operation and a piece of Go.
func (t *tally) things(costs Costs) (types, enums, ops, pieces things) {
	pieces = make(things, len(costs.Bytes()))
	need := func(id int, name string) {
		for _, p := range costs.Pieces(name) {
			pieces[p] = append(pieces[p], int32(id))
		}
	}
	at := make(map[*model.Op]int)
	for id, n := range t.part.graph.nodes {
		if !t.counts(id) {
			continue
		}
		switch n := n.(type) {
		case typeNode:
			if !n.value {
				types.had(id)
				need(id, n.typ.Name)
			}
		case enumNode:
			enums.had(id)
			need(id, n.enum.Name)
		case lineNode:
			need(id, n.Endpoint().Key())
			if i, ok := at[n.page]; ok {
				ops[i] = append(ops[i], int32(id))
			} else {
				at[n.page] = len(ops)
				ops.had(id)
			}
		}
	}
	return types, enums, ops, pieces
}

// A set holds some of 512 things.
type set [8]uint64

// A reach is what leads where, circles taken together.
type reach struct {
	circle []int32   // of each node
	next   [][]int32 // of each circle, sorted so that all it leads to come before it
	sets   []set     // of each circle
}

func (t *tally) reach() *reach {
	circle, n := circles(t.next)
	r := &reach{circle, make([][]int32, n), make([]set, n)}
	for id, next := range t.next {
		from := circle[id]
		for _, to := range next {
			if to := circle[to]; to != from {
				r.next[from] = append(r.next[from], to)
			}
		}
	}
	return r
}

// count calls add for each entry with what it leads to of up to 512 of the things at a
// time, of which from is the first.
func (r *reach) count(of things, entries []int, add func(entry, from int, s *set)) {
	for from := 0; from < len(of); from += len(set{}) * 64 {
		clear(r.sets)
		for i, by := range of[from:min(from+len(set{})*64, len(of))] {
			for _, id := range by {
				r.sets[r.circle[id]][i/64] |= 1 << (i % 64)
			}
		}
		for i, next := range r.next {
			s := &r.sets[i]
			for _, to := range next {
				for w, more := range &r.sets[to] {
					s[w] |= more
				}
			}
		}
		for i, id := range entries {
			add(i, from, &r.sets[r.circle[id]])
		}
	}
}

// fill counts what the nodes of entries lead to.
func (t *tally) fill(entries []Entry, nodes []int, costs Costs) {
	types, enums, ops, pieces := t.things(costs)
	r := t.reach()
	r.count(types, nodes, func(i, _ int, s *set) { entries[i].Types += s.len() })
	r.count(enums, nodes, func(i, _ int, s *set) { entries[i].Enums += s.len() })
	r.count(ops, nodes, func(i, _ int, s *set) { entries[i].Operations += s.len() })
	w, at := new(weights), -1
	r.count(pieces, nodes, func(i, from int, s *set) {
		if from != at {
			at = from
			w.read(costs.Bytes()[from:])
		}
		entries[i].Bytes += w.of(s)
	})
}

func (s *set) len() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// weights are what all sets of eight things weigh, by the byte that has their bits.
type weights [len(set{}) * 8][256]int

// read takes the weights of the first 512 things.
func (w *weights) read(each []int) {
	for i := range w {
		for b := 1; b < len(w[i]); b++ {
			w[i][b] = w[i][b&(b-1)]
			if at := 8*i + bits.TrailingZeros8(uint8(b)); at < len(each) {
				w[i][b] += each[at]
			}
		}
	}
}

// of returns what a set weighs.
func (w *weights) of(s *set) int {
	sum := 0
	for i, word := range s {
		for b := 8 * i; word != 0; b++ {
			sum += w[b][word&0xff]
			word >>= 8
		}
	}
	return sum
}
