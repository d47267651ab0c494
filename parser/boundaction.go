package parser

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads operations that have no page of their own, only a paragraph
// on the page of their type:
//
//	The order resource type offers a bound action called `ship`, which ships
//	the order. This is illustrated in the following example:
//	`POST https://{host}/api/v2.0/companies({id})/orders({id})/NAV.ship`
//
//	The response has no content; the response code is 204.
//
// Writers put the action's name where the method belongs ("SHIP https://…").
// An action is called by POST (OData 4.01, Protocol, 11.5.5.1), so that is
// what it means.

// boundActions reads a section of bound actions. The paragraph that names an
// action begins it; what follows, up to the next, is about it.
func (r *reader) boundActions(s *markdown.Section) {
	var op *model.OpClaim
	var about []markdown.Block
	done := func() {
		if op != nil && len(op.Endpoints) > 0 {
			op.Responses = r.outcomes(about)
			r.page.Ops = append(r.page.Ops, op)
		}
		about = nil
	}
	for _, b := range s.Flat() {
		p, ok := b.(*markdown.Para)
		if !ok {
			continue
		}
		if m, ok := r.d.First("bound-action", p.Text.String()); ok {
			done()
			op = &model.OpClaim{Title: m.Arg("name"), Variant: m.Arg("name"), Pos: p.Pos, At: model.At{p.Pos}}
			op.Doc = cell.Describe(p.Text, r.d).SentenceAt(p.Text.Pos)
		}
		if op != nil {
			op.Endpoints = append(op.Endpoints, r.actionLines(p.Text)...)
			about = append(about, b)
		}
	}
	done()
}

// actionLines returns the request lines in the code spans of a text.
func (r *reader) actionLines(t markdown.Text) []*model.Endpoint {
	var out []*model.Endpoint
	for _, s := range t.Spans {
		method, url, ok := strings.Cut(markdown.Fold(s.Text), " ")
		if !s.Code || !ok || !strings.Contains(url, "/") {
			continue
		}
		if !cell.IsMethod(strings.ToUpper(method)) {
			r.add(diag.RequestLine, s.Pos, "%q is no HTTP method; an action is called by POST", method)
			method = "POST"
		}
		if _, path, err := cell.RequestLine(method+" "+url, r.limits); err == nil {
			out = append(out, &model.Endpoint{Method: strings.ToUpper(method), Path: path, Pos: s.Pos})
		} else {
			r.add(diag.RequestLine, s.Pos, "%v; the line is not used", err)
		}
	}
	return out
}

// outcomes returns what the prose of blocks says is returned.
func (r *reader) outcomes(blocks []markdown.Block) []*model.ResponseClaim {
	var out []*model.ResponseClaim
	for _, c := range cell.Responses(joinedText(blocks), r.d) {
		out = append(out, &c)
	}
	return out
}
