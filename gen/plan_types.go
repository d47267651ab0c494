package gen

import (
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
	var wishes []wish
	add := func(full string, pos diag.Pos) {
		w := p.typeWish(full)
		w.pos, w.to = pos, new(string)
		wishes = append(wishes, w)
	}
	for _, t := range p.api.Types {
		add(t.Name, t.Pos)
	}
	for _, e := range p.api.Enums {
		add(e.Name, e.Pos)
	}
	p.assign(wishes, p.isTaken, "type")
	for i := range wishes {
		if name := *wishes[i].to; name != "" {
			p.typeNames[wishes[i].owner.name] = name
			p.take(name)
		}
	}
}

// typeWish returns what a type could be called.
func (p *planner) typeWish(full string) wish {
	ns, short := model.SplitName(full)
	w := wish{owner: label{name: full}, key: label{name: full}, more: func() []string {
		var more []string
		if ns != "" {
			last := ns[strings.LastIndexByte(ns, '.')+1:]
			more = append(more, names.Join(names.Exported(last), short), names.Join(names.Exported(ns), short))
		}
		return append(more, names.Join(names.Exported(short), "resource"), names.Unique(names.Exported(short), full))
	}}
	if w.best = names.Join(p.memo.exportedName(belowAPI(ns)), p.memo.exportedName(short)); isServiceName(w.best) {
		w.next()
	}
	return w
}

// belowAPI returns what is left of a namespace without the parts that say whose
// API it is.
func belowAPI(ns string) string {
	for range 2 {
		_, ns, _ = strings.Cut(ns, ".")
	}
	return ns
}

// isServiceName reports whether name is of the form that only services are
// called by: a type printService gives way to the service at /print whether or
// not a page documents that one.
func isServiceName(name string) bool { return strings.HasSuffix(name, "Service") }

// typeWishes asks for the interfaces of types with descendants, and for the
// functions that make their values.
func (p *planner) typeWishes() []wish {
	var wishes []wish
	for _, t := range p.api.Types {
		if len(t.Derived) == 0 {
			continue
		}
		name, a := p.typeNames[t.Name], new(anyPlan)
		p.anys[t] = a
		wishes = append(wishes,
			wish{
				owner: label{"Any ", t.Name}, key: label{"interface ", t.Name}, pos: t.Pos, to: &a.name,
				best: "Any" + name, more: func() []string { return []string{name + "Like", names.Unique("Any"+name, t.Name)} },
			},
			wish{
				owner: label{"new ", t.Name}, pos: t.Pos, to: &a.newFunc,
				best: "new" + name, more: func() []string { return []string{"newAny" + name} },
			})
	}
	return wishes
}

// fillStructs plans all documented types. The interfaces come first, since
// fields refer to them; who implements them comes last, since only those that
// are used are emitted.
func (p *planner) fillStructs() {
	for t, a := range p.anys {
		p.planAny(t, a)
	}
	p.plan.structs = make([]*structPlan, len(p.api.Types))
	p.beside(len(p.api.Types), func(p *planner, i int) { p.plan.structs[i] = p.planStruct(p.api.Types[i]) })
	for i, t := range p.api.Types {
		p.structs[t] = p.plan.structs[i]
	}
	slices.SortFunc(p.plan.structs, func(a, b *structPlan) int { return strings.Compare(a.name, b.name) })
}

// planAny plans the interface of t and its descendants.
func (p *planner) planAny(t *model.Type, a *anyPlan) {
	name := p.typeNames[t.Name]
	a.method, a.base, a.lists = "As"+name, name, []string{name}
	descendants := t.Descendants()
	slices.SortFunc(descendants, func(x, y *model.Type) int { return strings.Compare(x.Name, y.Name) })
	for _, d := range slices.Compact(descendants) {
		a.lists = append(a.lists, p.typeNames[d.Name])
		a.cases = append(a.cases, anyCase{odataType: d.Name, name: p.typeNames[d.Name]})
	}
}

// planStruct plans one documented type.
func (p *planner) planStruct(t *model.Type) *structPlan {
	name := p.typeNames[t.Name]
	s := &structPlan{
		name: name, full: t.Name, file: p.fileName(name),
		doc: typeComment(name, t), members: fieldsOf(t),
	}
	if t.Base != nil {
		s.odataType = t.Name
	}
	methods := []string{"ODataType", "Extra", "MarshalJSON", "UnmarshalJSON", "Validate"}
	for b := t; b != nil; b = b.Base {
		methods = append(methods, "As"+p.typeNames[b.Name])
	}
	p.planFields(s, t.Name+".", methods, keysOf(t))
	p.planDispatch(s)
	return s
}

func (p *planner) isRuntimeFile(file string) bool { return p.runtime.files[file] }

