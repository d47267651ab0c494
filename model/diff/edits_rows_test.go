package diff_test

import (
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of relationships and enumerations, and of what a page says
// of its type as a whole.

var memberEdits = []edit{
	{"a string becomes a Guid", typed("String", "Guid", acts)},
	{"a collection becomes one value", rows(func(s rowSite) bool {
		return strings.HasSuffix(strings.TrimSpace(s.cells[s.typ]), " collection")
	}, func(s rowSite) site {
		one := strings.TrimSuffix(strings.TrimSpace(s.cells[s.typ]), " collection")
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(s.typ, one)) }, want{kind: diff.PropertyType, class: source | wire, subject: s.owner + "." + s.field.Name})
	})},
	{"a property renamed in its JSON representation, too", rows(func(s rowSite) bool { return len(s.field.Doc) > 20 && len(s.field.Name) > 4 }, func(s rowSite) site {
		name := s.field.Name + "Lately"
		return s.site(func(p pages) {
			p.set(s.file, s.line, s.with(s.name, name))
			p.replace(s.file, s.line, `"`+s.field.Name+`":`, `"`+name+`":`)
		}, want{kind: diff.PropertyRenamed, class: source | wire, subject: s.owner + "." + name})
	})},
	{"a relationship added", relationships(func(s rowSite) site {
		line := s.made("madeUpLately", "[user](user.md) collection", "Who it was.")
		return s.site(func(p pages) { p.insert(s.file, s.line+1, line) }, want{kind: diff.PropertyAdded, class: more, subject: s.owner + ".madeUpLately"})
	})},
	{"a relationship removed", relationships(func(s rowSite) site {
		return s.site(func(p pages) { p.drop(s.file, s.line) }, want{kind: diff.PropertyRemoved, class: source | wire, subject: s.owner + "." + s.field.Name})
	})},
	{"a relationship becomes a property", (*editor).relationshipMoved},
	{"another number behind a member", memberRows(func(s memberSite) (site, bool) {
		value := s.col("value")
		if value < 0 || value == s.name || s.member.Value == nil || s.enum.Flags {
			return site{}, false
		}
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(value, "77")) }, diff.EnumMemberValue, docs, s.member.Name), true
	})},
	{"a member described otherwise", memberRows(func(s memberSite) (site, bool) {
		text := s.col("description")
		if text < 0 || s.member.Doc == "" {
			return site{}, false
		}
		return s.site(func(p pages) { p.set(s.file, s.line, s.with(text, "In other words.")) }, diff.Description, docs, s.member.Name), true
	})},
	{"members in another order", memberRows(func(s memberSite) (site, bool) {
		first := s.enum.Members[0]
		if first == s.member || s.enum.Pos.File != s.file {
			return site{}, false
		}
		return site{[]string{s.file}, s.enum.Name, func(p pages) {
			lines, i := p[s.file], first.Pos.Line-1
			lines[i], lines[s.line] = lines[s.line], lines[i]
		}, []want{{kind: diff.Text, class: docs, subject: s.file}}}, true
	})},
	{"a type becomes deprecated", introduced(func(t *model.Type) (string, want) {
		return "\n> [!CAUTION]\n> This resource is deprecated.", want{kind: diff.Deprecated, class: docs, subject: t.Name}
	})},
	{"a note about a type", introduced(func(t *model.Type) (string, want) {
		return "\n> [!NOTE]\n> People like it.", want{kind: diff.Text, class: docs, subject: t.Page}
	})},
	{"a type described otherwise", introduced(func(t *model.Type) (string, want) {
		return "It is quick.", want{kind: diff.Description, class: docs, subject: t.Name}
	})},
	{"a type's page renamed", (*editor).typeMoved},
	{"a type becomes open", (*editor).typeOpened},
}

// relationships makes an edit of all rows of relationships that are on their own.
func relationships(of func(s rowSite) site) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, s := range e.relationshipRows() {
			out = append(out, of(s))
		}
		return out
	}
}

