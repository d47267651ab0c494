package model

// This file cuts an API down to a part: the operations that patterns name, and
// the types and enums that those need. What is generated, diffed or exported
// from a part is smaller, and equal to what the whole gives for it.

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// Select returns the part of a that patterns name, with everything it needs.
// A pattern is one of
//
//	serviceNowConnection            a type, enum or operation, by short or full name or ID;
//	                                "*" stands for any part of a name
//	/deviceManagement/**            operations by path; "*" is one segment, "**" any number;
//	                                a method may stand before it: "GET /users/*"
//	page:api/intune-*               what the pages say whose paths match
//
// Case is ignored. A type brings the operations that deal with it: those that
// return or take it, those on the same paths, and the actions and functions
// bound to it. Operations are selected whole, with all their endpoints, and
// bring the types of their parameters, bodies and responses; a type brings its
// bases, the types and enums of its fields, and, where a value of it may be
// met, its descendants.
//
// No patterns select everything. A pattern that matches nothing is an error.
func (a *API) Select(patterns ...string) (*API, error) {
	if len(patterns) == 0 {
		return a, nil
	}
	s := &selection{api: a, types: make(map[*Type]*Type), enums: make(map[*Enum]bool), ops: make(map[*Op]bool), values: make(map[*Type]bool)}
	for _, p := range patterns {
		if !s.pattern(p) {
			return nil, fmt.Errorf("select: pattern %q matches no type, enum, operation or page", p)
		}
	}
	return s.build(), nil
}

// A selection is the state of one Select.
type selection struct {
	api    *API
	ops    map[*Op]bool
	enums  map[*Enum]bool
	types  map[*Type]*Type // copies, nil until built
	values map[*Type]bool  // types of which a value may be met
}

// pattern selects what p names and reports whether that is anything.
func (s *selection) pattern(p string) bool {
	p = strings.TrimSpace(p)
	if glob, ok := strings.CutPrefix(p, "page:"); ok {
		return s.pages(strings.ToLower(glob))
	}
	method, route, ok := strings.Cut(p, " ")
	if !ok {
		method, route = "", p
	}
	if strings.HasPrefix(route, "/") {
		return s.paths(method, route)
	}
	return s.names(strings.ToLower(p))
}

func (s *selection) names(p string) bool {
	found := false
	match := func(full string) bool {
		full = strings.ToLower(full)
		return globMatch(p, full) || globMatch(p, ShortName(full))
	}
	for _, t := range s.api.Types {
		if match(t.Name) {
			found = true
			s.value(t)
			s.operationsOf(t)
		}
	}
	for _, e := range s.api.Enums {
		if match(e.Name) {
			found = true
			s.enums[e] = true
		}
	}
	for _, o := range s.api.Operations {
		if globMatch(p, strings.ToLower(o.ID)) {
			found = true
			s.op(o)
		}
	}
	return found
}

func (s *selection) pages(glob string) bool {
	found := false
	match := func(page string) bool {
		page = strings.ToLower(page)
		return globMatch(glob, page) || globMatch(glob, strings.TrimSuffix(page, path.Ext(page)))
	}
	for _, t := range s.api.Types {
		if slices.ContainsFunc(t.Pages, match) {
			found = true
			s.value(t)
		}
	}
	for _, e := range s.api.Enums {
		if match(e.Page) {
			found = true
			s.enums[e] = true
		}
	}
	for _, o := range s.api.Operations {
		if match(o.Page) {
			found = true
			s.op(o)
		}
	}
	return found
}

func (s *selection) paths(method, route string) bool {
	found := false
	want := strings.Split(strings.Trim(strings.ToLower(route), "/"), "/")
	for _, o := range s.api.Operations {
		for _, e := range o.Endpoints {
			if (method == "" || strings.EqualFold(method, e.Method)) && matchSegments(want, pathKeys(e.Path)) {
				found = true
				s.op(o)
			}
		}
	}
	return found
}

