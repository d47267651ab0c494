package selection

import (
	"slices"

	"github.com/docmill/docmill/model"
)

// This file makes an API of a part. What refers to something that is cut is
// copied, the rest is shared with the whole.

// IsCut reports whether s is less than the whole: whether patterns were given.
func (s *Part) IsCut() bool { return !s.whole }

// API returns the part as an API of its own.
func (s *Part) API() *model.API {
	if s.whole {
		return s.graph.api
	}
	if s.api == nil {
		s.api = newCutter(s).build()
	}
	return s.api
}

// Whole returns the API that s is a part of, nil if s is that itself.
func (s *Part) Whole() *model.API {
	if s.whole {
		return nil
	}
	return s.graph.api
}

// A cutter copies the part out of the whole.
type cutter struct {
	part  *Part
	types map[*model.Type]*model.Type // copies
}

func newCutter(s *Part) *cutter {
	c := &cutter{part: s, types: make(map[*model.Type]*model.Type)}
	for _, t := range s.graph.api.Types {
		if s.has(typeNode{t, false}) {
			dup := *t
			c.types[t] = &dup
		}
	}
	return c
}

func (c *cutter) build() *model.API {
	whole := c.part.graph.api
	out := &model.API{BaseURL: whole.BaseURL, Clouds: whole.Clouds, Pages: whole.Pages}
	for _, t := range whole.Types {
		if dup := c.types[t]; dup != nil {
			c.rewire(dup)
			out.Types = append(out.Types, dup)
		}
	}
	for _, e := range whole.Enums {
		if c.part.has(enumNode{e}) {
			out.Enums = append(out.Enums, e)
		}
	}
	for _, o := range whole.Operations {
		if dup := c.operation(o); dup != nil {
			out.Operations = append(out.Operations, dup)
		}
	}
	out.Files = files(whole, out)
	return out
}

// files returns the files of the whole on which something of a part stands.
func files(whole, part *model.API) []model.File {
	used := make(map[string]bool)
	for _, t := range part.Types {
		for _, page := range t.Pages {
			used[page] = true
		}
		used[t.Pos.File] = true
		for _, f := range t.Fields {
			used[f.Pos.File] = true
		}
	}
	for _, e := range part.Enums {
		used[e.Page], used[e.Pos.File] = true, true
	}
	for _, o := range part.Operations {
		used[o.Page], used[o.Pos.File] = true, true
	}
	return slices.DeleteFunc(slices.Clone(whole.Files), func(f model.File) bool { return !used[f.Path] })
}

// rewire makes a copied type refer to copies only.
func (c *cutter) rewire(t *model.Type) {
	t.Base = c.types[t.Base]
	t.Fields = c.fields(t.Fields)
	var derived []*model.Type
	for _, d := range t.Derived {
		if dup := c.types[d]; dup != nil {
			derived = append(derived, dup)
		}
	}
	t.Derived = derived
}

func (c *cutter) fields(fields []*model.Field) []*model.Field {
	var out []*model.Field
	for _, f := range fields {
		dup := *f
		dup.Type = c.ref(f.Type)
		dup.Inherited = c.types[f.Inherited]
		out = append(out, &dup)
	}
	return out
}

// ref returns r with types replaced by their copies, and by any JSON what is
// excluded.
func (c *cutter) ref(r model.Ref) model.Ref {
	switch r := r.(type) {
	case *model.List:
		return &model.List{Elem: c.ref(r.Elem)}
	case *model.Type:
		if c.part.has(typeNode{r, true}) {
			return c.types[r]
		}
		return model.Any
	case *model.Enum:
		if c.part.has(enumNode{r}) {
			return r
		}
		return model.Any
	default:
		return r
	}
}

// operation returns the selected request lines of o as an operation, nil if
// there are none. What examples imply stands behind an operation even if
// nothing else of it is selected.
func (c *cutter) operation(o *model.Op) *model.Op {
	var implied []*model.Op
	for _, i := range o.Implied {
		if c.part.has(lineNode{model.Use{Op: i}, o}) {
			implied = append(implied, c.copyOp(i))
		}
	}
	var lines []int
	for i := range o.Endpoints {
		if c.part.has(lineNode{model.Use{Op: o, Index: i}, o}) {
			lines = append(lines, i)
		}
	}
	if len(lines) == 0 && len(implied) == 0 && !c.part.has(opNode{o}) {
		return nil
	}
	dup := c.copyOp(o)
	dup.Implied = implied
	if len(lines) < len(o.Endpoints) {
		keepLines(dup, o, lines)
	}
	return dup
}

// copyOp copies what refers to types. Who contradicts whom about a response is
// no matter of parts.
func (c *cutter) copyOp(o *model.Op) *model.Op {
	dup := *o
	dup.Params = nil
	for _, p := range o.Params {
		param := *p
		param.Type = c.ref(p.Type)
		dup.Params = append(dup.Params, &param)
	}
	dup.Body.Type = c.ref(o.Body.Type)
	dup.Body.Fields = c.fields(o.Body.Fields)
	dup.Responses = nil
	for _, r := range o.Responses {
		response := *r
		response.Type, response.Prose, response.Block = c.ref(r.Type), nil, nil
		dup.Responses = append(dup.Responses, &response)
	}
	return &dup
}

// keepLines cuts dup, a copy of o, down to some of its request lines, and what
// counts them with it. Examples of other lines stay: they say what the bodies
// look like.
func keepLines(dup, o *model.Op, lines []int) {
	dup.Whole = o
	dup.Endpoints = nil
	for _, i := range lines {
		dup.Endpoints = append(dup.Endpoints, o.Endpoints[i])
	}
	dup.Permissions = nil
	for _, table := range o.Permissions {
		t := *table
		if t.Endpoints = indexes(t.Endpoints, lines); len(table.Endpoints) > 0 && len(t.Endpoints) == 0 {
			continue
		}
		dup.Permissions = append(dup.Permissions, &t)
	}
	dup.Examples = nil
	for _, example := range o.Examples {
		e := *example
		if e.Endpoint >= 0 {
			e.Endpoint = slices.Index(lines, e.Endpoint)
		}
		dup.Examples = append(dup.Examples, &e)
	}
}

// indexes returns where the members of list stand in lines.
func indexes(list, lines []int) []int {
	var out []int
	for _, i := range list {
		if at := slices.Index(lines, i); at >= 0 {
			out = append(out, at)
		}
	}
	return out
}
