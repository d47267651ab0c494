package parser

import (
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A grantSet collects the parts of one table. The part for "" holds for all.
type grantSet struct {
	parts []*model.PermissionTable
	told  map[*model.PermissionTable]*[3]bool // which schemes have been read
	// features are the subjects that are features.
	features map[string]bool
}

func (g *grantSet) part(subject string, pos diag.Pos) *model.PermissionTable {
	for _, p := range g.parts {
		if p.For == subject {
			return p
		}
	}
	p := &model.PermissionTable{For: subject, Pos: pos}
	g.parts = append(g.parts, p)
	g.told[p] = new([3]bool)
	return p
}

// add records a grant. A second one for the same part and scheme is what
// higher permissions there are.
func (g *grantSet) add(subject string, s model.Scheme, grant model.Grant, pos diag.Pos) {
	p := g.part(subject, pos)
	told := &g.told[p][s]
	if !*told {
		p.Grants[s], *told = grant, true
		return
	}
	old := &p.Grants[s]
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
func (g *grantSet) done() []*model.PermissionTable {
	if len(g.parts) < 2 {
		return g.parts
	}
	i := slices.IndexFunc(g.parts, func(p *model.PermissionTable) bool { return p.For == "" })
	if i < 0 {
		return g.parts
	}
	base := g.parts[i]
	keep := false
	for s := range base.Grants {
		if !g.told[base][s] {
			continue
		}
		divided := false
		for _, p := range g.parts {
			if p != base && g.told[p][s] {
				divided = true
			}
		}
		keep = keep || divided && len(base.Grants[s].AnyOf) > 0
		for _, p := range g.parts {
			if p != base && !g.told[p][s] && (!divided || base.Grants[s].Support != model.Unknown) {
				p.Grants[s] = base.Grants[s]
			}
		}
	}
	if keep {
		return g.parts
	}
	return slices.Delete(g.parts, i, i+1)
}
