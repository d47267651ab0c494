package gen

import (
	"cmp"
	"go/token"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file plans types: their names, their fields, and the interfaces of
// those that have descendants.

// nameTypes gives Go names to all types and enums.
//
// The first two parts of a namespace say whose API it is and go without saying:
// microsoft.graph.ndesConnector is NdesConnector. What is in a namespace below
// is called after it, whether or not its plain name is free today:
// microsoft.graph.callRecords.session is CallRecordsSession. Which namespace
// most types are in would read shorter for some APIs, but it is a matter of
// which pages are read.
func (p *planner) nameTypes() {
	var wishes []names.Wish
	add := func(full string, pos diag.Pos) {
		p.pos[full] = pos
		p.pin(full, full)
		wishes = append(wishes, typeWish(full))
	}
	for _, t := range p.api.Types {
		add(t.Name, t.Pos)
	}
	for _, e := range p.api.Enums {
		add(e.Name, e.Pos)
	}
	p.typeNames = p.assign(wishes, p.taken, "type")
	for _, name := range p.typeNames {
		p.taken = append(p.taken, name)
	}
}

// typeWish returns what a type could be called.
func typeWish(full string) names.Wish {
	ns, short := model.SplitName(full)
	parts := strings.Split(ns, ".")
	below := strings.Join(parts[min(2, len(parts)):], ".")
	w := names.Wish{Owner: full}
	if name := names.Join(names.Exported(below), names.Exported(short)); !isServiceName(name) {
		w.Names = append(w.Names, name)
	}
	if ns != "" {
		last := parts[len(parts)-1]
		w.Names = append(w.Names, names.Join(names.Exported(last), short), names.Join(names.Exported(ns), short))
	}
	w.Names = append(w.Names, names.Join(names.Exported(short), "resource"), names.Unique(names.Exported(short), full))
	return w
}

// isServiceName reports whether name is of the form that only services are
// called by: a type printService gives way to the service at /print whether or
// not a page documents that one.
func isServiceName(name string) bool { return strings.HasSuffix(name, "Service") }

// typeWishes asks for the interfaces of types with descendants, and for the
// functions that make their values.
func (p *planner) typeWishes() []names.Wish {
	var wishes []names.Wish
	for _, t := range p.api.Types {
		if len(t.Derived) == 0 {
			continue
		}
		name := p.typeNames[t.Name]
		p.pos["Any "+t.Name], p.pos["new "+t.Name] = t.Pos, t.Pos
		p.pin("Any "+t.Name, "interface "+t.Name)
		wishes = append(wishes,
			names.Wish{Owner: "Any " + t.Name, Names: []string{"Any" + name, name + "Like", names.Unique("Any"+name, t.Name)}},
			names.Wish{Owner: "new " + t.Name, Names: []string{"new" + name, "newAny" + name}})
	}
	return wishes
}

// fillStructs plans all documented types. The interfaces come first, since
// fields refer to them; who implements them comes last, since only those that
// are used are emitted.
func (p *planner) fillStructs() {
	for _, t := range p.api.Types {
		if len(t.Derived) > 0 {
			p.anys[t] = p.planAny(t)
		}
	}
	for _, t := range p.api.Types {
		s := p.planStruct(t)
		p.structs[t] = s
		p.plan.structs = append(p.plan.structs, s)
	}
	slices.SortFunc(p.plan.structs, func(a, b *structPlan) int { return strings.Compare(a.name, b.name) })
}

// planAny plans the interface of t and its descendants.
func (p *planner) planAny(t *model.Type) *anyPlan {
	name := p.typeNames[t.Name]
	a := &anyPlan{
		name: p.names["Any "+t.Name], newFunc: p.names["new "+t.Name],
		method: "As" + name, base: name, lists: []string{name},
	}
	descendants := t.Descendants()
	slices.SortFunc(descendants, func(x, y *model.Type) int { return strings.Compare(x.Name, y.Name) })
	for _, d := range slices.Compact(descendants) {
		a.lists = append(a.lists, p.typeNames[d.Name])
		a.cases = append(a.cases, anyCase{odataType: d.Name, name: p.typeNames[d.Name]})
	}
	return a
}

// planStruct plans one documented type.
func (p *planner) planStruct(t *model.Type) *structPlan {
	name := p.typeNames[t.Name]
	s := &structPlan{
		name: name, full: t.Name, file: names.File(name, p.isRuntimeFile),
		doc: typeComment(name, t.Name, t.Doc, t.Pages),
	}
	if t.Base != nil {
		s.odataType = t.Name
	}
	methods := []string{"ODataType", "Extra", "MarshalJSON", "UnmarshalJSON", "Validate"}
	for b := t; b != nil; b = b.Base {
		methods = append(methods, "As"+p.typeNames[b.Name])
	}
	s.fields = p.planFields(t.Name, fieldsOf(t), methods, keysOf(t))
	s.dispatch = p.planDispatch(s, fieldsOf(t))
	return s
}

func (p *planner) isRuntimeFile(file string) bool { return p.runtime.files[file] }

// fieldsOf returns the members of t: those of its bases that its own pages do
// not repeat, then its own in the order of the page.
func fieldsOf(t *model.Type) []*model.Field {
	own := make(map[string]bool)
	for _, f := range t.Fields {
		own[f.Name] = true
	}
	if t.Base == nil {
		return t.Fields
	}
	out := slices.DeleteFunc(slices.Clone(fieldsOf(t.Base)), func(f *model.Field) bool { return own[f.Name] })
	return append(out, t.Fields...)
}

// keysOf returns the keys by which the configuration refers to the members of t:
// what it says about a member of a base holds for t, too, unless it says more.
func keysOf(t *model.Type) func(member string) []string {
	return func(member string) []string {
		var keys []string
		for b := t; b != nil; b = b.Base {
			keys = append(keys, b.Name+"."+member)
		}
		return keys
	}
}

// planFields plans the fields of a struct that is documented as owner. Who
// gets no Go name stays in Extra, where what is received is kept anyway.
func (p *planner) planFields(owner string, fields []*model.Field, taken []string, keys func(member string) []string) []fieldPlan {
	var wishes []names.Wish
	usable := make([]*model.Field, 0, len(fields))
	for _, f := range fields {
		if f.Name == "@odata.type" {
			continue // every struct has it
		}
		if !isMemberName(f.Name) {
			p.diags.Add(diag.UnusableName, f.Pos, "%q cannot be the name of a JSON member; values stay in Extra", f.Name)
			continue
		}
		usable = append(usable, f)
		p.pin(owner+"."+f.Name, keys(f.Name)...)
		wishes = append(wishes, p.fieldWish(owner, f))
	}
	byOwner := p.assign(wishes, taken, "property")
	out := make([]fieldPlan, 0, len(usable))
	for _, f := range usable {
		name, ok := byOwner[owner+"."+f.Name]
		if !ok {
			p.diags.Add(diag.UnusableName, f.Pos, "no Go name is left for %q; values stay in Extra", f.Name)
			continue
		}
		typ, number := p.fieldType(f.Type, keys(f.Name))
		out = append(out, fieldPlan{name: name, json: f.Name, typ: typ, doc: fieldComment(f), number: number})
	}
	return out
}

// fieldWish returns what a field could be called. Of members that differ in
// symbols and letter case only, the one in camel case goes first.
func (p *planner) fieldWish(owner string, f *model.Field) names.Wish {
	full := owner + "." + f.Name
	p.pos[full] = f.Pos
	w := names.Wish{Owner: full, First: isCamelCase(f.Name)}
	plain := names.Exported(f.Name)
	w.Names = append(w.Names, plain, names.Join(plain, "property"), names.Exported(names.Spell(f.Name)), names.Unique(plain, f.Name))
	return w
}

// isCamelCase reports whether s is made of letters and digits and begins with a
// lower-case letter, as names in JSON mostly do.
func isCamelCase(s string) bool {
	for i, r := range s {
		if !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) || i == 0 && !unicode.IsLower(r) {
			return false
		}
	}
	return true
}

