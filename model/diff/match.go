package diff

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file finds what is the same thing in both models. Names decide; what has
// no namesake is the same as something of another name where that is evident:
// it stands on the same page, or has nearly the same members. A wrong guess
// would hide that something is gone, so what is not evident was removed and
// added.

func (d *differ) join(prev, next model.Ref) { d.pair[prev], d.pair[next] = next, prev }

// unmatched returns the elements of list that have no pair.
func unmatched[T model.Ref](d *differ, list []T) []T {
	var out []T
	for _, x := range list {
		if d.pair[x] == nil {
			out = append(out, x)
		}
	}
	return out
}

// matchTypes pairs types, by name first. A type and an enum of one name are the
// same thing in another kind.
func (d *differ) matchTypes() {
	byName := make(map[string]model.Ref)
	for _, t := range d.new.Types {
		byName[t.Name] = t
	}
	for _, e := range d.new.Enums {
		byName[e.Name] = e
	}
	for _, t := range d.old.Types {
		if other := byName[t.Name]; other != nil {
			d.join(t, other)
		}
	}
	for _, e := range d.old.Enums {
		if other := byName[e.Name]; other != nil {
			d.join(e, other)
		}
	}
	d.matchSpellings()
	isFree := func(t *model.Type) bool { return d.pair[t] == nil }
	of := func(t *model.Type) traits { return traits{t.Page, fieldKeys(t)} }
	resemble(candidates(d.old.Types, isFree, of), candidates(d.new.Types, isFree, of), d.opts.MostCompared, holdsAlike(4), func(i, j int) { d.join(d.old.Types[i], d.new.Types[j]) })
}

// holdsAlike scores two things by what they hold. On another page it must be more
// that is the same, and fewer than few are too little to know a thing by.
func holdsAlike(few int) func(a, b candidate) float64 {
	return func(a, b candidate) float64 {
		enough := 0.8
		if a.page == b.page {
			enough = 0.5
		} else if len(a.words) < few {
			return 0
		}
		if score := common(a.words, b.words); score >= enough {
			return score
		}
		return 0
	}
}

// matchSpellings pairs types whose names differ in letter case only: which
// spelling wins depends on which pages mention the type.
func (d *differ) matchSpellings() {
	bySpelling := make(map[string]*model.Type)
	for _, u := range unmatched(d, d.new.Types) {
		bySpelling[strings.ToLower(u.Name)] = u
	}
	for _, t := range unmatched(d, d.old.Types) {
		if u := bySpelling[strings.ToLower(t.Name)]; u != nil && d.pair[u] == nil {
			d.join(t, u)
		}
	}
}

// fieldKeys returns what a type is known by when its name is another.
func fieldKeys(t *model.Type) []string {
	var out []string
	for _, f := range t.Fields {
		out = append(out, f.Name)
	}
	return out
}

func (d *differ) matchEnums() {
	isFree := func(e *model.Enum) bool { return d.pair[e] == nil }
	of := func(e *model.Enum) traits { return traits{e.Page, memberNames(e)} }
	resemble(candidates(d.old.Enums, isFree, of), candidates(d.new.Enums, isFree, of), d.opts.MostCompared, holdsAlike(3), func(i, j int) { d.join(d.old.Enums[i], d.new.Enums[j]) })
}

func memberNames(e *model.Enum) []string {
	var out []string
	for _, m := range e.Members {
		out = append(out, m.Name)
	}
	return out
}

// matchOps pairs operations by their page. A page of another name documents
// the same operation if it has most of its request lines.
func (d *differ) matchOps() {
	byID := make(map[string]*model.Op)
	for _, o := range d.new.Operations {
		byID[o.ID] = o
	}
	var prev, next []*model.Op
	matched := make(map[*model.Op]bool)
	for _, o := range d.old.Operations {
		if other := byID[o.ID]; other != nil && !matched[other] {
			d.ops[o], matched[other] = other, true
		} else {
			prev = append(prev, o)
		}
	}
	for _, o := range d.new.Operations {
		if !matched[o] {
			next = append(next, o)
		}
	}
	sharing := make(map[string][]candidate)
	for j, o := range next {
		keys := opKeys(o)
		for _, key := range keys {
			sharing[key] = append(sharing[key], candidate{j, traits{words: keys}})
		}
	}
	var guesses []guess
	compared := 0
	for i, o := range prev {
		keys := opKeys(o)
		for _, key := range keys {
			if compared += len(keys)*len(sharing[key]) + weight(sharing[key]); compared > d.opts.MostCompared {
				return
			}
			for _, c := range sharing[key] {
				if score := common(keys, c.words); score >= 0.5 {
					guesses = append(guesses, guess{i, c.at, score + likeness(d, o, next[c.at])})
				}
			}
		}
	}
	settle(guesses, func(i, j int) { d.ops[prev[i]] = next[j] })
}

// likeness tells pages apart that document the same endpoint, each for another
// type.
func likeness(d *differ, o, p *model.Op) float64 {
	score := 0.0
	if o.Title == p.Title {
		score += 0.5
	}
	if d.same(o.Body.Type, p.Body.Type) {
		score += 0.25
	}
	return score
}

// opKeys returns the endpoints of an operation, sorted, each once.
func opKeys(o *model.Op) []string {
	var out []string
	for _, e := range o.Endpoints {
		out = append(out, endpointKey(e))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// endpointKey is the endpoint as the generated package knows it: the method and
// the path without what does not tell endpoints apart.
func endpointKey(e *model.Endpoint) string { return e.Method + " " + e.Path.Key() }

// same reports whether two references are to the same thing.
func (d *differ) same(a, b model.Ref) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case model.Prim:
		return a == b
	case *model.List:
		l, ok := b.(*model.List)
		return ok && d.same(a.Elem, l.Elem)
	default:
		return b != nil && d.pair[a] == b
	}
}

// uses are what an API as a whole has: of two pages that document the same,
// one may go without a trace in the generated package.
type uses struct {
	endpoints map[string]bool // true: documented, false: in examples only
	scopes    map[string]bool
}

// callable reports whether the client has a method for an endpoint.
func (u *uses) callable(e *model.Endpoint) bool { _, ok := u.endpoints[endpointKey(e)]; return ok }

// documented reports whether a page lists the request of an endpoint.
func (u *uses) documented(e *model.Endpoint) bool { return u.endpoints[endpointKey(e)] }

func usesOf(a *model.API) *uses {
	u := &uses{endpoints: make(map[string]bool), scopes: make(map[string]bool)}
	for _, o := range a.Callable() {
		for _, e := range o.Endpoints {
			u.endpoints[endpointKey(e)] = u.endpoints[endpointKey(e)] || !o.IsImplied
		}
		for _, t := range o.Permissions {
			for _, g := range t.Grants {
				for _, scope := range slices.Concat(g.AnyOf...) {
					u.scopes[scope] = true
				}
			}
		}
	}
	return u
}

func (d *differ) countUses() { d.oldUses, d.newUses = usesOf(d.old), usesOf(d.new) }
