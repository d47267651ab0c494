package link

// This file finds enums that have no page: a cell names the type, bare or with
// a link that leads nowhere useful, and the description lists the values.
//
//	|state|complianceState|… Possible values are: `compliant`, `conflict`.|
//
// The type exists in the service, and its members are in front of us. Several
// cells of one type each give a list.

import (
	"github.com/docmill/docmill/model"
)

// A listed is a cell that may name an enum, and the values that are listed for it.
type listed struct {
	cell   *model.TypeExpr
	values []model.ValueClaim
}

// listedOn returns such cells of a page: rows of properties, then parameters.
func listedOn(p *model.Page) []listed {
	var out []listed
	add := func(e *model.TypeExpr, values []model.ValueClaim) {
		if len(values) > 0 && e.Name != "" && !model.IsPrim(e.Name) && isName(e.Name) && len(e.Or) == 0 {
			out = append(out, listed{e, values})
		}
	}
	rows := func(fields []*model.FieldClaim) {
		for _, f := range fields {
			add(&f.Type, f.Values)
		}
	}
	for _, t := range p.Types {
		rows(t.Fields)
	}
	for _, o := range p.Ops {
		rows(o.Body.Fields)
	}
	for _, o := range p.Ops {
		for _, c := range o.Params {
			add(&c.Type, c.Values)
		}
	}
	return out
}

func (l *linker) inlineEnums() {
	for _, p := range l.pages {
		for _, cell := range l.nodes[p].listed {
			l.inlineEnum(p, cell.cell, cell.values)
		}
	}
}

// inlineEnum adds the list of one cell to the enum it names, if that enum has
// no type or page of its own.
func (l *linker) inlineEnum(p *model.Page, e *model.TypeExpr, values []model.ValueClaim) {
	list := enumList{page: p, source: "inline", pos: values[0].Pos, marked: true}
	claims := make([]model.MemberClaim, len(values))
	list.members = make([]*model.MemberClaim, len(values))
	for i, v := range values {
		list.marked = list.marked && v.Code
		claims[i] = model.MemberClaim{Name: v.Name, Pos: v.Pos}
		list.members[i] = &claims[i]
	}
	switch ref := l.lookup(p, e).(type) {
	case nil:
		l.addEnum(l.inlineName(p, e.Name), list)
	case *model.Enum:
		n := l.enums.at(ref.Name)
		n.lists = append(n.lists, list)
	case *model.Type:
		// The link is all that says so: the cell's text names something else,
		// and only an enum has values.
		if !similar(e.Name, ref.Name) {
			l.addEnum(l.inlineName(p, e.Name), list)
		}
	}
}

// inlineName returns the full name of an enum that a cell names. A qualifier
// that is no namespace of the documentation is left out.
func (l *linker) inlineName(p *model.Page, name string) string {
	if ns, short := model.SplitName(name); ns != "" && !l.spaces.at(ns) {
		name = short
	}
	return l.fullName(p, name)
}
