package gen

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// This file plans what is checked: the rules about values of each type, and
// what each operation asks of the members of its body. Only types with
// something to check get a Validate method: a rule of their own, an enum, or a
// member whose type has one.

// ruleNested stands in a plan for what the runtime finds without a table: a
// member that has rules inside.
const ruleNested = "nested"

// fillRules plans the checks of all documented types and of the parameters of
// actions, to which the rules of their operation belong.
func (p *planner) fillRules() {
	checked := p.checkedTypes()
	p.beside(len(p.plan.structs), func(p *planner, i int) {
		rules := (*model.Field).ValueRules
		if p.plan.structs[i].request {
			rules = parameterRules
		}
		p.plan.structs[i].addRules(checked, rules)
	})
	if !p.emits("validators") {
		return
	}
	p.beside(len(p.endpoint), func(p *planner, i int) {
		if e := p.endpoint[i]; e.body.form == bodyType {
			e.plan.op.bodies = p.planBodies(e)
		}
	})
}

// parameterRules returns the rules about a parameter of an action: those about
// its values, and that it is required.
func parameterRules(f *model.Field) []*model.Constraint {
	out := f.ValueRules()
	for _, c := range f.Rules {
		if c.Kind == model.Required || c.Kind == model.Exclusive {
			out = append(out, c)
		}
	}
	return out
}

// addRules plans the checks of s.
func (s *structPlan) addRules(checked map[*model.Type]bool, rules func(*model.Field) []*model.Constraint) {
	byName := make(map[string]*model.Field, len(s.members))
	for _, f := range s.members {
		byName[f.Name] = f
	}
	for _, plan := range s.fields {
		f := byName[plan.json]
		for _, c := range rules(f) {
			s.rules = append(s.rules, planRule(f, c))
		}
		if hasNested(f, checked) {
			s.rules = append(s.rules, rulePlan{call: ruleNested, member: f.Name})
		}
	}
}

// planRule plans one rule about a member.
func planRule(f *model.Field, c *model.Constraint) rulePlan {
	return rulePlan{call: string(c.Kind), member: f.Name, arg: ruleArg(f, c), sentence: c.Sentence, source: sourceLine(c.Pos)}
}

// ruleArg returns what the rule compares with, as the runtime reads it.
func ruleArg(f *model.Field, c *model.Constraint) string {
	switch c.Kind {
	case model.MaxLength, model.MaxItems:
		return limit(c.Max)
	case model.Range:
		return limit(c.Min) + ".." + limit(c.Max)
	case model.OneOf:
		return strings.Join(f.Values, "\n")
	}
	return c.Text
}

func limit(n *float64) string {
	if n == nil {
		return ""
	}
	return strconv.FormatFloat(*n, 'f', -1, 64)
}

// sourceLine returns a place without its column.
func sourceLine(pos diag.Pos) string {
	if !pos.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}

// checkedTypes returns the types whose values have something to check: the type
// itself or one of its descendants has, directly or through members. It repeats
// until nothing is added: types refer to each other in circles.
func (p *planner) checkedTypes() map[*model.Type]bool {
	checked := make(map[*model.Type]bool)
	add := func(t *model.Type) { // a value of a base may be one of t
		for ; t != nil && !checked[t]; t = t.Base {
			checked[t] = true
		}
	}
	own := make(map[*model.Type]bool) // has something to check itself
	isChecked := func(f *model.Field) bool { return len(f.ValueRules()) > 0 || hasNested(f, checked) }
	for again := true; again; {
		again = false
		for _, t := range p.api.Types {
			if !own[t] && slices.ContainsFunc(p.structs[t].members, isChecked) {
				add(t)
				own[t], again = true, true
			}
		}
	}
	return checked
}

// hasNested reports whether values of a member have something to check.
func hasNested(f *model.Field, checked map[*model.Type]bool) bool {
	elem, _ := model.Elem(f.Type)
	t, ok := elem.(*model.Type)
	return ok && checked[t]
}

