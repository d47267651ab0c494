package link

// This file decides what each type inherits from.
//
// Up to four places say so: the annotation's baseType, a sentence ("Inherits
// from …"), "Inherited from …" in table cells, and lists of derived types on
// the base's page. Each is wrong or silent at times, and a cell names the type
// that declares a property, which may be a grandparent. Therefore all places
// are asked; a candidate that another candidate inherits from is only further
// up and steps back; of the rest the most trusted wins.

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// rootName is OData's word for any type with a key. "Inherits from entity"
// says that a type has an identity, not that it has a base: as a base it would
// have every entity as descendant, and whoever refers to it would need them all.
const rootName = "entity"

// A candidate is one place that states a base.
type candidate struct {
	base *typeNode
	from model.Source
	pos  diag.Pos
}

func (l *linker) linkBases(most int) {
	all := l.baseCandidates()
	nodes := l.types.all()
	chosen := make(map[*typeNode]candidate)
	for _, n := range nodes {
		if c := l.chooseBase(n, all); c.base != nil {
			chosen[n] = c
		}
	}
	l.breakCycles(nodes, chosen)
	l.limitDepth(nodes, chosen, most)
	for _, n := range nodes {
		c, ok := chosen[n]
		if !ok || l.isRoot(c.base) {
			continue
		}
		n.out.Base = c.base.out
		c.base.out.Derived = append(c.base.out.Derived, n.out)
	}
}

// isRoot reports whether n is OData's root of all entities.
func (l *linker) isRoot(n *typeNode) bool {
	return n.short == rootName && n == l.types.at(l.ns, ".", rootName)
}

// baseCandidates gathers every place that states a base, for each type.
func (l *linker) baseCandidates() map[*typeNode][]candidate {
	type stated struct {
		of *typeNode
		candidate
	}
	list := gather(l, l.types.all(), func(l *linker, n *typeNode, found []stated) []stated {
		add := func(p *model.Page, e *model.TypeExpr, from model.Source) {
			if t, ok := l.lookup(p, e).(*model.Type); ok && t != n.out {
				found = append(found, stated{n, candidate{l.nodeOf(t), from, e.Pos}})
			}
		}
		for _, c := range n.claims {
			for i := range c.Bases {
				add(c.page, &c.Bases[i].Type, c.Bases[i].From)
			}
			for _, f := range c.Fields {
				if f.Inherited != nil {
					add(c.page, f.Inherited, model.FromTable)
				}
			}
			for i := range c.Derived {
				e := &c.Derived[i]
				if t, ok := l.lookup(c.page, e).(*model.Type); ok && t != n.out {
					found = append(found, stated{l.nodeOf(t), candidate{n, model.FromProse, e.Pos}})
				}
			}
		}
		return found
	})
	out := make(map[*typeNode][]candidate)
	for _, s := range list {
		out[s.of] = append(out[s.of], s.candidate)
	}
	return out
}

// nodeOf returns the node of a type, nil for nil.
func (l *linker) nodeOf(t *model.Type) *typeNode {
	if t == nil {
		return nil
	}
	return l.types.at(t.Name)
}

// chooseBase picks the base of n, and reports candidates that contradict it.
func (l *linker) chooseBase(n *typeNode, all map[*typeNode][]candidate) candidate {
	cands := all[n]
	if len(cands) == 0 {
		return candidate{}
	}
	named := make(map[*typeNode]int) // how often each base is
	var bases []*typeNode
	for _, c := range cands {
		if named[c.base]++; named[c.base] == 1 {
			bases = append(bases, c.base)
		}
	}
	far := make(map[*typeNode]bool)
	for _, b := range bases {
		far[b] = slices.ContainsFunc(bases, func(o *typeNode) bool { return o != b && (l.isRoot(b) || above(b, o, n, all)) })
	}
	near := slices.DeleteFunc(slices.Clone(cands), func(c candidate) bool { return far[c.base] })
	if len(near) == 0 {
		near = cands
	}
	var best candidate
	for _, c := range near {
		if best.base == nil || c.from > best.from || c.from == best.from && prefer(c.base, best.base, named) {
			best = c
		}
	}
	agrees := make(map[*typeNode]bool)
	for _, b := range bases {
		agrees[b] = b == best.base || above(b, best.base, n, all)
	}
	for _, c := range near {
		if !agrees[c.base] {
			l.diags.AddRelated(diag.BaseConflict, c.pos, related(best.pos, "the more trusted place"),
				"%s is said to inherit from %s here, and from %s elsewhere", n.full, c.base.full, best.base.full)
		}
	}
	return best
}

// prefer orders bases that are trusted alike: the one named more often, then by
// name.
func prefer(a, b *typeNode, named map[*typeNode]int) bool {
	if named[a] != named[b] {
		return named[a] > named[b]
	}
	return strings.Compare(a.full, b.full) < 0
}

// above reports whether high is stated to be an ancestor of low, not counting
// what is stated by way of n.
func above(high, low, n *typeNode, all map[*typeNode][]candidate) bool {
	seen := map[*typeNode]bool{n: true, low: true}
	queue := []*typeNode{low}
	for len(queue) > 0 {
		t := queue[0]
		queue = queue[1:]
		for _, c := range all[t] {
			if c.base == high {
				return true
			}
			if !seen[c.base] {
				seen[c.base] = true
				queue = append(queue, c.base)
			}
		}
	}
	return false
}

// breakCycles removes the least trusted link of each cycle of bases.
func (l *linker) breakCycles(nodes []*typeNode, chosen map[*typeNode]candidate) {
	seen := make(map[*typeNode]int) // from which start
	for i, start := range nodes {
		n := start
		for seen[n] == 0 {
			seen[n] = i + 1
			c, ok := chosen[n]
			if !ok {
				break
			}
			n = c.base
		}
		if _, ok := chosen[n]; !ok || seen[n] != i+1 {
			continue // an end, or the way of another start
		}
		weak := n
		for m := chosen[n].base; m != n; m = chosen[m].base {
			if cm, cw := chosen[m], chosen[weak]; cm.from < cw.from || cm.from == cw.from && m.full < weak.full {
				weak = m
			}
		}
		c := chosen[weak]
		delete(chosen, weak)
		l.diags.AddRelated(diag.BaseConflict, c.pos, related(weak.claims[0].Pos, "documented here"),
			"%s would inherit from itself by way of %s; this base is not used", weak.full, c.base.full)
	}
}

// MaxBases is how many types can usually inherit from one another in a row: each has
// what all above it have. Real ones are half a dozen.
const MaxBases = 50

// limitDepth removes the base of each type that has more than most above it.
func (l *linker) limitDepth(nodes []*typeNode, chosen map[*typeNode]candidate, most int) {
	depth := make(map[*typeNode]int) // and one more
	for _, start := range nodes {
		var way []*typeNode
		for n := start; n != nil && depth[n] == 0; n = chosen[n].base {
			way = append(way, n)
		}
		for _, n := range slices.Backward(way) {
			depth[n] = 1
			c, ok := chosen[n]
			if !ok {
				continue
			}
			if depth[n] = depth[c.base] + 1; depth[n] > most {
				depth[n] = 1
				delete(chosen, n)
				l.diags.Add(diag.BaseConflict, c.pos,
					"%s has more than %d types above it; this base is not used", n.full, most)
			}
		}
	}
}
