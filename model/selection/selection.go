// Package selection cuts an API down to the part that patterns name and what
// that needs, and says of each thing why it is in the part.
//
// What is generated, compared or exported from a part is smaller, and equal to
// what the whole gives for it.
package selection

import (
	"fmt"

	"github.com/docmill/docmill/model"
)

// Patterns say which part of an API is wanted. The grammar is in pattern.go
// and, for users, in docs/selection.md.
type Patterns struct {
	Select  []string // nil for everything
	Exclude []string // what is left out of that
}

// IsZero reports whether p wants the whole API.
func (p Patterns) IsZero() bool { return len(p.Select) == 0 && len(p.Exclude) == 0 }

// Of returns the part of api that p wants. That of all has no graph until
// somebody asks about it.
func Of(api *model.API, p Patterns) (*Part, error) {
	if p.IsZero() {
		return &Part{graph: &Graph{api: api}, whole: true}, nil
	}
	return NewGraph(api).Select(p)
}

// look makes the graph of a part that has none.
func (s *Part) look() error {
	if s.graph.ids != nil {
		return nil
	}
	part, err := NewGraph(s.graph.api).Select(Patterns{})
	if err == nil {
		*s = *part
	}
	return err
}

// Select returns the part of the graph's API that p wants.
//
// A name selects a type with the operations that deal with it (deals.go), an
// enum, or an operation; a path selects request lines; a page what it says.
// These are the roots. What roots need comes along, and nothing else: the types
// of parameters, bodies and responses; the bases of a type, the types and enums
// of its members, and, where a value of it may be met, its descendants; other
// pages of the same request; the operations that examples imply.
//
// An excluded operation is never there. Nor is an excluded type or enum: what
// refers to one holds any JSON ([Part.Cuts]). Only a type that others derive
// from stays as their base, because their values could not be written without.
//
// An error names a pattern that is none, that matches nothing, or of which
// nothing is left.
func (g *Graph) Select(p Patterns) (*Part, error) {
	s := &Part{graph: g, whole: p.IsZero(), selects: len(p.Select) > 0, from: make(map[int][]step), excluded: make(map[int]string)}
	for _, text := range p.Exclude {
		found, err := g.find(text)
		if err != nil {
			return nil, fmt.Errorf("exclude: %w", err)
		}
		s.exclude(text, found)
	}
	if len(p.Select) == 0 {
		s.selectAll()
	}
	for _, text := range p.Select {
		found, err := g.find(text)
		if err != nil {
			return nil, fmt.Errorf("select: %w", err)
		}
		if !s.root(text, found) {
			return nil, fmt.Errorf("select: all that %q matches is excluded", text)
		}
	}
	s.reach()
	return s, nil
}

// find returns what a pattern names.
func (g *Graph) find(text string) ([]int, error) {
	p, err := parsePattern(text)
	if err != nil {
		return nil, err
	}
	found := g.match(&p)
	if len(found) == 0 {
		return nil, g.nothing(&p)
	}
	return found, nil
}

// match returns what p names: types as values, enums, request lines, in the
// order of the graph.
func (g *Graph) match(p *pattern) []int {
	var out []int
	for id, n := range g.nodes {
		switch n := n.(type) {
		case typeNode:
			if n.value && p.matchesType(n.typ) {
				out = append(out, id)
			}
		case enumNode:
			if p.matchesName(n.enum.Name) || p.matchesPage(n.enum.Page) {
				out = append(out, id)
			}
		case lineNode:
			if p.matchesID(n.Op.ID) || p.matchesPage(n.Op.Page) || p.matchesLine(n.Endpoint().Method, g.segments[id]) {
				out = append(out, id)
			}
		case opNode:
			if p.matchesID(n.op.ID) || p.matchesPage(n.op.Page) {
				out = append(out, id)
			}
		}
	}
	return out
}

func (p *pattern) matchesType(t *model.Type) bool {
	if p.matchesName(t.Name) {
		return true
	}
	for _, page := range t.Pages {
		if p.matchesPage(page) {
			return true
		}
	}
	return false
}