// planBodies plans what an endpoint asks of its body, for each type that a page
// documents.
func (p *planner) planBodies(e *endpoint) []bodyRulesPlan {
	e.rules = make(map[*model.Type]*model.BodyRules)
	var types []*model.Type
	for _, u := range e.home {
		t, ok := bodyTypeOf(u, e.body.ref)
		if !ok {
			continue
		}
		rules := u.op.BodyRules(u.endpoint(), t)
		if have := e.rules[t]; have != nil {
			have.Meet(&rules)
			continue
		}
		e.rules[t] = &rules
		types = append(types, t)
	}
	var out []bodyRulesPlan
	for _, t := range types {
		rules := e.rules[t]
		for _, u := range e.whole.uses {
			if guest, ok := bodyTypeOf(u, e.whole.body.ref); ok && guest.Name == t.Name {
				rules.Refute(u.op, e.method)
			}
		}
		plan := bodyRulesPlan{typ: p.structs[t].name, accepted: rules.Accepted}
		if rules.Accepted != nil {
			plan.source = sourceLine(rules.Table)
		}
		for _, r := range rules.Rules {
			plan.rules = append(plan.rules, planRule(r.Field, r.Constraint))
		}
		if plan.accepted != nil || plan.rules != nil {
			out = append(out, plan)
		}
	}
	return out
}

// bodyTypeOf returns the type of the body that a page documents: its own, if
// that is one of the endpoint's, else the endpoint's.
func bodyTypeOf(u use, base model.Ref) (*model.Type, bool) {
	if t, ok := u.op.Body.Type.(*model.Type); ok && u.op.Body.Kind == model.BodyResource && isKindOf(t, base) {
		return t, true
	}
	t, ok := base.(*model.Type)
	return t, ok
}

// brokenRules returns the rules that the body of an example breaks in the form
// in which the generated tests name them: "attachments[2].name: max-length".
// What the example's own page does not show is reported.
func (p *planner) brokenRules(e *endpoint, example *model.Example) []string {
	body := sample.Decode(example.Request)
	if body == nil || !p.emits("validators") {
		return nil
	}
	var known map[string]bool
	report := func(list []model.Violation) {
		if known == nil && len(list) > 0 {
			known = e.knownViolations(example)
		}
		for _, v := range list {
			if key := v.Path + ": " + string(v.Rule.Kind); !known[key] {
				known[key] = true
				sample.Report(&p.diags, example.Request, v)
			}
		}
	}
	rules, fields := e.rulesFor(body)
	broken := rules.Violations(fields, body)
	report(broken)
	report((&model.BodyRules{Rules: rules.Refuted}).Violations(nil, body))
	var out []string
	for _, v := range broken {
		out = append(out, v.Path+": "+string(v.Rule.Kind))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// rulesFor returns the rules for a body, and the members it may have.
func (e *endpoint) rulesFor(body map[string]any) (rules model.BodyRules, fields []*model.Field) {
	t, isType := e.body.ref.(*model.Type)
	switch {
	case e.body.form == bodyFields:
		for _, f := range e.body.fields {
			for _, c := range parameterRules(f) {
				rules.Rules = append(rules.Rules, model.MemberRule{Field: f, Constraint: c})
			}
		}
		return rules, e.body.fields
	case e.body.form == bodyType && isType:
		t = t.Concrete(body["@odata.type"])
		if e.rules[t] != nil {
			rules = *e.rules[t]
		}
		return rules, fieldsOf(t)
	}
	return rules, nil
}

// knownViolations returns what was reported when the example was held against
// its own page.
func (e *endpoint) knownViolations(example *model.Example) map[string]bool {
	known := make(map[string]bool)
	for _, u := range e.uses {
		if slices.Contains(u.op.Examples, example) {
			for _, v := range sample.Violations(u.op, example.Request) {
				known[v.Path+": "+string(v.Rule.Kind)] = true
			}
		}
	}
	return known
}
