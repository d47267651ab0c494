package gen

import (
	"cmp"
	"slices"

	"github.com/docmill/docmill/model"
)

// This file plans what Validate methods check. Only types with something to
// check get the method: a rule of their own, or a member whose type has one.

// fillRules plans the checks of all documented types and of the parameters of
// actions, which also know what is required.
func (p *planner) fillRules() {
	checked := p.checkedTypes()
	for _, t := range p.api.Types {
		p.structs[t].addRules(fieldsOf(t), t.Page, checked)
	}
	for _, s := range p.plan.structs {
		if s.request {
			s.addRules(p.bodies[s], "", checked)
		}
	}
}

// addRules plans the checks of s, whose members fields document.
func (s *structPlan) addRules(fields []*model.Field, page string, checked map[*model.Type]bool) {
	byName := make(map[string]*model.Field)
	for _, f := range fields {
		byName[f.Name] = f
	}
	for _, plan := range s.fields {
		f := byName[plan.json]
		if s.request && f.Required.Bool() {
			s.rules = append(s.rules, rulePlan{call: "required", member: f.Name, field: plan.name})
		}
		s.rules = append(s.rules, fieldRules(f, plan.name, page)...)
		if call := nestedCall(f, checked); call != "" {
			s.rules = append(s.rules, rulePlan{call: call, member: f.Name, field: plan.name})
		}
	}
}

// checkedTypes returns the types with something to check, directly or through
// members. It repeats until nothing is added: types refer to each other in
// circles.
func (p *planner) checkedTypes() map[*model.Type]bool {
	checked := make(map[*model.Type]bool)
	for _, t := range p.api.Types {
		for _, f := range fieldsOf(t) {
			if len(fieldRules(f, "", "")) > 0 {
				checked[t] = true
			}
		}
	}
	for again := true; again; {
		again = false
		for _, t := range p.api.Types {
			if !checked[t] && slices.ContainsFunc(fieldsOf(t), func(f *model.Field) bool { return nestedCall(f, checked) != "" }) {
				checked[t], again = true, true
			}
		}
	}
	return checked
}

// nestedCall returns the method that checks the values of a member, "" if they
// have nothing to check.
func nestedCall(f *model.Field, checked map[*model.Type]bool) string {
	elem, list := model.Elem(f.Type)
	t, ok := elem.(*model.Type)
	if !ok || !checked[t] && !slices.ContainsFunc(t.Descendants(), func(d *model.Type) bool { return checked[d] }) {
		return ""
	}
	if list {
		return "objects"
	}
	return "object"
}

// fieldRules returns the checks of one member's own value.
func fieldRules(f *model.Field, goName, page string) []rulePlan {
	var out []rulePlan
	add := func(call, sentence string, args ...any) {
		page := cmp.Or(f.Pos.File, page) // a base's field is described on the base's page
		out = append(out, rulePlan{call: call, member: f.Name, field: goName, args: args, sentence: sentence, page: page})
	}
	elem, list := model.Elem(f.Type)
	if _, ok := elem.(*model.Enum); ok {
		add("enum", "")
	} else if elem == model.String && len(f.Values) > 0 {
		args := make([]any, len(f.Values))
		for i, v := range f.Values {
			args[i] = v
		}
		add("oneOf", "", args...)
	}
	for _, c := range f.Rules {
		switch {
		case c.Kind == model.MaxLength && c.Max != nil && elem == model.String && !list:
			add("maxLength", c.Sentence, int(*c.Max))
		case c.Kind == model.MaxItems && c.Max != nil && list:
			add("maxItems", c.Sentence, int(*c.Max))
		case c.Kind == model.Range && isNumber(elem) && !list:
			addRange(add, c)
		case c.Kind == model.Format && elem == model.String && !list:
			add("format", c.Sentence, c.Text)
		}
	}
	return out
}

func addRange(add func(call, sentence string, args ...any), c *model.Constraint) {
	switch {
	case c.Min != nil && c.Max != nil:
		add("between", c.Sentence, *c.Min, *c.Max)
	case c.Min != nil:
		add("atLeast", c.Sentence, *c.Min)
	case c.Max != nil:
		add("atMost", c.Sentence, *c.Max)
	}
}

func isNumber(r model.Ref) bool {
	switch r {
	case model.Byte, model.SByte, model.Int16, model.Int32, model.Int64, model.Single, model.Double, model.Decimal:
		return true
	}
	return false
}
