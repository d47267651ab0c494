package diff

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares what operations answer, and their examples.

// responses compares outcomes by status code. One that is gone and one that is
// new with the same content are one with another status.
func (d *differ) responses(name string, o, p *model.Op) {
	prev, next := slices.Clone(o.Responses), slices.Clone(p.Responses)
	steps := []struct {
		same   func(a, b *model.Response) bool
		report func(a, b *model.Response)
	}{
		{func(a, b *model.Response) bool { return a.Status == b.Status && d.sameContent(a, b) }, func(a, b *model.Response) {}},
		{func(a, b *model.Response) bool { return a.Status == b.Status }, func(a, b *model.Response) { d.content(name, a, b) }},
		{d.sameContent, func(a, b *model.Response) {
			d.add(StatusChanged, name, status(a), status(b), a.Pos, b.Pos)
		}},
		{func(a, b *model.Response) bool { return len(prev) == 1 && len(next) == 1 }, func(a, b *model.Response) {
			d.add(StatusChanged, name, status(a), status(b), a.Pos, b.Pos)
			d.content(name, a, b)
		}},
	}
	for _, step := range steps {
		prev = slices.DeleteFunc(slices.Clone(prev), func(a *model.Response) bool {
			i := slices.IndexFunc(next, func(b *model.Response) bool { return step.same(a, b) })
			if i < 0 {
				return false
			}
			step.report(a, next[i])
			next = slices.Delete(next, i, i+1)
			return true
		})
	}
	for _, a := range prev {
		d.add(ResponseRemoved, name, status(a)+" "+content(a), "", a.Pos, p.Pos)
	}
	for _, b := range next {
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
	c := Change{Kind: ResponseType, Subject: name, From: content(a), To: content(b), Old: a.Pos, New: b.Pos, Class: ResponseType.Class, Reason: ResponseType.Reason}
	if a.Type != nil && b.Type != nil {
		c.Class, c.Reason = d.typeClass(a.Type, b.Type)
	}
	d.because(d.cause(a.Type, b.Type), c)
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
	prev, next := slices.Clone(o.Examples), slices.Clone(p.Examples)
	steps := []func(a, b *model.Example) bool{
		func(a, b *model.Example) bool { return exampleText(a) == exampleText(b) },
		func(a, b *model.Example) bool { return a.Title != "" && a.Title == b.Title },
		func(a, b *model.Example) bool { return true },
	}
	for i, same := range steps {
		prev = slices.DeleteFunc(prev, func(a *model.Example) bool {
			k := slices.IndexFunc(next, func(b *model.Example) bool { return same(a, b) })
			if k < 0 {
				return false
			}
			if i > 0 {
				d.add(ExampleChanged, name, exampleTitle(a), exampleTitle(next[k]), examplePlace(a), examplePlace(next[k]))
			}
			next = slices.Delete(next, k, k+1)
			return true
		})
	}
	for _, a := range prev {
		d.add(ExampleRemoved, name, exampleTitle(a), "", examplePlace(a), p.Pos)
	}
	for _, b := range next {
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

// exampleText is what an example shows, white space levelled out.
func exampleText(e *model.Example) string {
	text := ""
	for _, m := range []*model.Message{e.Request, e.Response} {
		if m == nil {
			continue
		}
		text += join(m.Method, m.URL, statusText(m.Status))
		for _, h := range m.Header {
			text += "\n" + h[0] + ": " + h[1]
		}
		text += "\n" + words(m.Body) + "\n"
	}
	return words(e.Title) + "\n" + text
}

func examplePlace(e *model.Example) diag.Pos {
	if m := cmp.Or(e.Request, e.Response); m != nil {
		return m.Pos
	}
	return diag.Pos{}
}
