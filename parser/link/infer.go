package link

// This file finds bases that no page states, from the examples.
//
// A value tagged "@odata.type": "…wordResource" where a property of type
// "resource" is expected says that the one inherits from the other; so does the
// annotation of a response that shows an operation of a special kind where the
// text, or the methods table of a resource, promises the general one. Examples are
// copied from other pages at times, so the tables must agree: the descendant's page
// lists all properties of the base, or the base is abstract and has none.

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/sample"
)

// votes counts for each type the bases that examples give it.
type votes map[*typeNode]map[*typeNode]int

func (v votes) add(n, base *typeNode, count int) {
	if v[n] == nil {
		v[n] = make(map[*typeNode]int)
	}
	v[n][base] += count
}

func (v votes) join(more votes) {
	for n, bases := range more {
		for base, count := range bases {
			v.add(n, base, count)
		}
	}
}

// tagName is the member of a JSON object that names its type (OData JSON Format
// 4.01, section 4.6.3).
const tagName = "@odata.type"

func (l *linker) inferBases() {
	v := make(votes)
	each(l, l.types.all(), func(l *linker, n *typeNode) {
		own, read := make(votes), new(samples)
		for _, js := range n.out.JSON {
			l.inferSample(own, n.out, js, read)
		}
		l.alone(func() { v.join(own) })
	})
	each(l, l.ops, func(l *linker, n *opNode) {
		own, o := make(votes), n.out
		for _, e := range o.Examples {
			if e.Request != nil {
				l.inferSample(own, o.Body.Type, e.Request.JSON, &n.samples)
			}
			if e.Response != nil {
				if r := documented(o, e.Response.Status); r != nil {
					l.inferSample(own, r.Type, e.Response.JSON, &n.samples)
				}
			}
		}
		for _, r := range o.Responses {
			l.inferResponse(own, r)
		}
		l.alone(func() { v.join(own) })
	})
	l.inferMethods(v)
	for _, n := range l.types.all() {
		l.applyVotes(n, v[n])
	}
}

// inferMethods compares what the methods tables of resources promise with what
// the operations' own pages say they return.
func (l *linker) inferMethods(v votes) {
	returns := make(map[string]*model.Type) // by page
	for _, o := range l.api.Operations {
		for _, r := range o.Responses {
			elem, _ := model.Elem(r.Type)
			if t, ok := elem.(*model.Type); ok && returns[o.Page] == nil {
				returns[o.Page] = t
			}
		}
	}
	each(l, l.pages, func(l *linker, p *model.Page) {
		for i := range p.Methods {
			m := &p.Methods[i]
			if m.Link == "" || m.Return.IsZero() {
				continue
			}
			t, ok := l.lookup(p, &m.Return).(*model.Type)
			if !ok {
				continue
			}
			to := l.target(p, m.Link).page
			if to == nil || returns[to.Path] == nil {
				continue
			}
			if n := l.nodeOf(returns[to.Path]); l.mayDerive(n, t, 2) {
				l.alone(func() { v.add(n, l.nodeOf(t), 1) })
			}
		}
	})
}

// applyVotes gives n the base that most examples show.
func (l *linker) applyVotes(n *typeNode, bases map[*typeNode]int) {
	var best *typeNode
	for b, count := range bases {
		if best == nil || count > bases[best] || count == bases[best] && b.full < best.full {
			best = b
		}
	}
	if best == nil || n.out.Base != nil || best.out.DerivesFrom(n.out) {
		return
	}
	n.out.Base = best.out
	best.out.Derived = append(best.out.Derived, n.out)
}

// inferSample looks for tagged values in one JSON text that should be an r.
func (l *linker) inferSample(v votes, r model.Ref, js *model.JSONSample, read *samples) {
	if r == nil || js == nil || js.Err != nil || !mayHaveTag(js.Text) {
		return
	}
	value, err := read.read(js)
	if err != nil {
		return
	}
	if inner := value.Member("value"); (inner.Kind() == sample.Array || inner.Kind() == sample.Object) && !sample.HasValue(r) {
		value = inner
	}
	l.inferValue(v, r, value)
}

// mayHaveTag reports whether a JSON text may have a tag: few have, and the others
// need not be read. A name may be spelt with escapes.
func mayHaveTag(text string) bool {
	return strings.Contains(text, tagName) || strings.Contains(text, `\u`)
}

func (l *linker) inferValue(v votes, r model.Ref, value sample.Value) {
	elem, _ := model.Elem(r)
	t, ok := elem.(*model.Type)
	if !ok {
		return
	}
	if value.Kind() == sample.Array {
		for e := value.First(); e.Exists(); e = e.Next() {
			l.inferValue(v, t, e)
		}
	}
	if value.Kind() != sample.Object {
		return
	}
	if tag := value.Member(tagName); tag.Exists() {
		if n := l.types.at(strings.TrimPrefix(tag.Text(), "#")); n != nil {
			if l.mayDerive(n, t, 0) {
				v.add(n, l.nodeOf(t), 1)
			}
			t = n.out
		}
	}
	field, first, many := t.Field, value.Member, value.HasMany()
	for m := value.First(); m.Exists(); m = m.Next() {
		if m.Kind() != sample.Object && m.Kind() != sample.Array {
			continue // it has no tag
		}
		if many {
			field, first, many = t.FieldIndex(), value.MemberIndex(), false
		}
		if f := field(m.Name()); f != nil && first(m.Name()) == m {
			l.inferValue(v, f.Type, m)
		}
	}
}

// inferResponse compares the type that the text promises with the annotation's.
func (l *linker) inferResponse(v votes, r *model.Response) {
	prose, _ := model.Elem(r.Prose)
	block, _ := model.Elem(r.Block)
	t, ok := prose.(*model.Type)
	d, ok2 := block.(*model.Type)
	if ok && ok2 && l.mayDerive(l.nodeOf(d), t, 2) {
		v.add(l.nodeOf(d), l.nodeOf(t), 1)
	}
}

func hasField(t *model.Type, name string) bool {
	return slices.ContainsFunc(t.Fields, func(f *model.Field) bool { return f.Name == name })
}

// mayDerive reports whether n can inherit from t as far as other facts go: it
// repeats every property of t, of which there are at least some number.
func (l *linker) mayDerive(n *typeNode, t *model.Type, least int) bool {
	if n.out == t || n.out.Base != nil || t.DerivesFrom(n.out) || l.isRoot(n) || l.isRoot(l.nodeOf(t)) {
		return false
	}
	has := func(name string) bool { return hasField(n.out, name) }
	if len(t.Fields) >= sample.Many {
		index := (&model.Type{Fields: n.out.Fields}).FieldIndex()
		has = func(name string) bool { return index(name) != nil }
	}
	own := 0
	for _, f := range t.Fields {
		if f.Name == t.Key || foldsTo(f.Name, "id") || strings.HasPrefix(f.Name, "@") {
			continue
		}
		own++
		if !has(f.Name) {
			return false
		}
	}
	return own >= least && (own > 0 || t.Abstract)
}
