package diff_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of how pages are written: what they say is the same.

var layoutEdits = []edit{
	{"line ends of another system", pageEdit(func(lines []string) []string {
		return each(lines, func(s string) string { return s + "\r" })
	})},
	{"white space behind lines", pageEdit(func(lines []string) []string {
		return each(lines, func(s string) string {
			if s == "" || strings.ContainsAny(s[:1], "#|`-<> ") {
				return s
			}
			return s + " "
		})
	})},
	{"another alignment of columns", pageEdit(func(lines []string) []string {
		return each(lines, func(s string) string {
			if !alignment.MatchString(s) {
				return s
			}
			return strings.ReplaceAll(strings.ReplaceAll(s, ":", ""), "-|", ":|")
		})
	})},
	{"columns in another order", (*editor).otherColumns},
	{"a table in two", (*editor).twoTables},
	{"a heading too deep", heading("## Properties", "### Properties")},
	{"a heading in other letters", heading("## Request headers", "## REQUEST HEADERS")},
	{"a closed heading", heading("## Response", "## Response ##")},
	{"a property in bold letters", cellEdit(func(s rowSite) (int, string) { return s.name, "**" + s.field.Name + "**" })},
	{"a type as code", cellEdit(func(s rowSite) (int, string) { return s.typ, "`" + strings.TrimSpace(s.cells[s.typ]) + "`" })},
	{"a link without a target", (*editor).unlinked},
	{"a row of methods removed", (*editor).methodRemoved},
	{"a request said otherwise", phrase("Do not supply a request body for this method.", "This method has no request body.")},
	{"a way of signing in said otherwise", phrase("One of the following permissions is required to call this API.", "Choose one of these permissions.")},
	{"a token said otherwise", (*editor).otherToken},
}

var alignment = regexp.MustCompile(`^\|[ :|-]*-[ :|-]*\|$`)

func each(lines []string, f func(string) string) []string {
	out := make([]string, len(lines))
	for i, s := range lines {
		out[i] = f(s)
	}
	return out
}

// pageEdit edits whole pages of operations, after which they say the same.
func pageEdit(f func(lines []string) []string) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, o := range e.operations() {
			if lines := f(e.pages[o.Page]); !slices.Equal(lines, e.pages[o.Page]) {
				out = append(out, opSite(o, func(p pages) { p[o.Page] = lines }))
			}
		}
		return out
	}
}

// textSite is an edit after which only the text of a page is another.
func textSite(file, what string, apply func(p pages)) site {
	return site{[]string{file}, what, apply, []want{{kind: diff.Text, class: docs, subject: file}}}
}

// heading writes a heading otherwise.
func heading(from, to string) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, f := range e.api.Files {
			if i := slices.Index(e.pages[f.Path], from); i >= 0 {
				out = append(out, textSite(f.Path, f.Path, func(p pages) { p.set(f.Path, i, to) }))
			}
		}
		return out
	}
}

// phrase writes a sentence otherwise that many pages have.
func phrase(from, to string) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, o := range e.operations() {
			if i := slices.IndexFunc(e.pages[o.Page], func(s string) bool { return strings.HasPrefix(s, from) }); i >= 0 {
				out = append(out, textSite(o.Page, o.ID, func(p pages) { p.set(o.Page, i, strings.Replace(p[o.Page][i], from, to, 1)) }))
			}
		}
		return out
	}
}

// cellEdit writes a cell of a row otherwise.
func cellEdit(of func(s rowSite) (col int, text string)) func(e *editor) []site {
	return rows(func(s rowSite) bool { return s.field.Type == model.String }, func(s rowSite) site {
		col, text := of(s)
		return textSite(s.file, s.owner+"."+s.field.Name, func(p pages) { p.set(s.file, s.line, s.with(col, text)) })
	})
}

// tables returns the property tables of types: the lines from the head to behind
// the last row.
func (e *editor) tables(of func(file string, from, to int)) {
	for _, t := range e.api.Types {
		if from, to := tableBelow(e.pages[t.Page], "## Properties"); e.ownsPage(t) && to > from+4 {
			of(t.Page, from, to)
		}
	}
}

func (e *editor) otherColumns() []site {
	var out []site
	e.tables(func(file string, from, to int) {
		for _, line := range e.pages[file][from:to] {
			if len(cells(line)) != 3 {
				return
			}
		}
		out = append(out, textSite(file, file, func(p pages) {
			for i := from; i < to; i++ {
				c := cells(p[file][i])
				p.set(file, i, "|"+c[2]+"|"+c[0]+"|"+c[1]+"|")
			}
		}))
	})
	return out
}

func (e *editor) twoTables() []site {
	var out []site
	e.tables(func(file string, from, to int) {
		out = append(out, textSite(file, file, func(p pages) {
			head := slices.Clone(p[file][from : from+2])
			p[file] = slices.Insert(p[file], (from+to+2)/2, slices.Concat([]string{"", "Further ones:", ""}, head)...)
		}))
	})
	return out
}

var plainLink = regexp.MustCompile(`^\s*\[(\w+)\]\((\w+)\.md\)\s*$`)

// unlinked takes the link away from the type of a row that is called as its page.
func (e *editor) unlinked() []site {
	return rows(func(s rowSite) bool {
		m := plainLink.FindStringSubmatch(s.cells[s.typ])
		return m != nil && strings.EqualFold(m[1], m[2]) && strings.EqualFold(model.ShortName(model.RefName(s.field.Type)), m[1])
	}, func(s rowSite) site {
		name := plainLink.FindStringSubmatch(s.cells[s.typ])[1]
		return textSite(s.file, s.owner+"."+s.field.Name, func(p pages) { p.set(s.file, s.line, s.with(s.typ, name)) })
	})(e)
}

func (e *editor) methodRemoved() []site {
	var out []site
	for _, t := range e.api.Types {
		if from, to := tableBelow(e.pages[t.Page], "## Methods"); e.ownsPage(t) && to > from+3 && t.Entity {
			out = append(out, textSite(t.Page, t.Name, func(p pages) { p.drop(t.Page, from+3) }))
		}
	}
	return out
}

func (e *editor) otherToken() []site {
	return e.headerRows(func(o *model.Op, h *model.HeaderClaim, r row, _ int) site {
		last := len(r.cells) - 1
		text := "Required. Bearer token."
		s := opSite(o, func(p pages) { p.set(r.file, r.line, r.with(last, text)) }, want{kind: diff.Description, class: docs, subject: h.Name})
		if h.Name != "Authorization" || strings.TrimSpace(r.cells[last]) != "Bearer {token}. Required." {
			s = site{}
		}
		return s
	})
}
