package gen

import "github.com/dave/jennifer/jen"

// This file prints enums: a string type, its constants, and what is known of
// its values.

func writeEnum(w *fileWriter, e *enumPlan) {
	w.add(e.doc.comment(), jen.Type().Add(ident(e.name)).String())
	if len(e.consts) > 0 {
		w.add("// The documented values of "+e.name+".", jen.Const().DefsFunc(func(g *jen.Group) {
			for _, c := range e.consts {
				if doc := docComment(c.doc); doc != "" {
					g.Comment(doc)
				}
				// StateActive State = "active"
				g.Add(ident(c.name)).Add(ident(e.name)).Op("=").Lit(c.value)
			}
		}))
	}
	// func (v E) Known() bool { return isNamed(string(v), v.names()) }
	doc, call := "// Known reports whether v is documented. Values that are not are kept as\n// received.", jen.Id("isNamed")
	if e.flags {
		// func (v E) Known() bool { return flagsKnown(string(v), v.names()) }
		doc, call = "// Known reports whether all members of v are documented.", jen.Id("flagsKnown")
	}
	w.addShort(doc, method("v "+e.name, "Known").Params().Bool().Block(
		jen.Return(call.Call(jen.String().Call(jen.Id("v")), jen.Id("v").Dot("names").Call()))))
	// func (*E) names() string { return "a\nb" }
	w.addShort("", method("*"+e.name, "names").Params().String().Block(jen.Return(valueLines(e))))
	if e.flags {
		writeFlags(w, e)
	}
}

// valueLines returns the values of e, separated by newlines, as a string of a
// line each if they are many.
func valueLines(e *enumPlan) *jen.Statement {
	if len(e.consts) == 0 {
		return jen.Lit("")
	}
	out := jen.Null()
	line := ""
	for i, c := range e.consts {
		line += c.value
		if i+1 == len(e.consts) {
			break
		}
		line += "\n"
		if len(line) > 80 {
			out = out.Lit(line).Op("+").Line()
			line = ""
		}
	}
	return out.Lit(line)
}

// writeFlags prints the methods of an enum whose values are sets.
func writeFlags(w *fileWriter, e *enumPlan) {
	// func (v E) List() []E { return flagsList(v) }
	w.add("// List returns the members that v holds.", method("v "+e.name, "List").Params().Index().Add(ident(e.name)).Block(
		jen.Return(jen.Id("flagsList").Call(jen.Id("v")))))
	// func (v E) Has(m E) bool { return flagsHas(v, m) }
	w.add("// Has reports whether v holds all members of m.", method("v "+e.name, "Has").Params(jen.Id("m").Add(ident(e.name))).Bool().Block(
		jen.Return(jen.Id("flagsHas").Call(jen.Id("v"), jen.Id("m")))))
}
