package model

import "slices"

// build returns the selected part as an API of its own. Types are copied,
// because what refers to them (and their descendants) is cut down; the rest is
// shared with the whole.
func (s *selection) build() *API {
	out := &API{BaseURL: s.api.BaseURL, Clouds: s.api.Clouds, Pages: s.api.Pages}
	for t := range s.types {
		c := *t
		s.types[t] = &c
	}
	for _, t := range s.api.Types {
		if c := s.types[t]; c != nil {
			s.rewire(c)
			out.Types = append(out.Types, c)
		}
	}
	for _, e := range s.api.Enums {
		if s.enums[e] {
			out.Enums = append(out.Enums, e)
		}
	}
	for _, o := range s.api.Operations {
		if s.ops[o] {
			out.Operations = append(out.Operations, s.copyOp(o))
		}
	}
	out.Files = s.files(out)
	return out
}

// files returns the files on which something selected stands.
func (s *selection) files(part *API) []File {
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
	return slices.DeleteFunc(slices.Clone(s.api.Files), func(f File) bool { return !used[f.Path] })
}

// rewire makes a copied type refer to copies only.
func (s *selection) rewire(t *Type) {
	t.Base = s.types[t.Base]
	t.Fields = s.copyFields(t.Fields)
	var derived []*Type
	for _, d := range t.Derived {
		if c := s.types[d]; c != nil {
			derived = append(derived, c)
		}
	}
	t.Derived = derived
}

func (s *selection) copyFields(fields []*Field) []*Field {
	var out []*Field
	for _, f := range fields {
		c := *f
		c.Type = s.copyRef(f.Type)
		c.Inherited = s.types[f.Inherited]
		out = append(out, &c)
	}
	return out
}

// copyRef returns r with types replaced by their copies; a type that is not
// selected (what a response's text alone says) is nil.
func (s *selection) copyRef(r Ref) Ref {
	switch r := r.(type) {
	case *List:
		if elem := s.copyRef(r.Elem); elem != nil {
			return &List{Elem: elem}
		}
		return nil
	case *Type:
		if c := s.types[r]; c != nil {
			return c
		}
		return nil
	case *Enum:
		if s.enums[r] {
			return r
		}
		return nil
	default:
		return r
	}
}

func (s *selection) copyOp(o *Op) *Op {
	c := *o
	c.Params = nil
	for _, p := range o.Params {
		cp := *p
		cp.Type = s.copyRef(p.Type)
		c.Params = append(c.Params, &cp)
	}
	c.Body.Type = s.copyRef(o.Body.Type)
	c.Body.Fields = s.copyFields(o.Body.Fields)
	c.Responses = nil
	for _, r := range o.Responses {
		cr := *r
		cr.Type, cr.Prose, cr.Block = s.copyRef(r.Type), s.copyRef(r.Prose), s.copyRef(r.Block)
		c.Responses = append(c.Responses, &cr)
	}
	c.Implied = nil
	for _, i := range o.Implied {
		c.Implied = append(c.Implied, s.copyOp(i))
	}
	return &c
}
