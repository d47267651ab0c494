package link

// This file finds out which type a cell means.
//
// A cell gives up to two hints: a text and a link target. They disagree when a
// row was copied and only one of them corrected, when the text is a plural
// ("[namedLocations](namedlocation.md)"), or when an old page was renamed. The
// text is what readers see, so it wins wherever it names something known; the
// target helps where it does not.
//
//	1. a primitive, whatever the link says
//	2. what the target's page declares under the very name of the text
//	3. the text: as a full name, in the page's namespace, the default one, the
//	   parents of the page's
//	4. what the target's page or section is about; before the text, if the text
//	   is the end of its name
//	5. the text in the singular or plural (plural.go)
//
// What is left is [model.Any] and a finding.

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// ref returns what e on page p refers to, with its collection flag. It reports
// what does not resolve, and link texts that contradict their targets.
func (l *linker) ref(p *model.Page, e *model.TypeExpr) model.Ref {
	return l.refTo(p, e, l.lookup(p, e))
}

// refTo is ref for an element type that is looked up already.
func (l *linker) refTo(p *model.Page, e *model.TypeExpr, elem model.Ref) model.Ref {
	if elem == nil {
		elem = model.Any
		l.unresolved(p, e)
	} else {
		l.checkLink(p, e, elem)
	}
	if e.Collection {
		return &model.List{Elem: elem}
	}
	return elem
}

// proseRef is ref for a type in a sentence. There the text is ordinary English
// ("a new [message](chatmessage.md) object"), so the target knows better, and a
// link that leads to no type ("see [errors](/docs/errors)") names none: nil.
func (l *linker) proseRef(p *model.Page, e *model.TypeExpr) model.Ref {
	if e.Link == "" || model.IsPrim(e.Name) || len(e.Or) > 0 {
		return l.ref(p, e)
	}
	to := l.target(p, e.Link)
	if to.page != nil && to.page != p {
		if t, ok := l.subject(to).(*model.Type); ok {
			return listIf(e.Collection, t)
		}
	}
	if !to.local && l.lookup(p, e) == nil || l.leadsToOperation(p, e) {
		return nil
	}
	return l.ref(p, e)
}

// leadsToOperation reports whether the link of e leads to the page of an
// operation, or to one that says nothing about types.
func (l *linker) leadsToOperation(p *model.Page, e *model.TypeExpr) bool {
	to := l.linkTarget(p, e).page
	return to != nil && len(l.nodes[to].types)+len(l.nodes[to].enums) == 0 && l.byName(p, e.Name) == nil
}

func (l *linker) unresolved(p *model.Page, e *model.TypeExpr) {
	pos := e.Pos
	if !pos.IsValid() {
		pos = p.Pos
	}
	switch {
	case e.IsZero():
		l.diags.Add(diag.UnresolvedType, pos, "no type is given; it becomes any JSON value")
	case e.Link != "":
		l.diags.Add(diag.UnresolvedType, pos, "no page documents type %q, nor does the link's target %q", e.Name, e.Link)
	default:
		l.diags.Add(diag.UnresolvedType, pos, "no page documents type %q", e.Name)
	}
}

// lookup returns the element type that e on page p means, nil if unknown.
func (l *linker) lookup(p *model.Page, e *model.TypeExpr) model.Ref {
	if e.IsZero() {
		return nil
	}
	if len(e.Or) > 0 {
		return l.alternatives(p, e)
	}
	if p, ok := model.PrimRef(e.Name); ok {
		return p
	}
	var about model.Ref
	if to := l.linkTarget(p, e); to.page != nil {
		if r := l.declaredAs(to.page, e.Name); r != nil {
			return r
		}
		about = l.subject(to)
	}
	r := l.byName(p, e.Name)
	switch {
	case r != nil && about != nil && abbreviates(e.Name, about):
		return about
	case r != nil:
		return r
	case about != nil:
		return about
	default:
		return l.inflected(p, e.Name)
	}
}

// abbreviates reports whether a text is the end of the name of what its link
// leads to: "[photo](profilephoto.md)". People shorten names to their noun, and
// hit that of another type. ("[shelf](shelfcategory.md)" is no short form: there
// the link is wrong.)
func abbreviates(text string, about model.Ref) bool {
	short, long := fold(model.ShortName(text)), fold(model.ShortName(model.RefName(about)))
	return short != long && strings.HasSuffix(long, short)
}

