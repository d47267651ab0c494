package gen

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file gathers endpoints. A page lists one or many, and one endpoint may
// stand on many pages; model.Endpoint.Key says what makes two request lines the
// same endpoint.

// An endpoint is one HTTP method on one path, with all that pages say of it.
type endpoint struct {
	method string
	key    string     // the request line as people write it to pin names, see lineKey
	path   model.Path // of the spellings in home the first in the alphabet
	uses   []use      // sorted by operation, never empty
	home   []use      // those of pages that are about the endpoint, never empty
	whole  *endpoint  // in the API that this one is a part of; itself if that is whole

	settled string // its id, when path is final
	request string // its model.Endpoint.Key

	steps  []step   // the services on the way
	verb   string   // what the method is called if nobody else is called so
	by     []string // what tells it from others that are
	params []*paramPlan
	body   body
	result result
	rules  map[*model.Type]*model.BodyRules // of bodies, by type

	name, page  string // of the method, and of the one that returns a page
	opName      string
	requestName string      // of the type of its parameters
	shared      *sharing    // of its parameters, nil if it has none
	permissions []toldTable // see tables
	plan        *methodPlan
}

// A use is one request line: the operation whose page has it, and which of
// the page's it is.
type use struct {
	op    *model.Op
	index int
}

func (u use) endpoint() *model.Endpoint { return u.op.Endpoints[u.index] }

// gatherEndpoints finds all endpoints and decides what each takes and returns.
func (p *planner) gatherEndpoints() {
	byKey := p.groupLines()
	p.beside(len(p.endpoint), func(p *planner, i int) { p.endpoint[i].settle(p) })
	if p.whole != nil {
		p.linkWhole(byKey)
	}
	gets := p.documentedTypes()
	p.beside(len(p.endpoint), func(p *planner, i int) {
		e := p.endpoint[i]
		e.body = e.findBody(e.home, gets[e.pathKey()])
		e.trace(p)
		e.pinSteps(p)
		e.planParams(p)
		e.settled = e.id()
	})
}

// groupLines makes an endpoint of the request lines with equal keys.
func (p *planner) groupLines() map[string]*endpoint {
	var lines []use
	for _, op := range p.api.Callable() {
		for i := range op.Endpoints {
			lines = append(lines, use{op, i})
		}
	}
	keys := make([]string, len(lines))
	p.beside(len(lines), func(_ *planner, i int) { keys[i] = lines[i].endpoint().Key() })
	byKey := make(map[string]*endpoint, len(lines))
	for i, u := range lines {
		e := byKey[keys[i]]
		if e == nil {
			e = &endpoint{method: u.endpoint().Method, request: keys[i]}
			byKey[keys[i]] = e
			p.endpoint = append(p.endpoint, e)
		}
		e.uses = append(e.uses, u)
	}
	slices.SortFunc(p.endpoint, func(a, b *endpoint) int { return strings.Compare(a.request, b.request) })
	return byKey
}

// pathText returns the path as the client has it, when it is final.
func (e *endpoint) pathText() string { return e.settled[len(e.method)+1:] }

// settle decides which pages are about e, and what it returns.
func (e *endpoint) settle(p *planner) {
	slices.SortFunc(e.uses, func(a, b use) int { return cmp.Or(strings.Compare(a.op.ID, b.op.ID), cmp.Compare(a.index, b.index)) })
	e.home = homeUses(e.uses)
	e.path = firstPath(e.home)
	e.key = lineKey(e.id())
	e.whole = e
	e.result = e.findResult(e.home)
	p.checkResults(e)
}

// pathKey returns the key of the path: what requests of all methods have alike.
func (e *endpoint) pathKey() string { return e.request[len(e.method)+1:] }

// linkWhole finds each endpoint in the whole.
func (p *planner) linkWhole(byKey map[string]*endpoint) {
	for _, e := range p.whole.endpoint {
		if mine := byKey[e.request]; mine != nil {
			mine.whole = e
		}
	}
}

// checkResults reports pages of one endpoint that contradict each other about
// whether it returns a collection.
func (p *planner) checkResults(e *endpoint) {
	for _, u := range e.home {
		if form := e.findResult([]use{u}).form; form != e.result.form && form == resultType && e.result.isCollection() {
			p.diags.Add(diag.ResponseConflict, u.op.Pos, "%s %s returns one object on this page and a collection on another; it is taken to return a collection", e.method, u.endpoint().Path)
		} else if (result{form: form}).isCollection() && e.result.form == resultType {
			p.diags.Add(diag.ResponseConflict, u.op.Pos, "%s %s returns a collection on this page and one object on another; it is taken to return one object", e.method, u.endpoint().Path)
		}
	}
}

// firstPath returns the spelling that is first in the alphabet.
func firstPath(uses []use) model.Path {
	best := uses[0].endpoint().Path
	if len(uses) == 1 {
		return best
	}
	text := best.String()
	for _, u := range uses[1:] {
		path := u.endpoint().Path
		if other := path.String(); other < text {
			best, text = path, other
		}
	}
	return best
}

// homeUses returns the uses of pages that are about the endpoint itself.
func homeUses(uses []use) []use {
	if len(uses) == 1 {
		return uses // whatever else it is about
	}
	all := make([]model.Use, len(uses))
	for i, u := range uses {
		all[i] = model.Use{Op: u.op, Index: u.index}
	}
	var home []use
	for _, u := range model.Home(all) {
		home = append(home, use{u.Op, u.Index})
	}
	return home
}

func isImplied(u use) bool { return u.op.IsImplied }

// documentedTypes returns, by path, the type that a GET of the path returns.
func (p *planner) documentedTypes() map[string]*model.Type {
	out := make(map[string]*model.Type)
	for _, e := range p.endpoint {
		if t, ok := e.result.ref.(*model.Type); ok && e.method == "GET" {
			out[e.pathKey()] = t
		}
	}
	return out
}
