package parser

import (
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A grantSet collects the parts of one table. The part without a subject holds
// for all.
type grantSet struct {
	parts []grantPart
	told  map[*model.PermissionTable]*[3]bool // which schemes have been read
	// features are the subjects that are features.
	features map[subject]bool
	cells    model.At // that were read
}

// A grantPart is a part of a table with what it is for.
type grantPart struct {
	part    subject
	table   *model.PermissionTable
	feature bool // part is a feature; known when the table is read
}

func (g *grantSet) part(part subject, pos diag.Pos) *model.PermissionTable {
	for _, p := range g.parts {
		if p.part == part {
			return p.table
		}
	}
	t := &model.PermissionTable{Pos: pos}
	g.parts = append(g.parts, grantPart{part: part, table: t})
	g.told[t] = new([3]bool)
	return t
}

// add records a grant; inCell is the end of part that the cell says. A second
// one for the same part and scheme is what higher permissions there are.
func (g *grantSet) add(part subject, inCell string, s model.Scheme, grant model.Grant, pos diag.Pos) {
	t := g.part(part, pos)
	t.Cell = inCell
	told := &g.told[t][s]
	if !*told {
		t.Grants[s], *told = grant, true
		return
	}
	old := &t.Grants[s]
	for _, set := range grant.AnyOf {
		if !slices.ContainsFunc(old.AnyOf, func(o []string) bool { return slices.Equal(o, set) }) {
			old.AnyOf = append(old.AnyOf, set)
		}
	}
	if old.Support == model.Unknown || len(old.AnyOf) > 0 && grant.Support == model.Yes {
		old.Support = grant.Support
	}
	old.Note = joined(old.Note, grant.Note)
}

// done returns the parts. What the table says for all goes to every part that
// does not say otherwise, and stands alone only where there is no other.
func (g *grantSet) done() []grantPart {
	i := slices.IndexFunc(g.parts, func(p grantPart) bool { return p.part == subject{} })
	if len(g.parts) < 2 || i < 0 {
		return g.parts
	}
	base := g.parts[i].table
	keep := false
	for s := range base.Grants {
		if !g.told[base][s] {
			continue
		}
		divided := false
		for _, p := range g.parts {
			if p.table != base && g.told[p.table][s] {
				divided = true
			}
		}
		keep = keep || divided && len(base.Grants[s].AnyOf) > 0
		for _, p := range g.parts {
			if p.table != base && !g.told[p.table][s] && (!divided || base.Grants[s].Support != model.Unknown) {
				p.table.Grants[s] = base.Grants[s]
			}
		}
	}
	if keep {
		return g.parts
	}
	return slices.Delete(g.parts, i, i+1)
}
