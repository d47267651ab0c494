package diff_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of pages about operations.

var operationEdits = []edit{
	{"a request line added", (*editor).lineAdded},
	{"a request line removed", (*editor).lineRemoved},
	{"another HTTP method", (*editor).otherMethod},
	{"a placeholder renamed", (*editor).placeholder},
	{"a permission added", grants(func(s grantSite) (string, want) {
		return strings.TrimSpace(s.cells[s.col]) + ", MadeUp.Read.All", want{kind: diff.PermissionAdded, class: more, subject: s.op.ID}
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

// An opSite is an operation with its request lines.
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

// A grantSite is a cell of scopes.
type grantSite struct {
	row
	op     *model.Op
	col    int
	scopes []string
	words  map[string]int // how many cells have a scope
}

// grants makes an edit of all cells that list two scopes or more.
func grants(of func(s grantSite) (string, want)) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, o := range e.operations() {
			if len(o.Permissions) != 1 {
				continue
			}
			for _, g := range o.Permissions[0].Grants {
				r, ok := e.rowAt(g.Pos.File, g.Pos.Line)
				if !ok || len(g.AnyOf) < 2 || g.Pos.File != o.Page || len(r.cells) != 2 {
					continue
				}
				s := grantSite{row: r, op: o, col: 1, words: e.words}
				for _, set := range g.AnyOf {
					s.scopes = append(s.scopes, strings.Join(set, "+"))
				}
				if strings.TrimSuffix(strings.TrimSpace(r.cells[1]), ".") != strings.Join(s.scopes, ", ") || repeats(s.scopes) {
					continue
				}
				text, w := of(s)
				out = append(out, opSite(o, func(p pages) { p.set(s.file, s.line, s.with(1, text)) }, w))
			}
		}
		return out
	}
}

// repeats reports whether a scope is listed twice.
func repeats(scopes []string) bool {
	seen := make(map[string]bool)
	for _, s := range scopes {
		if seen[s] {
			return true
		}
		seen[s] = true
	}
	return false
}

var options = regexp.MustCompile("(`?)(\\$[a-zA-Z]+)`?, `?(\\$[a-zA-Z]+)`?")

// optionLines are the lines that list query options, each on one line alone.
func (e *editor) optionLines(of func(o *model.Op, line string, m []string) (string, want)) []site {
	var out []site
	for _, o := range e.operations() {
		if !o.Options.Known || len(o.Options.Names) < 2 || o.Options.Pos.File != o.Page {
			continue
		}
		i := o.Options.Pos.Line
		i += slices.IndexFunc(e.pages[o.Page][i:], options.MatchString)
		line := e.pages[o.Page][i]
		m := options.FindStringSubmatch(line)
		if m == nil || strings.Count(line, m[2]) != 1 || e.has(o.Page, m[2]) != 1 || !e.names(o, m[2]) || !e.names(o, m[3]) {
			continue
		}
		text, w := of(o, line, m)
		out = append(out, opSite(o, func(p pages) { p.set(o.Page, i, text) }, w))
	}
	return out
}

func (e *editor) names(o *model.Op, option string) bool {
	return slices.Contains(o.Options.Names, strings.ToLower(option))
}

func (e *editor) optionRemoved() []site {
	return e.optionLines(func(o *model.Op, line string, m []string) (string, want) {
		return strings.Replace(line, m[0], m[1]+m[3]+m[1], 1), want{kind: diff.QueryOptionRemoved, class: acts, subject: o.ID}
	})
}

func (e *editor) optionAdded() []site {
	return slices.DeleteFunc(e.optionLines(func(o *model.Op, line string, m []string) (string, want) {
		added := m[0] + ", " + m[1] + "$search" + m[1]
		if slices.Contains(o.Options.Names, "$search") || slices.Contains(o.Options.Excluded, "$search") {
			return "", want{}
		}
		return strings.Replace(line, m[0], added, 1), want{kind: diff.QueryOptionAdded, class: more, subject: o.ID}
	}), func(s site) bool { return s.wants[0].kind == nil })
}

// headerRows makes an edit of all rows of headers for which there is one.
func (e *editor) headerRows(of func(o *model.Op, h *model.HeaderClaim, r row, name int) site) []site {
	var out []site
	for _, o := range e.operations() {
		for _, h := range o.Headers {
			r, ok := e.rowAt(h.Pos.File, h.Pos.Line)
			name := r.col("name", "header")
			if ok && name >= 0 && h.Pos.File == o.Page && strings.TrimSpace(r.cells[name]) == h.Name {
				if s := of(o, h, r, name); s.apply != nil {
					out = append(out, s)
				}
			}
		}
	}
	return out
}

func (e *editor) headerAdded() []site {
	return e.headerRows(func(o *model.Op, h *model.HeaderClaim, r row, name int) site {
		class := more
		if h.Required == model.Yes {
			class = acts
		}
		return opSite(o, func(p pages) { p.insert(r.file, r.line+1, r.with(name, "X-Made-Up")) }, want{kind: diff.HeaderAdded, class: class, subject: "X-Made-Up"})
	})
}

func (e *editor) headerRemoved() []site {
	return e.headerRows(func(o *model.Op, h *model.HeaderClaim, r row, _ int) site {
		return opSite(o, func(p pages) { p.drop(r.file, r.line) }, want{kind: diff.HeaderRemoved, class: acts, subject: h.Name})
	})
}

func (e *editor) otherStatus() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Responses) == 1 && o.Responses[0].Status == 201 && e.has(o.Page, "201") == e.has(o.Page, "201 Created") {
			out = append(out, opSite(o, func(p pages) { p.replace(o.Page, 0, "201 Created", "200 OK") }, want{kind: diff.StatusChanged, class: acts, subject: o.ID}))
		}
	}
	return out
}

