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
	"maps"
	"path"
	"strings"

	"github.com/docmill/docmill/model"
)

// spellings counts how often each spelling of a short name, and of a namespace,
// occurs in annotations and elsewhere.
type spellings struct{ shorts, spaces counts }

type counts map[string]*[2]int

const (
	inNotes = iota
	inCells
)

func newSpellings() spellings { return spellings{make(counts), make(counts)} }

// add counts one occurrence of a full or short name.
func (s spellings) add(name string, where int) {
	ns, short := model.SplitName(strings.TrimPrefix(name, "#"))
	s.shorts.of(short)[where]++
	if ns != "" {
		s.spaces.of(ns)[where]++
	}
}

// of returns the counts of a name to be changed.
func (c counts) of(name string) *[2]int {
	n := c[name]
	if n == nil {
		n = new([2]int)
		c[name] = n
	}
	return n
}

func (c counts) join(more counts) {
	for name, n := range more {
		sum := c.of(name)
		sum[inNotes] += n[inNotes]
		sum[inCells] += n[inCells]
	}
}

// best returns the better of two spellings of one full name; namespace and
// short name are chosen apart. "" is worse than anything.
func (s spellings) best(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	ans, a := model.SplitName(a)
	bns, b := model.SplitName(b)
	if s.shorts.compare(a, b) < 0 {
		a = b
	}
	if s.spaces.compare(ans, bns) < 0 {
		ans = bns
	}
	if ans == "" {
		return a
	}
	return ans + "." + a
}

// compare is positive if a is the better of two spellings, negative if b is.
func (c counts) compare(a, b string) int {
	if a == b {
		return 0
	}
	var none [2]int
	ca, cb := cmp.Or(c[a], &none), cmp.Or(c[b], &none)
	return cmp.Or(camel(a)-camel(b), cmp.Compare(ca[inNotes], cb[inNotes]), cmp.Compare(ca[inCells], cb[inCells]), strings.Compare(a, b))
}

// camel returns 1 if a name has a capital after its first letter, else 0.
func camel(name string) int {
	if rest := name[min(1, len(name)):]; !foldsTo(rest, rest) {
		return 1
	}
	return 0
}

// cells is what the cells and annotations of some pages use.
type cells struct {
	spell spellings
	used  folded[bool]
	links map[linkFrom]bool
}

// readCells finds out how names are written, which of them are used, and what
// the links of all type expressions lead to.
func (l *linker) readCells() {
	all := cells{newSpellings(), l.used, make(map[linkFrom]bool)}
	each(l, parts(l.pages), func(l *linker, pages []*model.Page) {
		own := cells{newSpellings(), make(folded[bool]), make(map[linkFrom]bool)}
		for _, p := range pages {
			own.read(p)
		}
		l.alone(func() {
			all.spell.shorts.join(own.spell.shorts)
			all.spell.spaces.join(own.spell.spaces)
			maps.Copy(all.used, own.used)
			maps.Copy(all.links, own.links)
		})
	})
	l.spell = all.spell
	l.findTargets(all.links)
}

func (c cells) read(p *model.Page) {
	eachNote(p, func(name string) { c.spell.add(name, inNotes) })
	if p.Namespace != "" {
		c.spell.spaces.of(p.Namespace)[inNotes]++
	}
	dir := path.Dir(p.Path)
	eachExpr(p, func(e *model.TypeExpr) {
		c.spell.add(e.Name, inCells)
		if short := model.ShortName(e.Name); !c.used.at(short) {
			c.used[fold(short)] = true
		}
		if e.Link == "" {
			return
		}
		c.links[linkFrom{dir, e.Link}] = true
		if _, anchor, ok := strings.Cut(e.Link, "#"); ok && !c.used.at("#", anchor) {
			c.used["#"+fold(anchor)] = true
		}
	})
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
