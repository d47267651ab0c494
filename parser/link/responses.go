package link

// This file settles what an operation returns.
//
// Two places say so: the Response text ("returns a `200 OK` response code and a
// collection of [x] objects") and the annotation of the example's response.
// Both are copied from other pages at times. The annotation is machine-read by
// the writers' own tools, so its type wins if it is documented; but it forgets
// that the response is a collection ten times as often as the text does, and it
// shows the one status that the example happened to have. So: statuses from the
// text, type from the annotation, a collection if either says so.

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

func (l *linker) responses(p *model.Page, c *model.OpClaim) []*model.Response {
	var out []*model.Response
	for _, r := range c.Responses {
		if r.From != model.FromAnnotation {
			out = append(out, l.proseResponse(p, r))
		}
	}
	for _, r := range c.Responses {
		if r.From != model.FromAnnotation {
			continue
		}
		to := responseFor(out, r)
		if to == nil {
			to = &model.Response{Status: r.Status, None: r.None, Stream: r.Stream, Pos: r.Pos}
			out = append(out, to)
		}
		if to.Block == nil && !r.Type.IsZero() {
			to.Block = l.blockRef(p, &r.Type, to.Prose == nil)
			l.alone(func() { l.blockPos[to] = r.Pos })
		}
	}
	return out
}

func (l *linker) proseResponse(p *model.Page, r *model.ResponseClaim) *model.Response {
	out := &model.Response{Status: r.Status, None: r.None, Stream: r.Stream, Pos: r.Pos}
	if !r.Type.IsZero() {
		out.Prose = l.proseRef(p, &r.Type)
		out.Type = out.Prose
	}
	return out
}

// blockRef resolves an annotation's type. What does not resolve is reported
// only if the annotation is all there is: the text is reported in its place.
func (l *linker) blockRef(p *model.Page, e *model.TypeExpr, alone bool) model.Ref {
	if alone {
		return l.ref(p, e)
	}
	if r := l.lookup(p, e); r != nil {
		return listIf(e.Collection, r)
	}
	return listIf(e.Collection, model.Any)
}

// responseFor returns the response that an example's response belongs to: the
// one of its status, else the first success that could carry a body.
func responseFor(out []*model.Response, r *model.ResponseClaim) *model.Response {
	for _, o := range out {
		if o.Status == r.Status {
			return o
		}
	}
	if !success(r.Status) {
		return nil
	}
	for _, o := range out {
		if success(o.Status) && !o.None && !o.Stream {
			return o
		}
	}
	return nil
}

// success reports whether a status is 2xx or not given.
func success(status int) bool { return status == 0 || status/100 == 2 }

// settleResponses decides the types of the responses of o, when all bases are
// known.
func (l *linker) settleResponses(o *model.Op, read *samples) {
	for _, r := range o.Responses {
		if r.Block != nil {
			l.settleResponse(o, r, read)
		}
		l.settleNumber(o, r, read)
		l.settleStranger(o, r, read)
	}
}

func (l *linker) settleResponse(o *model.Op, r *model.Response, read *samples) {
	block, blockList := model.Elem(r.Block)
	if block == model.Any {
		// That it is a collection is known all the same, and must not depend on
		// whether a page about the type is at hand.
		r.Block = nil
		elem, list := model.Elem(r.Type)
		if elem == nil {
			elem = model.Any
		}
		r.Type = listIf(blockList || list, elem)
		return
	}
	if r.Prose == nil {
		r.Type, r.None = r.Block, false
		return
	}
	prose, proseList := model.Elem(r.Prose)
	elem := settleElem(prose, block)
	r.Type = listIf(blockList || proseList, elem)
	if elem != prose && prose != model.Any {
		if misfits(o, r.Block, read) && !misfits(o, r.Prose, read) {
			r.Type = r.Prose // the example decides
		}
		l.diags.AddRelated(diag.ResponseConflict, r.Pos, related(l.blockPos[r], "the example's annotation"),
			"the text says the response is %s, the example's annotation says %s", model.RefName(r.Prose), model.RefName(r.Block))
	}
}

// misfits reports whether an example of a success is no value of type r.
func misfits(o *model.Op, r model.Ref, read *samples) bool {
	return slices.ContainsFunc(o.Examples, func(e *model.Example) bool {
		m := e.Response
		if m == nil || !success(m.Status) || m.JSON == nil || m.JSON.Err != nil {
			return false
		}
		root, err := read.read(m.JSON)
		if err != nil {
			return false
		}
		s := sample.At(root, m)
		if s.IsError(r) {
			return false
		}
		s.Result(r)
		return len(s.Diags) > 0
	})
}

