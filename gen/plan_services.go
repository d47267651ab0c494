package gen

import (
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file grows the tree of services, which mirrors the literal parts of
// paths, and names what is in each: methods, and the accessors of the services
// below. Services, operations and the structs of parameters get their names in
// the package here too.

// A service is one node of the tree.
type service struct {
	key      string // its texts in lower case: what makes services the same
	steps    []step
	parent   *service // nil for services that the client itself leads to
	children []*service
	ends     []*endpoint
	accessor string
	full     string // goName
	dots     string // the steps as one name: "users.messages"
	typeName string
	pos      diag.Pos
	whole    *service // in the API that this one is a part of; itself if that is whole
}

// growServices makes the tree and names what is inside of each service.
func (p *planner) growServices() {
	byKey := make(map[string]*service)
	root := &service{}
	for _, e := range p.endpoint {
		at := root
		for i := range e.steps {
			at = at.grow(byKey, e, i)
		}
		at.ends = append(at.ends, e)
	}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		p.services = append(p.services, byKey[key])
		byKey[key].whole = byKey[key]
	}
	if p.whole != nil {
		for _, s := range p.whole.services {
			if mine := byKey[s.key]; mine != nil {
				mine.whole, mine.steps = s, s.steps
			}
		}
	}
	p.nameInside(root)
	p.beside(len(p.services), func(p *planner, i int) {
		s := p.services[i]
		s.full, s.dots = s.goName(), s.dottedSteps(p.memo)
		p.nameInside(s)
	})
}

// grow returns the service below s for step i of e. Spellings that differ in
// letter case only are one service, called by the first in the alphabet:
// upper-case letters sort first, so mailFolders goes before mailfolders.
func (s *service) grow(byKey map[string]*service, e *endpoint, i int) *service {
	st := e.steps[i]
	key := s.key + "/" + strings.ToLower(st.text)
	child := byKey[key]
	if child == nil {
		child = &service{key: key, pos: e.uses[0].endpoint().Pos}
		if s.key != "" {
			child.parent = s
		}
		child.steps = append(slices.Clone(s.steps), st)
		s.children = append(s.children, child)
		byKey[key] = child
	}
	for k := range child.steps {
		if e.steps[k].text < child.steps[k].text {
			child.steps[k] = e.steps[k]
		}
	}
	return child
}

// isVerb reports whether name is what methods are called when they are not
// called after the docs. No accessor gets such a name, so that no page that
// adds a method can ever take it from one.
func isVerb(name string) bool {
	for _, v := range thingVerbs {
		if v == name {
			return true
		}
	}
	for _, verbs := range tailVerbs {
		for _, v := range verbs {
			if v == name {
				return true
			}
		}
	}
	return slices.Contains([]string{"List", "ListPage", "ListRef", "ListRefPage", "Create", "Call"}, name)
}

// nameInside names the methods and accessors of s: accessors first, then
// methods, then the page-wise forms of methods that return collections.
func (p *planner) nameInside(s *service) {
	taken := vetted
	if s.key == "" {
		taken = slices.Concat(p.runtime.client, vetted)
	}
	taken = slices.Concat(taken, p.nameAccessors(s, taken))
	wishes := make([]wish, len(s.ends))
	for i, e := range s.ends {
		wishes[i] = p.methodWish(s, e)
	}
	isTaken := func(name string) bool { return slices.Contains(taken, name) }
	p.assign(wishes, isTaken, "operation")
	for _, e := range s.ends {
		taken = append(taken, e.name)
	}
	p.assign(s.pageWishes(), isTaken, "operation")
}

// vetted are the names of methods that go vet wants to have one signature,
// whatever they are methods of.
var vetted = strings.Fields("GobDecode GobEncode MarshalJSON MarshalXML ReadByte ReadRune UnmarshalJSON UnmarshalXML UnreadByte UnreadRune WriteByte")

func (p *planner) nameAccessors(s *service, taken []string) []string {
	wishes := make([]wish, len(s.children))
	for i, c := range s.children {
		last := c.steps[len(c.steps)-1]
		w := &wishes[i]
		*w = wish{
			owner: label{"service ", c.key}, pos: c.pos, to: &c.accessor, best: last.name,
			more: func() []string { return []string{names.Join(last.name, "resource"), names.Unique(last.name, c.key)} },
		}
		w.key.name = c.path()
		if isVerb(last.name) {
			w.next()
		}
	}
	p.assign(wishes, func(name string) bool { return slices.Contains(taken, name) }, "path")
	out := make([]string, len(s.children))
	for i, c := range s.children {
		out[i] = c.accessor
	}
	return out
}

// id returns what tells e from all other endpoints, for people.
func (e *endpoint) id() string {
	if e.settled != "" {
		return e.settled
	}
	return e.method + " " + e.path.String()
}

