package diff_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of what requests carry: options, headers, bodies.

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
