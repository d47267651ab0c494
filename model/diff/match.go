package diff

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file finds what is the same thing in both models. Names decide; what has
// no namesake is the same as something of another name where that is evident:
// it stands on the same page, or has nearly the same members. A wrong guess
// would hide that something is gone, so what is not evident was removed and
// added.

// A guess is a pair that may be the same thing, and how much they have in
// common, from 0 to 1.
type guess struct {
	old, new int
	score    float64
}

// settle accepts guesses, the best first, each side once.
func settle(guesses []guess, accept func(prev, next int)) {
	slices.SortStableFunc(guesses, func(a, b guess) int { return cmp.Compare(b.score, a.score) })
	oldTaken, newTaken := make(map[int]bool), make(map[int]bool)
	for _, g := range guesses {
		if !oldTaken[g.old] && !newTaken[g.new] {
			oldTaken[g.old], newTaken[g.new] = true, true
			accept(g.old, g.new)
		}
	}
}

// common returns the share of what two sets have together that both have, 1 for
// two empty ones. What a list has twice (the words of a long text, a path with
// and without a query) counts once.
func common(a, b []string) float64 {
	in := make(map[string]int, len(a)+len(b)) // 1: in a, 2: in b, 3: in both
	for _, s := range a {
		in[s] |= 1
	}
	for _, s := range b {
		in[s] |= 2
	}
	both := 0
	for _, sides := range in {
		if sides == 3 {
			both++
		}
	}
	if len(in) == 0 {
		return 1
	}
	return float64(both) / float64(len(in))
}

// A step pairs what is the same by one sign, and reports what each pair comes
// to.
type step[T any] struct {
	same   func(a, b T) bool
	report func(a, b T)
}

// inSteps pairs the elements of two lists, the surest sign first, and returns
// what is left of both.
func inSteps[T any](prev, next []T, steps ...step[T]) (gone, came []T) {
	gone, came = slices.Clone(prev), slices.Clone(next)
	for _, s := range steps {
		var left []T
		for _, a := range gone {
			i := slices.IndexFunc(came, func(b T) bool { return s.same(a, b) })
			if i < 0 {
				left = append(left, a)
				continue
			}
			s.report(a, came[i])
			came = slices.Delete(came, i, i+1)
		}
		gone = left
	}
	return gone, came
}

func (d *differ) join(prev, next model.Ref) { d.pair[prev], d.pair[next] = next, prev }

// unmatched returns the elements of list that have no pair.
func unmatched[T model.Ref](d *differ, list []T) []T {
	var out []T
	for _, x := range list {
		if d.pair[x] == nil {
			out = append(out, x)
		}
	}
	return out
}

// matchTypes pairs types, by name first. A type and an enum of one name are the
// same thing in another kind.
func (d *differ) matchTypes() {
	byName := make(map[string]model.Ref)
	for _, t := range d.new.Types {
		byName[t.Name] = t
	}
	for _, e := range d.new.Enums {
		byName[e.Name] = e
	}
	for _, t := range d.old.Types {
		if other := byName[t.Name]; other != nil {
			d.join(t, other)
		}
	}
	for _, e := range d.old.Enums {
		if other := byName[e.Name]; other != nil {
			d.join(e, other)
		}
	}
	d.matchSpellings()
	prev, next := unmatched(d, d.old.Types), unmatched(d, d.new.Types)
	var guesses []guess
	nextFields := make([][]string, len(next))
	for j, u := range next {
		nextFields[j] = fieldKeys(u)
	}
	for i, t := range prev {
		fields := fieldKeys(t)
		for j, u := range next {
			score, enough := common(fields, nextFields[j]), 0.8
			if t.Page == u.Page {
				enough = 0.5
			} else if len(fields) < 4 {
				continue // too little to know a type by
			}
			if score >= enough {
				guesses = append(guesses, guess{i, j, score})
			}
		}
	}
	settle(guesses, func(i, j int) { d.join(prev[i], next[j]) })
}

// matchSpellings pairs types whose names differ in letter case only: which
// spelling wins depends on which pages mention the type.
func (d *differ) matchSpellings() {
	bySpelling := make(map[string]*model.Type)
	for _, u := range unmatched(d, d.new.Types) {
		bySpelling[strings.ToLower(u.Name)] = u
	}
	for _, t := range unmatched(d, d.old.Types) {
		if u := bySpelling[strings.ToLower(t.Name)]; u != nil && d.pair[u] == nil {
			d.join(t, u)
		}
	}
}

// fieldKeys returns what a type is known by when its name is another.
func fieldKeys(t *model.Type) []string {
	var out []string
	for _, f := range t.Fields {
		out = append(out, f.Name)
	}
	return out
}

func (d *differ) matchEnums() {
	prev, next := unmatched(d, d.old.Enums), unmatched(d, d.new.Enums)
	var guesses []guess
	for i, e := range prev {
		members := memberNames(e)
		for j, f := range next {
			score, enough := common(members, memberNames(f)), 0.8
			if e.Page == f.Page {
				enough = 0.5
			} else if len(members) < 3 {
				continue
			}
			if score >= enough {
				guesses = append(guesses, guess{i, j, score})
			}
		}
	}
	settle(guesses, func(i, j int) { d.join(prev[i], next[j]) })
}

func memberNames(e *model.Enum) []string {
	var out []string
	for _, m := range e.Members {
		out = append(out, m.Name)
	}
	return out
}

