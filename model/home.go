package model

import (
	"slices"
	"strings"
)

// This file says which request lines are the same request, and which of the
// pages that have one are about it. One may stand on many pages (POST
// /deviceAppManagement/mobileApps creates fifteen types of apps, each with a
// page of its own). What makes two request lines the same is the HTTP method
// and the path without the names of its placeholders and without letter case.

// A Use is one request line: the operation whose page has it, and which of the
// page's it is.
type Use struct {
	Op    *Op
	Index int
}

// Endpoint returns the request line.
func (u Use) Endpoint() *Endpoint { return u.Op.Endpoints[u.Index] }

// Key returns what e has in common with all request lines that are the same
// request, e.g. "GET /users/{}/messages".
func (e *Endpoint) Key() string { return e.Method + " " + e.Path.Key() }

// Home returns those of the uses of one request whose pages are about it.
//
// Some pages list requests of others: what shows an extension of a user has
// GET /users/{id}?$expand=extensions among its requests, and what adds extended
// properties lists POST /me/events, /me/contacts, /me/messages and a dozen
// more. Their types and permissions are for that case. So a request line
// with a query string yields to one without, and a page whose requests end in
// many different names to one whose requests do not. What only an example shows
// yields to what is documented.
func Home(uses []Use) []Use {
	if len(uses) < 2 {
		return uses
	}
	for _, isGuest := range []func(Use) bool{isImplied, hasQuery, isAboutMany} {
		home := slices.DeleteFunc(slices.Clone(uses), isGuest)
		if len(home) > 0 {
			uses = home
		}
	}
	return uses
}

func isImplied(u Use) bool { return u.Op.IsImplied }

func hasQuery(u Use) bool { return len(u.Endpoint().Path.Query) > 0 }

// isAboutMany reports whether the requests of u's page end in more names than
// pages about one kind of thing ever do (managedAppPolicies, appliedPolicies,
// intendedPolicies are three).
func isAboutMany(u Use) bool {
	whole := u.Op
	if whole.Whole != nil {
		whole = whole.Whole
	}
	ends := make(map[string]bool)
	for _, line := range whole.Endpoints {
		for _, s := range slices.Backward(line.Path.Segments) {
			if s.Kind == Literal && !strings.HasPrefix(s.Text, "$") {
				ends[strings.ToLower(s.Text)] = true
				break
			}
		}
		if len(ends) > 3 {
			return true // a page may list thousands, each of which asks
		}
	}
	return false
}

// NearestBase returns what all of refs are: the only one there is, or the
// nearest type they all derive from; nil if there is none. It is what a request
// takes or returns whose pages each document another type.
func NearestBase(refs []Ref) Ref {
	var out Ref
	for i, r := range refs {
		switch {
		case i == 0 || out == r:
			out = r
		default:
			t, ok1 := out.(*Type)
			u, ok2 := r.(*Type)
			if !ok1 || !ok2 {
				return nil
			}
			for t != nil && !u.DerivesFrom(t) {
				t = t.Base
			}
			if t == nil {
				return nil
			}
			out = t
		}
	}
	if out == Any || out == JSON {
		return nil
	}
	return out
}
