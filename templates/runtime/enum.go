package runtime

import "strings"

// This file holds what enums share. An API has hundreds of them, so what each
// of them has of its own is kept to what is cheap to compile: Known, because it
// is asked of a value, and the names as a string. A method that compares with
// every value takes the compiler five times as long; one that returns a list of
// them needs an array type and a function that compares arrays.

// ValuesOf returns all documented values of an enum: ValuesOf[Color]().
func ValuesOf[E ~string, P interface {
	*E
	names() string
}]() []E {
	var out []E
	for name := range strings.Lines(P(nil).names()) {
		out = append(out, E(strings.TrimSuffix(name, "\n")))
	}
	return out
}

// isNamed reports whether name is among names, which are separated by newlines.
//
//go:noinline
func isNamed(name, names string) bool {
	for names != "" {
		var n string
		if n, names, _ = strings.Cut(names, "\n"); n == name {
			return true
		}
	}
	return false
}
