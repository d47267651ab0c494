package diff

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares rows: the properties of types, and what tables of requests
// list. One row can say several things, and each that is otherwise is a change;
// its description is not one more, for it is where most of them are said.

// An owner is what rows belong to.
type owner struct {
	old, new string
	at       [2]diag.Pos // the places of both, for a row that is missing on one side
	// of is which kinds its rows have; nil: those of properties.
	of *rowKinds
}

// rowKinds are the kinds of changes of rows.
type rowKinds struct {
	added, removed, renamed, typ, required *Kind
	// loose is set if rows are no fields of a Go struct: they say what a request
	// may set.
	loose bool
}

var (
	propertyRows  = &rowKinds{PropertyAdded, PropertyRemoved, PropertyRenamed, PropertyType, PropertyRequired, false}
	parameterRows = &rowKinds{ParameterAdded, ParameterRemoved, ParameterRenamed, ParameterType, ParameterRequired, false}
	acceptedRows  = &rowKinds{ParameterAdded, ParameterRemoved, ParameterRenamed, ParameterType, ParameterRequired, true}
)

func (o owner) kinds() *rowKinds {
	if o.of == nil {
		return propertyRows
	}
	return o.of
}

// fields compares the rows of both sides.
func (d *differ) fields(o owner, prev, next []*model.Field) {
	kinds := o.kinds()
	prev, next = firsts(prev), firsts(next)
	at := make(map[string]*model.Field)
	for _, f := range next {
		at[f.Name] = f
	}
	had := make(map[string]bool)
	for _, f := range prev {
		had[f.Name] = true
	}
	renamed := d.renamedFields(prev, next, at, had)
	for _, f := range prev {
		g := at[f.Name]
		if g == nil {
			if g = renamed[f]; g == nil {
				d.rowChange(kinds, kinds.removed, o.new+"."+f.Name, f, nil, f.Pos, o.at[1])
				continue
			}
			d.rowChange(kinds, kinds.renamed, o.new+"."+g.Name, f, g, f.Pos, g.Pos)
			had[g.Name] = true
		}
		d.field(kinds, o.new+"."+g.Name, f, g)
	}
	for _, g := range next {
		if !had[g.Name] {
			d.rowChange(kinds, kinds.added, o.new+"."+g.Name, nil, g, o.at[0], g.Pos)
		}
	}
}

// firsts returns rows without those whose name a row before has: tables of
// requests repeat names, for members of members.
func firsts(rows []*model.Field) []*model.Field {
	seen := make(map[string]bool)
	var out []*model.Field
	for _, f := range rows {
		if !seen[f.Name] {
			out = append(out, f)
		}
		seen[f.Name] = true
	}
	return out
}

// rowChange reports that a row came, went or has another name.
func (d *differ) rowChange(kinds *rowKinds, k *Kind, subject string, f, g *model.Field, prev, next diag.Pos) {
	from, to := "", ""
	switch {
	case g == nil:
		from = model.RefName(f.Type)
	case f == nil:
		to = model.RefName(g.Type)
	default:
		from, to = f.Name, g.Name
	}
	c := d.add(k, subject, from, to, prev, next)
	switch {
	case kinds.loose && k.Class&(Source|Wire) != 0:
		c.is(Behaviour, "The table says what a request may set; validators judge by it.")
	case g != nil && f == nil && g.Required == model.Yes && kinds != propertyRows:
		c.breaks(Behaviour, "Requests without it are refused.")
	}
}

// renamedFields pairs rows without a namesake that have the same type and are
// described in nearly the same words, or stand between the same rows.
func (d *differ) renamedFields(prev, next []*model.Field, at map[string]*model.Field, had map[string]bool) map[*model.Field]*model.Field {
	of := func(f *model.Field) traits { return traits{words: nameless(f)} }
	gone := candidates(prev, func(f *model.Field) bool { return at[f.Name] == nil }, of)
	came := candidates(next, func(f *model.Field) bool { return !had[f.Name] }, of)
	out := make(map[*model.Field]*model.Field)
	resemble(gone, came, d.opts.MostCompared, func(a, b candidate) float64 {
		f, g := prev[a.at], next[b.at]
		if f.Nav != g.Nav || !d.same(f.Type, g.Type) {
			return 0
		}
		score, enough := 0.7, 0.7
		if f.Doc != "" || g.Doc != "" {
			score = common(a.words, b.words)
		}
		if fieldAt(prev, a.at-1) == fieldAt(next, b.at-1) && fieldAt(prev, a.at+1) == fieldAt(next, b.at+1) {
			enough = 0.5
		} else if f.Doc == "" && g.Doc == "" {
			return 0
		}
		if score < enough {
			return 0
		}
		return score
	}, func(i, j int) { out[prev[i]] = next[j] })
	return out
}

