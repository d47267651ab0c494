package names

import (
	"slices"
	"strings"
)

// A Wish is the names one owner could live with, best first.
type Wish struct {
	Owner string   // unique among the wishes, e.g. "microsoft.graph.alert"
	First bool     // goes before owners that are not First when all want the same name
	Names []string // "" is no name and is passed over
}

// Assign gives each owner a name of its own, none of them reserved.
//
// All owners ask for their best name at once. Who is alone in asking gets it;
// of several, the only one that is First gets it, or nobody does and the name
// stays unused, so that no reader mistakes one for the other. Who got nothing
// asks for the next. So the result depends on the set of wishes, never on their
// order, and no name ends in a number that was counted.
//
// clashes are the wishes that got another name than their first, sorted by
// owner. An owner that is not in byOwner got none.
func Assign(wishes []Wish, reserved []string) (byOwner map[string]string, clashes []Wish) {
	byOwner = make(map[string]string, len(wishes))
	taken := make(map[string]bool, len(wishes)+len(reserved))
	for _, name := range reserved {
		taken[name] = true
	}
	waiting := wishes
	for level := 0; len(waiting) > 0; level++ {
		waiting = settle(waiting, level, byOwner, taken)
	}
	for _, w := range wishes {
		if name, ok := byOwner[w.Owner]; !ok || name != first(w.Names) {
			clashes = append(clashes, w)
		}
	}
	slices.SortFunc(clashes, func(a, b Wish) int { return strings.Compare(a.Owner, b.Owner) })
	return byOwner, clashes
}

// settle gives out the names that wishes put at one level, and returns the
// wishes that must go on to the next.
func settle(wishes []Wish, level int, byOwner map[string]string, taken map[string]bool) (waiting []Wish) {
	asking := make(map[string][]Wish)
	for _, w := range wishes {
		switch {
		case level >= len(w.Names):
			continue
		case w.Names[level] == "" || taken[w.Names[level]]:
			waiting = append(waiting, w)
		default:
			asking[w.Names[level]] = append(asking[w.Names[level]], w)
		}
	}
	for name, group := range asking {
		taken[name] = true
		winner := only(group)
		for i, w := range group {
			if i == winner {
				byOwner[w.Owner] = name
			} else {
				waiting = append(waiting, w)
			}
		}
	}
	return waiting
}

// only returns the index of the one wish of group that gets the name they all
// ask for, -1 if none does.
func only(group []Wish) int {
	if len(group) == 1 {
		return 0
	}
	winner := -1
	for i, w := range group {
		if !w.First {
			continue
		}
		if winner >= 0 {
			return -1
		}
		winner = i
	}
	return winner
}

// first returns the first name that is one.
func first(names []string) string {
	for _, n := range names {
		if n != "" {
			return n
		}
	}
	return ""
}
