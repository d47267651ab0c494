package runtime

import (
	"slices"
	"strings"
)

// This file holds the documented permissions of operations. In the data of an
// operation they are text, because the compiler handles a string with less than
// a tenth of the memory that nested slices take, and an API has thousands of
// them. A line is a permission table, or one part of it:
//
//	work A.Read or B.Read and C.Read; personal not supported; application A.All; for message
//
// What the page does not say is missing. The name of the case comes last and
// may hold anything but a line break.

// A Scope is a permission that an app can be granted.
type Scope string

// A Scheme is a way in which an app is authorized.
type Scheme int8

const (
	SchemeDelegatedWork     Scheme = iota // a signed-in user with a work or school account
	SchemeDelegatedPersonal               // a signed-in user with a personal account
	SchemeApplication                     // no user
)

// String returns the scheme's name in lower case.
func (s Scheme) String() string {
	switch s {
	case SchemeDelegatedWork:
		return "delegated (work or school account)"
	case SchemeDelegatedPersonal:
		return "delegated (personal account)"
	case SchemeApplication:
		return "application"
	}
	return "unknown scheme"
}

// A PermissionSet is one documented permission table, or one part of it.
type PermissionSet struct {
	// For is the case that the table is for, in the page's words ("message",
	// "acting on self"); "" if the page has one table.
	For               string
	DelegatedWork     Grant // for SchemeDelegatedWork
	DelegatedPersonal Grant // for SchemeDelegatedPersonal
	Application       Grant // for SchemeApplication
}

// Grant returns what scheme s needs.
func (p *PermissionSet) Grant(s Scheme) Grant {
	switch s {
	case SchemeDelegatedWork:
		return p.DelegatedWork
	case SchemeDelegatedPersonal:
		return p.DelegatedPersonal
	case SchemeApplication:
		return p.Application
	}
	return Grant{}
}

// A Grant is what one scheme needs to call an operation. The zero Grant means
// that the page does not say.
type Grant struct {
	NotSupported bool // the page says that the scheme cannot call the operation
	// AnyOf lists the sets of scopes of which one suffices, in the page's
	// order, least privileged first. The scopes of a set are needed together.
	AnyOf [][]Scope
}

// IsZero reports whether the page says nothing.
func (g Grant) IsZero() bool { return !g.NotSupported && len(g.AnyOf) == 0 }

// Permissions returns the documented permissions: usually one set; several where
// the page has them for cases that its request lines do not tell apart.
func (op *Operation) Permissions() []PermissionSet {
	if op.permissions == "" {
		return nil
	}
	var out []PermissionSet
	for _, line := range strings.Split(op.permissions, "\n") {
		out = append(out, parsePermissions(line))
	}
	return out
}

// parsePermissions reads one line.
func parsePermissions(line string) PermissionSet {
	var p PermissionSet
	for line != "" {
		if feature, ok := strings.CutPrefix(line, "for "); ok {
			p.For = feature
			return p
		}
		var part string
		part, line, _ = strings.Cut(line, "; ")
		switch scheme, need, _ := strings.Cut(part, " "); scheme {
		case "work":
			p.DelegatedWork = parseGrant(need)
		case "personal":
			p.DelegatedPersonal = parseGrant(need)
		case "application":
			p.Application = parseGrant(need)
		}
	}
	return p
}

// parseGrant reads what one scheme needs.
func parseGrant(need string) Grant {
	if need == "not supported" {
		return Grant{NotSupported: true}
	}
	var g Grant
	for _, alternative := range strings.Split(need, " or ") {
		var set []Scope
		for _, name := range strings.Split(alternative, " and ") {
			set = append(set, Scope(name))
		}
		g.AnyOf = append(g.AnyOf, set)
	}
	return g
}

// For returns op as it is for one of the cases that its page tells apart, such
// as "message" of an operation that is for several kinds of resource: with only
// the permissions of that case, and those that hold for every case. The cases
// are the For of op.Permissions(); another one has no documented permissions.
func (op *Operation) For(feature string) *Operation {
	out := *op
	lines := strings.Split(op.permissions, "\n")
	lines = slices.DeleteFunc(lines, func(line string) bool {
		set := parsePermissions(line)
		return set.For != "" && set.For != feature
	})
	out.permissions = strings.Join(lines, "\n")
	return &out
}

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
