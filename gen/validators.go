package gen

import "github.com/dave/jennifer/jen"

// This file prints Validate methods: one call of the runtime for each rule.

// writeValidate prints
//
//	func (x *T) Validate() error {
//		v := newValidation("T")
//		v.maxLength("name", x.Name, 64).because("...", "page")
//		return v.err()
//	}
func writeValidate(w *fileWriter, s *structPlan) {
	w.add("// Validate reports which documented rules x breaks, as [ValidationErrors].",
		method("x *"+s.name, "Validate").Params().Error().BlockFunc(func(g *jen.Group) {
			g.Id("v").Op(":=").Id("newValidation").Call(jen.Lit(s.name))
			for _, r := range s.rules {
				g.Add(ruleCall(r))
			}
			g.Return(jen.Id("v").Dot("err").Call())
		}))
}

// ruleCall returns v.call("member", x.Field, args).because("sentence", "page").
func ruleCall(r rulePlan) *jen.Statement {
	args := []jen.Code{jen.Lit(r.member), dot(jen.Id("x"), r.field)}
	for _, a := range r.args {
		args = append(args, jen.Lit(a))
	}
	call := dot(jen.Id("v"), r.call).Call(args...)
	if r.sentence == "" {
		return call
	}
	return call.Dot("because").Call(jen.Lit(r.sentence), jen.Lit(r.page))
}
