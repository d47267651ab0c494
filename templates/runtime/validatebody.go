package runtime

import "slices"

// This file checks request bodies against what their operation asks of them.
// Only programs that ask for it link it.

// WithRequestValidation lets the client check request bodies with
// [Operation.ValidateBody] before it sends them. Because documentation can be
// wrong, it is off unless the package was generated with it. Warnings do not stop
// a request.
func WithRequestValidation() ClientOption {
	return func(c *Client) error {
		c.validate = func(op *Operation, body any) error {
			list, _ := op.ValidateBody(body).(ValidationErrors)
			return list.WithoutWarnings()
		}
		return nil
	}
}

// WithoutRequestValidation lets the client send request bodies as they are, where
// the package was generated to check them.
func WithoutRequestValidation() ClientOption {
	return func(c *Client) error {
		c.validate = nil
		return nil
	}
}

// ValidateBody reports, as [ValidationErrors], which documented rules a request
// body breaks: those about values that its type has, and those of the operation
// about its members. What the operation's own page says about a member beats
// what the type's page says.
func (op *Operation) ValidateBody(body any) error {
	var list ValidationErrors
	if x, ok := body.(interface{ Validate() error }); ok && !isNil(body) {
		list, _ = x.Validate().(ValidationErrors)
	}
	v, ok := newValidation(body)
	if !ok {
		return list.orNil()
	}
	at := slices.IndexFunc(op.Body, func(b BodyRules) bool { return b.Type == v.plan.name })
	if at < 0 {
		return list.orNil()
	}
	b := &op.Body[at]
	v.errs = slices.DeleteFunc(slices.Clone(list), func(e *ValidationError) bool { return b.has(e.Path, e.Rule) })
	for i := range b.Rules {
		v.rule(&b.Rules[i])
	}
	v.accepted(b)
	return v.errs.orNil()
}

// has reports whether there is a rule of the kind about a member.
func (b *BodyRules) has(member string, rule Rule) bool {
	return slices.ContainsFunc(b.Rules, func(r MemberRule) bool { return r.Member == member && r.Rule == rule })
}

// accepted checks that there are only members that the operation takes.
func (v *validation) accepted(b *BodyRules) {
	if b.Accepted == nil {
		return
	}
	for _, f := range v.plan.fields {
		if f.name != "@odata.type" && !slices.Contains(b.Accepted, f.name) && !b.has(f.name, RuleReadOnly) {
			v.rule(&MemberRule{Member: f.name, Rule: RuleNotAccepted, Source: b.Source})
		}
	}
}
