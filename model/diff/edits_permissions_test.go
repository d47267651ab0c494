package diff_test

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diff"
)

// This file has the edits of permissions.

// A grantSite is a row of a permission table, and its cell of scopes.
type grantSite struct {
	row
	op     *model.Op
	grant  model.Grant
	scopes []string
	words  map[string]int // how many cells have a scope
}

// grantSites returns the rows of operations that have one table.
func (e *editor) grantSites() []grantSite {
	var out []grantSite
	for _, o := range e.operations() {
		if len(o.Permissions) != 1 {
			continue
		}
		for _, g := range o.Permissions[0].Grants {
			r, ok := e.rowAt(g.Pos.File, g.Pos.Line)
			if !ok || g.Pos.File != o.Page || len(r.cells) != 2 {
				continue
			}
			s := grantSite{row: r, op: o, grant: g, words: e.words}
			for _, set := range g.AnyOf {
				s.scopes = append(s.scopes, strings.Join(set, "+"))
			}
			out = append(out, s)
		}
	}
	return out
}

// site writes the cell of scopes otherwise.
func (s grantSite) site(text string, w want) site {
	return opSite(s.op, func(p pages) { p.set(s.file, s.line, s.with(1, text)) }, w)
}

// grants makes an edit of all cells that list two scopes or more.
func grants(of func(s grantSite) (string, want)) func(e *editor) []site {
	return func(e *editor) []site {
		var out []site
		for _, s := range e.grantSites() {
			written := strings.TrimSuffix(strings.TrimSpace(s.cells[1]), ".")
			if len(s.scopes) > 1 && written == strings.Join(s.scopes, ", ") && !repeats(s.scopes) {
				out = append(out, s.site(of(s)))
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

// nowSupported gives a permission to the first who had none.
func (e *editor) nowSupported() []site {
	var out []site
	var last *model.Op
	for _, s := range e.grantSites() {
		if s.grant.Support == model.No && s.op != last {
			last = s.op
			out = append(out, s.site("MadeUp.Read.All", want{kind: diff.PermissionSupported, class: more, subject: s.op.ID}))
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
