package diff_test

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of pages about operations: of their request lines, and of
// pages as a whole.

var operationEdits = []edit{
	{"a request line added", (*editor).lineAdded},
	{"a request line removed", (*editor).lineRemoved},
	{"another HTTP method", (*editor).otherMethod},
	{"a placeholder renamed", (*editor).placeholder},
	{"a permission added", grants(func(s grantSite) (string, want) {
		return strings.TrimSpace(s.cells[1]) + ", MadeUp.Read.All", want{kind: diff.PermissionAdded, class: more, subject: s.op.ID}
	})},
	{"a permission removed", grants(func(s grantSite) (string, want) {
		class := acts
		if s.words[s.scopes[len(s.scopes)-1]] == 1 {
			class |= source
		}
		return strings.Join(s.scopes[:len(s.scopes)-1], ", "), want{kind: diff.PermissionRemoved, class: class, subject: s.op.ID}
	})},
	{"a permission raised", grants(func(s grantSite) (string, want) {
		class := acts
		if s.words[s.scopes[0]] == 1 {
			class |= source
		}
		return strings.Join(append([]string{"MadeUp.ReadWrite.All"}, s.scopes[1:]...), ", "), want{kind: diff.PermissionRaised, class: class, subject: s.op.ID}
	})},
	{"permissions in another order", grants(func(s grantSite) (string, want) {
		swapped := append([]string{s.scopes[1], s.scopes[0]}, s.scopes[2:]...)
		return strings.Join(swapped, ", "), want{kind: diff.PermissionOrder, class: acts, subject: s.op.ID}
	})},
	{"a way of signing in no longer supported", grants(func(s grantSite) (string, want) {
		class := acts
		for _, scope := range s.scopes {
			if s.words[scope] == 1 {
				class |= source
			}
		}
		return "Not supported.", want{kind: diff.PermissionUnsupported, class: class, subject: s.op.ID}
	})},
	{"a query option removed", (*editor).optionRemoved},
	{"a query option added", (*editor).optionAdded},
	{"a request header added", (*editor).headerAdded},
	{"a request header removed", (*editor).headerRemoved},
	{"another status code", (*editor).otherStatus},
	{"another type in the response", (*editor).otherResponse},
	{"a member of the body becomes required", (*editor).bodyRequired},
	{"a parameter of an action added", (*editor).parameterAdded},
	{"a parameter of an action removed", (*editor).parameterRemoved},
	{"an operation's page removed", (*editor).operationRemoved},
	{"an operation's page added", (*editor).operationAdded},
	{"an operation's page renamed", (*editor).operationMoved},
}

// operations returns those that are alone on their page, with all their request
// lines.
func (e *editor) operations() []*model.Op {
	var out []*model.Op
	for _, o := range e.api.Operations {
		if e.alone(o) && len(o.Endpoints) > 0 && o.Endpoints[0].Pos.File == o.Page && len(o.Implied) == 0 {
			out = append(out, o)
		}
	}
	return out
}

func opSite(o *model.Op, apply func(p pages), wants ...want) site {
	return site{[]string{o.Page}, o.ID, apply, wants}
}

// lineOf returns the text of a request line, "" unless it is plain.
func (e *editor) lineOf(l *model.Endpoint) (string, int) {
	lines := e.pages[l.Pos.File]
	i := l.Pos.Line - 1
	if i >= len(lines) || strings.TrimSpace(lines[i]) != l.Method+" "+l.Path.String() {
		return "", 0
	}
	return strings.TrimSpace(lines[i]), i
}

// users counts the operations with a request line of this key.
func (e *editor) users(l *model.Endpoint) int {
	n := 0
	for _, o := range e.api.Callable() {
		for _, m := range o.Endpoints {
			if m.Method == l.Method && m.Path.Key() == l.Path.Key() {
				n++
			}
		}
	}
	return n
}

// examplesUse reports whether an example of any page sends a request line.
func (e *editor) examplesUse(o *model.Op, index int) bool {
	for _, p := range e.api.Callable() {
		for _, x := range p.Examples {
			if p == o && x.Endpoint == index || x.Elsewhere == o.Endpoints[index] {
				return true
			}
		}
	}
	return false
}

func (e *editor) lineAdded() []site {
	var out []site
	for _, o := range e.operations() {
		last := o.Endpoints[len(o.Endpoints)-1]
		if text, i := e.lineOf(last); text != "" && last.Method == "GET" && len(last.Path.Query) == 0 {
			line := text + "/madeUpLately"
			out = append(out, opSite(o, func(p pages) { p.insert(o.Page, i+1, line) }, want{kind: diff.EndpointAdded, class: more, subject: line}))
		}
	}
	return out
}

