package gen

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file gathers endpoints. A page lists one or many, and one endpoint may
// stand on many pages; model.Endpoint.Key says what makes two request lines the
// same endpoint.

// An endpoint is one HTTP method on one path, with all that pages say of it.
type endpoint struct {
	method string
	key    string     // the request line as people write it to pin names, see lineKey
	path   model.Path // of the spellings in home the first in the alphabet
	uses   []use      // sorted by operation, never empty
	home   []use      // those of pages that are about the endpoint, never empty
	whole  *endpoint  // in the API that this one is a part of; itself if that is whole

	settled string // its id, when path is final

	steps  []step   // the services on the way
	verb   string   // what the method is called if nobody else is called so
	by     []string // what tells it from others that are
	params []*paramPlan
	body   body
	result result
	rules  map[*model.Type]*model.BodyRules // of bodies, by type
}

// A use is one request line: the operation whose page has it, and which of
// the page's it is.
type use struct {
	op    *model.Op
	index int
}

func (u use) endpoint() *model.Endpoint { return u.op.Endpoints[u.index] }

// gatherEndpoints finds all endpoints and decides what each takes and returns.
func (p *planner) gatherEndpoints() {
	byKey := make(map[string]*endpoint)
	for _, op := range p.api.Callable() {
		for i, line := range op.Endpoints {
			key := line.Key()
			e := byKey[key]
			if e == nil {
				e = &endpoint{method: line.Method}
				byKey[key] = e
			}
			e.uses = append(e.uses, use{op, i})
		}
	}
	for _, key := range slices.Sorted(maps.Keys(byKey)) {
		e := byKey[key]
		slices.SortFunc(e.uses, func(a, b use) int { return cmp.Or(strings.Compare(a.op.ID, b.op.ID), cmp.Compare(a.index, b.index)) })
		p.endpoint = append(p.endpoint, e)
	}
	for _, e := range p.endpoint {
		e.home = homeUses(e.uses)
		e.path = firstPath(e.home)
		e.key = lineKey(e.id())
		e.whole = e
		e.result = e.findResult(e.home)
		p.checkResults(e)
	}
	if p.whole != nil {
		p.linkWhole(byKey)
	}
	gets := p.documentedTypes()
	for _, e := range p.endpoint {
		e.body = e.findBody(e.home, gets[e.path.Key()])
		e.trace()
		e.pinSteps(p)
		e.planParams(p)
		e.settled = e.id()
	}
}

// linkWhole finds each endpoint in the whole.
func (p *planner) linkWhole(byKey map[string]*endpoint) {
	for _, e := range p.whole.endpoint {
		if mine := byKey[e.uses[0].endpoint().Key()]; mine != nil {
			mine.whole = e
		}
	}
}

// checkResults reports pages of one endpoint that contradict each other about
// whether it returns a collection.
func (p *planner) checkResults(e *endpoint) {
	for _, u := range e.home {
		if form := e.findResult([]use{u}).form; form != e.result.form && form == resultType && e.result.isCollection() {
			p.diags.Add(diag.ResponseConflict, u.op.Pos, "%s %s returns one object on this page and a collection on another; it is taken to return a collection", e.method, u.endpoint().Path)
		} else if (result{form: form}).isCollection() && e.result.form == resultType {
			p.diags.Add(diag.ResponseConflict, u.op.Pos, "%s %s returns a collection on this page and one object on another; it is taken to return one object", e.method, u.endpoint().Path)
		}
	}
}

// firstPath returns the spelling that is first in the alphabet.
func firstPath(uses []use) model.Path {
	best := uses[0].endpoint().Path
	for _, u := range uses {
		if path := u.endpoint().Path; path.String() < best.String() {
			best = path
		}
	}
	return best
}

// homeUses returns the uses of pages that are about the endpoint itself.
func homeUses(uses []use) []use {
	var all []model.Use
	for _, u := range uses {
		all = append(all, model.Use{Op: u.op, Index: u.index})
	}
	var home []use
	for _, u := range model.Home(all) {
		home = append(home, use{u.Op, u.Index})
	}
	return home
}

func isImplied(u use) bool { return u.op.IsImplied }

// documentedTypes returns, by path, the type that a GET of the path returns.
func (p *planner) documentedTypes() map[string]*model.Type {
	out := make(map[string]*model.Type)
	for _, e := range p.endpoint {
		if t, ok := e.result.ref.(*model.Type); ok && e.method == "GET" {
			out[e.path.Key()] = t
		}
	}
	return out
}

// A step is one part of a path that is a service: its name in the docs, its
// name in Go.
type step struct{ text, name string }

// Verbs of operations on what a path names, by HTTP method: on one thing, and
// on its links, its content, its number.
var (
	thingVerbs = map[string]string{"GET": "Get", "POST": "Post", "PATCH": "Update", "PUT": "Replace", "DELETE": "Delete"}
	tailVerbs  = map[string]map[string]string{
		"$ref":   {"GET": "GetRef", "POST": "AddRef", "PATCH": "UpdateRef", "PUT": "SetRef", "DELETE": "RemoveRef"},
		"$value": {"GET": "GetContent", "POST": "PostContent", "PATCH": "UpdateContent", "PUT": "ReplaceContent", "DELETE": "DeleteContent"},
		"$count": {"GET": "Count"},
	}
)

