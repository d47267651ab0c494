package gen

import "github.com/dave/jennifer/jen"

// This file writes the list of all types for the test that puts values through
// each. It is a list of the test alone: in the package it would keep every type
// in every program.

// writeTypesTest prints the test of all types.
func writeTypesTest(p *plan, w *fileWriter) {
	// func TestTypes(t *testing.T) { everyType(t, allTypes) }
	w.add("// TestTypes puts values through every type.", jen.Func().Id("TestTypes").Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("everyType").Call(jen.Id("t"), jen.Id("allTypes"))))
	// var allTypes = []any{(*Thing)(nil), ...}
	w.add("", jen.Var().Id("allTypes").Op("=").Index().Any().ValuesFunc(func(g *jen.Group) {
		for _, s := range p.structs {
			g.Line().Params(jen.Op("*").Add(ident(s.name))).Call(jen.Nil())
		}
		g.Line()
	}))
}
