package parser

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file ties permission tables to the endpoints they are for. Pages with
// several tables tell it in one of these ways, strongest first:
//
//   - a table names the path: "things (/things/all)";
//   - tables are for acting on oneself and on others: /me/… and the rest;
//   - a table names a segment of the path ("chat", "group event"), see
//     tienames.go;
//   - the text above the request lines names what the table names ("To list
//     the roles of the directory provider:");
//   - tables and sections of request lines alternate.
//
// That there are as many tables as request lines tells nothing: tables are also
// for properties, settings or ranks of users, which no request line is for.
// What fits no endpoint where other tables do is for none, and an endpoint no
// table is for has no documented permissions: both are findings. Where nothing
// tells, each table is for all endpoints: they are cases of one request, such
// as the kinds of resource one can subscribe to.

// A grantOrigin is where a permission table of the model comes from.
type grantOrigin struct {
	table       int     // which table of the page
	requests    int     // how many endpoints stand above it
	whole, part subject // what the table is for, and which part of it this is
	feature     bool    // part is a feature ("Device management"), which says nothing about paths
}

// A tied says which endpoints a subject is for.
type tied struct {
	how       model.Tie
	endpoints []int
}

// tieGrants ties the tables of an operation, and then the parts of each table
// among the endpoints that are left to it.
func (r *reader) tieGrants(op *model.OpClaim) {
	if len(op.Permissions) < 2 {
		return // it is for all
	}
	tables := r.tablesOf(op)
	t := tier{r: r, endpoints: op.Endpoints}
	wholes := make([]subject, len(tables))
	for i, parts := range tables {
		wholes[i] = r.origins[parts[0]].whole
	}
	outer := t.tie(wholes, allOf(op.Endpoints))
	if !slices.ContainsFunc(outer, func(x tied) bool { return x.how != model.Untied }) {
		outer = t.bySection(tables)
	}
	for i, parts := range tables {
		t.tieParts(parts, outer[i])
	}
	r.reportTies(op)
}

// tablesOf returns the permission tables by the table they are parts of.
func (r *reader) tablesOf(op *model.OpClaim) [][]*model.PermissionTable {
	var out [][]*model.PermissionTable
	for i, p := range op.Permissions {
		if i > 0 && r.origins[p].table == r.origins[op.Permissions[i-1]].table {
			out[len(out)-1] = append(out[len(out)-1], p)
			continue
		}
		out = append(out, []*model.PermissionTable{p})
	}
	return out
}

func allOf(endpoints []*model.Endpoint) []int {
	out := make([]int, len(endpoints))
	for i := range out {
		out[i] = i
	}
	return out
}

// A tier ties subjects to the endpoints of one operation.
type tier struct {
	r         *reader
	endpoints []*model.Endpoint
}

// tieParts ties the parts of a table that is itself tied.
func (t *tier) tieParts(parts []*model.PermissionTable, outer tied) {
	allowed := outer.endpoints
	if outer.how == model.Untied {
		allowed = allOf(t.endpoints)
	}
	subjects := make([]subject, len(parts))
	for i, p := range parts {
		if !t.r.origins[p].feature {
			subjects[i] = t.r.origins[p].part
		}
	}
	for i, inner := range t.tie(subjects, allowed) {
		if inner.how == model.Untied {
			inner = outer
		}
		parts[i].Tie, parts[i].Endpoints = inner.how, inner.endpoints
	}
}

// tie ties subjects to some of the endpoints. A lone subject is for all of
// them, and so is one without text.
func (t *tier) tie(subjects []subject, allowed []int) []tied {
	out := make([]tied, len(subjects))
	if len(subjects) < 2 {
		return out
	}
	fitting := t.fitters(subjects, allowed)
	told := false
	for _, i := range allowed {
		for _, fits := range fitting {
			found := fits.of(t.endpoints[i])
			for _, j := range found {
				out[j].endpoints = append(out[j].endpoints, i)
				out[j].how = fits.how
				told = true
			}
			if found != nil {
				break
			}
		}
	}
	for j := range out {
		if told && out[j].endpoints == nil && subjects[j].text != "" {
			out[j].how = model.TiedToNone
		}
	}
	return out
}

// A fitter is one way to tell which subjects an endpoint belongs to.
type fitter struct {
	how model.Tie
	of  func(*model.Endpoint) []int // indexes of subjects
}

