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
	methods  map[*endpoint]string
	pages    map[*endpoint]string // the methods that return one page of a list
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
	for _, s := range p.services {
		p.nameInside(s)
	}
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
	accessors := p.nameAccessors(s, taken)
	taken = append(slices.Clone(taken), accessors...)
	s.methods = make(map[*endpoint]string)
	var wishes []names.Wish
	for _, e := range s.ends {
		wishes = append(wishes, p.methodWish(s, e))
	}
	byOwner := p.assign(wishes, taken, "operation")
	for _, e := range s.ends {
		s.methods[e] = byOwner[e.id()]
		taken = append(taken, s.methods[e])
	}
	p.namePages(s, taken)
}

// vetted are the names of methods that go vet wants to have one signature,
// whatever they are methods of.
var vetted = strings.Fields("GobDecode GobEncode MarshalJSON MarshalXML ReadByte ReadRune UnmarshalJSON UnmarshalXML UnreadByte UnreadRune WriteByte")

func (p *planner) nameAccessors(s *service, taken []string) []string {
	var wishes []names.Wish
	for _, c := range s.children {
		last := c.steps[len(c.steps)-1]
		p.pos["service "+c.key] = c.pos
		p.pin("service "+c.key, c.path())
		w := names.Wish{Owner: "service " + c.key}
		if !isVerb(last.name) {
			w.Names = append(w.Names, last.name)
		}
		w.Names = append(w.Names, names.Join(last.name, "resource"), names.Unique(last.name, c.key))
		wishes = append(wishes, w)
	}
	byOwner := p.assign(wishes, taken, "path")
	var out []string
	for _, c := range s.children {
		c.accessor = byOwner["service "+c.key]
		out = append(out, c.accessor)
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
func (p *planner) methodWish(s *service, e *endpoint) names.Wish {
	p.pos[e.id()] = e.home[0].endpoint().Pos
	p.pin(e.id(), e.key)
	first := true
	for _, other := range s.ends {
		first = first && (other == e || other.verb != e.verb || e.goesBefore(other))
	}
	w := names.Wish{Owner: e.id(), First: first, Names: []string{e.verb}}
	p.quiet[w.Owner] = e.isOverload()
	if !e.onKey() && e.verb == "Get" {
		w.Names = append(w.Names, "List")
	} else if !e.onKey() && thingVerbs[e.method] == e.verb {
		w.Names = append(w.Names, e.verb+"All")
	}
	if len(e.by) > 0 {
		w.Names = append(w.Names, names.Join(e.verb, append([]string{"by"}, e.by...)...))
	}
	if e.method == "GET" {
		w.Names = append(w.Names, names.Join("Get", e.verb))
	}
	w.Names = append(w.Names, names.Join("Do", e.verb), names.Unique(e.verb, e.id()))
	return w
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

// namePages names the second method of endpoints that return collections.
func (p *planner) namePages(s *service, taken []string) {
	s.pages = make(map[*endpoint]string)
	var wishes []names.Wish
	for _, e := range s.ends {
		if e.result.form == resultList {
			name := s.methods[e]
			p.pos["page of "+e.id()] = p.pos[e.id()]
			p.pin("page of "+e.id(), "page method "+e.key)
			wishes = append(wishes, names.Wish{Owner: "page of " + e.id(), Names: []string{name + "Page", "PageOf" + name, names.Unique(name, "page of "+e.id())}})
		}
	}
	byOwner := p.assign(wishes, taken, "operation")
	for _, e := range s.ends {
		s.pages[e] = byOwner["page of "+e.id()]
	}
}

// goName returns the steps of s as one name.
func (s *service) goName() string {
	name := ""
	for _, st := range s.steps {
		name += st.name
	}
	return names.Join("", name)
}

// dotted returns the steps and a method as one name: "users.messages.list".
func (s *service) dotted(method string) string {
	var parts []string
	for _, st := range s.steps {
		parts = append(parts, names.Camel(st.name))
	}
	return strings.Join(append(parts, names.Camel(method)), ".")
}

// nameRest names everything in the package that is made from other names.
func (p *planner) nameRest() {
	wishes := slices.Concat(p.typeWishes(), p.enumWishes(), p.scopeWishes(), p.cloudWishes())
	for _, s := range p.services {
		name := s.goName()
		p.pos["service of "+s.key] = s.pos
		p.pin("service of "+s.key, "service type "+s.path())
		wishes = append(wishes, names.Wish{Owner: "service of " + s.key, Names: []string{name + "Service", name + "ResourceService", names.Unique(name, s.key)}})
		for _, e := range s.ends {
			op := "operation " + e.id()
			p.pos[op] = p.pos[e.id()]
			p.pin(op, "operation "+e.key)
			constant := names.Join("Op"+name, s.methods[e])
			wishes = append(wishes, names.Wish{Owner: op, Names: []string{constant, names.Unique(constant, op)}})
			wishes = append(wishes, p.requestWish(s, e)...)
		}
	}
	maps.Copy(p.names, p.assign(wishes, p.taken, "declaration"))
}

// requestWish asks for the type of the parameters of an action.
func (p *planner) requestWish(s *service, e *endpoint) []names.Wish {
	if e.body.form != bodyFields {
		return nil
	}
	owner := requestOwner(e)
	p.pos[owner] = e.home[0].op.Body.Pos
	p.pin(owner, "parameters "+e.key)
	name := names.Join(s.goName(), s.methods[e])
	return []names.Wish{{Owner: owner, Names: []string{name + "Request", name + "Parameters", names.Unique(name, owner)}}}
}

func requestOwner(e *endpoint) string { return "parameters of " + e.id() }
