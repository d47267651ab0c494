package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file checks that scopes stand in the order that their column states.
// Names tell only for scopes of one resource which of two asks for more, and
// of others nothing is said.

// verbs are the access words of a scope, each including those before it.
var verbs = []string{"ReadBasic", "Read", "ReadWrite"}

// maxOrdered is how many scopes of a cell are compared with one another; real
// cells have a dozen.
const maxOrdered = 200

// checkOrder reports a grant, its sets in the page's order, in which a scope
// stands on the wrong side of one that includes it. Scopes that are needed
// together with others are left out.
func (r *reader) checkOrder(g model.Grant, mostFirst bool) {
	var found []string
	for _, set := range g.AnyOf {
		if len(set) == 1 {
			found = append(found, set[0])
		}
	}
	want, order := slices.Clone(found), "least to most"
	if len(found) > maxOrdered {
		return
	}
	if mostFirst {
		slices.Reverse(want)
		order = "most to least"
	}
	want = leastFirst(want)
	if mostFirst {
		slices.Reverse(want)
	}
	if !slices.Equal(found, want) {
		r.add(diag.PermissionOrder, g.Pos, "scopes are not in the stated order, %s privileged: found %s; want %s",
			order, strings.Join(found, ", "), strings.Join(want, ", "))
	}
}

// leastFirst moves each scope in front of the first that includes it, and
// leaves the others as they are.
func leastFirst(scopes []string) []string {
	var out []string
	for _, s := range scopes {
		at := slices.IndexFunc(out, func(o string) bool { return includes(o, s) })
		if at < 0 {
			at = len(out)
		}
		out = slices.Insert(out, at, s)
	}
	return out
}

// includes reports whether scope a grants all that b does and more: ReadWrite
// includes Read, what ends in .All the same without. "X.ReadWrite" and
// "X.Read.All" each grant something that the other does not.
func includes(a, b string) bool {
	aName, aVerb, aAll := scopeParts(a)
	bName, bVerb, bAll := scopeParts(b)
	return a != b && aVerb >= 0 && bVerb >= 0 && aName == bName && aVerb >= bVerb && (aAll || !bAll)
}

// scopeParts returns the resource of a scope with anything but its verb and
// ".All" ("Mail.*.Shared"), the place of its verb in verbs, -1 if it has none,
// and whether it ends in ".All".
func scopeParts(scope string) (name string, verb int, all bool) {
	scope, all = strings.CutSuffix(scope, ".All")
	words := strings.Split(scope, ".")
	for i, w := range words[1:] {
		if v := slices.Index(verbs, w); v >= 0 {
			words[i+1] = "*"
			return strings.Join(words, "."), v, all
		}
	}
	return "", -1, all
}