// matchOps pairs operations by their page. A page of another name documents
// the same operation if it has most of its request lines.
func (d *differ) matchOps() {
	byID := make(map[string]*model.Op)
	for _, o := range d.new.Operations {
		byID[o.ID] = o
	}
	var prev, next []*model.Op
	matched := make(map[*model.Op]bool)
	for _, o := range d.old.Operations {
		if other := byID[o.ID]; other != nil && !matched[other] {
			d.ops[o], matched[other] = other, true
		} else {
			prev = append(prev, o)
		}
	}
	for _, o := range d.new.Operations {
		if !matched[o] {
			next = append(next, o)
		}
	}
	byKey := make(map[string][]int)
	for j, o := range next {
		for _, key := range slices.Compact(slices.Sorted(slices.Values(opKeys(o)))) {
			byKey[key] = append(byKey[key], j)
		}
	}
	var guesses []guess
	for i, o := range prev {
		for _, key := range slices.Compact(slices.Sorted(slices.Values(opKeys(o)))) {
			for _, j := range byKey[key] {
				if score := common(opKeys(o), opKeys(next[j])); score >= 0.5 {
					guesses = append(guesses, guess{i, j, score + likeness(d, o, next[j])})
				}
			}
		}
	}
	settle(guesses, func(i, j int) { d.ops[prev[i]] = next[j] })
}

// likeness tells pages apart that document the same endpoint, each for another
// type.
func likeness(d *differ, o, p *model.Op) float64 {
	score := 0.0
	if o.Title == p.Title {
		score += 0.5
	}
	if d.same(o.Body.Type, p.Body.Type) {
		score += 0.25
	}
	return score
}

func opKeys(o *model.Op) []string {
	var out []string
	for _, e := range o.Endpoints {
		out = append(out, endpointKey(e))
	}
	return out
}

// endpointKey is the endpoint as the generated package knows it: the method and
// the path without what does not tell endpoints apart.
func endpointKey(e *model.Endpoint) string { return e.Method + " " + e.Path.Key() }

// same reports whether two references are to the same thing.
func (d *differ) same(a, b model.Ref) bool {
	switch a := a.(type) {
	case nil:
		return b == nil
	case model.Prim:
		return a == b
	case *model.List:
		l, ok := b.(*model.List)
		return ok && d.same(a.Elem, l.Elem)
	default:
		return b != nil && d.pair[a] == b
	}
}

// causes returns the types and enums whose change may explain that a reference
// is otherwise, the likeliest first. A reference to what is gone is to anything,
// or to nothing, and back. Where the text of the reference is as it was (kept),
// something else is behind it whatever it is to now: a name that is gone leads to
// the nearest in spelling, and an enum without a member that the row lists is
// none of the row's.
func (d *differ) causes(a, b model.Ref, kept bool) []model.Ref {
	x, _ := model.Elem(a)
	y, _ := model.Elem(b)
	var first, then []model.Ref
	add := func(r, other model.Ref) {
		switch {
		case !isNamed(r):
		case d.pair[r] == nil && (kept || !isNamed(other)):
			first = append(first, r)
		case kept:
			then = append(append(then, r), d.heirs(r)...)
		}
	}
	add(x, y)
	add(y, x)
	byName := func(a, b model.Ref) int { return strings.Compare(model.RefName(a), model.RefName(b)) }
	slices.SortFunc(first, byName) // the same in either direction
	slices.SortFunc(then, byName)
	return append(first, then...)
}

// heirs returns the descendants of a type that came or went: what examples show
// of them says what the type is.
func (d *differ) heirs(r model.Ref) []model.Ref {
	t, ok := r.(*model.Type)
	if !ok {
		return nil
	}
	var out []model.Ref
	for _, u := range t.Descendants() {
		if d.pair[u] == nil {
			out = append(out, u)
		}
	}
	return out
}

// sameFile reports whether the file of a place has the text that it had.
func (d *differ) sameFile(prev, next diag.Pos) bool {
	digest := d.oldFiles[prev.File]
	return digest != "" && digest == d.newFiles[next.File]
}

// sameLine reports whether a line has the words that it had, as far as its file
// can be read.
func (d *differ) sameLine(prev, next diag.Pos) bool {
	if d.sameFile(prev, next) {
		return true
	}
	a, b, ok := d.bothTexts(prev.File, next.File)
	if !ok {
		return false
	}
	from, to := lineAt(a, prev.Line), lineAt(b, next.Line)
	return from != "" && from == to
}

// lineAt returns the words of line n, counted from 1, "" where there is none.
func lineAt(text []byte, n int) string {
	text, _ = diag.Text(text)
	lines := bytes.Split(text, []byte("\n"))
	if n < 1 || n > len(lines) {
		return ""
	}
	return words(string(lines[n-1]))
}

func isNamed(r model.Ref) bool {
	switch r.(type) {
	case *model.Type, *model.Enum:
		return true
	}
	return false
}

// uses are what an API as a whole has: of two pages that document the same,
// one may go without a trace in the generated package.
type uses struct {
	endpoints map[string]bool // true: documented, false: in examples only
	scopes    map[string]bool
}

// callable reports whether the client has a method for an endpoint.
func (u *uses) callable(e *model.Endpoint) bool { _, ok := u.endpoints[endpointKey(e)]; return ok }

// documented reports whether a page lists the request of an endpoint.
func (u *uses) documented(e *model.Endpoint) bool { return u.endpoints[endpointKey(e)] }

func usesOf(a *model.API) *uses {
	u := &uses{endpoints: make(map[string]bool), scopes: make(map[string]bool)}
	for _, o := range a.Callable() {
		for _, e := range o.Endpoints {
			u.endpoints[endpointKey(e)] = u.endpoints[endpointKey(e)] || !o.IsImplied
		}
		for _, t := range o.Permissions {
			for _, g := range t.Grants {
				for _, scope := range slices.Concat(g.AnyOf...) {
					u.scopes[scope] = true
				}
			}
		}
	}
	return u
}

func (d *differ) countUses() { d.oldUses, d.newUses = usesOf(d.old), usesOf(d.new) }
