package gen

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model/diag"
)

// This file gives out names: to those that the configuration pins, to what has
// one in the whole that the API is a part of, and to all others by what they
// wish for. It says who did not get the name that everybody would expect.

// A wish is one owner who wants a name.
type wish struct {
	owner label
	key   label // in the configuration, the zero label if there is none
	pos   diag.Pos
	best  string          // what it would like to be called most; "" is no name
	more  func() []string // what else, best first; asked only if it must be
	first bool            // goes before those who are not when all want the same name
	quiet bool            // need not be told that others want the same
	pin   pin             // what the configuration says, if it says something
	to    *string         // where the name goes
}

// next has w ask for the next name at once, where the best is out of question.
func (w *wish) next() {
	more := w.more()
	w.best, w.more = more[0], func() []string { return more[1:] }
}

// A label is the name of something documented, in two parts, for nearly all are
// never looked at as one: "operation " and "GET /users".
type label struct{ of, name string }

func (l label) String() string { return l.of + l.name }

// A givenTo is who has a name: what kind of thing, and which.
type givenTo struct {
	what  string
	owner label
}

// givenNames are the names that were given out, by those who assign side by side.
type givenNames struct {
	mu    sync.Mutex
	names map[givenTo]string
}

func (g *givenNames) add(what string, wishes []wish) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i := range wishes {
		if w := &wishes[i]; *w.to != "" {
			g.names[givenTo{what, w.owner}] = *w.to
		}
	}
}

// assign gives each wish a name that is not taken, "" if there is none left, and
// reports who did not get the first wish. what is the kind of thing, for the
// message. In a part everyone is called as in the whole: a name that is shared
// or lost there is not free in the part.
func (p *planner) assign(wishes []wish, taken func(name string) bool, what string) {
	if p.whole != nil {
		wishes, taken = p.asInWhole(wishes, taken, what)
	}
	free := wishes
	if len(p.renames.values) > 0 {
		free, taken = p.fix(wishes, taken)
	}
	asked := make([]names.Wish, len(free))
	for i := range free {
		asked[i] = names.Wish{Name: free[i].best, First: free[i].first}
	}
	given := names.Assign(asked, taken, func(i int) []string { return free[i].more() })
	var lost []*wish
	for i, name := range given {
		w := &free[i]
		if *w.to = name; name == "" || name != w.best {
			lost = append(lost, w)
		}
	}
	if p.given != nil {
		p.given.add(what, wishes)
	}
	if len(lost) > 0 {
		p.reportClashes(lost, wishes, what)
	}
}

// asInWhole gives those who have a name in the whole that name. It returns the
// other wishes, and what is taken for them.
func (p *planner) asInWhole(wishes []wish, taken func(string) bool, what string) ([]wish, func(string) bool) {
	var others []wish
	used := make(map[string]bool)
	for i := range wishes {
		w := &wishes[i]
		p.wished = append(p.wished, w.pos)
		if name, ok := p.whole.given.names[givenTo{what, w.owner}]; ok {
			*w.to = name
			used[name] = true
			continue
		}
		others = append(others, *w)
	}
	return others, func(name string) bool { return used[name] || taken(name) }
}

// clashesOfWhole reports who in the part is called otherwise because of
// something in the whole.
func (p *planner) clashesOfWhole() {
	mine := make(map[diag.Pos]bool)
	for _, pos := range p.wished {
		mine[pos] = true
	}
	for _, d := range p.whole.diags {
		if d.Rule == diag.NameClash && mine[d.Pos] {
			p.diags = append(p.diags, d)
		}
	}
}

// reportClashes reports those who did not get their first wish. The others who
// asked for the same name are among wishes; who got a better name did not ask.
func (p *planner) reportClashes(lost []*wish, wishes []wish, what string) {
	slices.SortFunc(lost, func(a, b *wish) int { return strings.Compare(a.owner.String(), b.owner.String()) })
	wanted := make(map[string][]*wish)
	for _, w := range lost {
		for _, name := range w.allNames() {
			wanted[name] = append(wanted[name], w)
		}
	}
	for i := range wishes {
		w := &wishes[i]
		name := cmp.Or(w.pin.name, w.best)
		if _, ok := wanted[name]; ok && *w.to == name {
			wanted[name] = append(wanted[name], w)
		}
	}
	for name, list := range wanted {
		slices.SortStableFunc(list, func(a, b *wish) int { return strings.Compare(a.owner.String(), b.owner.String()) })
		wanted[name] = slices.CompactFunc(list, func(a, b *wish) bool { return a.owner == b.owner })
	}
	types := make(map[string]string) // by what they are called
	if what == "declaration" && len(lost) > 0 {
		for full, name := range p.typeNames {
			types[name] = full
		}
	}
	for _, w := range lost {
		p.reportClash(w, wanted, types, what)
	}
}

// maxRivals is how many of those who want the same name a finding has at most. On a
// page there can be thousands, of each of which there is a finding.
const maxRivals = 20

// allNames returns all that w could be called.
func (w *wish) allNames() []string { return append([]string{w.best}, w.more()...) }

// reportClash says what w is called, and who else wanted its first wish. The
// lines to paste keep all of them as they are called now.
func (p *planner) reportClash(w *wish, wanted map[string][]*wish, types map[string]string, what string) {
	all := w.allNames()
	best := slices.IndexFunc(all, func(s string) bool { return s != "" })
	if best < 0 || all[best] == *w.to {
		return
	}
	name := all[best]
	var others []*wish
	for _, o := range wanted[name] {
		if len(others) == maxRivals {
			break
		}
		if o.owner != w.owner {
			others = append(others, o)
		}
	}
	if w.quiet && len(others) > 0 {
		return
	}
	p.diags.Add(diag.NameClash, w.pos, "%s %s cannot have the Go name %s, %s; it is called %s", what, w.owner, name, clashReason(name, others, types, what), *w.to)
	p.diags[len(p.diags)-1].Paste = pinLines(append(others, w))
}

// clashReason says why nobody, or another, is called name.
func clashReason(name string, others []*wish, types map[string]string, what string) string {
	switch {
	case types[name] != "":
		return "which belongs to " + types[name]
	case len(others) > 0:
		var list []string
		for _, o := range others[:min(3, len(others))] {
			list = append(list, o.owner.String())
		}
		return "which is also wanted by " + strings.Join(list, ", ")
	case what == "operation":
		return "which leads to the paths below"
	}
	return "which the generated package needs itself"
}
