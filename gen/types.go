package gen

// This file prints structs.

// writeStruct prints a struct and the methods every struct has.
func writeStruct(p *plan, w *fileWriter, s *structPlan) {
	w.comment(s.doc.comment())
	w.emit("type % struct {\n", s.name)
	writeFields(w, s)
	w.emit("}\n\n")
	w.short("// UnmarshalJSON implements [json.Unmarshaler].")
	w.emit(`func (x *%) UnmarshalJSON(data []byte) error {
	return unmarshal(data, x)
}

`, s.name)
	w.short("// MarshalJSON implements [json.Marshaler].")
	w.emit(`func (x %) MarshalJSON() ([]byte, error) {
	return marshal(&x)
}

`, s.name)
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

// writeFields prints the fields of s.
func writeFields(w *fileWriter, s *structPlan) {
	if !s.request {
		doc, tag := `// ODataType is the "@odata.type" of the value, "" if it had none.`, fieldTag{"json", "@odata.type,omitzero"}
		if s.odataType != "" {
			doc += " Then the one in\n// the tag is written."
			tag = append(tag, "odata", s.odataType)
		}
		w.comment(doc)
		w.emit("ODataType string %\n", tag)
	}
	for _, f := range s.fields {
		w.comment(f.doc.comment())
		tag := fieldTag{"json", f.json + ",omitzero"}
		if f.number {
			tag = fieldTag{"docmill", "number", "json", f.json + ",omitzero"}
		}
		w.emit("% % %\n", f.name, f.typ, tag)
	}
	w.emit("// Extra holds the members that the pages do not document, as received.\nExtra Extra `json:\"-\"`\n")
}

// writeAs prints how a value is seen as its base.
func writeAs(w *fileWriter, s *structPlan, a asPlan) {
	if a.base == s.name {
		w.short("// " + a.method + " returns x.")
		w.emit("func (x *%) %() *% {\n\treturn x\n}\n\n", s.name, a.method, a.base)
		return
	}
	w.short("// " + a.method + " returns x in the form of its base type.")
	w.emit(`func (x *%) %() *% {
	return as(x, new(%))
}

`, s.name, a.method, a.base, a.base)
}

// writeAny prints the interface of a type that has descendants, and the
// function that makes their values.
func writeAny(w *fileWriter, a *anyPlan) {
	w.comment(anyComment(a))
	w.emit("type % interface {\n", a.name)
	w.comment(docComment(a.method + " returns the value in the form of " + a.base + "; what only a descendant has is in its Extra."))
	w.emit("%() *%\n}\n\n", a.method, a.base)
	w.comment(docComment(a.newFunc + " returns the Go type for an @odata.type that " + a.base + " is documented with."))
	w.emit("func %(odataType string) any {\n\tswitch odataType {\n", a.newFunc)
	for _, c := range a.cases {
		w.emit("case %:\n\treturn new(%)\n", quoted(c.odataType), c.name)
	}
	w.emit("}\n\treturn new(%)\n}\n\n", a.base)
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
	w.short("")
	w.emit("func (*%) dispatch(member string) func(odataType string) any {\n\tswitch member {\n", s.name)
	for _, d := range s.dispatch {
		w.emit("case ")
		w.list(d.members)
		w.emit(":\n\treturn %\n", d.newFunc)
	}
	w.emit("}\n\treturn nil\n}\n\n")
}