// relationshipRows returns the rows of relationships of types without relatives.
func (e *editor) relationshipRows() []rowSite {
	var out []rowSite
	for _, t := range e.api.Types {
		if !e.ownsPage(t) || t.Base != nil || len(t.Derived) > 0 {
			continue
		}
		for _, f := range t.Fields {
			r, ok := e.rowAt(f.Pos.File, f.Pos.Line)
			s := rowSite{row: r, owner: t.Name, field: f, name: r.col("relationship", "name"), typ: r.col("type"), text: r.col("description")}
			ok = ok && f.Nav && s.name >= 0 && s.typ >= 0 && s.text >= 0 && f.Pos.File == t.Page
			if ok && strings.TrimSpace(r.cells[s.name]) == f.Name && e.examplesName(f.Name) == 0 {
				out = append(out, s)
			}
		}
	}
	return out
}

// examplesName counts the requests of examples that end with a name: such a request
// goes with the relationship.
func (e *editor) examplesName(name string) int {
	n := 0
	for _, o := range e.api.Callable() {
		for _, x := range o.Examples {
			if x.Request != nil && strings.HasSuffix(strings.TrimSuffix(x.Request.Path, "/"), "/"+name) {
				n++
			}
		}
	}
	return n
}

// relationshipMoved moves the row of a relationship to the end of the table of
// properties.
func (e *editor) relationshipMoved() []site {
	var out []site
	for _, s := range e.relationshipRows() {
		lines := e.pages[s.file]
		from, to := tableBelow(lines, "## Properties")
		if from < to && to < s.line && len(cells(lines[from])) == len(s.cells) {
			out = append(out, s.site(func(p pages) {
				line := p[s.file][s.line]
				p.drop(s.file, s.line)
				p.insert(s.file, to, line)
			}, want{kind: diff.PropertyNavigation, class: acts, subject: s.owner + "." + s.field.Name}))
		}
	}
	return out
}

// memberRows is like members for edits that not every row takes.
func memberRows(of func(s memberSite) (site, bool)) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		members(func(s memberSite) site {
			if x, ok := of(s); ok {
				out = append(out, x)
			}
			return site{}
		})(e)
		return out
	}
}

// introduced adds lines behind the description of a type.
func introduced(of func(t *model.Type) (string, want)) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, t := range e.api.Types {
			i := slices.Index(e.pages[t.Page], t.Doc)
			if !e.ownsPage(t) || i < 0 || len(t.Doc) < 20 || !strings.HasSuffix(t.Doc, ".") || e.pages[t.Page][i-1] != "" || i+1 >= len(e.pages[t.Page]) || e.pages[t.Page][i+1] != "" {
				continue
			}
			more, w := of(t)
			out = append(out, site{[]string{t.Page}, t.Name, func(p pages) {
				for k, line := range strings.Split(more, "\n") {
					p.insert(t.Page, i+1+k, line)
				}
			}, []want{w}})
		}
		return out
	}
}

var pageLink = regexp.MustCompile(`\[([^\]]*)\]\((?:[^)]*/)?([\w.-]+\.md)[^)]*\)`)

// linked returns the texts of links to pages, by file name without folder.
func (e *editor) linked() map[string][]string {
	out := make(map[string][]string)
	for _, lines := range e.pages {
		for _, line := range lines {
			for _, m := range pageLink.FindAllStringSubmatch(line, -1) {
				out[m[2]] = append(out[m[2]], m[1])
			}
		}
	}
	return out
}

// typeMoved gives the page of a type another name, if links call it by its name.
func (e *editor) typeMoved() []site {
	var out []site
	links := e.linked()
	for _, t := range e.api.Types {
		file := copyOf(t.Page)
		otherwise := slices.ContainsFunc(links[path.Base(t.Page)], func(s string) bool { return s != model.ShortName(t.Name) })
		if e.ownsPage(t) && e.pages[file] == nil && !otherwise {
			out = append(out, site{[]string{t.Page, file}, t.Name, func(p pages) {
				p[file] = p[t.Page]
				delete(p, t.Page)
			}, []want{{kind: diff.PageMoved, class: docs, subject: file}}})
		}
	}
	return out
}

// typeOpened changes the annotation of a type.
func (e *editor) typeOpened() []site {
	var out []site
	for _, t := range e.api.Types {
		i := slices.IndexFunc(e.pages[t.Page], func(s string) bool { return strings.TrimSpace(s) == `"openType": false` })
		if e.ownsPage(t) && i >= 0 && !t.Open {
			out = append(out, site{[]string{t.Page}, t.Name, func(p pages) { p.set(t.Page, i, `  "openType": true`) }, []want{{kind: diff.TypeFlag, class: docs, subject: t.Name}}})
		}
	}
	return out
}
