package selection

import (
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file finds what a selection contains, by the shortest ways from its
// roots, and what it would contain if nothing were excluded.

// A Part is a part of an API.
type Part struct {
	graph    *Graph
	whole    bool           // no pattern: everything
	selects  bool           // there are patterns of what to select
	roots    []int          // in the order of patterns
	from     map[int][]step // why a node is in: for a root its patterns, else one step
	excluded map[int]string // nodes to leave out, and the pattern that says so
	api      *model.API     // nil until built
}

// A step is one reason why a node is in a part.
type step struct {
	from    int    // the node that needs it, -1 for a pattern
	pattern string // from < 0
	edge
}

// selectAll makes everything a root that is not excluded.
func (s *Part) selectAll() {
	for id, n := range s.graph.nodes {
		if t, ok := n.(typeNode); ok && !t.value {
			continue // comes with the value
		}
		s.start(id, step{from: -1, edge: edge{id, NeedMatch, "", s.graph.pos(id)}})
	}
}

// root selects what a pattern names, and reports whether any of it is not
// excluded.
func (s *Part) root(text string, found []int) bool {
	before := len(s.roots)
	known := false
	for _, id := range found {
		known = known || len(s.from[id]) > 0
		s.start(id, step{from: -1, pattern: text, edge: edge{id, NeedMatch, "", s.graph.pos(id)}})
	}
	return known || len(s.roots) > before
}

// exclude leaves out what a pattern names. With a type go the operations that
// deal with it, but not those that deal with others on the same path, too.
func (s *Part) exclude(text string, found []int) {
	out := func(id int) {
		if _, ok := s.excluded[id]; !ok {
			s.excluded[id] = text
		}
	}
	types := make(map[*model.Type]bool)
	for _, id := range found {
		out(id)
		if n, ok := s.graph.nodes[id].(typeNode); ok && isName(text) {
			types[n.typ] = true
		}
	}
	for t := range types {
		for _, d := range s.graph.deals(t) {
			if d.path == "" || s.graph.belongs(d.path, types) {
				out(d.to)
			}
		}
	}
}

// start adds a root.
func (s *Part) start(id int, why step) {
	if s.isExcluded(id) {
		return
	}
	if len(s.from[id]) == 0 {
		s.roots = append(s.roots, id)
	}
	s.from[id] = append(s.from[id], why)
}

// isExcluded reports whether a node is to be left out.
func (s *Part) isExcluded(id int) bool { return s.excluded[id] != "" }

// next returns what a node of the part needs. A type that a pattern names brings
// the operations that deal with it.
func (s *Part) next(id int) []edge {
	list := s.graph.edges[id]
	n, ok := s.graph.at(id).(typeNode)
	if !ok || s.whole {
		return list
	}
	for _, why := range s.from[id] {
		if why.from < 0 && why.pattern != "" && isName(why.pattern) {
			list = slices.Clip(list)
			for _, d := range s.graph.deals(n.typ) {
				list = append(list, d.edge)
			}
			return list
		}
	}
	return list
}

func isName(pattern string) bool {
	p, err := parsePattern(pattern)
	return err == nil && p.name != ""
}

// reach adds what the roots need: what is nearer first, and of what is equally
// near what comes first in the API.
func (s *Part) reach() {
	level := slices.Clone(s.roots)
	for len(level) > 0 {
		var below []int
		for i := 0; i < len(level); i++ { // grows by what costs no step
			for _, e := range s.next(level[i]) {
				if len(s.from[e.to]) > 0 || s.isExcluded(e.to) {
					continue
				}
				s.from[e.to] = []step{{from: level[i], edge: e}}
				if e.need == needSelf {
					level = append(level, e.to)
				} else {
					below = append(below, e.to)
				}
			}
		}
		level = below
	}
}

// has reports whether a node is in the part.
func (s *Part) has(n node) bool {
	id, ok := s.graph.ids[n]
	return ok && len(s.from[id]) > 0
}

// A Cut is a place that refers to what is excluded.
type Cut struct {
	Name    string // what refers: "microsoft.graph.user, property events"
	To      string // full name of what is excluded
	Pattern string // that excludes it
	Pos     diag.Pos
}

// Cuts returns the places that refer to excluded types and enums, and hold any
// JSON instead, in the order of the API.
func (s *Part) Cuts() []Cut {
	var out []Cut
	for id := range s.graph.nodes {
		if len(s.from[id]) == 0 {
			continue
		}
		for _, e := range s.graph.edges[id] {
			if pattern := s.excluded[e.to]; pattern != "" && isCut(e.need) {
				out = append(out, Cut{s.graph.name(id) + ", " + e.phrase(), s.graph.name(e.to), pattern, e.pos})
			}
		}
	}
	return out
}

// isCut reports whether what needs a type in this way holds any JSON without
// it.
func isCut(n Need) bool {
	return slices.Contains([]Need{NeedBody, NeedResponse, NeedParam, NeedMember, NeedProperty}, n)
}