// trace finds the services that lead to the endpoint, and the verb. Both
// depend on this endpoint's own path and facts alone.
func (e *endpoint) trace() {
	segments := e.path.Segments
	if len(steps(segments)) == 0 {
		e.steps, e.verb = []step{{"/", "Root"}}, cmp.Or(thingVerbs[e.method], goName(strings.ToLower(e.method)))
		return
	}
	last := segments[len(segments)-1]
	above := segments[:len(segments)-1]
	verbs, isTail := tailVerbs[last.Text]
	switch {
	case isTail && last.Kind == model.Literal && verbs[e.method] != "":
		e.steps, e.verb = steps(above), verbs[e.method]
		if e.verb == "GetRef" && e.result.form == resultList {
			e.verb = "ListRef"
		}
	case e.isCall(last):
		e.steps, e.verb = steps(above), goName(model.ShortName(last.Text))
		for _, a := range last.Args {
			e.by = append(e.by, cmp.Or(a.Name, a.Param))
		}
	default:
		e.steps, e.verb = steps(segments), thingVerbs[e.method]
		if last.Kind == model.Literal && e.method == "GET" && e.result.form == resultList {
			e.verb = "List"
		}
		if last.Kind == model.Literal && e.method == "POST" {
			e.verb = "Create"
		}
	}
	if len(e.steps) == 0 { // an action of the whole service
		e.steps, e.verb = steps(segments), "Call"
	}
	e.verb = cmp.Or(e.verb, goName(strings.ToLower(e.method)))
}

// pinSteps gives the services on the way the names that the configuration has
// for them; what is made from the names of services follows.
func (e *endpoint) pinSteps(p *planner) {
	path := ""
	for i := range e.steps {
		path += "/" + e.steps[i].text
		if name, _, ok := p.renames.find(path); ok {
			e.steps[i].name = name
		}
	}
}

// isCall reports whether last, the end of the path, names an action or a
// function instead of a thing.
//
// Functions and actions are hard to tell from properties when pages leave the
// parentheses out (GET /users/delta, GET /reports/getActivations, POST
// /users/{id}/sendMail). A GET of delta or of a name that begins with the word
// "get" is a function: no property is called like that. A POST is an action
// unless it creates something.
func (e *endpoint) isCall(last model.Segment) bool {
	switch {
	case last.Kind == model.Function:
		return e.method == "GET" || e.method == "POST"
	case last.Kind != model.Literal:
		return false
	}
	words := names.Words(strings.ReplaceAll(model.ShortName(last.Text), "$", ""))
	switch {
	case len(words) == 0:
		return false
	case e.method == "GET":
		return len(words) == 1 && strings.EqualFold(words[0], "delta") || len(words) > 1 && words[0] == "get"
	case e.method == "POST":
		return !e.creates(words)
	}
	return false
}

// creates reports whether a POST makes a new thing in the collection that the
// path ends with, in words.
//
// What is sent tells most: a resource is to be created, a table of parameters
// is an action's. But many pages that create describe the body as a table
// (POST /channels/{id}/members with roles and a user), so collections are also
// known by their plural (members, exportJobs), actions by their verb (copy,
// sendMail, createReply), and 201 Created decides between them. Only what the
// endpoint's own pages say counts, not what is known of the types they name: a
// page about a type must not turn an action into something else.
func (e *endpoint) creates(words []string) bool {
	last := words[len(words)-1]
	plural := names.Singular(last) != last
	verb := slices.Contains(commands, strings.ToLower(words[0]))
	switch {
	case verb && len(words) == 1:
		return false
	case e.sendsResource():
		return plural || !verb // POST …/addPassword with a passwordCredential is an action
	case slices.Contains(e.statuses(), 201):
		return plural || !verb && e.body.form != bodyNone
	}
	return plural && !verb && e.body.form != bodyNone
}

// sendsResource reports whether a page says that the body is a resource.
func (e *endpoint) sendsResource() bool {
	return slices.ContainsFunc(e.home, func(u use) bool { return u.op.Body.Kind == model.BodyResource })
}

// hasVerb reports whether the path ends in a name that begins with a verb.
func (e *endpoint) hasVerb() bool {
	n := len(e.path.Segments)
	if n == 0 {
		return false
	}
	words := names.Words(model.ShortName(e.path.Segments[n-1].Text))
	return len(words) > 0 && slices.Contains(commands, strings.ToLower(words[0]))
}

// statuses returns the documented success codes, sorted.
func (e *endpoint) statuses() []int {
	var out []int
	for _, u := range e.home {
		for _, r := range u.op.Responses {
			if r.Status >= 200 && r.Status < 400 {
				out = append(out, r.Status)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// steps returns the services that segments lead through. Keys are arguments,
// not services; what a function returns is a service of its own, so that
// range(address='A1')/format and range/format stay apart.
func steps(segments []model.Segment) []step {
	var out []step
	for _, s := range segments {
		short := model.ShortName(s.Text)
		switch s.Kind {
		case model.Key:
		case model.ItemPath:
			out = append(out, step{"byPath", "ByPath"})
		case model.Literal:
			out = append(out, step{short, goName(short)})
		case model.Function:
			name := short + " result"
			if len(s.Args) > 0 {
				name = short + " by"
				for _, a := range s.Args {
					name += " " + cmp.Or(a.Name, a.Param)
				}
			}
			out = append(out, step{names.Local(name), goName(name)})
		default:
			panic("gen: segment of unknown kind")
		}
	}
	return out
}

// goName returns the exported name of s, whatever s is.
func goName(s string) string { return cmp.Or(names.Exported(s), names.Unique("", s)) }

// firstAlternative returns "id" of "id | userPrincipalName".
func firstAlternative(text string) string {
	before, _, _ := strings.Cut(text, "|")
	return strings.TrimSpace(before)
}
