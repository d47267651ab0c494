package gen

import "github.com/docmill/docmill/model"

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
	table, rules := "nil", tableRules(s.rules)
	if len(rules) > 0 {
		table = tableName(s)
	}
	w.short("// Validate reports which documented rules the values in x break, as [ValidationErrors].")
	w.emit(`func (x *%) Validate() error {
	return validate(x, %)
}

`, s.name, table)
	if len(rules) > 0 {
		w.emit("var % = ", table)
		writeRules(w, rules)
		w.emit("\n\n")
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

// writeRules prints a table, a rule a line:
//
//	[]MemberRule{
//		{"name", RuleMaxLength, "64", "sentence", "page:line"},
//	}
func writeRules(w *fileWriter, rules []rulePlan) {
	w.emit("[]MemberRule{\n")
	for _, r := range rules {
		w.emit("{%, %, %, %, %},\n", quoted(r.member), ruleNames[r.call], quoted(r.arg), quoted(r.sentence), quoted(r.source))
	}
	w.emit("}")
}

// writeBodyRules prints the member of an operation that has the rules of its
// bodies.
func writeBodyRules(w *fileWriter, bodies []bodyRulesPlan) {
	w.emit("Body: []BodyRules{")
	commas(w, bodies, func(b bodyRulesPlan) {
		w.emit("{\nType: %,\n", quoted(b.typ))
		if b.accepted != nil {
			w.emit("Accepted: []string{")
			w.list(b.accepted)
			w.emit("},\nSource: %,\n", quoted(b.source))
		}
		if len(b.rules) > 0 {
			w.emit("Rules: ")
			writeRules(w, b.rules)
			w.emit(",\n")
		}
		w.emit("}")
	})
	w.emit("},\n")
}