// fieldsOf returns the members of t: those of its bases that its own pages do
// not repeat, then its own in the order of the page.
func fieldsOf(t *model.Type) []*model.Field {
	if t.Base == nil {
		return t.Fields
	}
	own := make(map[string]bool, len(t.Fields))
	for _, f := range t.Fields {
		own[f.Name] = true
	}
	inherited := fieldsOf(t.Base)
	out := make([]*model.Field, 0, len(inherited)+len(t.Fields))
	for _, f := range inherited {
		if !own[f.Name] {
			out = append(out, f)
		}
	}
	return append(out, t.Fields...)
}

// memberKeys are the keys by which the configuration refers to the members of a
// struct.
type memberKeys struct {
	first string // with the name of a member behind it: the one that messages show
	all   func(member string) []string
}

// keysOf returns the keys of the members of t: what the configuration says about
// a member of a base holds for t, too, unless it says more.
func keysOf(t *model.Type) memberKeys {
	return memberKeys{first: t.Name + ".", all: func(member string) []string {
		var keys []string
		for b := t; b != nil; b = b.Base {
			keys = append(keys, b.Name+"."+member)
		}
		return keys
	}}
}

// planFields plans the fields of s. Messages call a member by of, with its name
// behind it; keys are those by which the configuration does. Who gets no Go name
// stays in Extra, where what is received is kept anyway.
func (p *planner) planFields(s *structPlan, of string, taken []string, keys memberKeys) {
	usable := make([]*model.Field, 0, len(s.members))
	for _, f := range s.members {
		switch {
		case f.Name == "@odata.type": // every struct has it
		case isMemberName(f.Name):
			usable = append(usable, f)
		default:
			p.diags.Add(diag.UnusableName, f.Pos, "%q cannot be the name of a JSON member; values stay in Extra", f.Name)
		}
	}
	s.fields = make([]fieldPlan, len(usable))
	wishes := make([]wish, len(usable))
	for i, f := range usable {
		wishes[i] = p.fieldWish(f)
		wishes[i].owner, wishes[i].key, wishes[i].to = label{of, f.Name}, label{keys.first, f.Name}, &s.fields[i].name
		if len(p.renames.values) > 0 {
			wishes[i].pin = p.pinned(keys.all(f.Name)...)
		}
	}
	p.assign(wishes, func(name string) bool { return slices.Contains(taken, name) }, "property")
	for i, f := range usable {
		if s.fields[i].name == "" {
			p.diags.Add(diag.UnusableName, f.Pos, "no Go name is left for %q; values stay in Extra", f.Name)
			continue
		}
		plan := &s.fields[i]
		plan.json, plan.doc = f.Name, fieldComment(f)
		plan.typ, plan.number = p.fieldType(f, keys)
	}
	s.fields = slices.DeleteFunc(s.fields, func(f fieldPlan) bool { return f.name == "" })
}

// fieldWish returns what a field could be called. Of members that differ in
// symbols and letter case only, the one in camel case goes first.
func (p *planner) fieldWish(f *model.Field) wish {
	plain := p.memo.exportedName(f.Name)
	return wish{
		pos: f.Pos, first: isCamelCase(f.Name), best: plain,
		more: func() []string {
			return []string{names.Join(plain, "property"), names.Exported(names.Spell(f.Name)), names.Unique(plain, f.Name)}
		},
	}
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
		if 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' {
			continue // nearly all
		}
		if r <= ' ' || r == 0x7f || r == 0xfffd || strings.ContainsRune("\"`\\,'", r) || !token.IsIdentifier("x"+string(r)) && r > 0x7f {
			return false
		}
	}
	return true
}

// planDispatch plans which members of s hold polymorphic values, grouped by
// the function that makes them.
func (p *planner) planDispatch(s *structPlan) {
	for _, f := range s.members {
		elem, _ := model.Elem(f.Type)
		a := p.anyOf(elem)
		if a == nil || !slices.ContainsFunc(s.fields, func(g fieldPlan) bool { return g.json == f.Name }) {
			continue
		}
		at, found := slices.BinarySearchFunc(s.dispatch, a.newFunc, func(d dispatchPlan, fn string) int { return strings.Compare(d.newFunc, fn) })
		if !found {
			s.dispatch = slices.Insert(s.dispatch, at, dispatchPlan{newFunc: a.newFunc})
		}
		s.dispatch[at].members = append(s.dispatch[at].members, f.Name)
	}
}

// finishStructs gives the interfaces that are used to those who implement
// them.
func (p *planner) finishStructs() {
	for _, t := range p.api.Types {
		s := p.structs[t]
		if a := p.anys[t]; a != nil && a.used.Load() {
			s.any = a
		}
		for b := t; b != nil; b = b.Base {
			if a := p.anys[b]; a != nil && a.used.Load() {
				s.as = append(s.as, asPlan{method: a.method, base: a.base})
			}
		}
	}
}
