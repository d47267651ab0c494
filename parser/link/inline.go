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

func (l *linker) inlineEnums() {
	for _, p := range l.pages {
		for _, f := range pageFields(p) {
			l.inlineEnum(p, &f.Type, f.Values)
		}
		for _, o := range p.Ops {
			for _, c := range o.Params {
				l.inlineEnum(p, &c.Type, c.Values)
			}
		}
	}
}

// pageFields returns all field rows of a page.
func pageFields(p *model.Page) []*model.FieldClaim {
	var out []*model.FieldClaim
	for _, t := range p.Types {
		out = append(out, t.Fields...)
	}
	for _, o := range p.Ops {
		out = append(out, o.Body.Fields...)
	}
	return out
}

// inlineEnum adds the list of one cell to the enum it names, if that enum has
// no type or page of its own.
func (l *linker) inlineEnum(p *model.Page, e *model.TypeExpr, values []model.ValueClaim) {
	if len(values) == 0 || e.Name == "" || model.IsPrim(e.Name) || !isName(e.Name) || len(e.Or) > 0 {
		return
	}
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
