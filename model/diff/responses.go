package diff

import (
	"cmp"
	"strconv"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares what operations answer, and their examples.

// responses compares outcomes by status code. One that is gone and one that is
// new with the same content are one with another status.
func (d *differ) responses(name string, o, p *model.Op) {
	type answer = *model.Response
	otherStatus := func(a, b answer) { d.add(StatusChanged, name, status(a), status(b), a.Pos, b.Pos) }
	gone, came := inSteps(o.Responses, p.Responses,
		step[answer]{byLook(func(a, b answer) bool { return a.Status == b.Status && d.sameContent(a, b) }), func(a, b answer) { d.stated(name, a, b) }},
		step[answer]{byKey(func(a answer) string { return strconv.Itoa(a.Status) }), func(a, b answer) { d.content(name, a, b) }},
		step[answer]{byLook(d.sameContent), otherStatus},
	)
	if len(gone) == 1 && len(came) == 1 {
		a, b := gone[0], came[0]
		otherStatus(a, b)
		at := len(d.changes)
		d.content(name, a, b)
		if a.None != b.None && a.Type == nil && b.Type == nil {
			d.absorbFrom(d.changes[at-1], at) // 204 says that there is none
		}
		return
	}
	for _, a := range gone {
		d.add(ResponseRemoved, name, status(a)+" "+content(a), "", a.Pos, p.Pos)
	}
	for _, b := range came {
		d.add(ResponseAdded, name, "", status(b)+" "+content(b), o.Pos, b.Pos)
	}
}

func (d *differ) sameContent(a, b *model.Response) bool {
	return d.same(a.Type, b.Type) && a.None == b.None && a.Stream == b.Stream
}

// content reports that an outcome carries something else.
func (d *differ) content(name string, a, b *model.Response) {
	if d.sameContent(a, b) {
		return
	}
	c := ResponseType.change(name, content(a), content(b), a.Pos, b.Pos)
	if a.Type != nil && b.Type != nil {
		c.Class, c.Reason = d.typeClass(said(a), said(b))
		golang, _ := d.typeClass(a.Type, b.Type)
		c.Class |= golang
	} else if a.Type == nil && b.Type == nil && !a.Stream && !b.Stream {
		c.Class, c.Reason = Source, "The method returns what the answer holds, or nothing; which JSON is sent was or is not documented."
	}
	d.because(d.causes(a.Type, b.Type, d.sameFile(a.Pos, b.Pos)), c)
}

// said returns the type of an answer, or what the text says it is where the
// example shows something else, so that it is any JSON value in Go.
func said(r *model.Response) model.Ref {
	if elem, _ := model.Elem(r.Type); elem == model.Any && r.Prose != nil {
		return r.Prose
	}
	return r.Type
}

// stated reports that the text or the annotation of the example says another type,
// although together they come to the one that they came to.
func (d *differ) stated(name string, a, b *model.Response) {
	from, to := a.Prose, b.Prose
	if from == nil || to == nil || d.same(from, to) {
		from, to = a.Block, b.Block
	}
	if from == nil || to == nil || d.same(from, to) || d.sameFile(a.Pos, b.Pos) {
		return
	}
	c := ResponseType.change(name, model.RefName(from), model.RefName(to), a.Pos, b.Pos)
	c.is(Documentation, "The page contradicts itself: by its other statements and examples, the answer is what it was.")
	d.because(d.causes(from, to, false), c)
}

func content(r *model.Response) string {
	switch {
	case r.Type != nil:
		return model.RefName(r.Type)
	case r.Stream:
		return "bytes"
	case r.None:
		return "nothing"
	}
	return "not documented"
}

func status(r *model.Response) string {
	if r.Status == 0 {
		return "no status"
	}
	return strconv.Itoa(r.Status)
}

// examples compares examples. Those that are equal are the same whatever their
// order; of the rest, those with one title, then those in one place.
func (d *differ) examples(name string, o, p *model.Op) {
	type example = *model.Example
	changed := func(a, b example) {
		d.add(ExampleChanged, name, exampleTitle(a), exampleTitle(b), examplePlace(a), examplePlace(b))
	}
	gone, came := inSteps(o.Examples, p.Examples,
		step[example]{byKey(example.Digest), func(a, b example) {}},
		step[example]{byKey(func(a example) string { return a.Title }), changed},
		step[example]{byKey(func(example) string { return "in order" }), changed},
	)
	for _, a := range gone {
		d.add(ExampleRemoved, name, exampleTitle(a), "", examplePlace(a), p.Pos)
	}
	for _, b := range came {
		d.add(ExampleAdded, name, "", exampleTitle(b), o.Pos, examplePlace(b))
	}
}

func exampleTitle(e *model.Example) string {
	m := cmp.Or(e.Request, e.Response)
	line := ""
	if m != nil {
		line = join(m.Method, m.URL, statusText(m.Status))
	}
	return cmp.Or(e.Title, line, "example")
}

func statusText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func examplePlace(e *model.Example) diag.Pos {
	if m := cmp.Or(e.Request, e.Response); m != nil {
		return m.Pos
	}
	return diag.Pos{}
}
