package runtime

// MinimalScopes returns a smallest set of scopes with which all of ops can be
// called.
func MinimalScopes(scheme Scheme, ops ...*Operation) ([]Scope, error) { panic("TODO") }
