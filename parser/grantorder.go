package parser

import (
	"container/list"
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
	if len(scopes) < 2 {
		return scopes
	}
	all := list.New()                         // of scopes
	alike := make(map[string][]*list.Element) // the first of each scope of a name, in their order: six at most
	for _, text := range scopes {
		s := readScope(text)
		if s.verb < 0 {
			all.PushBack(s)
			continue
		}
		known := alike[s.name]
		is := slices.IndexFunc(known, func(e *list.Element) bool { return e.Value == s })
		at := slices.IndexFunc(known, func(e *list.Element) bool { return e.Value.(scope).includes(s) })
		switch {
		case at < 0:
			if e := all.PushBack(s); is < 0 {
				alike[s.name] = append(known, e)
			}
		case 0 <= is && is < at:
			all.InsertBefore(s, known[at])
		default:
			e := all.InsertBefore(s, known[at])
			if is >= 0 {
				known = slices.Delete(known, is, is+1)
			}
			alike[s.name] = slices.Insert(known, at, e)
		}
	}
	out := make([]string, 0, len(scopes))
	for e := all.Front(); e != nil; e = e.Next() {
		out = append(out, e.Value.(scope).text)
	}
	return out
}

// A scope is a scope in parts.
type scope struct {
	text string
	name string // of what it is for, with anything but the verb and ".All": "Mail.*.Shared"
	verb int    // in verbs, -1 for none
	all  bool   // it ends in ".All"
}

func readScope(text string) scope {
	rest, all := strings.CutSuffix(text, ".All")
	words := strings.Split(rest, ".")
	for i, w := range words[1:] {
		if v := slices.Index(verbs, w); v >= 0 {
			words[i+1] = "*"
			return scope{text, strings.Join(words, "."), v, all}
		}
	}
	return scope{text, "", -1, all}
}

// includes reports whether s grants all that t, of the same name, does and more:
// ReadWrite includes Read, what ends in .All the same without. "X.ReadWrite" and
// "X.Read.All" each grant something that the other does not.
func (s scope) includes(t scope) bool { return s != t && s.verb >= t.verb && (s.all || !t.all) }