var inResponse = regexp.MustCompile(`\[(\w+)\]\((\.\./resources/[\w-]+\.md)\)`)

// otherResponse makes a response of another type: in the sentence, and in the
// annotation of the example.
func (e *editor) otherResponse() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Responses) != 1 || o.Body.Type != nil {
			continue
		}
		t, ok := o.Responses[0].Type.(*model.Type)
		other := e.stranger(t)
		i := slices.Index(e.pages[o.Page], "## Response")
		if !ok || other == nil || i < 0 || e.has(o.Page, `"@odata.type": "#`) > 0 || len(o.Examples) != 1 || strings.Contains(t.Page, "/intune") {
			continue
		}
		k := i + 1 + slices.IndexFunc(e.pages[o.Page][i+1:], inResponse.MatchString)
		if k == i || len(inResponse.FindAllString(e.pages[o.Page][k], -1)) != 1 || !strings.HasPrefix(e.pages[o.Page][k], "If successful") {
			continue
		}
		m := inResponse.FindStringSubmatch(e.pages[o.Page][k])
		if m[1] != model.ShortName(t.Name) {
			continue
		}
		out = append(out, opSite(o, func(p pages) {
			p.replace(o.Page, k, m[0], "["+model.ShortName(other.Name)+"](../"+other.Page+")", `"`+t.Name+`"`, `"`+other.Name+`"`)
			emptyAnswer(p[o.Page][k:])
		}, want{kind: diff.ResponseType, class: source | wire, subject: o.ID}))
	}
	return out
}

var answerLine = regexp.MustCompile(`^HTTP/1.1 200`)

// emptyAnswer makes the body of a response an object without members.
func emptyAnswer(lines []string) {
	i := slices.IndexFunc(lines, answerLine.MatchString) + 1
	body := false
	for ; i > 0 && i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
		switch {
		case body:
			lines[i] = ""
		case strings.HasPrefix(lines[i], "{"):
			body, lines[i] = true, "{}"
		}
	}
}

// stranger returns a type that is no relative of t.
func (e *editor) stranger(t *model.Type) *model.Type {
	for _, u := range e.api.Types {
		if t != nil && u != t && u.Base == nil && t.Base == nil && len(u.Derived) == 0 && e.ownsPage(u) && strings.HasPrefix(u.Page, "resources/") && len(u.Fields) > 3 {
			return u
		}
	}
	return nil
}

func (e *editor) bodyRequired() []site {
	var out []site
	for _, s := range e.bodies(model.BodyResource) {
		text := strings.TrimSpace(s.cells[s.text])
		if s.field.Required == model.Unknown && s.isPlain() && strings.HasSuffix(text, ".") {
			out = append(out, s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, text+" Required.")) }, want{kind: diff.ParameterRequired, class: acts, subject: s.field.Name}))
		}
	}
	return out
}

// actions are rows of the parameters of actions.
func (e *editor) actions() []rowSite {
	var out []rowSite
	for _, s := range e.bodies(model.BodyFields) {
		if s.isPlain() && e.has(s.file, "POST ") > 0 {
			out = append(out, s)
		}
	}
	return out
}

func (e *editor) parameterAdded() []site {
	var out []site
	for _, s := range e.actions() {
		line := s.made("madeUpLately", "String", "How it came about.")
		out = append(out, s.site(func(p pages) { p.insert(s.file, s.line+1, line) }, want{kind: diff.ParameterAdded, class: more, subject: "body.madeUpLately"}))
	}
	return out
}

func (e *editor) parameterRemoved() []site {
	var out []site
	rows := e.actions()
	for _, s := range rows {
		siblings := 0
		for _, r := range rows {
			if r.file == s.file {
				siblings++
			}
		}
		if siblings > 1 {
			out = append(out, s.site(func(p pages) { p.drop(s.file, s.line) }, want{kind: diff.ParameterRemoved, class: source | wire, subject: "body." + s.field.Name}))
		}
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
