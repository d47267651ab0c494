package link

// This file declares types that have no page of their own, from the pages of
// operations: people keep the pages of the few operations they need, and leave
// the resources out. The table of a request body lists the properties of what
// is created or updated:
//
//	In the request body, supply a JSON representation of the lamp object.
//	|Property|Type|Description|
//
// and of a property whose own type is nowhere described, the examples show
// values. A value tagged with another type ("@odata.type") is a descendant, and
// the property's type is what all of these have in common: nothing that is
// known.

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// A bodyType is what pages of operations say about a type without a page.
type bodyType struct {
	page  *model.Page
	claim *model.TypeClaim
}

// A bodyCell is a cell that may name a type without a page: the type of a request
// body that has a table, or of a row there.
type bodyCell struct {
	op  *model.OpClaim
	row *model.FieldClaim // nil for the body
}

// bodyCells returns such cells of a page.
func bodyCells(p *model.Page) []bodyCell {
	var out []bodyCell
	for _, o := range p.Ops {
		if o.Body.Kind == model.BodyResource && len(o.Body.Fields) > 0 && !o.Body.Type.Collection && namesType(&o.Body.Type) {
			out = append(out, bodyCell{o, nil})
		}
		for _, f := range o.Body.Fields {
			if namesType(&f.Type) {
				out = append(out, bodyCell{o, f})
			}
		}
	}
	return out
}

// namesType reports whether e is a name that could be that of a type.
func namesType(e *model.TypeExpr) bool {
	return !model.IsPrim(e.Name) && isName(e.Name) && len(e.Or) == 0
}

// bodyTypes declares the types of request bodies that nothing else declares.
func (l *linker) bodyTypes() {
	var found []bodyType
	l.eachBodyCell(func(p *model.Page, c bodyCell) {
		o := c.op
		e := &o.Body.Type
		if c.row != nil || l.lookup(p, e) != nil {
			return
		}
		found = append(found, bodyType{p, &model.TypeClaim{
			Name: l.fullName(p, e.Name), NameFrom: model.FromProse, Pos: e.Pos, Fields: o.Body.Fields, Key: keyOf(o.Body.Fields),
			HasMethods: addressed(o),
		}})
	})
	l.declareBodies(found, "the table of a request body")
	found = nil
	l.eachBodyCell(func(p *model.Page, c bodyCell) {
		if c.row != nil && l.lookup(p, &c.row.Type) == nil {
			found = append(found, valueTypes(l, p, c.op, c.row)...)
		}
	})
	l.declareBodies(found, "values in examples")
}

func (l *linker) eachBodyCell(do func(*model.Page, bodyCell)) {
	for _, p := range l.pages {
		for _, c := range l.nodes[p].bodies {
			do(p, c)
		}
	}
}

// declareBodies makes a node of each claim, and reports it once for each type.
func (l *linker) declareBodies(found []bodyType, from string) {
	var fresh []*typeNode
	for _, b := range found {
		n := l.types.at(b.claim.Name)
		if n == nil {
			n = &typeNode{full: b.claim.Name, short: fold(model.ShortName(b.claim.Name))}
			l.types.put(b.claim.Name, n)
			fresh = append(fresh, n)
			l.diags.Add(diag.TypeWithoutPage, b.claim.Pos, "no page documents %s; it is made of %s", n.full, from)
		}
		n.claims = append(n.claims, typeClaim{b.claim, b.page})
	}
	for _, n := range fresh {
		n.out = n.merged()
	}
}

// addressed reports whether the operation's body is a thing with a key of its
// own: the path ends in one.
func addressed(o *model.OpClaim) bool {
	return slices.ContainsFunc(o.Endpoints, func(e *model.Endpoint) bool {
		n := len(e.Path.Segments)
		return n > 0 && e.Path.Segments[n-1].Kind == model.Key
	})
}

// keyOf returns the name of the property that is a key by its name, "" if there
// is none.
func keyOf(fields []*model.FieldClaim) string {
	for _, f := range fields {
		if f.Name == "id" {
			return f.Name
		}
	}
	return ""
}

// valueTypes returns what the examples of an operation show of the type of a
// member of its body.
func valueTypes(l *linker, p *model.Page, o *model.OpClaim, f *model.FieldClaim) []bodyType {
	var out []bodyType
	base := l.fullName(p, f.Type.Name)
	for _, e := range o.Examples {
		for _, m := range []*model.Message{e.Request, e.Response} {
			if m == nil || m.JSON == nil {
				continue
			}
			for _, v := range objects(m.JSON, f.Name) {
				out = append(out, shownType(l, p, m.JSON, v, base)...)
			}
		}
	}
	if len(out) == 0 {
		return nil
	}
	itself := slices.ContainsFunc(out, func(b bodyType) bool { return len(b.claim.Bases) == 0 })
	return append(out, bodyType{p, &model.TypeClaim{
		Name: base, NameFrom: model.FromTable, Pos: f.Type.Pos, Abstract: model.TriOf(!itself),
	}})
}

// objects returns the objects that are the value, or elements of the value, of
// a member.
func objects(js *model.JSONSample, member string) []sample.Value {
	value, err := sample.Parse(js.Text)
	if err != nil {
		return nil
	}
	v := value.Member(member)
	switch v.Kind() {
	case sample.Object:
		return []sample.Value{v}
	case sample.Array:
		var out []sample.Value
		for e := v.First(); e.Exists(); e = e.Next() {
			if e.Kind() == sample.Object {
				out = append(out, e)
			}
		}
		return out
	}
	return nil
}

// shownType returns what one object shows: of the type it is tagged with, or
// else of the type that is expected where it stands, which is base.
func shownType(l *linker, p *model.Page, js *model.JSONSample, v sample.Value, base string) []bodyType {
	pos := sample.Place(js.Pos, js.Text, v.Offset())
	c := &model.TypeClaim{Name: base, NameFrom: model.FromExample, Pos: pos}
	if tag := v.Member(tagName); tag.Exists() && fold(l.fullName(p, tag.Text())) != fold(base) {
		c.Name = l.fullName(p, tag.Text())
		if !isName(c.Name) || l.full(c.Name) != nil {
			return nil
		}
		c.Bases = []model.BaseClaim{{Type: model.TypeExpr{Name: base, Pos: pos}, From: model.FromExample}}
	}
	for m := v.First(); m.Exists(); m = m.Next() {
		if t := shownKind(m); t != "" && !strings.Contains(m.Name(), "@") {
			at := sample.Place(js.Pos, js.Text, m.Offset())
			c.Fields = append(c.Fields, &model.FieldClaim{Name: m.Name(), Pos: at, Type: model.TypeExpr{Name: string(t), Pos: at}})
		}
	}
	return []bodyType{{p, c}}
}

// shownKind returns the type of a member with some value, "" if the value does
// not tell.
func shownKind(v sample.Value) model.Prim {
	switch v.Kind() {
	case sample.String:
		return model.String
	case sample.Boolean:
		return model.Boolean
	case sample.Number:
		return model.Double
	case sample.Object, sample.Array:
		return model.JSON
	}
	return ""
}
