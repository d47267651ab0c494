package gen

import (
	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/model"
)

// This file prints the rules: a table for each type, and what each operation
// asks of its body. Everything that decides is in the runtime.

// ruleNames are the constants of the runtime.
var ruleNames = map[string]string{
	string(model.Required): "RuleRequired", string(model.ReadOnly): "RuleReadOnly", string(model.NotUpdatable): "RuleNotUpdatable",
	string(model.NotNull): "RuleNotNull", string(model.OneOf): "RuleOneOf", string(model.MaxLength): "RuleMaxLength",
	string(model.Range): "RuleRange", string(model.MaxItems): "RuleMaxItems", string(model.Format): "RuleFormat",
	string(model.Exclusive): "RuleExclusive", string(model.UnknownName): "RuleEnum",
}

// writeValidate prints the method of a type and its table, if there is one.
func writeValidate(w *fileWriter, s *structPlan) {
	table, rules := jen.Nil(), tableRules(s.rules)
	if len(rules) > 0 {
		table = ident(tableName(s))
	}
	// func (x *T) Validate() error { return validate(x, rulesOfT) }
	w.addShort("// Validate reports which documented rules the values in x break, as [ValidationErrors].",
		method("x *"+s.name, "Validate").Params().Error().Block(jen.Return(jen.Id("validate").Call(jen.Id("x"), table))))
	if len(rules) > 0 {
		// var rulesOfT = []MemberRule{{"name", RuleMaxLength, "64", "sentence", "page:line"}}
		w.add("", jen.Var().Add(ident(tableName(s))).Op("=").Add(ruleTable(rules)))
	}
}

// tableName returns the name of a type's table. Nothing else in a package is
// called so: the runtime is not, and types have names of their own.
func tableName(s *structPlan) string { return "rulesOf" + s.name }

// tableRules leaves out what the runtime finds without a table.
func tableRules(rules []rulePlan) []rulePlan {
	var out []rulePlan
	for _, r := range rules {
		if ruleNames[r.call] != "" {
			out = append(out, r)
		}
	}
	return out
}

// ruleTable returns []MemberRule{...}, a rule a line.
func ruleTable(rules []rulePlan) *jen.Statement {
	return jen.Index().Id("MemberRule").ValuesFunc(func(g *jen.Group) {
		for _, r := range rules {
			g.Line().Values(jen.Lit(r.member), ident(ruleNames[r.call]), jen.Lit(r.arg), jen.Lit(r.sentence), jen.Lit(r.source))
		}
		g.Line()
	})
}

// bodyTable returns []BodyRules{{Type: "T", Accepted: ..., Rules: ...}}.
func bodyTable(bodies []bodyRulesPlan) *jen.Statement {
	return jen.Index().Id("BodyRules").ValuesFunc(func(g *jen.Group) {
		for _, b := range bodies {
			fields := []jen.Code{jen.Line().Id("Type").Op(":").Lit(b.typ)}
			if b.accepted != nil {
				fields = append(fields, jen.Line().Id("Accepted").Op(":").Index().String().Values(literals(b.accepted)...),
					jen.Line().Id("Source").Op(":").Lit(b.source))
			}
			if len(b.rules) > 0 {
				fields = append(fields, jen.Line().Id("Rules").Op(":").Add(ruleTable(b.rules)))
			}
			g.Values(append(fields, jen.Line())...)
		}
	})
}
