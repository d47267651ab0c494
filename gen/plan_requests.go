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

// A sharing is what endpoints have in common whose parameters stand on the same
// pages.
type sharing struct {
	key   string // see requestKey
	first *endpoint
	all   []*endpoint
	plan  *structPlan // once the endpoint that it is called after is planned
}

// request plans the type of e's parameters, or how else it is called.
func (p *planner) request(s *service, e *endpoint) *aliasPlan {
	name, first := e.requestName, e.shared.first
	if first != e {
		return &aliasPlan{name: name, of: first.requestName, doc: docText{text: []string{name + " is what [" + first.requestName + "] is for:"}, code: e.id()}}
	}
	r := &structPlan{
		name: name, request: true, file: p.serviceFile(s), members: e.body.fields,
		doc: docText{[]string{name + " holds the parameters of:"}, e.id(), []string{source(e.pages())}},
	}
	p.planFields(r, e.id()+".", []string{"Extra", "MarshalJSON", "UnmarshalJSON", "Validate"}, e.shared.keys())
	p.planDispatch(r)
	e.shared.plan = r
	return nil
}

// keys returns the keys of the parameters.
func (s *sharing) keys() memberKeys {
	return memberKeys{first: s.all[0].key + " ", all: func(name string) []string {
		var keys []string
		for _, e := range s.all {
			keys = append(keys, e.key+" "+name)
		}
		return keys
	}}
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
	byKey := make(map[string]*sharing)
	for _, e := range p.endpoint {
		if e.body.form != bodyFields {
			continue
		}
		key := requestKey(e)
		s := byKey[key]
		if s == nil {
			s = &sharing{key: key, first: e}
			byKey[key] = s
		}
		s.all = append(s.all, e)
		if e.home[0].index < s.first.home[0].index {
			s.first = e
		}
		e.shared = s
	}
}
