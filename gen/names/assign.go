package names

// A Wish is the name that one owner wants most.
type Wish struct {
	Name  string // "" is no name and is passed over
	First bool   // goes before owners that are not First when all want the same name
}

// Assign gives each owner a name of its own, none of them reserved. more returns
// the names that owner i could live with else, best first; it is asked once, and
// only for owners that did not get what they want most, which are few.
//
// All owners ask for their best name at once. Who is alone in asking gets it;
// of several, the only one that is First gets it, or nobody does and the name
// stays unused, so that no reader mistakes one for the other. Who got nothing
// asks for the next. So the result depends on the set of wishes, never on their
// order, and no name ends in a number that was counted.
//
// given are the names in the order of wishes, "" for an owner that got none.
func Assign(wishes []Wish, reserved func(name string) bool, more func(i int) []string) (given []string) {
	if len(wishes) == 0 {
		return nil
	}
	given = make([]string, len(wishes))
	if len(wishes) == 1 && wishes[0].Name != "" && !reserved(wishes[0].Name) {
		given[0] = wishes[0].Name
		return given
	}
	a := &assignment{wishes: wishes, given: given, claims: make(map[string]claim, len(wishes))}
	waiting := make([]int, len(wishes))
	for i := range wishes {
		waiting[i] = i
	}
	waiting = a.settle(waiting, reserved)
	if len(waiting) == 0 {
		return given
	}
	a.more = make(map[int][]string, len(waiting))
	for _, i := range waiting {
		a.more[i] = more(i)
	}
	for len(waiting) > 0 {
		a.level++
		waiting = a.settle(waiting, reserved)
	}
	return given
}

// An assignment is the state of one run of Assign.
type assignment struct {
	wishes []Wish
	more   map[int][]string // further names, of those who want them
	level  int              // how often everybody waiting has asked
	claims map[string]claim
	given  []string
}

// A claim is who asked for a name.
type claim struct {
	level  int // when it was asked for first; later it is taken
	winner int // who gets it, -1 if nobody does
	first  bool
}

// nobody wins a name that several want alike.
const nobody = -1

// settle gives out the names that those who wait ask for now, and returns those
// who must go on to the next. Who has no further name waits no more.
func (a *assignment) settle(waiting []int, reserved func(string) bool) (still []int) {
	for _, i := range waiting {
		name, ok := a.asks(i)
		if !ok || name == "" || reserved(name) {
			continue
		}
		first := a.wishes[i].First
		c, asked := a.claims[name]
		switch {
		case !asked:
			c = claim{level: a.level, winner: i, first: first}
		case c.level < a.level:
			continue
		case first && !c.first:
			c.winner, c.first = i, true
		case first == c.first:
			c.winner = nobody
		}
		a.claims[name] = c
	}
	for _, i := range waiting {
		name, ok := a.asks(i)
		if c, claimed := a.claims[name]; claimed && c.level == a.level && c.winner == i {
			a.given[i] = name
		} else if ok {
			still = append(still, i)
		}
	}
	return still
}

// asks returns the name that owner i asks for now, and whether there is one left.
func (a *assignment) asks(i int) (string, bool) {
	if a.level == 0 {
		return a.wishes[i].Name, true
	}
	if names := a.more[i]; a.level <= len(names) {
		return names[a.level-1], true
	}
	return "", false
}
