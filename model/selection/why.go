package selection

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file explains why something is in a part, or in the API at all.

// A Reason says why one thing is in a part.
type Reason struct {
	Kind string // "type", "enum", "operation" or "property"
	Name string // full name, operation ID, or type and property
	Pos  diag.Pos
	// Chains lead from a root to the thing, the shortest first; nil if the part
	// does not have it.
	Chains []Chain
	Roots  int // how many there are, of which Chains may show one only
	// Excluded is the pattern that excludes it, "" if none does. A base stays
	// for the types that derive from it though it is excluded.
	Excluded string
	// Cuts are the places of the part that refer to it while it is excluded.
	Cuts []Cut
}

// A Chain leads from a pattern, or an operation, to a thing. Each step needs
// the next.
type Chain struct {
	Pattern string // "" if nothing was selected
	Steps   []Step // never empty
}

// A Step is one thing in a chain.
type Step struct {
	Kind string // "type", "enum", "operation"; "primitive" of a property
	Name string // full name; operation ID and request line
	Why  string // what the step before has to do with it: "property from", "response"
	Pos  diag.Pos
}

// Why returns the reasons for everything that name names: a type, an enum, an
// operation, or a property as in message.from, whose type is what is asked for.
// With all, there is a chain from every root that leads to it. Of a part that
// is the whole, the roots are the operations. The error says that there is no
// such thing in the API.
func (s *Part) Why(name string, all bool) ([]Reason, error) {
	p, err := parsePattern(name)
	if err != nil {
		return nil, err
	}
	if err := s.look(); err != nil {
		return nil, err
	}
	t := s.tracer()
	found := s.graph.match(&p)
	var out []Reason
	for _, group := range s.graph.grouped(found) {
		out = append(out, t.reason(group, all))
	}
	if len(out) == 0 {
		out = t.properties(&p, all)
	}
	if len(out) == 0 {
		return nil, s.graph.nothing(&p)
	}
	return out, nil
}

// tracer returns what chains are found in: s, or, if s is the whole, all that
// its operations reach.
func (s *Part) tracer() *tracer {
	if !s.whole {
		return &tracer{part: s, cuts: s.Cuts()}
	}
	reached := &Part{graph: s.graph, whole: true, from: make(map[int][]step)}
	for id, n := range s.graph.nodes {
		if _, ok := n.(lineNode); ok {
			reached.start(id, step{from: -1, edge: edge{id, NeedMatch, "", s.graph.pos(id)}})
		}
	}
	reached.reach()
	return &tracer{part: reached}
}

// A tracer finds chains.
type tracer struct {
	part *Part
	cuts []Cut
}

// grouped puts nodes that people take for one thing together: the request lines
// of an operation.
func (g *Graph) grouped(nodes []int) [][]int {
	var out [][]int
	at := make(map[string]int)
	for _, id := range nodes {
		name := g.kind(id) + " " + g.name(id)
		if i, ok := at[name]; ok {
			out[i] = append(out[i], id)
			continue
		}
		at[name] = len(out)
		out = append(out, []int{id})
	}
	return out
}

// reason explains one thing.
func (t *tracer) reason(group []int, all bool) Reason {
	g := t.part.graph
	r := Reason{Kind: g.kind(group[0]), Name: g.name(group[0]), Pos: g.pos(group[0])}
	var ways []way
	for _, id := range group {
		r.Excluded = cmp.Or(r.Excluded, t.part.excluded[id])
		if n, ok := g.nodes[id].(typeNode); ok {
			id = g.ids[typeNode{n.typ, false}]
		}
		if len(t.part.from[id]) == 0 {
			continue
		}
		ways = append(ways, t.ways(id)...)
	}
	for _, c := range t.cuts {
		if c.To == r.Name {
			r.Cuts = append(r.Cuts, c)
		}
	}
	slices.SortStableFunc(ways, func(a, b way) int { return cmp.Compare(a.distance[a.root], b.distance[b.root]) })
	if r.Roots = len(ways); !all && r.Roots > 1 {
		ways = ways[:1]
	}
	for _, w := range ways {
		r.Chains = append(r.Chains, t.chain(w))
	}
	return r
}

// properties explains what p names as a type and a property of it.
func (t *tracer) properties(p *pattern, all bool) []Reason {
	dot := strings.LastIndexByte(p.name, '.')
	if dot < 0 {
		return nil
	}
	owner := pattern{name: p.name[:dot]}
	g := t.part.graph
	var out []Reason
	for id, n := range g.nodes {
		typ, ok := n.(typeNode)
		if !ok || !typ.value || !owner.matchesName(typ.typ.Name) {
			continue
		}
		for _, f := range typ.typ.AllFields() {
			if !globMatch(p.name[dot+1:], strings.ToLower(f.Name)) {
				continue
			}
			r := t.reason([]int{id}, all)
			r.Kind, r.Name, r.Pos = "property", typ.typ.Name+"."+f.Name, f.Pos
			for i := range r.Chains {
				last := Step{Kind: kindOf(f.Type), Name: model.RefName(f.Type), Why: string(NeedProperty) + " " + f.Name, Pos: f.Pos}
				r.Chains[i].Steps = append(r.Chains[i].Steps, last)
			}
			out = append(out, r)
		}
	}
	return out
}

func (t *tracer) step(e edge) Step {
	g := t.part.graph
	name := g.name(e.to)
	if line, ok := g.nodes[e.to].(lineNode); ok {
		name += ": " + line.Endpoint().Method + " " + line.Endpoint().Path.String()
	}
	return Step{Kind: g.kind(e.to), Name: name, Why: e.phrase(), Pos: e.pos}
}

// phrase says what an edge is.
func (e edge) phrase() string {
	if e.name == "" {
		return string(e.need)
	}
	if e.need == NeedTakes {
		return string(e.need) + " as " + e.name
	}
	return string(e.need) + " " + e.name
}

// name returns what people call a node.
func (g *Graph) name(id int) string {
	switch n := g.nodes[id].(type) {
	case typeNode:
		return n.typ.Name
	case enumNode:
		return n.enum.Name
	case lineNode:
		return n.Op.ID
	case opNode:
		return n.op.ID
	default:
		panic("selection: node of unknown kind")
	}
}

// kindOf returns what people call the kind of thing that a reference is to.
func kindOf(r model.Ref) string {
	switch elem, _ := model.Elem(r); elem.(type) {
	case *model.Type:
		return "type"
	case *model.Enum:
		return "enum"
	default:
		return "primitive"
	}
}

// kind returns what people call the kind of a node.
func (g *Graph) kind(id int) string {
	switch g.nodes[id].(type) {
	case typeNode:
		return "type"
	case enumNode:
		return "enum"
	default:
		return "operation"
	}
}
