package gen

import (
	"slices"

	"github.com/docmill/docmill/model"
)

// This file plans the data about operations that stands beside their methods.

// An opPlan is the data about an operation.
type opPlan struct {
	name, dotted, method, path, page string
	permissions                      []permissionPlan
	query                            []string // nil if the pages do not say
	status                           []int
	bodies                           []bodyRulesPlan
	unavailable                      []string // names of the clouds' variables
}

// A permissionPlan is one permission table.
type permissionPlan struct {
	feature string
	grants  [3]grantPlan
}

// A grantPlan is what one scheme needs.
type grantPlan struct {
	notSupported bool
	anyOf        [][]string
}

// planOp plans the data about e.
func (p *planner) planOp(s *service, e *endpoint) *opPlan {
	op := &opPlan{
		name: e.opName, dotted: s.dotted(p.memo, e.name), method: e.method,
		path: e.pathText(), page: e.home[0].op.Page, status: e.statuses(),
	}
	for _, u := range e.home {
		if o := u.op.Options; o.Known {
			op.query = append(op.query, o.Names...)
			if op.query == nil {
				op.query = []string{}
			}
		}
	}
	for _, table := range e.tables() {
		op.permissions = append(op.permissions, planPermission(table.PermissionTable))
	}
	for _, c := range e.unavailable() {
		op.unavailable = append(op.unavailable, p.cloudName(c))
	}
	slices.Sort(op.query)
	op.query = slices.Compact(op.query)
	return op
}

func planPermission(table *model.PermissionTable) permissionPlan {
	perm := permissionPlan{feature: table.For}
	for i, g := range table.Grants {
		perm.grants[i] = grantPlan{notSupported: g.Support == model.No, anyOf: g.AnyOf}
	}
	return perm
}
