package gen

import "github.com/dave/jennifer/jen"

// This file prints structs.

// writeStruct prints a struct and the methods every struct has.
func writeStruct(p *plan, w *fileWriter, s *structPlan) {
	w.add(s.doc.comment(), jen.Type().Add(ident(s.name)).StructFunc(func(g *jen.Group) { structFields(g, s) }))
	// func (x *T) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
	w.addShort("// UnmarshalJSON implements [json.Unmarshaler].", method("x *"+s.name, "UnmarshalJSON").
		Params(jen.Id("data").Index().Byte()).Error().Block(jen.Return(jen.Id("unmarshal").Call(jen.Id("data"), jen.Id("x")))))
	// func (x T) MarshalJSON() ([]byte, error) { return marshal(&x) }
	w.addShort("// MarshalJSON implements [json.Marshaler].", method("x "+s.name, "MarshalJSON").
		Params().Params(jen.Index().Byte(), jen.Error()).Block(jen.Return(jen.Id("marshal").Call(jen.Op("&").Id("x")))))
	if p.emits("validators") && len(s.rules) > 0 {
		writeValidate(w, s)
	}
	if s.any != nil {
		writeAny(w, s.any)
	}
	for _, a := range s.as {
		writeAs(w, s, a)
	}
	if len(s.dispatch) > 0 {
		writeDispatch(w, s)
	}
}

// structFields prints the fields of s.
func structFields(g *jen.Group, s *structPlan) {
	if !s.request {
		doc, tag := `// ODataType is the "@odata.type" of the value, "" if it had none.`, map[string]string{"json": "@odata.type,omitzero"}
		if s.odataType != "" {
			doc += " Then the one in\n// the tag is written."
			tag["odata"] = s.odataType
		}
		g.Comment(doc)
		// ODataType string `json:"@odata.type,omitzero" odata:"ns.t"`
		g.Id("ODataType").String().Tag(tag)
	}
	for _, f := range s.fields {
		if doc := f.doc.comment(); doc != "" {
			g.Comment(doc)
		}
		tag := map[string]string{"json": f.json + ",omitzero"}
		if f.number {
			tag["docmill"] = "number"
		}
		g.Add(ident(f.name)).Add(typ(f.typ)).Tag(tag)
	}
	g.Comment("// Extra holds the members that the pages do not document, as received.")
	g.Id("Extra").Id("Extra").Tag(map[string]string{"json": "-"})
}

// writeAs prints how a value is seen as its base.
func writeAs(w *fileWriter, s *structPlan, a asPlan) {
	value := jen.Id("x")
	doc := "// " + a.method + " returns x."
	if a.base != s.name {
		value = jen.Id("as").Call(jen.Id("x"), jen.New(ident(a.base)))
		doc = "// " + a.method + " returns x in the form of its base type."
	}
	// func (x *T) AsBase() *Base { return as(x, new(Base)) }
	w.addShort(doc, method("x *"+s.name, a.method).Params().Op("*").Add(ident(a.base)).Block(jen.Return(value)))
}

// writeAny prints the interface of a type that has descendants, and the
// function that makes their values.
func writeAny(w *fileWriter, a *anyPlan) {
	// type AnyB interface { AsB() *B }
	w.add(anyComment(a), jen.Type().Add(ident(a.name)).Interface(
		jen.Comment(docComment(a.method+" returns the value in the form of "+a.base+"; what only a descendant has is in its Extra.")),
		ident(a.method).Params().Op("*").Add(ident(a.base)),
	))
	// func newB(odataType string) any { switch odataType { case "ns.d": return new(D) }; return new(B) }
	w.add(docComment(a.newFunc+" returns the Go type for an @odata.type that "+a.base+" is documented with."),
		jen.Func().Add(ident(a.newFunc)).Params(jen.Id("odataType").String()).Any().Block(
			jen.Switch(jen.Id("odataType")).BlockFunc(func(g *jen.Group) {
				for _, c := range a.cases {
					g.Case(jen.Lit(c.odataType)).Block(jen.Return(jen.New(ident(c.name))))
				}
			}),
			jen.Return(jen.New(ident(a.base))),
		))
}

// anyComment returns the comment of the interface of a type with descendants.
func anyComment(a *anyPlan) string {
	text := a.name + " is [" + a.base + "] or a descendant of it:\n\n"
	for _, name := range a.lists {
		text += "- *[" + name + "]\n"
	}
	return docComment(text)
}

// writeDispatch prints which function makes the values of polymorphic members.
func writeDispatch(w *fileWriter, s *structPlan) {
	// func (*T) dispatch(member string) func(odataType string) any {
	//	switch member { case "a", "b": return newB }
	//	return nil
	// }
	w.addShort("", method("*"+s.name, "dispatch").Params(jen.Id("member").String()).Func().Params(jen.Id("odataType").String()).Any().Block(
		jen.Switch(jen.Id("member")).BlockFunc(func(g *jen.Group) {
			for _, d := range s.dispatch {
				members := make([]jen.Code, len(d.members))
				for i, m := range d.members {
					members[i] = jen.Lit(m)
				}
				g.Case(members...).Block(jen.Return(ident(d.newFunc)))
			}
		}),
		jen.Return(jen.Nil()),
	))
}
