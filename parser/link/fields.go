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
	l.indexMembers()
	each(l, l.types.all(), func(l *linker, n *typeNode) {
		json := make([]shown, len(n.claims))
		for i, c := range n.claims {
			json[i] = shownBy(c.JSON)
		}
		rows := l.rowsByName(n, json)
		fields := make([]model.Field, len(rows))
		for i := range rows {
			l.field(&fields[i], n, rows[i], json)
		}
		n.out.Fields = pointers(fields)
	})
}

// rowsByName returns the rows of each field of n, fields in page order. json is
// that of each claim.
func (l *linker) rowsByName(n *typeNode, json []shown) [][]row {
	total := 0
	for _, c := range n.claims {
		total += len(c.Fields)
	}
	all, out := make([]row, 0, total), make([][]row, 0, total) // nearly all fields have one row
	at := make(map[string]int, total)
	for i, c := range n.claims {
		for _, f := range c.Fields {
			name := json[i].spelling(f.Name)
			if name != f.Name {
				l.diags.AddRelated(diag.NameCase, f.Pos, related(c.JSON.Pos, "the JSON representation"),
					"property %q is spelt %q in the JSON representation, which wins", f.Name, name)
			}
			all = append(all, row{f, c.page, l.fieldRef(c.page, n, f, &json[i])})
			end := len(all)
			k, ok := at[name]
			if !ok {
				at[name] = len(out)
				out = append(out, all[end-1:end:end])
				continue
			}
			out[k] = append(out[k], all[end-1])
		}
	}
	return out
}

// fieldRef resolves the type of a row. Where the cell does not tell, the value
// in the JSON representation may.
func (l *linker) fieldRef(p *model.Page, n *typeNode, f *model.FieldClaim, json *shown) model.Ref {
	if n != nil && f.Type.Name == string(model.String) && len(f.Values) > 0 {
		if e := l.enumOfValues(n, f); e != nil {
			return listIf(f.Type.Collection, e)
		}
	}
	elem := l.lookup(p, &f.Type)
	if elem == nil {
		for _, m := range json.named(f.Name) {
			e := m.Type.Expr()
			if r := l.lookup(p, &e); r != nil {
				l.unresolved(p, &f.Type)
				return listIf(f.Type.Collection || m.Type.Collection, r)
			}
		}
	}
	e := f.Type
	if !e.Pos.IsValid() {
		e.Pos = f.Pos
	}
	r := l.refTo(p, &e, elem)
	if t, ok := r.(*model.Type); ok && f.Nav && isPlural(f.Type.Name, t) {
		return listIf(true, t) // the relationship "vendors" of type "vendors"
	}
	return r
}

func listIf(list bool, r model.Ref) model.Ref {
	if list {
		return &model.List{Elem: r}
	}
	return r
}

// field joins the rows of one field in f and reports contradictions.
func (l *linker) field(f *model.Field, n *typeNode, rows []row, json []shown) {
	best := settle(rows)
	for _, r := range rows {
		if r.ref == best.ref || model.RefName(r.ref) == model.RefName(best.ref) {
			continue
		}
		rule := diag.TypeConflict
		if r.page == best.page {
			rule = diag.DuplicateField
		}
		l.diags.AddRelated(rule, r.Pos, related(best.Pos, "the row that is used"),
			"%s.%s is %s here and %s elsewhere", n.full, r.Name, model.RefName(r.ref), model.RefName(best.ref))
	}
	*f = l.fieldOf(best.page, best.FieldClaim, best.ref)
	for i := range json {
		f.Name = json[i].spelling(f.Name)
	}
	for _, r := range rows {
		complete(f, r)
		if elem, _ := model.Elem(f.Type); len(f.Values) == 0 && !isEnum(elem) {
			f.Values = valueNames(append(slices.Clip(r.Values), l.values[r.FieldClaim]...))
		}
	}
}

// settle returns the row whose type is used.
func settle(rows []row) row {
	if len(rows) == 1 {
		return rows[0]
	}
	rowsOf := make(map[string]int) // by type
	for _, r := range rows {
		rowsOf[model.RefName(r.ref)]++
	}
	weight := func(r row) int {
		elem, _ := model.Elem(r.ref)
		w := rowsOf[model.RefName(r.ref)]
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
func (l *linker) fieldOf(p *model.Page, c *model.FieldClaim, ref model.Ref) model.Field {
	f := model.Field{
		Name: c.Name, Type: ref, Nav: c.Nav, Doc: c.Doc, Deprecated: c.Deprecated, ReadOnly: c.ReadOnly,
		Nullable: c.Nullable, Required: c.Required, Pos: c.Pos,
	}
	if c.Inherited != nil {
		f.Inherited, _ = l.lookup(p, c.Inherited).(*model.Type)
	}
	if elem, _ := model.Elem(ref); !isEnum(elem) {
		f.Values = valueNames(c.Values)
	}
	if e, ok := ref.(*model.Enum); ok && c.Several && c.Type.Name != string(model.String) {
		l.alone(func() { e.Flags = true }) // not of a String that happens to have the enum's values
	}
	f.Rules = slices.DeleteFunc(slices.Clone(c.Rules), func(c *model.Constraint) bool { return !ruleHolds(&f, c.Kind) })
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
	for _, c := range r.Rules {
		if !slices.ContainsFunc(f.Rules, func(have *model.Constraint) bool { return have.Kind == c.Kind }) && ruleHolds(f, c.Kind) {
			f.Rules = append(slices.Clip(f.Rules), c)
		}
	}
}

// ruleHolds reports whether a rule agrees with what was settled.
func ruleHolds(f *model.Field, kind model.RuleKind) bool {
	if elem, _ := model.Elem(f.Type); kind == model.OneOf {
		return elem == model.String
	}
	return kind.Agrees(f.Required, f.Nullable)
}

// valueNames returns the names of values, each once.
func valueNames(values []model.ValueClaim) []string {
	if len(values) == 0 {
		return nil
	}
	out := make([]string, 0, len(values))
	seen := make(map[string]bool, len(values))
	for _, v := range values {
		if !seen[v.Name] {
			seen[v.Name] = true
			out = append(out, v.Name)
		}
	}
	return out
}
