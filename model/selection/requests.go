package selection

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file says which lines are one request, and what they need of one another.

// A request is all lines that are the same request.
type request struct {
	method   string
	resource string // its path, as [model.Path.Key] writes it
	segments []string
	path     string // of segments, with keys as {}
	lines    []int
	home     []int // those of lines whose pages are about it
}

// requests returns all requests, sorted by method and path.
func (g *Graph) requests() []*request {
	type key struct{ method, resource string }
	known := make(map[key]*request, len(g.api.Operations))
	var out []*request
	for id, n := range g.nodes {
		line, ok := n.(lineNode)
		if !ok {
			continue
		}
		e := line.Endpoint()
		k := key{e.Method, e.Path.Key()}
		r := known[k]
		if r == nil {
			r = &request{method: k.method, resource: k.resource, segments: g.segments[id], path: strings.Join(g.segments[id], "/")}
			known[k] = r
			out = append(out, r)
		}
		r.lines = append(r.lines, id)
	}
	for _, r := range out {
		r.home = g.home(r.lines)
	}
	slices.SortFunc(out, func(a, b *request) int {
		return cmp.Or(strings.Compare(a.method, b.method), strings.Compare(a.resource, b.resource))
	})
	return out
}

// home returns those of the lines of one request whose pages are about it.
func (g *Graph) home(lines []int) []int {
	if len(lines) < 2 {
		return lines
	}
	uses := make([]model.Use, len(lines))
	for i, id := range lines {
		uses[i] = g.nodes[id].(lineNode).Use
	}
	home := make(map[model.Use]bool)
	for _, use := range model.Home(uses) {
		home[use] = true
	}
	return slices.DeleteFunc(slices.Clone(lines), func(id int) bool { return !home[g.nodes[id].(lineNode).Use] })
}

// requestNeeds adds what lines need of other pages. One request is one method,
// and what it takes and returns all pages that are about it say together. What
// an update takes, where its page does not say, is what a GET of its path
// returns.
func (g *Graph) requestNeeds(requests []*request) {
	gets := make(map[string]*request)
	for _, r := range requests {
		if r.method == "GET" {
			gets[r.resource] = r
		}
	}
	for _, r := range requests {
		body, result := g.common(r)
		for _, from := range r.lines {
			g.ref(from, body, NeedCommon, "", g.pos(from))
			g.ref(from, result, NeedCommon, "", g.pos(from))
		}
		if len(r.lines) > 1 {
			home := g.junction(r.home, NeedRequest)
			for _, from := range r.lines {
				g.lead(from, home)
			}
		}
		get := gets[r.resource]
		if get == nil || r.method == "GET" || r.method == "POST" || r.method == "DELETE" {
			continue
		}
		home := g.junction(get.home, NeedGet)
		for _, from := range r.lines {
			if kind := g.nodes[from].(lineNode).Op.Body.Kind; kind == model.BodyResource || kind == model.BodyStream {
				continue
			}
			g.lead(from, home)
		}
	}
}

// common returns what all pages of a request take and return, nil if there is
// one page only or nothing in common.
func (g *Graph) common(r *request) (body, result model.Ref) {
	if len(r.home) < 2 {
		return nil, nil
	}
	var bodies, results []model.Ref
	for _, id := range r.home {
		op := g.nodes[id].(lineNode).Op
		if op.Body.Kind == model.BodyResource {
			bodies = append(bodies, op.Body.Type)
		}
		for _, response := range op.Responses {
			if elem, _ := model.Elem(response.Type); elem != nil && elem != model.Any && response.Status < 400 {
				results = append(results, elem)
			}
		}
	}
	return model.NearestBase(bodies), model.NearestBase(results)
}
