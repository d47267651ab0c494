package selection

import (
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file lists what can be selected, and what each selection would add.

// An Entry is something that can be selected.
type Entry struct {
	Kind    string // "path", "type", "enum", "operation" or "page"
	Pattern string // selects it
	// How many things it selects, with what they need. What the part has already
	// does not count.
	Operations, Types, Enums int
	Bytes                    int // of Go
}

// Contents are things of an API by what they are called in the documentation.
type Contents struct {
	Types    []string // full names of types and enums
	Requests []string // by model.Endpoint.Key, each once
}

// Kinds are what [Part.List] lists, by what users call it.
var Kinds = []string{"path", "type", "operation", "page"}

// List returns what of a kind can be selected in addition to what s selects, or by
// itself if s has no patterns but of what to exclude: sorted by pattern, paths up to
// depth literal names deep. If there are patterns, it returns only entries that by
// themselves select something that one of these selects.
func (s *Part) List(kind string, depth int, only []string, costs Costs) ([]Entry, error) {
	if err := s.look(); err != nil {
		return nil, err
	}
	shown := make(map[int]bool)
	for _, text := range only {
		found, err := s.graph.find(text)
		if err != nil {
			return nil, err
		}
		if isName(text) {
			found = s.graph.withDeals(found)
		}
		for _, id := range found {
			shown[id] = true
		}
	}
	var entries []Entry
	var nodes []int
	t := newTally(s)
	groups := s.graph.groups(kind, depth)
	for _, pattern := range slices.Sorted(maps.Keys(groups)) {
		roots := slices.DeleteFunc(slices.Clone(groups[pattern]), s.isExcluded)
		if len(roots) == 0 || len(only) > 0 && !slices.ContainsFunc(roots, func(id int) bool { return shown[id] }) {
			continue
		}
		e := Entry{Kind: kind, Pattern: pattern}
		if kind == "type" {
			e.Kind = s.graph.kind(roots[0])
		}
		entries, nodes = append(entries, e), append(nodes, t.entry(roots, kind == "type"))
	}
	t.fill(entries, nodes, costs)
	return entries, nil
}

// groups returns what the entries of a kind select, by pattern.
func (g *Graph) groups(kind string, depth int) map[string][]int {
	out := make(map[string][]int)
	names := g.uniqueNames()
	for id, n := range g.nodes {
		if t, ok := n.(typeNode); ok && !t.value {
			continue
		}
		line, isLine := n.(lineNode)
		switch {
		case kind == "path" && isLine:
			for _, p := range prefixes(line.Endpoint().Path, depth) {
				out[p] = append(out[p], id)
			}
		case kind == "type" && g.kind(id) != "operation":
			out[names[id]] = append(out[names[id]], id)
		case kind == "operation" && g.kind(id) == kind:
			name := g.name(id)
			if isLine {
				name = line.page.ID
			}
			out[name] = append(out[name], id)
		case kind == "page":
			for _, page := range g.pages(id) {
				if page != "" {
					out["page:"+trimExt(page)] = append(out["page:"+trimExt(page)], id)
				}
			}
		}
	}
	if kind == "path" {
		return mergeCases(out)
	}
	return out
}

// uniqueNames returns what to call types and enums: by their short names, if
// nothing else is called so.
func (g *Graph) uniqueNames() map[int]string {
	count := make(map[string]int)
	short := func(id int) string { return model.ShortName(g.name(id)) }
	out := make(map[int]string)
	for id, n := range g.nodes {
		if t, ok := n.(typeNode); ok && t.value || g.kind(id) == "enum" {
			count[strings.ToLower(short(id))]++
			out[id] = g.name(id)
		}
	}
	for id := range out {
		if count[strings.ToLower(short(id))] == 1 {
			out[id] = short(id)
		}
	}
	return out
}

// prefixes returns the patterns for a path and what is below it that end in its
// first names, depth of them.
func prefixes(p model.Path, depth int) []string {
	var out []string
	for i, s := range p.Segments {
		if (s.Kind != model.Literal && s.Kind != model.Function) || s.Text == "" {
			continue
		}
		if len(out) == depth {
			break
		}
		head := model.Path{Segments: p.Segments[:i+1]}
		out = append(out, strings.TrimSuffix(head.String(), "/")+"/**")
	}
	return out
}

// mergeCases puts patterns together that differ in letter case and in the names
// of keys only, under the one that is first in the alphabet.
func mergeCases(groups map[string][]int) map[string][]int {
	byKey := make(map[string]string)
	out := make(map[string][]int)
	for _, pattern := range slices.Sorted(maps.Keys(groups)) {
		key := strings.Join(patternSegments(strings.ToLower(pattern)), "/")
		if byKey[key] == "" {
			byKey[key] = pattern
		}
		out[byKey[key]] = append(out[byKey[key]], groups[pattern]...)
	}
	return out
}

// withDeals returns types with the operations that deal with them.
func (g *Graph) withDeals(roots []int) []int {
	out := slices.Clone(roots)
	for _, id := range roots {
		if n, ok := g.nodes[id].(typeNode); ok {
			for _, d := range g.deals(n.typ) {
				out = append(out, d.to)
			}
		}
	}
	return out
}

// Selected returns what the patterns select, nothing if there are none but of
// what to exclude.
func (s *Part) Selected() Contents {
	var c Contents
	for id, n := range s.graph.nodes {
		if len(s.from[id]) == 0 || !s.selects {
			continue
		}
		switch n := n.(type) {
		case typeNode:
			if !n.value {
				c.Types = append(c.Types, n.typ.Name)
			}
		case enumNode:
			c.Types = append(c.Types, n.enum.Name)
		case lineNode:
			c.Requests = append(c.Requests, n.Endpoint().Key())
		}
	}
	slices.Sort(c.Requests)
	c.Requests = slices.Compact(c.Requests)
	return c
}
