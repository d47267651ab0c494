package diff_test

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits that only readers notice.

var textEdits = []edit{
	{"a property described otherwise", rows(func(s rowSite) bool {
		return strings.HasSuffix(strings.TrimSpace(s.cells[s.text]), ".")
	}, func(s rowSite) site {
		text := strings.TrimSpace(s.cells[s.text]) + " People see it in reports."
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.text, text)) }, want{kind: diff.Description, class: docs, subject: s.owner + "." + s.field.Name})
	})},
	{"an operation described otherwise", (*editor).otherWords},
	{"another title", (*editor).otherTitle},
	{"an example changed", (*editor).otherExample},
	{"an operation becomes deprecated", (*editor).opDeprecated},
	{"prose that nothing is read from", (*editor).otherProse},
	{"rows in another order", (*editor).otherRows},
	{"sections in another order", (*editor).otherSections},
	{"other front matter", (*editor).otherFront},
	{"padding of a table", (*editor).padding},
	{"blank lines", (*editor).blankLines},
}

// docLine returns the index of the line that is the description of an
// operation, all of it.
func (e *editor) docLine(o *model.Op) int {
	if len(o.Doc) < 20 || !strings.HasSuffix(o.Doc, ".") {
		return -1
	}
	i := slices.Index(e.pages[o.Page], o.Doc)
	if i > 0 && e.pages[o.Page][i-1] != "" {
		return -1 // the paragraph begins with the namespace: the front matter was read
	}
	return i
}

func (e *editor) otherWords() []site {
	var out []site
	for _, o := range e.operations() {
		if i := e.docLine(o); i > 0 {
			out = append(out, opSite(o, func(p pages) { p[o.Page][i] += " It is quick." }, want{kind: diff.Description, class: docs, subject: o.ID}))
		}
	}
	return out
}

func (e *editor) otherTitle() []site {
	var out []site
	for _, o := range e.operations() {
		if i := slices.Index(e.pages[o.Page], "# "+o.Title); i >= 0 {
			out = append(out, opSite(o, func(p pages) { p[o.Page][i] += " at last" }, want{kind: diff.Title, class: docs, subject: o.ID}))
		}
	}
	return out
}

var stringMember = regexp.MustCompile(`^(\s+"(?:displayName|description)": ")([A-Za-z ]+)(",?\s*)$`)

func (e *editor) otherExample() []site {
	var out []site
	for _, o := range e.operations() {
		for _, x := range o.Examples {
			m := x.Response
			if m == nil || m.Pos.File != o.Page || x.Excluded != "" {
				continue
			}
			lines := e.pages[o.Page]
			for i := m.Pos.Line; i < len(lines) && !strings.HasPrefix(lines[i], "```"); i++ {
				if stringMember.MatchString(lines[i]) {
					out = append(out, opSite(o, func(p pages) {
						p[o.Page][i] = stringMember.ReplaceAllString(p[o.Page][i], "${1}${2} at last${3}")
					}, want{kind: diff.ExampleChanged, class: docs, subject: o.ID}))
					break
				}
			}
		}
	}
	return out
}

func (e *editor) opDeprecated() []site {
	var out []site
	for _, o := range e.operations() {
		if i := e.docLine(o); i > 0 && !o.Deprecated {
			out = append(out, opSite(o, func(p pages) { p.insert(o.Page, i+1, "\n> [!CAUTION]\n> This API is deprecated.\n") }, want{kind: diff.Deprecated, class: docs, subject: o.ID}))
		}
	}
	return out
}

func (e *editor) otherProse() []site {
	var out []site
	for _, o := range e.operations() {
		for i, line := range e.pages[o.Page] {
			if strings.HasPrefix(line, "One of the following permissions is required to call this API.") {
				out = append(out, opSite(o, func(p pages) { p[o.Page][i] += " Ask for no more." }, want{kind: diff.Text, class: docs, subject: o.Page}))
				break
			}
		}
	}
	return out
}

// otherRows swaps two properties of a type.
func (e *editor) otherRows() []site {
	var out []site
	all := e.properties()
	for i, s := range all[:max(len(all)-1, 0)] {
		next := all[i+1]
		if s.file != next.file || s.line+1 != next.line || s.owner != next.owner || !s.isPlain() || !next.isPlain() {
			continue
		}
		out = append(out, s.site(func(p pages) {
			lines := p[s.file]
			lines[s.line], lines[next.line] = lines[next.line], lines[s.line]
		}, want{kind: diff.Text, class: docs, subject: s.file}))
	}
	return out
}

// otherSections puts the relationships of a type before its properties.
func (e *editor) otherSections() []site {
	var out []site
	for _, t := range e.api.Types {
		lines := e.pages[t.Page]
		from, to := slices.Index(lines, "## Properties"), slices.Index(lines, "## Relationships")
		if !e.ownsPage(t) || from < 0 || to < from {
			continue
		}
		end := to + 1 + slices.IndexFunc(lines[to+1:], func(s string) bool { return strings.HasPrefix(s, "#") })
		inner := slices.ContainsFunc(lines[from+1:to], func(s string) bool { return strings.HasPrefix(s, "#") })
		if end == to || inner {
			continue
		}
		out = append(out, site{[]string{t.Page}, t.Page, func(p pages) {
			p[t.Page] = slices.Concat(lines[:from], lines[to:end], lines[from:to], lines[end:])
		}, []want{{kind: diff.Text, class: docs, subject: t.Page}}})
	}
	return out
}

func (e *editor) otherFront() []site {
	var out []site
	for _, o := range e.operations() {
		lines := e.pages[o.Page]
		i := slices.IndexFunc(lines, func(s string) bool { return strings.HasPrefix(s, "author:") })
		if lines[0] == "---" && i > 0 && i < 10 {
			out = append(out, opSite(o, func(p pages) { p[o.Page][i] = `author: "somebody-else"` }, want{kind: diff.Text, class: docs, subject: o.Page}))
		}
	}
	return out
}

func (e *editor) padding() []site {
	var out []site
	for _, s := range e.properties() {
		padded := "| " + strings.Join(s.cells, "   |   ") + "  |"
		out = append(out, s.site(func(p pages) { p.set(s.file, s.line, padded) }))
	}
	return out
}

func (e *editor) blankLines() []site {
	var out []site
	for _, o := range e.operations() {
		if i := slices.Index(e.pages[o.Page], "## HTTP request"); i > 0 {
			out = append(out, opSite(o, func(p pages) {
				p.insert(o.Page, i+1, "")
				p.insert(o.Page, i, "")
			}))
		}
	}
	return out
}
