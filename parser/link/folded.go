package link

// This file holds what is found by names without regard to case. Every cell is
// looked up several times in several namespaces, so looking makes no strings.

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// fold is the form in which names and paths are compared without regard to
// case.
func fold(s string) string { return strings.ToLower(s) }

// appendFold appends fold(s).
func appendFold(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= utf8.RuneSelf {
			return append(b, fold(s[i:])...)
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		b = append(b, c)
	}
	return b
}

// foldsTo reports whether fold(s) is folded.
func foldsTo(s, folded string) bool {
	var buf [64]byte
	return string(appendFold(buf[:0], s)) == folded
}

// sameFolded reports whether fold(a) is fold(b).
func sameFolded(a, b string) bool {
	for i := 0; i < len(a) && i < len(b); i++ {
		c, d := a[i], b[i]
		if c >= utf8.RuneSelf || d >= utf8.RuneSelf {
			return fold(a[i:]) == fold(b[i:])
		}
		if c != d && (c|0x20 != d|0x20 || c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return len(a) == len(b)
}

// A folded is a map by folded names.
type folded[V any] map[string]V

// at returns what stands at a name that is given in parts.
func (m folded[V]) at(parts ...string) V {
	var buf [96]byte
	key := buf[:0]
	for _, p := range parts {
		key = appendFold(key, p)
	}
	return m[string(key)]
}

// nodes are types or enums by their folded full names.
type nodes[N any] struct {
	folded[*N]
	sorted []*N // nil if that has to be found out
}

// put adds n under a full name, which it must keep but for case.
func (s *nodes[N]) put(full string, n *N) {
	s.folded[fold(full)] = n
	s.sorted = nil
}

// drop removes the node of a full name.
func (s *nodes[N]) drop(full string) {
	delete(s.folded, fold(full))
	s.sorted = nil
}

// all returns the nodes in the order of their folded names.
func (s *nodes[N]) all() []*N {
	if s.sorted == nil {
		keys := make([]string, 0, len(s.folded))
		for k := range s.folded {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		s.sorted = make([]*N, len(keys))
		for i, k := range keys {
			s.sorted[i] = s.folded[k]
		}
	}
	return s.sorted
}
