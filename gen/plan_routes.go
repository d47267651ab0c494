package gen

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/templates"
)

// This file plans the server for tests: what it knows of each operation, and what
// it asks of requests.

// A routePlan is what the server knows of one operation.
type routePlan struct {
	op     string // variable of the operation
	status int
	list   bool
	file   string // in folder examples, "" if no example will do
	body   string // where file is ""
	header [][2]string
	needs  []string // names of required headers, sorted
	takes  string   // media type of the body, "*/*" for any, "" for none
	types  []bodyPlan
}

// A bodyPlan is a type of bodies. odataType is "" for the type that is
// documented for the operation.
type bodyPlan struct{ odataType, name string }

// fillRoutes plans the routes, in the order of Operations.
func (p *planner) fillRoutes() {
	if !p.emits("server") {
		return
	}
	ends := make(map[use]*endpoint)
	byMethod := make(map[*methodPlan]*endpoint)
	for _, e := range p.endpoint {
		byMethod[e.plan] = e
		for _, u := range e.uses {
			ends[u] = e
		}
	}
	p.serverFiles = make(map[string]string)
	for _, s := range p.plan.services {
		for _, m := range s.methods {
			p.routes = append(p.routes, p.planRoute(byMethod[m], m, ends))
		}
	}
}

func (p *planner) planRoute(e *endpoint, m *methodPlan, ends map[use]*endpoint) *routePlan {
	r := &routePlan{op: m.op.name, list: m.result == resultList || m.result == resultPage, needs: e.requiredHeaders(), types: p.bodyTypes(e, m)}
	switch m.body {
	case bodyNone:
	case bodyStream, bodyAny:
		r.takes = "*/*"
	default:
		r.takes = "application/json"
	}
	if msg, name := e.answer(ends); msg != nil {
		r.status, r.header = msg.Status, answerHeaders(msg)
		if text := exampleText(msg); text != "" {
			r.file = p.addServerFile(name, exampleExt(msg), text)
		}
		if r.status == 0 {
			r.status = defaultStatus(m.op.status, m.result)
		}
		return r
	}
	r.status = defaultStatus(m.op.status, m.result)
	if r.status != http.StatusNoContent {
		r.body = smallest(m, e.result.ref)
	}
	return r
}

// addServerFile adds an example and returns its name. Operations of one page
// share it.
func (p *planner) addServerFile(name, ext, text string) string {
	for n := 1; ; n++ {
		file := name + ext
		if n > 1 { // another page of the same name but for letter case
			file = fmt.Sprintf("%s.%d%s", name, n, ext)
		}
		if have, ok := p.serverFiles[file]; !ok || have == text {
			p.serverFiles[file] = text
			return file
		}
	}
}

// isHeaderName reports whether s can be the name of a header.
func isHeaderName(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool {
		return !('a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '-' || r == '_')
	})
}

// requiredHeaders returns the headers that all pages of e call required, save
// those that the client sets by itself.
func (e *endpoint) requiredHeaders() []string {
	ours := []string{"Accept", "Authorization", "Connection", "Content-Length", "Content-Type", "Host", "Transfer-Encoding"}
	count := make(map[string]int)
	for _, u := range e.home {
		var names []string
		for _, h := range u.op.Headers {
			if name := http.CanonicalHeaderKey(h.Name); h.Required == model.Yes && isHeaderName(name) && !slices.Contains(ours, name) {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		for _, name := range slices.Compact(names) {
			count[name]++
		}
	}
	var out []string
	for name, n := range count {
		if n == len(e.home) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// bodyTypes returns the types that bodies of m can have, the documented one
// first.
func (p *planner) bodyTypes(e *endpoint, m *methodPlan) []bodyPlan {
	var out []bodyPlan
	t, isType := e.body.ref.(*model.Type)
	switch {
	case m.body == bodyFields:
		out = append(out, bodyPlan{"", e.shared.plan.name})
	case m.body == bodyType && isType:
		out = append(out, bodyPlan{"", p.structs[t].name})
		for _, d := range t.Descendants() {
			out = append(out, bodyPlan{d.Name, p.structs[d].name})
		}
	}
	return out
}

// serverNeeds returns what the package for tests needs: its own test comes with
// that of the examples.
func (p *plan) serverNeeds() []templates.Need {
	if p.emits("examples") {
		return []templates.Need{templates.Tests}
	}
	return nil
}
