package link

// This file decides between spellings of one name that differ by case only.
//
// Annotations are often typed in lower case ("microsoft.graph.orgcontact")
// while the heading and every table write "orgContact". JSON is case-sensitive,
// so one spelling must win: the one that is written most often in all places
// where a type is named. A spelling in small letters only counts less, because
// that is how people type when they do not look.

import (
	"strings"

	"github.com/docmill/docmill/model"
)

// spellings counts how often each spelling of a short name and of a namespace
// occurs.
type spellings map[string]int

// add counts one occurrence of a full or short name.
func (s spellings) add(name string) {
	ns, short := model.SplitName(strings.TrimPrefix(name, "#"))
	s[short]++
	if ns != "" {
		s[ns+"."]++
	}
}

// best returns the better of two spellings of one short name.
func (s spellings) best(a, b string) string {
	wa, wb := s.weight(a), s.weight(b)
	if wa > wb || wa == wb && a < b {
		return a
	}
	return b
}

func (s spellings) weight(name string) int {
	if name == fold(name) {
		return s[name]
	}
	return 4*s[name] + 1
}

// bestFull returns the best spelling of full names that differ by case only;
// namespace and short name are chosen apart.
func (s spellings) bestFull(a, b string) string {
	ans, ashort := model.SplitName(a)
	bns, bshort := model.SplitName(b)
	short := s.best(ashort, bshort)
	if ans == "" {
		return short
	}
	return strings.TrimSuffix(s.best(ans+".", bns+"."), ".") + "." + short
}

func (l *linker) countSpellings() {
	l.spell = make(spellings)
	for _, p := range l.pages {
		if p.Namespace != "" {
			l.spell[p.Namespace+"."]++
		}
		for _, t := range p.Types {
			l.spell.add(t.Name)
			l.spell.add(t.Titled)
		}
		for _, e := range p.Enums {
			l.spell.add(e.Name)
		}
		eachExpr(p, func(e *model.TypeExpr) { l.spell.add(e.Name) })
	}
}

// eachExpr calls f for every type expression of a page.
func eachExpr(p *model.Page, f func(*model.TypeExpr)) {
	fields := func(fs []*model.FieldClaim) {
		for _, c := range fs {
			f(&c.Type)
			f(&c.Inherited)
		}
	}
	for _, t := range p.Types {
		fields(t.Fields)
		for i := range t.Bases {
			f(&t.Bases[i].Type)
		}
		for i := range t.Derived {
			f(&t.Derived[i])
		}
	}
	for _, o := range p.Ops {
		fields(o.Body.Fields)
		f(&o.Body.Type)
		for _, c := range o.Params {
			f(&c.Type)
		}
		for _, r := range o.Responses {
			f(&r.Type)
		}
	}
	for i := range p.Methods {
		f(&p.Methods[i].Return)
	}
}
