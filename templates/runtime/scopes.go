package runtime

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// This file answers which permissions an app has to ask for.

// String returns the grant in words, e.g. "A.Read or (B.Read and C.Read)".
func (g Grant) String() string {
	switch {
	case g.NotSupported:
		return "not supported"
	case len(g.AnyOf) == 0:
		return "not documented"
	}
	alternatives := make([]string, len(g.AnyOf))
	for i, set := range g.AnyOf {
		names := make([]string, len(set))
		for j, s := range set {
			names[j] = string(s)
		}
		alternatives[i] = strings.Join(names, " and ")
		if len(set) > 1 && len(g.AnyOf) > 1 {
			alternatives[i] = "(" + alternatives[i] + ")"
		}
	}
	return strings.Join(alternatives, " or ")
}

// MinimalScopes returns a smallest set of scopes with which an app that is
// authorized by scheme can call all of ops, sorted. Where several sets are
// equally small, the one wins that stands first in the pages' tables, which
// list the least privileged scope first. An operation with several permission
// tables needs one alternative of each that documents the scheme.
//
// Operations that the scheme cannot call, and those whose pages do not say
// what they need, are an error; the result then is for the others.
func MinimalScopes(scheme Scheme, ops ...*Operation) ([]Scope, error) {
	var errs []error
	var s scopeSearch
	for _, op := range ops {
		sets, err := op.requirements(scheme)
		errs = append(errs, err)
		for _, anyOf := range sets {
			s.require(anyOf)
		}
	}
	s.find(nil)
	slices.Sort(s.best)
	return s.best, errors.Join(errs...)
}

// requirements returns the alternatives of each table of op.
func (op *Operation) requirements(scheme Scheme) ([][][]Scope, error) {
	var out [][][]Scope
	refused := false
	for i := range op.Permissions {
		g := op.Permissions[i].Grant(scheme)
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

// A scopeSearch looks for the smallest set by trying the alternatives of one
// requirement after the other in their order, leaving a branch when it cannot
// become smaller than the best so far. That is exact and fast for the handful
// of operations an app calls; for whole APIs it stops after maxSteps with the
// best it has found.
type scopeSearch struct {
	needs [][][]Scope
	best  []Scope
	found bool
	steps int // requirements looked at
}

const maxSteps = 1_000_000

// require adds a requirement, unless it is there already.
func (s *scopeSearch) require(anyOf [][]Scope) {
	same := func(other [][]Scope) bool {
		return slices.EqualFunc(anyOf, other, func(a, b []Scope) bool { return slices.Equal(a, b) })
	}
	if !slices.ContainsFunc(s.needs, same) {
		s.needs = append(s.needs, anyOf)
	}
}

// find completes have in all ways that are worth it.
func (s *scopeSearch) find(have []Scope) {
	if s.found && (len(have) >= len(s.best) || s.steps > maxSteps) {
		return
	}
	next := s.tightest(have)
	if next == nil {
		s.best, s.found = slices.Clone(have), true
		return
	}
	for _, set := range next {
		s.find(union(have, set))
	}
}

// tightest returns the requirement that have does not meet with the fewest
// alternatives, nil if it meets all: trying those first keeps the search short.
func (s *scopeSearch) tightest(have []Scope) [][]Scope {
	var out [][]Scope
	s.steps += len(s.needs)
	for _, anyOf := range s.needs {
		met := slices.ContainsFunc(anyOf, func(set []Scope) bool {
			return !slices.ContainsFunc(set, func(scope Scope) bool { return !slices.Contains(have, scope) })
		})
		if !met && (out == nil || len(anyOf) < len(out)) {
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
