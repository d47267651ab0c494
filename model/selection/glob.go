package selection

import "strings"

// This file matches text to globs. Both matchers take time in proportion to the
// product of the lengths, whatever the glob: patterns come from users, but also
// from configurations that users did not write.

// globMatch reports whether glob matches all of text: "**" stands for any
// characters, "*" for any but slashes. Letter case counts.
func globMatch(glob, text string) bool {
	// reach[i] is set if what was read of the glob matches text[:i].
	reach := make([]bool, len(text)+1)
	reach[0] = true
	for len(glob) > 0 {
		stars := len(glob) - len(strings.TrimLeft(glob, "*"))
		if stars > 0 {
			for i := range text {
				reach[i+1] = reach[i+1] || reach[i] && (stars > 1 || text[i] != '/')
			}
			glob = glob[stars:]
			continue
		}
		for i := len(text); i > 0; i-- {
			reach[i] = reach[i-1] && text[i-1] == glob[0]
		}
		reach[0] = false
		glob = glob[1:]
	}
	return reach[len(text)]
}

// segmentsMatch reports whether the segments of a path match those of a
// pattern, where "**" stands for any number of segments.
func segmentsMatch(pattern, path []string) bool {
	reach := make([]bool, len(path)+1)
	reach[0] = true
	for _, want := range pattern {
		if want == "**" {
			for i := range path {
				reach[i+1] = reach[i+1] || reach[i]
			}
			continue
		}
		for i := len(path); i > 0; i-- {
			reach[i] = reach[i-1] && segmentMatch(want, path[i-1])
		}
		reach[0] = false
	}
	return reach[len(path)]
}

// segmentMatch matches one segment. A key, which is key in a path, is matched
// by "*" and by whatever a pattern has in braces, since pages do not agree on
// the names of keys.
func segmentMatch(want, have string) bool {
	if have == key {
		return want == "*" || want == key
	}
	return globMatch(want, have)
}

// key stands for a key in the segments of paths and patterns.
const key = "{}"
