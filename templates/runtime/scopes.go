package runtime

import (
	"errors"
	"fmt"
	"slices"
)

// This file answers which permissions an app has to ask for.

// MinimalScopes returns a smallest set of scopes with which an app that is
// authorized by scheme can call all of ops, sorted. Of several that are equally
// small it is the one that gives the first of ops the earliest alternative of
// its page's table, then the second, and so on: tables list the least
// privileged scope first. An operation with permissions for several cases needs
// one alternative of each that documents the scheme; [Operation.For] limits it
// to one case.
//
// Operations that the scheme cannot call, and those whose pages do not say
// what they need, are an error; the result then is for the others.
func MinimalScopes(scheme Scheme, ops ...*Operation) ([]Scope, error) {
	var errs []error
	var all scopeNeeds
	for _, op := range ops {
		sets, err := op.requirements(scheme)
		errs = append(errs, err)
		for _, anyOf := range sets {
			all = all.with(anyOf)
		}
	}
	var out []Scope
	for _, needs := range all.unrelated() {
		s := scopeSearch{needs: needs}
		s.find(nil)
		out = append(out, s.best...)
	}
	slices.Sort(out)
	return out, errors.Join(errs...)
}

// requirements returns the alternatives of each table of op.
func (op *Operation) requirements(scheme Scheme) ([][][]Scope, error) {
	var out [][][]Scope
	refused := false
	for _, p := range op.Permissions() {
		g := p.Grant(scheme)
		refused = refused || g.NotSupported
		if !g.NotSupported && len(g.AnyOf) > 0 {
			out = append(out, g.AnyOf)
		}
	}
	switch {
	case len(out) > 0:
		return out, nil
	case refused:
		return nil, fmt.Errorf("%s: %s permissions are not supported", op.Name, scheme)
	}
	return nil, fmt.Errorf("%s: %s permissions are not documented", op.Name, scheme)
}

// scopeNeeds are requirements: of the sets of each, one suffices.
type scopeNeeds [][][]Scope

// with returns n with a requirement more, unless it is there already.
func (n scopeNeeds) with(anyOf [][]Scope) scopeNeeds {
	same := func(other [][]Scope) bool {
		return slices.EqualFunc(anyOf, other, func(a, b []Scope) bool { return slices.Equal(a, b) })
	}
	if slices.ContainsFunc(n, same) {
		return n
	}
	return append(n, anyOf)
}

// unrelated divides n into parts that have no scope in common. Each can be
// solved for itself, which is what keeps the search short: an app that reads
// mail and edits sites has two small questions, not one large one.
func (n scopeNeeds) unrelated() []scopeNeeds {
	part := make([]int, len(n)) // of each requirement
	first := make(map[Scope]int)
	for i, anyOf := range n {
		part[i] = i
		for _, scope := range slices.Concat(anyOf...) {
			j, ok := first[scope]
			if !ok {
				first[scope] = i
				continue
			}
			for k, from := 0, part[j]; k <= i; k++ {
				if part[k] == from {
					part[k] = part[i]
				}
			}
		}
	}
	var out []scopeNeeds
	at := make(map[int]int)
	for i, anyOf := range n {
		k, ok := at[part[i]]
		if !ok {
			k, out = len(out), append(out, nil)
			at[part[i]] = k
		}
		out[k] = append(out[k], anyOf)
	}
	return out
}

// place returns the index of the first set of anyOf that have contains, -1 if
// there is none.
func place(anyOf [][]Scope, have []Scope) int {
	return slices.IndexFunc(anyOf, func(set []Scope) bool {
		return !slices.ContainsFunc(set, func(scope Scope) bool { return !slices.Contains(have, scope) })
	})
}

// A scopeSearch looks for the smallest set by trying the alternatives of one
// requirement after the other in their order, leaving a branch when it cannot
// be as small as the best so far. Every smallest set is made of alternatives of
// the requirements it meets, so each of them is tried. That is exact and fast
// for the handful of operations an app calls; for whole APIs it stops after
// maxSteps with the best it has found.
type scopeSearch struct {
	needs scopeNeeds
	best  []Scope
	found bool
	steps int // requirements looked at
}

const maxSteps = 1_000_000

// find completes have in all ways that are worth it.
func (s *scopeSearch) find(have []Scope) {
	if s.found && (len(have) > len(s.best) || s.steps > maxSteps) {
		return
	}
	next := s.tightest(have)
	if next == nil {
		if !s.found || s.better(have) {
			s.best, s.found = slices.Clone(have), true
		}
		return
	}
	for _, set := range next {
		s.find(union(have, set))
	}
}

// better reports whether have, which meets all requirements, is smaller than
// the best, or as small with an earlier alternative where they first differ.
func (s *scopeSearch) better(have []Scope) bool {
	if len(have) != len(s.best) {
		return len(have) < len(s.best)
	}
	for _, anyOf := range s.needs {
		if a, b := place(anyOf, have), place(anyOf, s.best); a != b {
			return a < b
		}
	}
	return false
}

// tightest returns the requirement that have does not meet with the fewest
// alternatives, nil if it meets all: trying those first keeps the search short.
func (s *scopeSearch) tightest(have []Scope) [][]Scope {
	var out [][]Scope
	s.steps += len(s.needs)
	for _, anyOf := range s.needs {
		if (out == nil || len(anyOf) < len(out)) && place(anyOf, have) < 0 {
			out = anyOf
		}
	}
	return out
}

// union returns have with the scopes of set that it lacks. have is not changed.
func union(have, set []Scope) []Scope {
	out := have[:len(have):len(have)]
	for _, scope := range set {
		if !slices.Contains(out, scope) {
			out = append(out, scope)
		}
	}
	return out
}
