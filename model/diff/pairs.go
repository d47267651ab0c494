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

// A candidate is an element of a list that the other has no namesake of.
type candidate struct {
	at int // in its list
	traits
}

// traits are what a thing is known by when its name is another.
type traits struct {
	page  string // "" where it is the same anyway
	words []string
}

// candidates returns what of a list nothing is the same as yet.
func candidates[T any](list []T, isFree func(T) bool, of func(T) traits) []candidate {
	var out []candidate
	for i, x := range list {
		if isFree(x) {
			out = append(out, candidate{i, of(x)})
		}
	}
	return out
}

// MaxCompared is how many words are usually compared to find out what was renamed.
// Thousands of things can have new names at once; but to compare each with each costs
// the square, and somebody may have written a hundred thousand.
const MaxCompared = 20_000_000

// resemble accepts pairs of candidates, the best first, each side once, unless there
// are more words to compare than most. How much a pair has in common score says, 0 if
// that is too little.
func resemble(prev, next []candidate, most int, score func(a, b candidate) float64, accept func(prev, next int)) {
	if weight(prev)*len(next)+weight(next)*len(prev) > most {
		return
	}
	var guesses []guess
	for _, a := range prev {
		for _, b := range next {
			if s := score(a, b); s > 0 {
				guesses = append(guesses, guess{a.at, b.at, s})
			}
		}
	}
	settle(guesses, accept)
}

// weight returns how many words and candidates there are.
func weight(list []candidate) int {
	n := len(list)
	for _, c := range list {
		n += len(c.words)
	}
	return n
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
	sign   sign[T]
	report func(a, b T)
}

// A sign looks for the first element of a list that is the same as a, -1 if there is
// none. An element is found once.
type sign[T any] func(list []T) (first func(a T) int)

// byKey is the sign of what has the same key, unless that is "".
func byKey[T any](key func(T) string) sign[T] {
	return func(list []T) func(T) int {
		at := make(map[string][]int, len(list))
		for i, x := range list {
			if k := key(x); k != "" {
				at[k] = append(at[k], i)
			}
		}
		return func(a T) int {
			k := key(a)
			if len(at[k]) == 0 {
				return -1
			}
			i := at[k][0]
			at[k] = at[k][1:]
			return i
		}
	}
}

// byLook is the sign of what same says is the same, for few: it compares each with
// each.
func byLook[T any](same func(a, b T) bool) sign[T] {
	return func(list []T) func(T) int {
		taken := make([]bool, len(list))
		return func(a T) int {
			for i, b := range list {
				if !taken[i] && same(a, b) {
					taken[i] = true
					return i
				}
			}
			return -1
		}
	}
}

// inSteps pairs the elements of two lists, the surest sign first, and returns
// what is left of both.
func inSteps[T any](prev, next []T, steps ...step[T]) (gone, came []T) {
	gone, came = prev, next
	for _, s := range steps {
		first, found := s.sign(came), make(map[int]bool)
		var left, others []T
		for _, a := range gone {
			if i := first(a); i >= 0 {
				found[i] = true
				s.report(a, came[i])
			} else {
				left = append(left, a)
			}
		}
		for i, b := range came {
			if !found[i] {
				others = append(others, b)
			}
		}
		gone, came = left, others
	}
	return gone, came
}
