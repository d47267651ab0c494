package gen

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file plans the types of the parameters of actions.
//
// A page lists one action under many paths (POST /me/sendMail, POST
// /users/{id}/sendMail), and one struct is enough for all of them. But which
// paths share a page changes, and a struct that is called after one of them
// would take the name away from the programs that call the others. So each
// endpoint has a name of its own, and all but one are aliases.

// An aliasPlan is another name of a type.
type aliasPlan struct {
	name, of string
	doc      docText
}

// request plans the type of e's parameters and returns its name.
func (p *planner) request(s *service, e *endpoint) string {
	key, name := requestKey(e), p.names[requestOwner(e)]
	first := p.first[key]
	if first != e {
		p.aliases[e] = &aliasPlan{name: name, of: p.names[requestOwner(first)], doc: docText{text: []string{name + " is what [" + p.names[requestOwner(first)] + "] is for:"}, code: e.id()}}
		return name
	}
	r := &structPlan{
		name: name, request: true, file: p.serviceFile(s),
		doc: docText{[]string{name + " holds the parameters of:"}, e.id(), []string{source(e.pages())}},
	}
	r.fields = p.planFields(e.id(), e.body.fields, []string{"Extra", "MarshalJSON", "UnmarshalJSON", "Validate"}, p.parameterKeys(key))
	r.dispatch = p.planDispatch(r, e.body.fields)
	p.bodies[r] = e.body.fields
	p.requests[key] = r
	p.plan.structs = append(p.plan.structs, r)
	return name
}

// parameterKeys returns the keys of the parameters that the endpoints with the
// same requestKey share.
func (p *planner) parameterKeys(key string) func(name string) []string {
	return func(name string) []string {
		var keys []string
		for _, e := range p.sharing[key] {
			keys = append(keys, e.key+" "+name)
		}
		return keys
	}
}

// requestKey names the pages that e stands on.
func requestKey(e *endpoint) string {
	var ids []string
	for _, u := range e.home {
		if u.op.Body.Kind == model.BodyFields {
			ids = append(ids, u.op.ID)
		}
	}
	return strings.Join(slices.Compact(ids), " ")
}

// sharePages notes, for each requestKey, the endpoints that have it, and the one
// that the first page lists first.
func (p *planner) sharePages() {
	p.first, p.sharing = make(map[string]*endpoint), make(map[string][]*endpoint)
	for _, e := range p.endpoint {
		if e.body.form != bodyFields {
			continue
		}
		key := requestKey(e)
		p.sharing[key] = append(p.sharing[key], e)
		if other := p.first[key]; other == nil || e.home[0].index < other.home[0].index {
			p.first[key] = e
		}
	}
}
