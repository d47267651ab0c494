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
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
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
			l.blockPos[to] = r.Pos
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

// settleResponses decides the types of responses, when all bases are known.
func (l *linker) settleResponses() {
	for _, o := range l.api.Operations {
		for _, r := range o.Responses {
			if r.Block != nil {
				l.settleResponse(r)
			}
		}
	}
}

func (l *linker) settleResponse(r *model.Response) {
	block, blockList := model.Elem(r.Block)
	if block == model.Any {
		r.Block = nil
		if r.Type == nil {
			r.Type = listIf(blockList, model.Any)
		}
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
		l.diags.AddRelated(diag.ResponseConflict, r.Pos, related(l.blockPos[r], "the example's annotation"),
			"the text says the response is %s, the example's annotation says %s", model.RefName(r.Prose), model.RefName(r.Block))
	}
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