// isMemberName reports whether a struct tag can hold s as the name of a
// member: tags end it at a comma, and a few characters break them.
func isMemberName(s string) bool {
	if s == "" || s == "-" || len(s) > 4*names.MaxLen {
		return false
	}
	for _, r := range s {
		if r <= ' ' || r == 0x7f || r == 0xfffd || strings.ContainsRune("\"`\\,'", r) || !token.IsIdentifier("x"+string(r)) && r > 0x7f {
			return false
		}
	}
	return true
}

// planDispatch plans which members of s hold polymorphic values, grouped by
// the function that makes them.
func (p *planner) planDispatch(s *structPlan, fields []*model.Field) []dispatchPlan {
	members := make(map[string][]string)
	for _, f := range fields {
		elem, _ := model.Elem(f.Type)
		if a := p.anyOf(elem); a != nil && slices.ContainsFunc(s.fields, func(g fieldPlan) bool { return g.json == f.Name }) {
			members[a.newFunc] = append(members[a.newFunc], f.Name)
		}
	}
	var out []dispatchPlan
	for fn, ms := range members {
		out = append(out, dispatchPlan{members: ms, newFunc: fn})
	}
	slices.SortFunc(out, func(a, b dispatchPlan) int { return cmp.Compare(a.newFunc, b.newFunc) })
	return out
}

// finishStructs gives the interfaces that are used to those who implement
// them.
func (p *planner) finishStructs() {
	for _, t := range p.api.Types {
		s := p.structs[t]
		if a := p.anys[t]; a != nil && a.used {
			s.any = a
		}
		for b := t; b != nil; b = b.Base {
			if a := p.anys[b]; a != nil && a.used {
				s.as = append(s.as, asPlan{method: a.method, base: a.base})
			}
		}
	}
}