// nameless returns the words of a row's description, its own name levelled out:
// whoever renames a property does so in its description, too.
func nameless(f *model.Field) []string {
	list := strings.Fields(f.Doc)
	for i, word := range list {
		if strings.Trim(word, "*`'\".,:;()") == f.Name {
			list[i] = "·"
		}
	}
	return list
}

func fieldAt(list []*model.Field, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i].Name
}

// field compares what two rows say.
func (d *differ) field(kinds *rowKinds, subject string, f, g *model.Field) {
	before := len(d.changes)
	add := func(k *Kind, from, to string) *Change { return d.add(k, subject, from, to, f.Pos, g.Pos) }
	fact := func(k *Kind, rule model.RuleKind, from, to string) {
		d.add(k, subject, from, to, statedAt(f, rule), statedAt(g, rule))
	}
	if !d.same(f.Type, g.Type) {
		d.fieldType(kinds, subject, f, g)
	}
	if f.Nav != g.Nav {
		add(PropertyNavigation, nav(f), nav(g))
	}
	if f.Nullable != g.Nullable {
		fact(PropertyNullable, model.NotNull, tri(f.Nullable, "nullable"), tri(g.Nullable, "nullable"))
	}
	if f.ReadOnly != g.ReadOnly {
		fact(PropertyReadOnly, model.ReadOnly, tri(f.ReadOnly, "read-only"), tri(g.ReadOnly, "read-only"))
	}
	if f.Required != g.Required {
		fact(kinds.required, model.Required, tri(f.Required, "required"), tri(g.Required, "required"))
	}
	if isEnum(f.Type) == isEnum(g.Type) && (d.same(f.Type, g.Type) || !isEnum(f.Type)) {
		d.values(subject, f, g) // an enum has its members instead
	}
	stated := len(d.changes)
	d.rules(subject, f, g)
	if stated > before && d.changes[before].Kind == kinds.typ && sameWords(f.Doc, g.Doc) {
		d.absorbFrom(d.changes[before], stated) // a number has no length, a Guid has a form
	}
	if f.Deprecated != g.Deprecated {
		add(Deprecated, flag(f.Deprecated, "deprecated"), flag(g.Deprecated, "deprecated"))
	}
	if len(d.changes) == before {
		d.text(Description, subject, f.Doc, g.Doc, f.Pos, g.Pos)
	}
}

// statedAt returns the place of a row, or of the row of another page that states
// a rule of it.
func statedAt(f *model.Field, kind model.RuleKind) diag.Pos {
	for _, r := range f.Rules {
		if r.Kind == kind && r.Pos.IsValid() && r.Pos.File != f.Pos.File {
			return r.Pos
		}
	}
	return f.Pos
}

func nav(f *model.Field) string {
	if f.Nav {
		return "relationship"
	}
	return "property"
}

// tri returns name, "not name" or "" for what no page says.
func tri(t model.Tri, name string) string {
	switch t {
	case model.Yes:
		return name
	case model.No:
		return "not " + name
	}
	return ""
}

// fieldType reports that a row has another type.
func (d *differ) fieldType(kinds *rowKinds, subject string, f, g *model.Field) {
	c := kinds.typ.change(subject, model.RefName(f.Type), model.RefName(g.Type), f.Pos, g.Pos)
	c.Class, c.Reason = d.typeClass(f.Type, g.Type)
	if kinds.loose {
		c.Class, c.Reason = Behaviour, "The table describes what the type of the body says otherwise."
	}
	kept := d.sameLine(f.Pos, g.Pos)
	causes := d.causes(f.Type, g.Type, kept)
	_, several := model.Elem(f.Type)
	_, still := model.Elem(g.Type)
	switch {
	case kept:
	case several != still: // no type says of itself how many there are
		causes = nil
	default:
		causes = slices.DeleteFunc(causes, func(r model.Ref) bool { return rowsOwn(r, f, g) })
	}
	d.because(causes, c)
}

// rowsOwn reports whether the row itself makes the enum: a list of possible
// values in its description. Then the row is the cause.
func rowsOwn(cause model.Ref, f, g *model.Field) bool {
	e, ok := cause.(*model.Enum)
	return ok && (e.Pos.File == f.Pos.File && e.Pos.Line == f.Pos.Line || e.Pos.File == g.Pos.File && e.Pos.Line == g.Pos.Line)
}

func isEnum(r model.Ref) bool {
	elem, _ := model.Elem(r)
	_, ok := elem.(*model.Enum)
	return ok
}