// linkTarget is target for the link of e, nothing if it has none.
func (l *linker) linkTarget(p *model.Page, e *model.TypeExpr) target {
	if e.Link == "" {
		return target{}
	}
	return l.target(p, e.Link)
}

// alternatives returns what "X or Y" means: the nearest common base of types,
// the one type if all are the same, or any JSON value.
func (l *linker) alternatives(p *model.Page, e *model.TypeExpr) model.Ref {
	first := *e
	first.Or = nil
	out := l.lookup(p, &first)
	for i := range e.Or {
		r := l.lookup(p, &e.Or[i])
		if out == nil || r == nil {
			return nil
		}
		out = common(out, r)
	}
	return out
}

// common returns the nearest type that a and b both are, JSON if there is none.
func common(a, b model.Ref) model.Ref {
	if a == b {
		return a
	}
	ta, ok := a.(*model.Type)
	tb, ok2 := b.(*model.Type)
	if ok && ok2 {
		for t := ta; t != nil; t = t.Base {
			if tb.DerivesFrom(t) {
				return t
			}
		}
	}
	return model.JSON
}

// declaredAs returns what page p declares under the short name of name.
func (l *linker) declaredAs(p *model.Page, name string) model.Ref {
	d := l.nodes[p]
	short := model.ShortName(name)
	if short == "" {
		return nil
	}
	for _, n := range d.types {
		if foldsTo(short, n.short) {
			return n.out
		}
	}
	for _, n := range d.enums {
		if foldsTo(short, n.short) {
			return n.out
		}
	}
	return nil
}

// byName looks a name up as it stands on page p.
func (l *linker) byName(p *model.Page, name string) model.Ref {
	name = strings.Trim(strings.TrimPrefix(name, "#"), ".")
	if name == "" {
		return nil
	}
	if r := l.full(name); r != nil {
		return r
	}
	ns, short := model.SplitName(name)
	for _, space := range l.nodes[p].spaces {
		if r := l.full(space, ".", name); r != nil {
			return r
		}
	}
	// A qualifier that no page is in says nothing: it is the name of a product
	// ("NAV.customer") rather than of a namespace.
	if ns == "" || l.spaces.at(ns) {
		return nil
	}
	return l.byName(p, short)
}

// full returns the type or enum of a full name that is given in parts, case
// aside.
func (l *linker) full(parts ...string) model.Ref {
	if n := l.types.at(parts...); n != nil {
		return n.out
	}
	if n := l.enums.at(parts...); n != nil {
		return n.out
	}
	return nil
}

// subject returns what the page of a target is about: the enum of the section a
// fragment names, else the page's only type, else its only enum.
func (l *linker) subject(to target) model.Ref {
	d := l.nodes[to.page]
	if to.fragment != "" {
		for _, n := range d.enums {
			for _, list := range n.lists {
				if list.page == to.page && list.anchor == to.fragment {
					return n.out
				}
			}
		}
	}
	switch {
	case len(d.types) == 1:
		return d.types[0].out
	case len(d.types) == 0 && len(d.enums) == 1:
		return d.enums[0].out
	default:
		return nil
	}
}

// checkLink reports a link whose target is about something else than the type
// that was chosen, or does not exist.
func (l *linker) checkLink(p *model.Page, e *model.TypeExpr, elem model.Ref) {
	if _, prim := elem.(model.Prim); prim || e.Link == "" || len(e.Or) > 0 {
		return
	}
	to := l.target(p, e.Link)
	if to.page == nil {
		if to.local {
			l.diags.Add(diag.LinkTarget, e.Pos, "the link of %q leads to %q, which does not exist", e.Name, e.Link)
		}
		return
	}
	about, text := l.subject(to), l.byName(p, e.Name)
	if about == nil || text == nil || about == text || l.declaredAs(to.page, e.Name) == text {
		return
	}
	wins := "the text wins"
	if elem == about {
		wins = "the target wins"
	}
	l.diags.AddRelated(diag.LinkText, e.Pos, related(to.page.Pos, "the target documents "+model.RefName(about)),
		"the link text %q means %s, but its target %q documents %s; %s", e.Name, model.RefName(text), e.Link, model.RefName(about), wins)
}

// similar reports whether two names could be spellings of one: equal but for
// case and a plural, or one within the other.
func similar(a, b string) bool {
	a, b = fold(model.ShortName(a)), fold(model.ShortName(b))
	a, b = strings.TrimSuffix(a, "s"), strings.TrimSuffix(b, "s")
	return strings.Contains(a, b) || strings.Contains(b, a)
}
