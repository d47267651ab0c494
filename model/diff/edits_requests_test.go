package diff_test

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has further edits of operations: of what requests carry, and of
// examples.

var requestEdits = []edit{
	{"a permission that is the least", grants(func(s grantSite) (string, want) {
		return strings.Join(append([]string{"MadeUp.Read.All"}, s.scopes...), ", "), want{kind: diff.PermissionAdded, class: acts, subject: s.op.ID}
	})},
	{"a way of signing in now supported", (*editor).nowSupported},
	{"rows of permissions in another order", (*editor).permissionRows},
	{"request lines in another order", (*editor).otherLineOrder},
	{"a request header becomes optional", (*editor).headerOptional},
	{"a parameter of another type", actionRows(func(s rowSite) (string, int, []want) {
		if strings.TrimSpace(s.cells[s.typ]) != "String" {
			return "", 0, nil
		}
		return "Boolean", s.typ, []want{{kind: diff.ParameterType, class: source | wire, subject: "body." + s.field.Name}}
	})},
	{"a parameter described otherwise", actionRows(func(s rowSite) (string, int, []want) {
		text := strings.TrimSpace(s.cells[s.text])
		if !strings.HasSuffix(text, ".") {
			return "", 0, nil
		}
		return text + " People see it in reports.", s.text, []want{{kind: diff.Description, class: docs, subject: "body." + s.field.Name}}
	})},
	{"an example removed", (*editor).exampleRemoved},
	{"an example added", (*editor).exampleAdded},
	{"a number in an example", (*editor).exampleNumber},
}

// nowSupported gives a permission to those who had none.
func (e *editor) nowSupported() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Permissions) != 1 {
			continue
		}
		for _, g := range o.Permissions[0].Grants {
			r, ok := e.rowAt(g.Pos.File, g.Pos.Line)
			if ok && g.Support == model.No && g.Pos.File == o.Page && len(r.cells) == 2 {
				out = append(out, opSite(o, func(p pages) { p.set(r.file, r.line, r.with(1, "MadeUp.Read.All")) }, want{kind: diff.PermissionSupported, class: more, subject: o.ID}))
				break
			}
		}
	}
	return out
}

// permissionRows swaps the first two rows of a table of permissions.
func (e *editor) permissionRows() []site {
	var out []site
	for _, o := range e.operations() {
		if len(o.Permissions) != 1 {
			continue
		}
		grants := o.Permissions[0].Grants
		a, b := grants[model.Schemes[0]].Pos, grants[model.Schemes[1]].Pos
		if a.File == o.Page && b.File == o.Page && b.Line == a.Line+1 {
			out = append(out, opSite(o, func(p pages) {
				lines := p[o.Page]
				lines[a.Line-1], lines[b.Line-1] = lines[b.Line-1], lines[a.Line-1]
			}, want{kind: diff.Text, class: docs, subject: o.Page}))
		}
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

func (e *editor) headerOptional() []site {
	return e.headerRows(func(o *model.Op, h *model.HeaderClaim, r row, _ int) site {
		last := len(r.cells) - 1
		text := strings.Replace(r.cells[last], "Required.", "Optional.", 1)
		if h.Required != model.Yes || text == r.cells[last] || strings.Contains(strings.ToLower(text), "required") {
			return site{}
		}
		return opSite(o, func(p pages) { p.set(r.file, r.line, r.with(last, text)) }, want{kind: diff.HeaderRequired, class: acts, subject: h.Name})
	})
}

// actionRows makes an edit of one cell of parameters of actions.
func actionRows(of func(s rowSite) (string, int, []want)) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, s := range e.actions() {
			if text, col, wants := of(s); wants != nil && len(s.field.Rules) == 0 {
				out = append(out, s.site(func(p pages) { p.set(s.file, s.line, s.with(col, text)) }, wants...))
			}
		}
		return out
	}
}

// lastExample returns the lines of an operation's example, if it has one section
// of it, at its end: from its heading to what the page ends with.
func (e *editor) lastExample(o *model.Op) (from, to int, ok bool) {
	lines := e.pages[o.Page]
	from = slices.Index(lines, "## Example")
	if from < 0 || len(o.Examples) != 1 || len(o.Responses) != 1 || o.Responses[0].Block != nil || o.Responses[0].Status != 204 {
		return 0, 0, false
	}
	to = from + 1
	for to < len(lines) && !strings.HasPrefix(lines[to], "<!-- uuid") && !strings.HasPrefix(lines[to], "## ") {
		to++
	}
	return from, to, !slices.ContainsFunc(lines[from:to], func(s string) bool { return strings.Contains(s, "#page.annotation") })
}

func (e *editor) exampleRemoved() []site {
	var out []site
	for _, o := range e.operations() {
		if from, to, ok := e.lastExample(o); ok {
			out = append(out, opSite(o, func(p pages) { p[o.Page] = slices.Delete(p[o.Page], from, to) }, want{kind: diff.ExampleRemoved, class: docs, subject: o.ID}))
		}
	}
	return out
}

func (e *editor) exampleAdded() []site {
	var out []site
	for _, o := range e.operations() {
		if from, to, ok := e.lastExample(o); ok {
			out = append(out, opSite(o, func(p pages) {
				more := slices.Clone(p[o.Page][from:to])
				more[0] = "## Example 2: once more"
				p[o.Page] = slices.Insert(p[o.Page], to, more...)
			}, want{kind: diff.ExampleAdded, class: docs, subject: o.ID}))
		}
	}
	return out
}

// exampleNumber changes the first number in the JSON of a response.
func (e *editor) exampleNumber() []site {
	var out []site
	for _, o := range e.operations() {
		for _, x := range o.Examples {
			if m := x.Response; m != nil && m.Pos.File == o.Page && x.Excluded == "" {
				lines := e.pages[o.Page]
				for i := m.Pos.Line; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
					if strings.HasSuffix(lines[i], `Count": 5,`) || strings.HasSuffix(lines[i], `Version": 7,`) || strings.HasSuffix(lines[i], `: 4,`) {
						out = append(out, opSite(o, func(p pages) {
							p.set(o.Page, i, lines[i][:len(lines[i])-2]+"11,")
						}, want{kind: diff.ExampleChanged, class: docs, subject: o.ID}))
						break
					}
				}
			}
		}
	}
	return out
}
