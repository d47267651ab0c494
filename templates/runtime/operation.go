package runtime

// This file holds the data that generated code states about each operation.
// It is data only, so that an operation nobody calls costs a program nothing.

// An Operation is one documented endpoint.
type Operation struct {
	// Name is the chain of services and the method, e.g.
	// "deviceManagement.ndesConnectors.update".
	Name   string
	Method string // HTTP method, upper case
	// Path is the template below the service root. A {placeholder} takes one
	// argument; what surrounds it says how the argument is written: as a path
	// segment, '{quoted}' as an OData string, :/{as-a-path}: with slashes.
	Path string
	// Page is the documentation page, relative to the docs root.
	Page string
	// Permissions holds the documented permissions: usually one set; several
	// where the page has them for cases that its request lines do not tell apart.
	Permissions []PermissionSet
	// Query holds the OData options the page documents as supported
	// ("$select", …), nil if the page does not say.
	Query []string
	// Status holds the documented success codes.
	Status []int
	// Body holds what the pages ask of the request's body, for each type that
	// it may have. What they ask of an action's parameters is in the Validate
	// method of their type.
	Body []BodyRules
	// Unavailable holds the national clouds in which the page says that the
	// operation is not available. It can be called there all the same: pages are
	// behind the service now and then.
	Unavailable []*Cloud
	// send is sendBody if a request has a body, else nil.
	send func(body any) (content, string, error)
}

// A Cloud is a deployment of the service: the global one, or one for a country.
type Cloud struct {
	Name string // as the pages call it
	// BaseURL is its service root, for [WithBaseURL]; "" if that is not known.
	BaseURL string
}

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

// operationsAt returns the operations that are at places. Generated code lists
// places because the compiler lays out addresses; a list of the operations would
// be code, by far the longest function of a package.
func operationsAt(places []**Operation) []*Operation {
	out := make([]*Operation, len(places))
	for i, p := range places {
		out[i] = *p
	}
	return out
}
