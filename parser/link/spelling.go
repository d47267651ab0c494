package link

// This file decides between spellings of one name that differ by case only.
// JSON is case-sensitive, so one spelling must win.
//
//   - Annotations are typed in small letters by people who do not look
//     ("microsoft.graph.orgcontact" for orgContact): a spelling without any
//     capital after the first letter loses against one that has some.
//   - Otherwise the annotations of all pages are counted, then the tables.
//     Headings are not: they capitalize their first word ("Audio resource type").

import (
	"cmp"
	"strings"

	"github.com/docmill/docmill/model"
)

// spellings counts how often each spelling of a short name, and of a namespace
// with a dot behind it, occurs in annotations and elsewhere.
type spellings map[string]*[2]int

const (
	inNotes = iota
	inCells
)

// add counts one occurrence of a full or short name.
func (s spellings) add(name string, where int) {
	ns, short := model.SplitName(strings.TrimPrefix(name, "#"))
	s.count(short)[where]++
	if ns != "" {
		s.count(ns + ".")[where]++
	}
}

func (s spellings) count(key string) *[2]int {
	if s[key] == nil {
		s[key] = new([2]int)
	}
	return s[key]
}

// best returns the better of two spellings of one full name; namespace and
// short name are chosen apart. "" is worse than anything.
func (s spellings) best(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	ans, a := model.SplitName(a)
	bns, b := model.SplitName(b)
	if s.compare(a, b) < 0 {
		a = b
	}
	if s.compare(ans+".", bns+".") < 0 {
		ans = bns
	}
	if ans == "" {
		return a
	}
	return ans + "." + a
}

// compare is positive if a is the better of two spellings, negative if b is.
func (s spellings) compare(a, b string) int {
	ca, cb := s.count(a), s.count(b)
	return cmp.Or(camel(a)-camel(b), cmp.Compare(ca[inNotes], cb[inNotes]), cmp.Compare(ca[inCells], cb[inCells]), strings.Compare(a, b))
}

// camel returns 1 if a name has a capital after its first letter, else 0.
func camel(name string) int {
	if rest := name[min(1, len(name)):]; rest != fold(rest) {
		return 1
	}
	return 0
}

func (l *linker) countSpellings() {
	l.spell = make(spellings)
	for _, p := range l.pages {
		eachNote(p, func(name string) { l.spell.add(name, inNotes) })
		if p.Namespace != "" {
			l.spell.count(p.Namespace + ".")[inNotes]++
		}
		eachExpr(p, func(e *model.TypeExpr) {
			l.spell.add(e.Name, inCells)
			if short := model.ShortName(e.Name); !l.used.at(short) {
				l.used[fold(short)] = true
			}
			if _, anchor, ok := strings.Cut(e.Link, "#"); ok && !l.used.at("#", anchor) {
				l.used["#"+fold(anchor)] = true
			}
		})
	}
}

// eachNote calls f for every type name in an annotation of a page, and in the
// tags of its JSON representations.
func eachNote(p *model.Page, f func(name string)) {
	for _, t := range p.Types {
		if t.NameFrom == model.FromAnnotation {
			f(t.Name)
		}
		if t.JSON == nil {
			continue
		}
		for _, m := range t.JSON.Members {
			if m.Type.Name != "" && !model.IsPrim(m.Type.Name) {
				f(m.Type.Name)
			}
		}
	}
	for _, o := range p.Ops {
		for _, r := range o.Responses {
			if r.From == model.FromAnnotation {
				f(r.Type.Name)
			}
		}
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