// fitters returns the ways to tell subjects apart, strongest first.
func (t *tier) fitters(subjects []subject, allowed []int) []fitter {
	names := nameSubjects(subjects, t.r.d)
	return []fitter{
		{model.TiedByPath, func(e *model.Endpoint) []int { return byPath(subjects, e, t.r.limits) }},
		{model.TiedByActor, t.byActor(subjects, allowed)},
		{model.TiedByName, func(e *model.Endpoint) []int { return names.bySegments(e) }},
		{model.TiedByLabel, func(e *model.Endpoint) []int { return names.byLabel(e.Label, nil) }},
	}
}

var pathInText = regexp.MustCompile(`/[A-Za-z{][^\s),;]*`)

// byPath returns the subjects that name the endpoint's path.
func byPath(subjects []subject, e *model.Endpoint, limits markdown.Limits) []int {
	var out []int
	for j, s := range subjects {
		p := pathInText.FindString(s.text)
		if p == "" {
			continue
		}
		if template, err := cell.Template(p, limits); err == nil && samePath(template, e.Path) {
			out = append(out, j)
		}
	}
	return out
}

// samePath reports whether two templates differ in the names of their
// placeholders at most.
func samePath(a, b model.Path) bool {
	return slices.EqualFunc(a.Segments, b.Segments, func(x, y model.Segment) bool {
		if x.Kind != y.Kind {
			return false
		}
		return x.Kind != model.Literal && x.Kind != model.Function || strings.EqualFold(x.Text, y.Text)
	})
}

// byActor tells "acting on self" from "acting on others", if there is such a
// pair. Where no request line begins with /me, one acts on oneself by one's own
// key.
func (t *tier) byActor(subjects []subject, allowed []int) func(*model.Endpoint) []int {
	var self, others []int
	for j, s := range subjects {
		switch {
		case t.r.d.Has("permission-self", s.text):
			self = append(self, j)
		case t.r.d.Has("permission-others", s.text):
			others = append(others, j)
		}
	}
	if self == nil || others == nil {
		return func(*model.Endpoint) []int { return nil }
	}
	anyMine := slices.ContainsFunc(allowed, func(i int) bool { return isMine(t.endpoints[i]) })
	return func(e *model.Endpoint) []int {
		switch {
		case isMine(e):
			return self
		case anyMine:
			return others
		}
		return slices.Concat(self, others)
	}
}

func isMine(e *model.Endpoint) bool {
	return len(e.Path.Segments) > 0 && strings.EqualFold(e.Path.Segments[0].Text, "me")
}

// bySection ties each table to the request lines between it and the next
// table, if there are some behind every table.
func (t *tier) bySection(tables [][]*model.PermissionTable) []tied {
	out := make([]tied, len(tables))
	if len(tables) < 2 {
		return out
	}
	for i, parts := range tables {
		from, to := t.r.origins[parts[0]].requests, len(t.endpoints)
		if i < len(tables)-1 {
			to = t.r.origins[tables[i+1][0]].requests
		}
		if i == 0 && from > 0 || from >= to {
			return make([]tied, len(tables))
		}
		out[i] = tied{model.TiedBySection, allOf(t.endpoints)[from:to]}
	}
	return out
}

// reportTies reports what could not be tied.
func (r *reader) reportTies(op *model.OpClaim) {
	if len(op.Permissions) < 2 {
		return
	}
	untied := 0
	for _, p := range op.Permissions {
		if p.Tie == model.TiedToNone {
			r.add(diag.PermissionTie, p.Pos, "the permissions for %q are for none of the request lines", p.For)
		} else if p.Tie == model.Untied && !r.origins[p].feature {
			untied++
		}
	}
	if untied > 1 && len(op.Endpoints) > 1 {
		r.add(diag.PermissionTie, op.Permissions[0].Pos, "nothing tells which of %d permission tables is for which request line; each is taken to be for all", untied)
	}
	for i, e := range op.Endpoints {
		if !slices.ContainsFunc(op.Permissions, func(p *model.PermissionTable) bool { return p.Covers(i) }) {
			r.add(diag.PermissionTie, e.Pos, "none of the permission tables is for %s %s", e.Method, e.Path)
		}
	}
}
