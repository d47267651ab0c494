package gen

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file decides where an endpoint's method is and what it would like to be
// called: the services on the way, and the verb. Both depend on the endpoint's own
// path and facts alone.

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

// trace finds the services that lead to the endpoint, and the verb.
func (e *endpoint) trace(p *planner) {
	segments := e.path.Segments
	all := p.memo.steps(segments)
	if len(all) == 0 {
		e.steps, e.verb = []step{{"/", "Root"}}, e.plainVerb(p)
		return
	}
	last := segments[len(segments)-1]
	above := all[:len(all)-1] // if the last is a service, too
	verbs, isTail := tailVerbs[last.Text]
	switch {
	case isTail && last.Kind == model.Literal && verbs[e.method] != "":
		e.steps, e.verb = above, verbs[e.method]
		if e.verb == "GetRef" && e.result.form == resultList {
			e.verb = "ListRef"
		}
	case e.isCall(last):
		e.steps, e.verb = above, p.memo.goName(model.ShortName(last.Text))
		for _, a := range last.Args {
			e.by = append(e.by, cmp.Or(a.Name, a.Param))
		}
	default:
		e.steps, e.verb = all, e.plainVerb(p)
		if last.Kind == model.Literal && e.method == "GET" && e.result.form == resultList {
			e.verb = "List"
		}
		if last.Kind == model.Literal && e.method == "POST" {
			e.verb = "Create"
		}
	}
	if len(e.steps) == 0 { // an action of the whole service
		e.steps, e.verb = all, "Call"
	}
}

// plainVerb returns what is done with a thing by the HTTP method alone.
func (e *endpoint) plainVerb(p *planner) string {
	if verb := thingVerbs[e.method]; verb != "" {
		return verb
	}
	return p.memo.goName(strings.ToLower(e.method))
}

// pinSteps gives the services on the way the names that the configuration has
// for them; what is made from the names of services follows.
func (e *endpoint) pinSteps(p *planner) {
	if len(p.renames.values) == 0 {
		return
	}
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
func (m *memo) steps(segments []model.Segment) []step {
	out := make([]step, 0, len(segments))
	for _, s := range segments {
		short := model.ShortName(s.Text)
		switch s.Kind {
		case model.Key:
		case model.ItemPath:
			out = append(out, step{"byPath", "ByPath"})
		case model.Literal:
			out = append(out, step{short, m.goName(short)})
		case model.Function:
			name := short + " result"
			if len(s.Args) > 0 {
				name = short + " by"
				for _, a := range s.Args {
					name += " " + cmp.Or(a.Name, a.Param)
				}
			}
			out = append(out, step{m.localName(name), m.goName(name)})
		default:
			panic("gen: segment of unknown kind")
		}
	}
	return out
}
