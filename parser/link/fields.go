package link

// This file makes one field of all rows that describe it.
//
// A property can stand in several pages of one type, in the property and the
// relationship table of one page, or twice in one table. Mostly the rows are
// copies; then the first one's facts are completed by the others'. Where their
// types differ, a type that resolves beats one that does not, a documented type
// beats a primitive (somebody bothered to write more than "String"), then the
// majority decides, then the page that is about the type.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A row is one table row that describes a field, resolved.
type row struct {
	*model.FieldClaim
	page *model.Page
	ref  model.Ref
}

func (l *linker) linkFields() {
	for _, n := range sortedNodes(l.types) {
		for _, rows := range l.rowsByName(n) {
			n.out.Fields = append(n.out.Fields, l.field(n, rows))
		}
	}
	for _, n := range sortedNodes(l.types) {
		inheritFields(n.out)
	}
}

// rowsByName returns the rows of each field of n, fields in page order.
func (l *linker) rowsByName(n *typeNode) [][]row {
	var out [][]row
	at := make(map[string]int)
	for _, c := range n.claims {
		for _, f := range c.Fields {
			name := jsonSpelling(f.Name, c.JSON)
			if name != f.Name {
				l.diags.AddRelated(diag.NameCase, f.Pos, related(c.JSON.Pos, "the JSON representation"),
					"property %q is spelt %q in the JSON representation, which wins", f.Name, name)
			}
			r := row{f, c.page, l.fieldRef(c.page, f, c.JSON)}
			i, ok := at[name]
			if !ok {
				at[name] = len(out)
				out = append(out, []row{r})
				continue
			}
			out[i] = append(out[i], r)
		}
	}
	return out
}

// jsonSpelling returns the name under which a property occurs in the JSON
// representation, where that differs by case only: tables are retyped, JSON is
// pasted from the service.
func jsonSpelling(name string, js *model.JSONSample) string {
	if js == nil || js.Err != nil {
		return name
	}
	other := ""
	for _, m := range js.Members {
		if m.Name == name {
			return name
		}
		if strings.EqualFold(m.Name, name) {
			other = m.Name
		}
	}
	return cmp.Or(other, name)
}

// fieldRef resolves the type of a row. Where the cell does not tell, the value
// in the JSON representation may.
func (l *linker) fieldRef(p *model.Page, f *model.FieldClaim, js *model.JSONSample) model.Ref {
	if f.Type.Name == string(model.String) && len(f.Values) > 0 {
		if e := l.enumOfValues(p, f); e != nil {
			return listIf(f.Type.Collection, e)
		}
	}
	if l.lookup(p, &f.Type) == nil && js != nil {
		for i := range js.Members {
			m := &js.Members[i]
			if m.Name != f.Name {
				continue
			}
			if r := l.lookup(p, &m.Type); r != nil {
				l.unresolved(p, &f.Type)
				return listIf(f.Type.Collection || m.Type.Collection, r)
			}
		}
	}
	return l.ref(p, &f.Type)
}

func listIf(list bool, r model.Ref) model.Ref {
	if list {
		return &model.List{Elem: r}
	}
	return r
}

// enumOfValues returns the enum that a property typed "String" must be of: one
// that bears the property's name and has exactly the values its description
// lists. Measured against a service's metadata, writers who type "String" and
// list values mean a real enum almost only in this case; a matching list alone
// ("enabled", "disabled") or a matching name alone proves nothing.
func (l *linker) enumOfValues(p *model.Page, f *model.FieldClaim) *model.Enum {
	e, ok := l.byName(p, f.Name).(*model.Enum)
	if !ok {
		return nil
	}
	members := make([]*model.MemberClaim, len(f.Values))
	for i, v := range f.Values {
		members[i] = &model.MemberClaim{Name: v.Name}
	}
	have := make([]*model.MemberClaim, len(e.Members))
	for i, m := range e.Members {
		have[i] = &model.MemberClaim{Name: m.Name}
	}
	if len(difference(members, have))+len(difference(have, members)) > 0 {
		return nil
	}
	return e
}

// field joins the rows of one field and reports contradictions.
func (l *linker) field(n *typeNode, rows []row) *model.Field {
	best := settle(rows)
	for _, r := range rows {
		if model.RefName(r.ref) == model.RefName(best.ref) {
			continue
		}
		rule := diag.TypeConflict
		if r.page == best.page {
			rule = diag.DuplicateField
		}
		l.diags.AddRelated(rule, r.Pos, related(best.Pos, "the row that is used"),
			"%s.%s is %s here and %s elsewhere", n.full, r.Name, model.RefName(r.ref), model.RefName(best.ref))
	}
	f := l.fieldOf(best.page, best.FieldClaim, best.ref)
	for _, c := range n.claims {
		f.Name = jsonSpelling(f.Name, c.JSON)
	}
	for _, r := range rows {
		complete(f, r)
	}
	return f
}

// settle returns the row whose type is used.
func settle(rows []row) row {
	weight := func(r row) int {
		elem, _ := model.Elem(r.ref)
		w := 0
		for _, o := range rows {
			if model.RefName(o.ref) == model.RefName(r.ref) {
				w++
			}
		}
		switch elem.(type) {
		case *model.Type, *model.Enum:
			w += 1000
		case model.Prim:
			if elem == model.Any {
				w -= 1000
			}
		}
		return w
	}
	best := rows[0]
	for _, r := range rows[1:] {
		if weight(r) > weight(best) {
			best = r
		}
	}
	return best
}

// fieldOf returns the field that one row describes.
func (l *linker) fieldOf(p *model.Page, c *model.FieldClaim, ref model.Ref) *model.Field {
	f := &model.Field{
		Name: c.Name, Type: ref, Nav: c.Nav, Doc: c.Doc, Deprecated: c.Deprecated, ReadOnly: c.ReadOnly,
		Nullable: c.Nullable, Required: c.Required, Rules: c.Rules, Pos: c.Pos,
	}
	if t, ok := l.lookup(p, &c.Inherited).(*model.Type); ok {
		f.Inherited = t
	}
	if elem, _ := model.Elem(ref); !isEnum(elem) {
		for _, v := range c.Values {
			f.Values = append(f.Values, v.Name)
		}
	}
	return f
}

func isEnum(r model.Ref) bool { _, ok := r.(*model.Enum); return ok }

// complete adds to f what only another of its rows says.
func complete(f *model.Field, r row) {
	f.Doc = cmp.Or(f.Doc, r.Doc)
	f.ReadOnly = cmp.Or(f.ReadOnly, r.ReadOnly)
	f.Nullable = cmp.Or(f.Nullable, r.Nullable)
	f.Required = cmp.Or(f.Required, r.Required)
	f.Deprecated = f.Deprecated || r.Deprecated
	if len(f.Rules) == 0 {
		f.Rules = r.Rules
	}
	if elem, _ := model.Elem(f.Type); len(f.Values) == 0 && !isEnum(elem) {
		for _, v := range r.Values {
			f.Values = append(f.Values, v.Name)
		}
	}
}

// inheritFields notes for rows that repeat a base's property which base that
// is, where the page does not say.
func inheritFields(t *model.Type) {
	for _, f := range t.Fields {
		for b := t.Base; b != nil && f.Inherited == nil; b = b.Base {
			if slices.ContainsFunc(b.Fields, func(o *model.Field) bool { return o.Name == f.Name }) {
				f.Inherited = b
			}
		}
	}
}