// methodWish asks for e's name in s. Of several that would be called the same,
// the one on a single thing keeps the name (GET a/{id} is Get, so a GET of a
// that pages say nothing more about is List), else the one with the fewest
// parameters; the others say by what they go: getX(period=), getX(date=); a/b,
// a/{id}/b.
func (p *planner) methodWish(s *service, e *endpoint) wish {
	first := true
	for _, other := range s.ends {
		first = first && (other == e || other.verb != e.verb || e.goesBefore(other))
	}
	return wish{
		owner: label{name: e.id()}, key: label{name: e.key}, pos: e.home[0].endpoint().Pos, to: &e.name,
		first: first, quiet: e.isOverload(), best: e.verb, more: e.otherNames,
	}
}

// otherNames returns what else e's method could be called, best first.
func (e *endpoint) otherNames() []string {
	var out []string
	if !e.onKey() && e.verb == "Get" {
		out = append(out, "List")
	} else if !e.onKey() && thingVerbs[e.method] == e.verb {
		out = append(out, e.verb+"All")
	}
	if len(e.by) > 0 {
		out = append(out, names.Join(e.verb, append([]string{"by"}, e.by...)...))
	}
	if e.method == "GET" {
		out = append(out, names.Join("Get", e.verb))
	}
	return append(out, names.Join("Do", e.verb), names.Unique(e.verb, e.id()))
}

// isOverload reports whether e ends in a function with arguments. That there
// may be several, told apart by arguments, is no defect of the pages.
func (e *endpoint) isOverload() bool {
	n := len(e.path.Segments)
	return n > 0 && e.path.Segments[n-1].Kind == model.Function && len(e.path.Segments[n-1].Args) > 0
}

// goesBefore reports whether e has the better claim to the verb of both.
func (e *endpoint) goesBefore(other *endpoint) bool {
	if e.onKey() != other.onKey() {
		return e.onKey()
	}
	return len(e.by) < len(other.by)
}

// onKey reports whether the path ends in a key.
func (e *endpoint) onKey() bool {
	n := len(e.path.Segments)
	return n > 0 && e.path.Segments[n-1].Kind == model.Key
}

// pageWishes asks for the names of the second methods of endpoints that return
// collections.
func (s *service) pageWishes() []wish {
	var wishes []wish
	for _, e := range s.ends {
		if e.result.form == resultList {
			wishes = append(wishes, wish{
				owner: label{"page of ", e.id()}, key: label{"page method ", e.key}, pos: e.home[0].endpoint().Pos, to: &e.page,
				best: e.name + "Page",
				more: func() []string { return []string{"PageOf" + e.name, names.Unique(e.name, "page of "+e.id())} },
			})
		}
	}
	return wishes
}

// goName returns the steps of s as one name.
func (s *service) goName() string {
	var name strings.Builder
	for _, st := range s.steps {
		name.WriteString(st.name)
	}
	return names.Join("", name.String())
}

// dottedSteps returns the steps as one name: "users.messages".
func (s *service) dottedSteps(m *memo) string {
	parts := make([]string, len(s.steps))
	for i, st := range s.steps {
		parts[i] = m.camelName(st.name)
	}
	return strings.Join(parts, ".")
}

// dotted returns the steps and a method as one name: "users.messages.list".
func (s *service) dotted(m *memo, method string) string { return s.dots + "." + m.camelName(method) }

// nameRest names everything in the package that is made from other names.
func (p *planner) nameRest() {
	lists := make([][]wish, len(p.services))
	p.beside(len(p.services), func(p *planner, i int) { lists[i] = p.services[i].wishes(p.memo) })
	wishes := slices.Concat(p.typeWishes(), p.enumWishes(), p.scopeWishes(), p.cloudWishes(), slices.Concat(lists...))
	p.assign(wishes, p.isTaken, "declaration")
}

// wishes asks for the names of the type of s, and of what belongs to its
// operations.
func (s *service) wishes(m *memo) []wish {
	name := s.full
	wishes := []wish{{
		owner: label{"service of ", s.key}, key: label{"service type ", s.path()}, pos: s.pos, to: &s.typeName,
		best: name + "Service", more: func() []string { return []string{name + "ResourceService", names.Unique(name, s.key)} },
	}}
	for _, e := range s.ends {
		op := label{"operation ", e.id()}
		constant := m.joined("Op"+name, e.name)
		wishes = append(wishes, wish{
			owner: op, key: label{"operation ", e.key}, pos: e.home[0].endpoint().Pos, to: &e.opName,
			best: constant, more: func() []string { return []string{names.Unique(constant, op.String())} },
		})
		if e.body.form == bodyFields {
			wishes = append(wishes, s.requestWish(m, e))
		}
	}
	return wishes
}

// requestWish asks for the type of the parameters of an action.
func (s *service) requestWish(m *memo, e *endpoint) wish {
	owner := label{"parameters of ", e.id()}
	name := m.joined(s.full, e.name)
	return wish{
		owner: owner, key: label{"parameters ", e.key}, pos: e.home[0].op.Body.Pos, to: &e.requestName,
		best: name + "Request", more: func() []string { return []string{name + "Parameters", names.Unique(name, owner.String())} },
	}
}
