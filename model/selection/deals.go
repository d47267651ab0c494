package selection

import (
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file finds the operations that deal with a type: those that a user who
// asks for messages wants with them.
//
// The pages' own lists ("Methods") are no help: that of a user has calendars,
// plans, and whatever else a user has one of. What counts instead:
//
//	GET /me/messages                     returns it
//	DELETE /me/messages/{id}             is at a path of those that return or take it
//	POST /me/messages/{id}/send          is bound to such a path: an action, a function
//	POST /groups/{id}/members/$ref       links it to others
//	POST /me/sendMail                    is an action with a parameter of the type
//
// and what does not: GET /me/messages/{id}/attachments, which is about another
// type, and pages that are guests on the path (model.Home).

// A deal is an edge from a type to a line that deals with it. path is "" if the
// line itself returns or takes it, else the path that makes it deal with it.
type deal struct {
	edge
	path string
}

// The dealings of a graph are what it takes to say which lines deal with a type.
type dealings struct {
	direct map[*model.Type][]deal // lines that return or take a type
	calls  map[*model.Type][]deal // actions that a parameter hands one to
	byPath map[string][]*request
	below  map[string][]*request           // what is bound to a path
	owners map[string]map[*model.Type]bool // by path: what the lines on it return or take
}

// findDealings returns the dealings of all requests, which are sorted.
func (g *Graph) findDealings(requests []*request) dealings {
	d := dealings{
		direct: make(map[*model.Type][]deal), calls: make(map[*model.Type][]deal),
		byPath: make(map[string][]*request), below: make(map[string][]*request), owners: make(map[string]map[*model.Type]bool),
	}
	for _, r := range requests {
		d.byPath[r.path] = append(d.byPath[r.path], r)
	}
	for _, r := range requests {
		if above, ok := d.boundTo(g, r); ok {
			d.below[above] = append(d.below[above], r)
		}
		for _, id := range r.home {
			d.addLine(g, r, id)
		}
	}
	return d
}

// addLine adds the types that a line of a request deals with itself.
func (d *dealings) addLine(g *Graph, r *request, id int) {
	op := g.nodes[id].(lineNode).Op
	for t, need := range dealsWith(op) {
		d.direct[t] = append(d.direct[t], deal{edge: edge{id, need, "", g.pos(id)}})
		if d.owners[r.path] == nil {
			d.owners[r.path] = make(map[*model.Type]bool)
		}
		d.owners[r.path][t] = true
	}
	if r.method != "POST" || d.isCollection(r, op) {
		return
	}
	for _, f := range op.Body.Fields {
		if t := typeOf(f.Type); t != nil {
			d.calls[t] = append(d.calls[t], deal{edge: edge{id, NeedTakes, f.Name, f.Pos}})
		}
	}
}

// deals returns the lines that deal with a type: those that return or take it,
// those on the same paths or bound to these, and actions with one for a parameter.
func (g *Graph) deals(t *model.Type) []deal {
	list := slices.Clip(g.dealings.direct[t])
	seen := make(map[int]bool)
	paths := make(map[string]bool)
	for _, e := range list {
		seen[e.to] = true
		paths[strings.Join(g.segments[e.to], "/")] = true
	}
	add := func(r *request, path string, need Need) {
		for _, id := range r.home {
			if !seen[id] {
				seen[id] = true
				list = append(list, deal{edge{id, need, "", g.pos(id)}, path})
			}
		}
	}
	for _, p := range slices.Sorted(maps.Keys(paths)) {
		for _, r := range g.dealings.byPath[p] {
			add(r, p, NeedSamePath)
		}
		for _, r := range g.dealings.below[p] {
			add(r, p, NeedBound)
		}
	}
	return append(list, g.dealings.calls[t]...)
}

// boundTo returns the path that r is an action, a function or a link of.
func (d *dealings) boundTo(g *Graph, r *request) (path string, ok bool) {
	n := len(r.segments)
	if n < 2 || r.segments[n-1] == key {
		return "", false
	}
	if r.segments[n-1] == "$ref" {
		n-- // …/members/$ref, …/members/{id}/$ref
		if r.segments[n-1] == key {
			n--
		}
		return strings.Join(r.segments[:max(n-1, 0)], "/"), n > 1
	}
	line := g.nodes[r.home[0]].(lineNode)
	segments := line.Endpoint().Path.Segments
	call := segments[len(segments)-1].Kind == model.Function || r.method == "POST" && !d.isCollection(r, line.Op)
	return strings.Join(r.segments[:n-1], "/"), call || !returnsType(line.Op)
}

// isCollection reports whether a POST creates something instead of doing it.
func (d *dealings) isCollection(r *request, o *model.Op) bool {
	created := slices.ContainsFunc(o.Responses, func(r *model.Response) bool { return r.Status == 201 })
	return created || slices.ContainsFunc(d.byPath[r.path], func(r *request) bool { return r.method == "GET" })
}

// belongs reports whether the lines on a path return and take types only.
func (g *Graph) belongs(path string, types map[*model.Type]bool) bool {
	for t := range g.dealings.owners[path] {
		if !types[t] {
			return false
		}
	}
	return true
}

// dealsWith returns the types that o returns or takes.
func dealsWith(o *model.Op) map[*model.Type]Need {
	out := make(map[*model.Type]Need)
	if t := typeOf(o.Body.Type); t != nil {
		out[t] = NeedTakes
	}
	for _, r := range o.Responses {
		if t := typeOf(r.Type); t != nil {
			out[t] = NeedReturns
		}
	}
	return out
}

func returnsType(o *model.Op) bool {
	return slices.ContainsFunc(o.Responses, func(r *model.Response) bool { return typeOf(r.Type) != nil })
}

// typeOf returns the type that r refers to, or a collection of which it is, nil
// if it is something else.
func typeOf(r model.Ref) *model.Type {
	elem, _ := model.Elem(r)
	t, _ := elem.(*model.Type)
	return t
}
