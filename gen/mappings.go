package gen

import "github.com/dave/jennifer/jen"

// This file prints what makes the compiler check the types of the
// configuration: docmill does not read them.

func writeMappings(p *plan, w *fileWriter) {
	// type mappedType interface {
	//	encoding.TextMarshaler
	//	encoding.TextUnmarshaler
	// }
	w.add("// A mappedType reads and writes itself as text, as the types of the\n// configuration must.",
		jen.Type().Id("mappedType").Interface(jen.Qual("encoding", "TextMarshaler"), jen.Qual("encoding", "TextUnmarshaler")))
	// var (
	//	_ mappedType = (*uuid.UUID)(nil)
	// )
	w.add("", jen.Var().DefsFunc(func(g *jen.Group) {
		for _, t := range p.mappings {
			g.Id("_").Id("mappedType").Op("=").Params(jen.Op("*").Add(typ(t))).Call(jen.Nil())
		}
	}))
}
