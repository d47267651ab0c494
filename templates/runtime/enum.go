package runtime

import "strings"

// This file holds what enums share. An API has hundreds of them, so what each
// of them has of its own is kept to what is cheap to compile: a method that
// compares with every value takes the compiler five times as long as one that
// passes their names on as a string.

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