// settleNumber corrects what is said to be a collection and is one thing, or the
// reverse, where path and examples agree on that: the path ends in a key, and
// the examples show one; or a GET ends in a name, and they show an array. The
// sentence was copied from another page then.
func (l *linker) settleNumber(o *model.Op, r *model.Response, read *samples) {
	if r.Type == nil && (r.None || r.Stream) || len(o.Endpoints) == 0 || !success(r.Status) {
		return
	}
	elem, list := model.Elem(r.Type)
	if _, ok := elem.(*model.Type); !ok && elem != nil && elem != model.Any {
		return
	}
	for _, e := range o.Endpoints {
		n := len(e.Path.Segments)
		if n == 0 || (e.Path.Segments[n-1].Kind == model.Key) != list || !list && e.Method != "GET" {
			return
		}
	}
	one, many := shownNumber(o, elem, read)
	switch {
	case list && one > 0 && many == 0:
		r.Type = elem
		l.diags.Add(diag.ResponseConflict, r.Pos, "the text says the response is a collection of %s, the path and the example say it is one", model.RefName(elem))
	case elem == nil && many > 0 && one == 0:
		r.Type = listIf(true, model.Any)
	case !list && many > 0 && one == 0:
		r.Type = listIf(true, elem)
		l.diags.Add(diag.ResponseConflict, r.Pos, "the text says the response is one %s, the path and the example say it is a collection", model.RefName(elem))
	}
}

// settleStranger gives up the type of a response if the examples show something
// that has none of its properties: the page that creates one thing was made from
// the page that creates another.
func (l *linker) settleStranger(o *model.Op, r *model.Response, read *samples) {
	elem, list := model.Elem(r.Type)
	t, ok := elem.(*model.Type)
	if !ok || !success(r.Status) || len(t.Derived) > 0 {
		return // of a base, the example may show an undocumented descendant
	}
	const few = 3
	var known folded[bool]
	strange, pos := 0, r.Pos
	for _, e := range o.Examples {
		value := shownResult(e.Response, read)
		if !value.Exists() {
			continue
		}
		if inner := value.Member("value"); inner.Kind() == sample.Array && inner.First().Exists() {
			value, list, pos = inner.First(), true, e.Response.BodyPos
		}
		if value.Kind() != sample.Object {
			continue
		}
		for m := value.First(); m.Exists(); m = m.Next() {
			name := m.Name()
			if strings.Contains(name, "@") || foldsTo(name, "id") {
				continue
			}
			if known == nil {
				if t.Field(name) != nil {
					return
				}
				known = l.nodeOf(t).fieldNames()
			}
			if known.at(name) {
				return
			}
			strange++
		}
	}
	if strange >= few && len(known) >= few {
		r.Type = listIf(list, model.Any)
		l.diags.AddRelated(diag.ResponseConflict, r.Pos, related(pos, "the example"), "the response is said to be of type %s, the example shows none of its properties", t.Name)
	}
}

// shownResult returns the JSON of a successful response, none if there is none.
func shownResult(m *model.Message, read *samples) sample.Value {
	if m == nil || !success(m.Status) || m.JSON == nil || m.JSON.Err != nil {
		return sample.Value{}
	}
	value, _ := read.read(m.JSON) // none if it has a fault
	return value
}

// shownNumber counts the examples of one thing of type t, and those of a
// collection.
func shownNumber(o *model.Op, t model.Ref, read *samples) (one, many int) {
	for _, e := range o.Examples {
		value := shownResult(e.Response, read)
		if !value.Exists() {
			continue
		}
		if inner := value.Member("value"); inner.Kind() == sample.Array && !sample.HasValue(t) {
			many++
		} else {
			one++
		}
	}
	return one, many
}

// settleElem picks between the types of text and annotation. Where one is the
// base of the other, the base is what the operation can return: the example
// shows one descendant.
func settleElem(prose, block model.Ref) model.Ref {
	tp, ok := prose.(*model.Type)
	tb, ok2 := block.(*model.Type)
	if ok && ok2 && tb.DerivesFrom(tp) {
		return prose
	}
	return block
}
