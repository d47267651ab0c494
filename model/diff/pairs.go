package diff

import (
	"cmp"
	"slices"
)

// This file pairs the elements of two lists: by signs, the surest first, or by how
// much they have in common, the most first.

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
