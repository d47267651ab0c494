package gen

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans services and their methods, once every name is known.

// A servicePlan is one service.
type servicePlan struct {
	name, file string
	doc        docText
	path       string // its literal parts
	parent     string // Go name of the service that leads to it, "Client" for the client
	accessor   string
	methods    []*methodPlan
}

// A methodPlan is one method of a service, or two: for a collection, the one
// that iterates over its items and the one that returns a page.
type methodPlan struct {
	name, page   string // page is "" unless result is a list
	chain        string // how callers write it: "c.Users().Messages().List"
	doc, pageDoc docText
	op           *opPlan
	params       []*paramPlan
	body         bodyForm
	bodyType     goType     // bodyType, bodyFields
	alias        *aliasPlan // of the struct in bodyType, nil if it has its own name
	result       resultForm
	resultType   goType // resultType: without the pointer; resultList: of an element; resultValue
	newFunc      string // the function that makes polymorphic results, "" if they are not
	bodyFunc     string // likewise for bodies
}

// fillServices plans all services.
func (p *planner) fillServices() {
	p.plan.services = make([]*servicePlan, len(p.services))
	p.beside(len(p.services), func(p *planner, i int) { p.plan.services[i] = p.planService(p.services[i]) })
	for _, e := range p.endpoint {
		if e.shared != nil && e.shared.first == e {
			p.plan.structs = append(p.plan.structs, e.shared.plan)
		}
	}
	slices.SortFunc(p.plan.services, func(a, b *servicePlan) int { return strings.Compare(a.name, b.name) })
	p.finishStructs()
	slices.SortFunc(p.plan.structs, func(a, b *structPlan) int { return strings.Compare(a.name, b.name) })
}

// planService plans s and its methods.
func (p *planner) planService(s *service) *servicePlan {
	plan := &servicePlan{name: s.typeName, accessor: s.accessor, parent: "Client", path: s.path(), doc: s.comment(p), file: p.serviceFile(s)}
	if s.parent != nil {
		plan.parent = s.parent.typeName
	}
	slices.SortFunc(s.ends, func(a, b *endpoint) int {
		return cmp.Or(cmp.Compare(methodRank(a.name), methodRank(b.name)), strings.Compare(a.name, b.name))
	})
	chain := s.chain()
	for _, e := range s.ends {
		e.plan = p.planMethod(s, e, chain)
		plan.methods = append(plan.methods, e.plan)
	}
	return plan
}

// methodRank orders methods as readers look for them, what is called after
// the docs last.
func methodRank(name string) int {
	if i := slices.Index(usualMethods, name); i >= 0 {
		return i
	}
	return len(usualMethods)
}

var usualMethods = []string{"List", "Get", "Create", "Update", "Replace", "Delete"}

// chain returns how callers reach s: "c.Users().Messages()".
func (s *service) chain() string {
	if s.parent == nil {
		return "c." + s.accessor + "()"
	}
	return s.parent.chain() + "." + s.accessor + "()"
}

// comment returns the comment of a service: where it is, and what the type that
// it deals with is.
func (s *service) comment(p *planner) docText {
	text := s.typeName + " is the service at " + s.path() + "."
	if t := s.mainType(p); t != nil {
		if about, _ := firstSentence(lead(p.wholeNames()[t.Name], t.Doc, "")); strings.TrimSpace(about) != "" {
			text += " " + about
		}
	}
	return docText{text: []string{text}}
}

// path returns the literal parts of the paths that lead to s.
func (s *service) path() string {
	n := 0
	for _, st := range s.steps {
		n += len("/") + len(st.text)
	}
	path := make([]byte, 0, n)
	for _, st := range s.steps {
		path = append(append(path, '/'), st.text...)
	}
	return string(path)
}

// mainType returns the type that most methods of s get or send, nil if there is
// none; of several the first by name.
func (s *service) mainType(p *planner) *model.Type {
	count := make(map[string]int)
	types := make(map[string]*model.Type)
	best := ""
	for _, e := range s.whole.ends {
		for _, r := range []model.Ref{e.result.ref, e.body.ref} {
			t, ok := r.(*model.Type)
			if !ok {
				continue
			}
			name := p.wholeNames()[t.Name]
			types[name] = t
			count[name]++
			if best == "" || count[name] > count[best] || count[name] == count[best] && name < best {
				best = name
			}
		}
	}
	return types[best]
}