// pathKeys returns the segments of a path in lower case, each key as "{}".
func pathKeys(p Path) []string {
	var out []string
	for _, s := range p.Segments {
		if s.Kind == Key || s.Kind == ItemPath {
			out = append(out, "{}")
			continue
		}
		out = append(out, strings.ToLower(s.Text))
	}
	return out
}

// matchSegments reports whether path segments match a pattern's. A key is
// matched by "*", "**" and any "{…}".
func matchSegments(want, have []string) bool {
	if len(want) == 0 {
		return len(have) == 0
	}
	if want[0] == "**" {
		for i := 0; i <= len(have); i++ {
			if matchSegments(want[1:], have[i:]) {
				return true
			}
		}
		return false
	}
	if len(have) == 0 {
		return false
	}
	key := strings.HasPrefix(want[0], "{") && have[0] == "{}"
	return (key || globMatch(want[0], have[0])) && matchSegments(want[1:], have[1:])
}

// globMatch is path.Match, with "*" matching slashes too; a malformed pattern
// matches nothing.
func globMatch(pattern, name string) bool {
	ok, err := path.Match(strings.ReplaceAll(pattern, "/", "\x00"), strings.ReplaceAll(name, "/", "\x00"))
	return ok && err == nil
}

// operationsOf selects the operations that deal with t.
func (s *selection) operationsOf(t *Type) {
	own := make(map[string]bool) // paths of operations that return or take t
	for _, o := range s.api.Operations {
		if !deals(o, t) {
			continue
		}
		s.op(o)
		for _, e := range o.Endpoints {
			own[strings.Join(pathKeys(e.Path), "/")] = true
		}
	}
	for _, o := range s.api.Operations {
		for _, e := range o.Endpoints {
			keys := pathKeys(e.Path)
			if len(keys) == 0 {
				continue
			}
			bound := own[strings.Join(keys[:len(keys)-1], "/")] && keys[len(keys)-1] != "{}" && !returnsType(o)
			if own[strings.Join(keys, "/")] || bound {
				s.op(o)
			}
		}
	}
}

// deals reports whether o returns or takes t.
func deals(o *Op, t *Type) bool {
	is := func(r Ref) bool {
		elem, _ := Elem(r)
		return elem == Ref(t)
	}
	return is(o.Body.Type) || slices.ContainsFunc(o.Responses, func(r *Response) bool { return is(r.Type) })
}

func returnsType(o *Op) bool {
	return slices.ContainsFunc(o.Responses, func(r *Response) bool {
		elem, _ := Elem(r.Type)
		_, ok := elem.(*Type)
		return ok
	})
}

// op selects an operation and the types it needs.
func (s *selection) op(o *Op) {
	if s.ops[o] {
		return
	}
	s.ops[o] = true
	for _, p := range o.Params {
		s.ref(p.Type)
	}
	s.ref(o.Body.Type)
	for _, f := range o.Body.Fields {
		s.ref(f.Type)
	}
	for _, r := range o.Responses {
		s.ref(r.Type)
	}
	for _, i := range o.Implied {
		s.op(i)
	}
}

// ref selects what a reference refers to.
func (s *selection) ref(r Ref) {
	switch r := r.(type) {
	case nil, Prim:
	case *List:
		s.ref(r.Elem)
	case *Enum:
		s.enums[r] = true
	case *Type:
		s.value(r)
	default:
		panic("model: reference of unknown kind")
	}
}

// value selects a type of which a value may be met: it or a descendant.
func (s *selection) value(t *Type) {
	if s.values[t] {
		return
	}
	s.values[t] = true
	s.typ(t)
	for _, d := range t.Derived {
		s.value(d)
	}
}

// typ selects a type with its bases and the types of its fields, but not its
// descendants.
func (s *selection) typ(t *Type) {
	if _, ok := s.types[t]; ok {
		return
	}
	s.types[t] = nil
	if t.Base != nil {
		s.typ(t.Base)
	}
	for _, f := range t.Fields {
		s.ref(f.Type)
	}
}
