package selection

// This file makes a graph of an API: what there is, and what each thing needs.
// Whether something is part of a selection, and why, are questions about paths
// in it.

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A node is a thing of an API that can be selected: one of [typeNode],
// [enumNode], [lineNode] or [opNode].
type node interface{ node() }

// A typeNode is a type. Whoever needs one as a base needs its members only; who
// may meet a value of it needs its descendants, too.
type typeNode struct {
	typ   *model.Type
	value bool
}

type enumNode struct{ enum *model.Enum }

// A lineNode is one request line of an operation.
type lineNode struct {
	model.Use
	page *model.Op // the documented operation: Op, or the one whose page implies it
}

// An opNode is an operation whose page has no request line.
type opNode struct{ op *model.Op }

func (typeNode) node() {}
func (enumNode) node() {}
func (lineNode) node() {}
func (opNode) node()   {}

// A Need is how one thing needs another, or comes to be selected with it.
type Need string

// The order of needs is that in which they explain best: of two ways of the
// same length the first counts.
const (
	needSelf       Need = "" // a value of a type needs the type, a line its junction; no step of its own
	NeedMatch      Need = "matches the pattern"
	NeedReturns    Need = "returns it"
	NeedTakes      Need = "takes it"
	NeedSamePath   Need = "is at a path of it"
	NeedBound      Need = "is an action, a function or a link of it"
	NeedBody       Need = "body"
	NeedResponse   Need = "response"
	NeedParam      Need = "parameter"
	NeedMember     Need = "member of the body"
	NeedProperty   Need = "property"
	NeedBase       Need = "base"
	NeedDescendant Need = "descendant"
	NeedCommon     Need = "what its pages' types have in common"
	NeedRequest    Need = "is the same request"
	NeedGet        Need = "gets what is at the path"
)

// An edge leads from a node to one that it needs.
type edge struct {
	to   int
	need Need
	name string // of the property, member or parameter
	pos  diag.Pos
}

// A Graph is an API, ready to be selected from. It is safe for use by several
// goroutines.
type Graph struct {
	api   *model.API
	nodes []node
	ids   map[node]int
	// edges are those of nodes, and behind them those of junctions.
	edges [][]edge

	segments [][]string // of lines, by node
	dealings dealings
}

// NewGraph returns the graph of api.
func NewGraph(api *model.API) *Graph {
	most := 2*len(api.Types) + len(api.Enums) + 2*len(api.Operations)
	g := &Graph{api: api, ids: make(map[node]int, most), nodes: make([]node, 0, most)}
	for _, t := range api.Types {
		g.add(typeNode{t, true})
		g.add(typeNode{t, false})
	}
	for _, e := range api.Enums {
		g.add(enumNode{e})
	}
	for _, page := range api.Operations {
		if len(page.Endpoints) == 0 {
			g.add(opNode{page})
		}
		for _, o := range append([]*model.Op{page}, page.Implied...) {
			for i := range o.Endpoints {
				g.add(lineNode{model.Use{Op: o, Index: i}, page})
			}
		}
	}
	g.edges, g.segments = make([][]edge, len(g.nodes)), make([][]string, len(g.nodes))
	for id, n := range g.nodes {
		switch n := n.(type) {
		case typeNode:
			g.typeNeeds(id, n)
		case lineNode:
			g.opNeeds(id, n.Op)
			g.segments[id] = pathSegments(n.Endpoint().Path)
		case opNode:
			g.opNeeds(id, n.op)
		}
	}
	requests := g.requests()
	g.requestNeeds(requests)
	g.dealings = g.findDealings(requests)
	return g
}

func (g *Graph) add(n node) {
	g.ids[n] = len(g.nodes)
	g.nodes = append(g.nodes, n)
}

// junction returns a place in the graph that stands for nothing and leads to some
// nodes. Thousands of pages may describe one request, each of which needs the
// others: to lead from each to each would take gigabytes.
func (g *Graph) junction(to []int, need Need) int {
	list := make([]edge, len(to))
	for i, id := range to {
		list[i] = edge{id, need, "", g.pos(id)}
	}
	g.edges = append(g.edges, list)
	return len(g.edges) - 1
}

// at returns the node at a place, nil for a junction.
func (g *Graph) at(id int) node {
	if id >= len(g.nodes) {
		return nil
	}
	return g.nodes[id]
}

// lead adds an edge to a junction, which is no step.
func (g *Graph) lead(from, junction int) {
	g.edges[from] = append(g.edges[from], edge{to: junction, need: needSelf})
}

// ref adds an edge to what r refers to, if that is a type or an enum.
func (g *Graph) ref(from int, r model.Ref, need Need, name string, pos diag.Pos) {
	elem, _ := model.Elem(r)
	switch elem := elem.(type) {
	case nil, model.Prim:
	case *model.List:
		g.ref(from, elem, need, name, pos)
	case *model.Enum:
		g.edge(from, enumNode{elem}, need, name, pos)
	case *model.Type:
		g.edge(from, typeNode{elem, true}, need, name, pos)
	default:
		panic("selection: reference of unknown kind")
	}
}

func (g *Graph) edge(from int, to node, need Need, name string, pos diag.Pos) {
	if id, ok := g.ids[to]; ok {
		g.edges[from] = append(g.edges[from], edge{id, need, name, pos})
	}
}

// typeNeeds adds what a type needs.
func (g *Graph) typeNeeds(id int, n typeNode) {
	t := n.typ
	if n.value {
		g.edge(id, typeNode{t, false}, needSelf, "", t.Pos)
		for _, d := range t.Derived {
			g.edge(id, typeNode{d, true}, NeedDescendant, "", d.Pos)
		}
		return
	}
	if t.Base != nil {
		g.edge(id, typeNode{t.Base, false}, NeedBase, "", t.Pos)
	}
	for _, f := range t.Fields {
		g.ref(id, f.Type, NeedProperty, f.Name, f.Pos)
	}
}

// opNeeds adds what o, or a request line of it, needs.
func (g *Graph) opNeeds(id int, o *model.Op) {
	for _, p := range o.Params {
		g.ref(id, p.Type, NeedParam, p.Name, p.Pos)
	}
	g.ref(id, o.Body.Type, NeedBody, "", o.Body.Pos)
	for _, f := range o.Body.Fields {
		g.ref(id, f.Type, NeedMember, f.Name, f.Pos)
	}
	for _, r := range o.Responses {
		g.ref(id, r.Type, NeedResponse, "", r.Pos)
	}
}

// pos returns where the page says what a node is.
func (g *Graph) pos(id int) diag.Pos {
	switch n := g.nodes[id].(type) {
	case typeNode:
		return n.typ.Pos
	case enumNode:
		return n.enum.Pos
	case lineNode:
		return n.Endpoint().Pos
	case opNode:
		return n.op.Pos
	default:
		panic("selection: node of unknown kind")
	}
}
