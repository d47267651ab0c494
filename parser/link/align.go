package link

import "slices"

// This file pairs two lists that are in one order, of which some elements are
// called otherwise (originals.go).

// alignNames pairs n rows with m names: rows that are same as a name stay, and
// a row between two of those gets the one name between the same two that it
// may have. It returns the new pairs.
func alignNames(n, m int, same, may func(i, j int) bool) map[int]int {
	at, used := make([]int, n), make([]bool, m)
	for i := range n {
		at[i] = -1
		for j := range m {
			if at[i] < 0 && same(i, j) {
				at[i], used[j] = j, true
			}
		}
	}
	out := make(map[int]int)
	give := func(rows []int, lo, hi int) {
		for k, j := range gap(rows, lo, hi, used, may) {
			out[rows[k]], used[j] = j, true
		}
	}
	for i := 0; i < n; i++ {
		if at[i] >= 0 {
			continue
		}
		from := i
		for i+1 < n && at[i+1] < 0 {
			i++
		}
		lo, hi := 0, m
		if from > 0 {
			lo = at[from-1] + 1
		}
		if i+1 < n {
			hi = at[i+1]
		}
		give(span(from, i+1), lo, hi)
	}
	for i := range n { // names in another order
		if _, ok := out[i]; at[i] < 0 && !ok {
			give([]int{i}, 0, m)
		}
	}
	return out
}

func span(from, to int) []int {
	var out []int
	for i := from; i < to; i++ {
		out = append(out, i)
	}
	return out
}

// gap pairs the rows of a gap with the unused names from lo to hi: one after
// the other if there are as many of both, else each row with the only name it
// may have, if no other row may have it. Keys are indexes in rows.
func gap(rows []int, lo, hi int, used []bool, may func(i, j int) bool) map[int]int {
	var free []int
	for j := lo; j < hi; j++ {
		if !used[j] {
			free = append(free, j)
		}
	}
	out := make(map[int]int)
	if len(free) == len(rows) {
		for k, i := range rows {
			if may(i, free[k]) {
				out[k] = free[k]
			}
		}
		if len(out) == len(rows) {
			return out
		}
		clear(out)
	}
	for k, i := range rows {
		choices := slices.DeleteFunc(slices.Clone(free), func(j int) bool { return !may(i, j) })
		if len(choices) == 1 && !slices.ContainsFunc(rows, func(o int) bool { return o != i && may(o, choices[0]) }) {
			out[k] = choices[0]
		}
	}
	return out
}
