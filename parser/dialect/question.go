package dialect

import "slices"

// This file finds phrases by their names. Readers ask a million questions, nearly
// all of them in vain; those about the beginning of a text ("Namespace: …"), or
// about its end ("… (v1.0)"), need no look at all of it.

// A question is a phrase that is asked for by its name.
type question struct {
	name  string
	exprs []int // indexes in phrases
	// fronts and backs are the beginnings and ends of texts that the expressions can
	// match, in lower case; nil if it is not known what such texts begin or end with.
	fronts, backs []string
	// lone is the word or words that the phrase is, in lower case, "" if it is anything
	// but that.
	lone string
}

// newQuestion returns the question of a name with its expressions, of which needs are
// what each needs.
func newQuestion(name string, exprs []int, needs [][]need) question {
	q := question{name: name, exprs: exprs}
	begin, end := true, true // all tell
	for _, i := range exprs {
		begin, end = begin && needs[i] != nil, end && needs[i] != nil
		for _, n := range needs[i] {
			begin, end = begin && n.fronts != nil, end && n.backs != nil
			q.fronts, q.backs = append(q.fronts, n.fronts...), append(q.backs, n.backs...)
		}
	}
	if !begin {
		q.fronts = nil
	}
	if !end {
		q.backs = nil
	}
	if len(exprs) == 1 && len(needs[exprs[0]]) == 1 {
		q.lone = needs[exprs[0]][0].lone()
	}
	return q
}

// mayBe reports whether a text begins and ends as the expressions want it to.
func (q *question) mayBe(s string) bool {
	return (q.fronts == nil || slices.ContainsFunc(q.fronts, func(front string) bool { return mayBegin(s, front) })) &&
		(q.backs == nil || slices.ContainsFunc(q.backs, func(back string) bool { return mayEnd(s, back) }))
}

// mayBegin reports whether a text may begin with front in lower case. A letter beyond
// ASCII may be any.
func mayBegin(s, front string) bool {
	for i := range len(front) {
		if i == len(s) || s[i] < 0x80 && small(s[i]) != front[i] {
			return false
		}
		if s[i] >= 0x80 {
			return true
		}
	}
	return true
}

// mayEnd is mayBegin for the end of a text.
func mayEnd(s, back string) bool {
	for i := 1; i <= len(back); i++ {
		if i > len(s) || s[len(s)-i] < 0x80 && small(s[len(s)-i]) != back[len(back)-i] {
			return false
		}
		if s[len(s)-i] >= 0x80 {
			return true
		}
	}
	return true
}

// standsIn reports whether words in lower case stand in a text.
func standsIn(words, s string) bool {
	for i := 0; i+len(words) <= len(s); i++ {
		if end := i + len(words); hasPrefix(s[i:], words) &&
			(i == 0 || !isWord(s[i-1])) && (end == len(s) || !isWord(s[end])) {
			return true
		}
	}
	return false
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

func (q *questions) add(asked question) {
	slot := q.slot(asked.name)
	*slot = append(*slot, asked)
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
