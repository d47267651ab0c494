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
	permissions string // what Permissions reads
	// send is sendBody if a request has a body, else nil.
	send func(body any) (content, string, error)
}

// A Cloud is a deployment of the service: the global one, or one for a country.
type Cloud struct {
	Name string // as the pages call it
	// BaseURL is its service root, for [WithBaseURL]; "" if that is not known.
	BaseURL string
}

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
