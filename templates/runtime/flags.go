package runtime

import (
	"slices"
	"strings"
)

// This file holds the operations of enums whose values are sets of members:
// on the wire such a value is the members' names joined by commas.

// JoinFlags returns the value that holds all of members.
func JoinFlags[E ~string](members ...E) E {
	names := make([]string, len(members))
	for i, m := range members {
		names[i] = string(m)
	}
	return E(strings.Join(names, ","))
}

// flagsList returns the members that v holds, nil if none.
func flagsList[E ~string](v E) []E {
	var out []E
	for name := range strings.SplitSeq(string(v), ",") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, E(name))
		}
	}
	return out
}

// flagsHas reports whether v holds all members of m.
func flagsHas[E ~string](v, m E) bool {
	have := flagsList(v)
	for _, name := range flagsList(m) {
		if !slices.Contains(have, name) {
			return false
		}
	}
	return true
}

// flagsKnown reports whether all members of v are among names.
func flagsKnown(v, names string) bool {
	for _, name := range flagsList(v) {
		if !isNamed(name, names) {
			return false
		}
	}
	return true
}