func (e *editor) lineRemoved() []site {
	var out []site
	for _, o := range e.operations() {
		for k, l := range o.Endpoints {
			text, i := e.lineOf(l)
			if text == "" || len(o.Endpoints) < 2 || e.users(l) != 1 || e.examplesUse(o, k) {
				continue
			}
			out = append(out, opSite(o, func(p pages) { p.drop(o.Page, i) }, want{kind: diff.EndpointRemoved, class: source | wire, subject: text}))
		}
	}
	return out
}

func (e *editor) otherMethod() []site {
	var out []site
	for _, o := range e.operations() {
		l := o.Endpoints[0]
		text, i := e.lineOf(l)
		if text == "" || len(o.Endpoints) != 1 || e.users(l) != 1 || l.Method != "PATCH" {
			continue
		}
		put := *l
		put.Method = "PUT"
		if e.users(&put) > 0 {
			continue
		}
		out = append(out, opSite(o, func(p pages) { p.replace(o.Page, i, "PATCH ", "PUT ") }, want{kind: diff.EndpointMethod, class: source | wire, subject: "PUT "}))
	}
	return out
}

func (e *editor) placeholder() []site {
	var out []site
	for _, o := range e.operations() {
		l := o.Endpoints[0]
		text, i := e.lineOf(l)
		if text == "" || len(o.Endpoints) != 1 || strings.Count(text, "{id}") != 1 || len(o.Params) > 0 {
			continue
		}
		line := strings.Replace(text, "{id}", "{made-up-id}", 1)
		out = append(out, opSite(o, func(p pages) { p.set(o.Page, i, line) }, want{kind: diff.PathParameter, class: docs, subject: line}))
	}
	return out
}

// lonely are operations whose requests nothing else shows or lists.
func (e *editor) lonely() []*model.Op {
	var out []*model.Op
	for _, o := range e.operations() {
		alone := true
		for k, l := range o.Endpoints {
			alone = alone && e.users(l) == 1
			for _, p := range e.api.Operations {
				for _, x := range p.Examples {
					alone = alone && (p == o || x.Elsewhere != o.Endpoints[k])
				}
			}
		}
		if alone {
			out = append(out, o)
		}
	}
	return out
}

func (e *editor) operationRemoved() []site {
	var out []site
	for _, o := range e.lonely() {
		out = append(out, opSite(o, func(p pages) { delete(p, o.Page) }, want{kind: diff.OperationRemoved, class: source | wire, subject: o.ID}))
	}
	return out
}

func (e *editor) operationAdded() []site {
	var out []site
	for _, o := range e.lonely() {
		file := copyOf(o.Page)
		line := o.Endpoints[0]
		text, _ := e.lineOf(line)
		if len(o.Endpoints) != 1 || e.pages[file] != nil || text == "" || len(line.Path.Segments) == 0 || line.Path.Segments[0].Kind != model.Literal {
			continue
		}
		first := "/" + line.Path.Segments[0].Text
		s := opSite(o, func(p pages) {
			p[file] = slices.Clone(p[o.Page])
			p.replace(file, 0, " "+first, " /madeUpLately"+first, "/v1.0"+first, "/v1.0/madeUpLately"+first, "/beta"+first, "/beta/madeUpLately"+first)
		}, want{kind: diff.OperationAdded, class: more, subject: o.ID + "-copied"})
		s.files = append(s.files, file)
		out = append(out, s)
	}
	return out
}

func (e *editor) operationMoved() []site {
	var out []site
	for _, o := range e.operations() {
		file := copyOf(o.Page)
		if e.pages[file] != nil {
			continue
		}
		s := opSite(o, func(p pages) {
			p[file] = p[o.Page]
			delete(p, o.Page)
		}, want{kind: diff.PageMoved, class: docs, subject: file})
		s.files = append(s.files, file)
		out = append(out, s)
	}
	return out
}

// otherLineOrder swaps the last two request lines.
func (e *editor) otherLineOrder() []site {
	var out []site
	for _, o := range e.operations() {
		n := len(o.Endpoints)
		if n < 3 {
			continue
		}
		a, i := e.lineOf(o.Endpoints[n-2])
		b, k := e.lineOf(o.Endpoints[n-1])
		if a != "" && b != "" && k == i+1 {
			out = append(out, opSite(o, func(p pages) {
				p.set(o.Page, i, b)
				p.set(o.Page, k, a)
			}, want{kind: diff.Text, class: docs, subject: o.Page}))
		}
	}
	return out
}