// wholeNames returns what the types of the whole are called. In a part, too,
// services are in the files in which they would be if all were generated.
func (p *planner) wholeNames() map[string]string {
	if p.whole != nil {
		return p.whole.typeNames
	}
	return p.typeNames
}

// serviceFile returns the file of a service: that of the type which most of
// its methods deal with, or one of its own.
func (p *planner) serviceFile(s *service) string {
	count := make(map[string]int)
	for _, e := range s.whole.ends {
		for _, r := range []model.Ref{e.result.ref, e.body.ref} {
			if t, ok := r.(*model.Type); ok {
				count[p.fileName(p.wholeNames()[t.Name])]++
			}
		}
	}
	best := ""
	for file, n := range count {
		if n > count[best] || n == count[best] && file < best {
			best = file
		}
	}
	return cmp.Or(best, names.File(s.goName(), p.isRuntimeFile))
}

// planMethod plans the method of e.
func (p *planner) planMethod(s *service, e *endpoint, chain string) *methodPlan {
	m := &methodPlan{
		name: e.name, page: e.page, chain: chain + "." + e.name, op: p.planOp(s, e), params: e.params,
		body: e.body.form, result: e.result.form,
	}
	switch e.body.form {
	case bodyType:
		m.bodyType = p.valueType(e.body.ref)
		if _, ok := e.body.ref.(*model.Type); !ok {
			m.body = bodyAny
		}
	case bodyFields:
		m.bodyType, m.alias = pointerTo(named(e.requestName)), p.request(s, e)
	}
	switch e.result.form {
	case resultType:
		m.resultType = p.valueType(e.result.ref)
	case resultList, resultPage, resultValue:
		m.resultType = p.valueType(e.result.ref)
	}
	if a := p.anyOf(e.result.ref); a != nil {
		m.newFunc = a.newFunc
	}
	if a := p.anyOf(e.body.ref); a != nil {
		m.bodyFunc = a.newFunc
	}
	m.doc = e.comment(m.name)
	if m.page != "" {
		m.pageDoc.text = []string{m.page + " is " + m.name + " page by page: it returns the first page, or the one that [FromLink] leads to."}
	}
	return m
}

// pages returns the pages e stands on, selected or not.
func (e *endpoint) pages() []string {
	var out []string
	for _, u := range e.whole.uses {
		out = append(out, u.op.Page)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// comment returns the comment of e's method. An endpoint of several pages has
// the description of the one that is about the common type, if there is one.
func (e *endpoint) comment(name string) docText {
	line := e.id()
	doc, deprecated := "", true
	for _, u := range e.home {
		deprecated = deprecated && u.op.Deprecated
		if len(e.home) == 1 || e.isAbout(u.op) {
			doc = cmp.Or(doc, u.op.Doc)
		}
	}
	var more []string
	if e.body.form == bodyRef {
		more = append(more, "target is the URL of what the reference leads to.")
	}
	more = append(more, e.permissionDoc()...)
	more = append(more, e.cloudDoc())
	if isImplied(e.home[0]) {
		more = append(more, "The page does not list this request; an example on it shows it.")
	}
	more = append(more, source(e.pages()))
	if deprecated && !strings.Contains(doc, "Deprecated: ") {
		more = append(more, "Deprecated: the page marks it as deprecated.")
	}
	text, ok := methodLead(name, doc)
	if ok {
		return docText{[]string{text}, line, more}
	}
	return docText{[]string{name + " sends:"}, line, append([]string{text}, more...)}
}

// isAbout reports whether op's page says the types that were settled on.
func (e *endpoint) isAbout(op *model.Op) bool {
	if op.Body.Type != nil && op.Body.Type == e.body.ref {
		return true
	}
	return e.result.ref != nil && slices.ContainsFunc(op.Responses, func(r *model.Response) bool {
		elem, _ := model.Elem(r.Type)
		return elem == e.result.ref
	})
}
