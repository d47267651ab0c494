package parser

import (
	"cmp"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads "resource" annotations, the most trusted source of a type's
// name, base and key:
//
//	<!-- { "blockType": "resource", "@odata.type": "x.shelf", "keyProperty": "id" } -->

// A resourceMeta is a "resource" annotation with the code it announces, nil
// if there is none.
type resourceMeta struct {
	*markdown.Meta
	code *markdown.Code
}

// typeName returns the full name in the annotation, "" if it names none: some
// generators write "x.None". Older annotations name the type in "@type".
func (m resourceMeta) typeName() string {
	name := strings.TrimPrefix(cmp.Or(m.String("@odata.type"), m.String("@type")), "#")
	if short := model.ShortName(name); short == "" || short == "None" {
		return ""
	}
	return name
}

// namePlace returns the place of what typeName returns.
func (m resourceMeta) namePlace() diag.Pos {
	if m.String("@odata.type") == "" {
		return m.Place("@type")
	}
	return m.Place("@odata.type")
}

// annotations returns the "resource" annotations in s, without those of the
// sections in skip.
func annotations(s *markdown.Section, skip map[diag.Pos]bool) []resourceMeta {
	var out []resourceMeta
	open := false // the last annotation waits for its code
	for _, b := range s.Flat() {
		switch b := b.(type) {
		case *markdown.Meta:
			if open = b.String("blockType") == "resource"; open {
				out = append(out, resourceMeta{Meta: b})
			}
		case *markdown.Code:
			if open {
				out[len(out)-1].code = b
			}
			open = false
		}
	}
	for _, sub := range s.Sections {
		if !skip[sub.Pos] {
			out = append(out, annotations(sub, skip)...)
		}
	}
	return out
}

// annotate records what the annotations of a type say. The first names it,
// or the first that names it as its title does; others of the same name add
// what it leaves open.
func (r *reader) annotate(t *model.TypeClaim, metas []resourceMeta) {
	for _, m := range metas {
		if name := m.typeName(); t.Name == "" || strings.EqualFold(model.ShortName(name), t.Titled) {
			t.Name, t.NamePos = name, m.namePlace()
		}
		if strings.EqualFold(model.ShortName(t.Name), t.Titled) {
			break
		}
	}
	if t.Name != "" {
		t.NameFrom = model.FromAnnotation
	}
	sample := false
	for _, m := range metas {
		if m.typeName() != "" && !strings.EqualFold(m.typeName(), t.Name) {
			continue
		}
		r.annotation(t, m.Meta)
		if m.code != nil && !sample {
			sample = true
			r.useSample(t, m.code)
		}
	}
}

// useSample makes c the JSON representation of t, if the section's reader took
// another one.
func (r *reader) useSample(t *model.TypeClaim, c *markdown.Code) {
	if t.JSON == nil || t.JSON.Pos != codeStart(c) {
		t.JSON = r.sample(c)
	}
}

// otherAnnotations adds a type for each annotation that names another one than
// the page's own or a type under a heading: a page may show the JSON of a
// small type without describing it further.
func (r *reader) otherAnnotations(own *model.TypeClaim) {
	seen := map[string]bool{"": true}
	for _, t := range r.page.Types {
		seen[strings.ToLower(t.Name)] = true
	}
	for _, m := range annotations(r.doc.Root, nil) {
		name := m.typeName()
		if seen[strings.ToLower(name)] {
			continue
		}
		seen[strings.ToLower(name)] = true
		t := &model.TypeClaim{Name: name, NameFrom: model.FromAnnotation, NamePos: m.namePlace(), Titled: model.ShortName(name), Pos: m.Pos}
		r.annotation(t, m.Meta)
		if m.code != nil {
			t.JSON = r.sample(m.code)
		}
		r.page.Types = append(r.page.Types, t)
	}
}

// annotation records one annotation of t.
func (r *reader) annotation(t *model.TypeClaim, m *markdown.Meta) {
	t.At.Add(m.Pos)
	if base := strings.TrimPrefix(m.String("baseType"), "#"); base != "" {
		e := model.TypeExpr{Name: base, Raw: base, Pos: m.Pos}
		t.Bases = append(t.Bases, model.BaseClaim{Type: e, From: model.FromAnnotation})
	}
	if t.Key == "" {
		t.Key, t.KeyPos = m.String("keyProperty"), m.Place("keyProperty")
	}
	if t.Abstract == model.Unknown {
		t.Abstract = boolOf(m, "abstract")
	}
	if t.Abstract == model.Unknown {
		t.Abstract = boolOf(m, "isAbstract")
	}
	if t.Open == model.Unknown {
		t.Open = boolOf(m, "openType")
	}
}

// boolOf reads a boolean of an annotation; some are written as strings.
func boolOf(m *markdown.Meta, key string) model.Tri {
	switch v := m.Values[key].(type) {
	case bool:
		return model.TriOf(v)
	case string:
		if strings.EqualFold(v, "true") {
			return model.Yes
		}
		if strings.EqualFold(v, "false") {
			return model.No
		}
	}
	return model.Unknown
}

// settleName gives a claim without an annotation the name in its title. Where
// the two are spelt differently, linking decides, which sees all pages.
func (r *reader) settleName(t *model.TypeClaim) {
	if t.Titled == "" {
		t.Titled = r.page.Name
	}
	if t.Name == "" {
		t.Name, t.NameFrom = t.Titled, model.FromTitle
	}
}
