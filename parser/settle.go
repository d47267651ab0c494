package parser

import (
	"cmp"
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file settles what only the whole page tells about an operation: sections
// that stand where nobody expects them, parameters whose place the templates
// show, outcomes that examples name. And it reports what the page lacks.

// settleOperations does for each operation of the page what needs all of its
// sections, and reports what the page lacks.
func (r *reader) settleOperations() {
	for _, op := range r.page.Ops {
		if len(op.Endpoints) == 0 && len(r.page.Ops) == 1 {
			r.permissionRequests(r.doc.Root)
		}
		if len(op.Permissions) == 0 && len(r.page.Ops) == 1 {
			r.grantsElsewhere(r.doc.Root)
		}
		r.settleParams(op)
		r.settleResponses(op)
		r.settleBody(op)
		r.tieGrants(op)
		pos := op.Pos
		if len(op.Endpoints) == 0 {
			r.add(diag.NoEndpoint, r.requestPlace(op), "no request line; want an http block with METHOD /path under \"HTTP request\"")
		}
		if len(op.Permissions) == 0 {
			r.add(diag.NoPermissions, pos, "no permissions table")
		}
		if len(op.Responses) == 0 {
			r.add(diag.NoResponse, pos, "nothing about the response")
		}
	}
}

// requestPlace returns where the request lines of an operation should stand:
// the heading of that section, or the operation's title if there is none.
func (r *reader) requestPlace(op *model.OpClaim) diag.Pos {
	if len(r.page.Ops) > 1 {
		return op.Pos
	}
	if s := r.sectionOf(r.doc.Root, "http request"); s != nil {
		return s.Pos
	}
	return op.Pos
}

// sectionOf returns the first section inside of s with a title, nil if there is
// none.
func (r *reader) sectionOf(s *markdown.Section, key string) *markdown.Section {
	for _, sub := range s.Sections {
		if r.key(sub) == key {
			return sub
		}
		if found := r.sectionOf(sub, key); found != nil {
			return found
		}
	}
	return nil
}

// permissionRequests reads the requests that some pages keep in their
// permissions section, without a heading.
func (r *reader) permissionRequests(s *markdown.Section) {
	for _, sub := range s.Sections {
		if r.key(sub) == "permission" && hasRequest(sub) {
			q := requestReader{r: r}
			q.blocks(sub.Blocks)
			r.op.Endpoints = append(r.op.Endpoints, q.done()...)
		}
		r.permissionRequests(sub)
	}
}

// settleParams corrects where a parameter goes by the templates of the
// endpoints, and makes one of repetitions.
func (r *reader) settleParams(op *model.OpClaim) {
	if len(op.Params) == 0 {
		return
	}
	type key struct {
		name string
		in   model.ParamIn
	}
	var out []*model.ParamClaim
	places, seen := placesOf(op), make(map[key]*model.ParamClaim)
	for _, p := range op.Params {
		if in, ok := places[model.FoldCase(p.Name)]; ok {
			p.In = in
		}
		k := key{p.Name, p.In}
		if first := seen[k]; first != nil {
			r.repeated(first, p)
			continue
		}
		seen[k] = p
		out = append(out, p)
	}
	op.Params = out
}

// repeated adds what a further row of a parameter says, and reports where the
// two contradict each other.
func (r *reader) repeated(first, p *model.ParamClaim) {
	if !sameType(first.Type, p.Type) || first.Doc != "" && p.Doc != "" && first.Doc != p.Doc {
		r.diags.AddRelated(diag.DuplicateField, p.Pos, diag.Related{Pos: first.Pos, Msg: "the row that is used"},
			"the parameter %s is listed again with other facts", p.Name)
	}
	if first.Type.IsZero() {
		first.Type = p.Type
	}
	first.Doc, first.Required = cmp.Or(first.Doc, p.Doc), cmp.Or(first.Required, p.Required)
	if len(first.Values) == 0 {
		first.Values = p.Values
	}
	first.Again = append(first.Again, p)
}

// sameType reports whether two rows name one type, or one of them none.
func sameType(a, b model.TypeExpr) bool {
	return a.IsZero() || b.IsZero() || a.Name == b.Name && a.Collection == b.Collection
}

// placesOf returns where the endpoints' templates have parameters, by their
// names: the first of several places.
func placesOf(op *model.OpClaim) map[string]model.ParamIn {
	out := make(map[string]model.ParamIn)
	add := func(name string, in model.ParamIn) {
		if name = model.FoldCase(name); out[name] == "" {
			out[name] = in
		}
	}
	for _, e := range op.Endpoints {
		for _, s := range e.Path.Segments {
			for _, a := range s.Args {
				if s.Kind == model.Function {
					add(a.Name, model.InFunction)
					add(a.Param, model.InFunction)
				} else {
					add(a.Param, model.InPath)
				}
			}
		}
		for _, q := range e.Path.Query {
			add(q.Name, model.InQuery)
		}
	}
	return out
}

// settleResponses adds what examples and their annotations tell, and drops
// repetitions: a page may say twice what it returns. A page without a Response
// section may have its sentence above the example's response.
func (r *reader) settleResponses(op *model.OpClaim) {
	if len(op.Responses) == 0 && len(r.page.Ops) == 1 {
		r.deepResponses(r.doc.Root)
	}
	op.Responses = append(op.Responses, exampleResponses(op)...)
	out := op.Responses[:0]
	for _, c := range op.Responses {
		same := func(o *model.ResponseClaim) bool {
			return o.Status == c.Status && o.From == c.From && o.Type.Name == c.Type.Name &&
				o.Type.Collection == c.Type.Collection && o.None == c.None && o.Stream == c.Stream
		}
		if i := slices.IndexFunc(out, same); i >= 0 {
			out[i].At.Add(c.Pos)
			continue
		}
		out = append(out, c)
	}
	op.Responses = out
}

// deepResponses reads the sentences under "Response" headings at any level.
func (r *reader) deepResponses(s *markdown.Section) {
	for _, sub := range s.Sections {
		if r.key(sub) == "response" {
			r.responseText(sub)
		}
		r.deepResponses(sub)
	}
}

// exampleResponses returns the outcomes that annotations of responses name
// and, if the prose tells none, those of bare examples.
func exampleResponses(op *model.OpClaim) []*model.ResponseClaim {
	var noted, shown []*model.ResponseClaim
	saysNone := len(op.Responses) > 0
	for _, c := range op.Responses {
		saysNone = saysNone && c.None
	}
	for _, e := range op.Examples {
		m := e.Response
		if m == nil || m.Status >= 400 {
			continue
		}
		if m.Status == 0 && saysNone {
			continue // what the server sends elsewhere: a notification
		}
		if m.Type.IsZero() {
			if m.Status != 0 && len(op.Responses) == 0 {
				shown = append(shown, &model.ResponseClaim{Status: m.Status, From: model.FromExample, None: m.Body == "", Pos: m.Pos})
			}
			continue
		}
		c := &model.ResponseClaim{Status: m.Status, Type: m.Type, From: model.FromAnnotation, Pos: m.Pos}
		if c.Stream = m.Type.Name == string(model.Stream); c.Stream {
			c.Type = model.TypeExpr{}
		}
		c.Type.Collection = c.Type.Collection || holdsList(m.JSON)
		noted = append(noted, c)
	}
	return append(noted, shown...)
}

// holdsList reports whether a response is a list: {"value": […]}. Annotations
// forget to say so.
func holdsList(s *model.JSONSample) bool {
	if s == nil {
		return false
	}
	return slices.ContainsFunc(s.Members, func(m model.JSONMember) bool { return m.Name == "value" && m.Type.Collection })
}
