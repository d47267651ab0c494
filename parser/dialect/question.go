package dialect

import "slices"

// This file finds phrases by their names. Readers ask a million questions, nearly
// all of them in vain; those about the beginning of a text ("Namespace: …") need no
// look at all of it.

// A question is a phrase that is asked for by its name.
type question struct {
	name  string
	exprs []int // indexes in phrases
	// fronts are the beginnings of texts that the expressions can match, in lower
	// case; nil if it is not known what such texts begin with.
	fronts []string
}

// mayBegin reports whether a text begins as the expressions want it to. A letter
// beyond ASCII may be any in lower case.
func (q *question) mayBegin(s string) bool {
	return q.fronts == nil || slices.ContainsFunc(q.fronts, func(front string) bool {
		for i := range len(front) {
			if i == len(s) || s[i] < 0x80 && small(s[i]) != front[i] {
				return false
			}
			if s[i] >= 0x80 {
				return true
			}
		}
		return true
	})
}

// fronts returns what a text begins with that meets one of the needs; nil if one of
// them does not tell.
func fronts(needs []need) []string {
	var out []string
	for _, n := range needs {
		i := slices.IndexFunc(n.clauses, func(atoms []atom) bool {
			return !slices.ContainsFunc(atoms, func(a atom) bool { return a.text == "" || a.before&textStart == 0 })
		})
		if i < 0 {
			return nil
		}
		for _, a := range n.clauses[i] {
			out = append(out, a.text)
		}
	}
	return out
}

// questions are those of a dialect, by something of their names: that takes half as
// long as a map.
type questions [256][]question

func (q *questions) slot(name string) *[]question {
	i := len(name)
	if i > 0 {
		i += 3*int(name[0]) + 7*int(name[i/2]) + 31*int(name[i-1])
	}
	return &q[i%len(q)]
}

// add adds the question of a name with its expressions, of which needs are what each
// needs.
func (q *questions) add(name string, exprs []int, needs [][]need) {
	out := question{name: name, exprs: exprs}
	for _, i := range exprs {
		some := fronts(needs[i])
		if some == nil {
			out.fronts = nil
			break
		}
		out.fronts = append(out.fronts, some...)
	}
	slot := q.slot(name)
	*slot = append(*slot, out)
}

// unasked is the question of a name that no vocabulary has.
var unasked question

func (q *questions) get(name string) *question {
	slot := *q.slot(name)
	for i := range slot {
		if slot[i].name == name {
			return &slot[i]
		}
	}
	return &unasked
}
