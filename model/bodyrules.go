package model

import (
	"slices"

	"github.com/docmill/docmill/model/diag"
)

// This file settles what one operation asks of its body. Two tables speak about
// it: the resource's ("Required.", "Read-only.") and the operation's own, which
// lists what the operation takes and often repeats the resource's words. The
// operation's row beats the resource's: an update may take what the resource
// calls read-only in general. What is said about creating does not bind an
// update, and the other way round.

// The page's own examples beat the resource's general words, too: who shows a
// create request with a "read-only" member means that it can be set there. Such
// rules are reported and not enforced.

// BodyRules are the rules of one operation about the members of its body,
// beyond those about values that belong to the body's type.
type BodyRules struct {
	// Accepted are the members that the operation takes, in page order; nil if
	// the page does not list them.
	Accepted []string
	Table    diag.Pos // of the list
	Rules    []MemberRule
	// Refuted are rules of the resource that an example of the operation
	// breaks.
	Refuted []MemberRule
}

// A MemberRule is a rule about one member.
type MemberRule struct {
	Field *Field // the row that states it
	// General is set if the resource states it, not the operation's own page.
	General bool
	*Constraint
}

// BodyRules returns the rules for requests to an endpoint whose body is a t; t
// is nil for the parameters of an action, which only the operation's own table
// describes. References ("$ref") have no rules: they hold a link, whatever the
// page says about the thing behind it.
func (o *Op) BodyRules(e *Endpoint, t *Type) BodyRules {
	r := BodyRules{Table: o.Body.Pos}
	if n := len(e.Path.Segments); n > 0 && e.Path.Segments[n-1].Text == "$ref" {
		return r
	}
	fields := o.Body.Fields
	if t == nil {
		r.addOwn(fields, e.Method, nil)
		return r
	}
	general := t.AllFields()
	members := make(map[string]*Field, len(general))
	for _, f := range general {
		members[f.Name] = f
	}
	fields, all := outerRows(fields, members)
	if !describes(fields, members) {
		fields = nil
	}
	r.addOwn(fields, e.Method, members)
	r.addGeneral(o, e.Method, general, fields)
	if o.Body.Complete && all {
		for _, f := range fields {
			r.Accepted = append(r.Accepted, f.Name)
		}
	}
	return r
}

// describes reports whether a table is about the members of a type. Some tables
// are about what is to be put somewhere inside of it.
func describes(fields []*Field, members map[string]*Field) bool {
	n := 0
	for _, f := range fields {
		if members[f.Name] != nil {
			n++
		}
	}
	return 2*n > len(fields)
}

// outerRows returns the rows of a table that are about the body itself, and
// whether these are all. Some tables list a member that holds objects, and go
// on with what is in each of them, as if it stood beside it:
//
//	parts   part collection   The parts.
//	id      String            Specify this for each part. Required.
//	length  Int32             Specify this for each part. Required.
//
// A row that only those objects have (length) gives such a table away.
func outerRows(fields []*Field, members map[string]*Field) (own []*Field, all bool) {
	for i, f := range fields {
		ref, _ := Elem(f.Type)
		t, ok := ref.(*Type)
		if !ok {
			continue
		}
		inner := func(f *Field) bool { return t.Field(f.Name) != nil }
		if slices.ContainsFunc(fields[i+1:], func(f *Field) bool { return members[f.Name] == nil && inner(f) }) {
			rest := slices.DeleteFunc(slices.Clone(fields[i+1:]), inner)
			return append(slices.Clip(fields[:i+1]), rest...), false
		}
	}
	return fields, true
}

// addOwn adds the rules that the operation's own table states, without those
// about values that the type's own page repeats. members is nil for an action.
func (r *BodyRules) addOwn(fields []*Field, method string, members map[string]*Field) {
	for _, f := range fields {
		for _, c := range f.Rules {
			if !applies(c.Kind, method, members != nil) || c.Kind == Required && f.isReadOnly() {
				continue
			}
			if members != nil && isValueRule(c.Kind) {
				// Values that are no members' are checked by nobody.
				m := members[f.Name]
				if m == nil || m.hasRule(c) {
					continue
				}
			}
			if isValueRule(c.Kind) && members == nil {
				continue // the parameters are a type of their own
			}
			r.Rules = append(r.Rules, MemberRule{f, false, c})
		}
	}
}

// addGeneral adds what the resource says about its fields that the operation's
// own table does not mention.
func (r *BodyRules) addGeneral(o *Op, method string, fields, own []*Field) {
	for _, f := range fields {
		if slices.ContainsFunc(own, func(g *Field) bool { return g.Name == f.Name }) {
			continue
		}
		for _, c := range f.Rules {
			switch {
			case isValueRule(c.Kind) || !applies(c.Kind, method, true) || c.Kind == Required && (len(own) > 0 || f.isReadOnly()):
			case o.refutes(method, f.Name, c.Kind):
				r.Refuted = append(r.Refuted, MemberRule{f, true, c})
			default:
				r.Rules = append(r.Rules, MemberRule{f, true, c})
			}
		}
	}
}

// Refute takes the rules of the resource that an example of o breaks out of r:
// o is another page of the same endpoint.
func (r *BodyRules) Refute(o *Op, method string) {
	var kept []MemberRule
	for _, m := range r.Rules {
		if m.General && o.refutes(method, m.Field.Name, m.Kind) {
			r.Refuted = append(r.Refuted, m)
		} else {
			kept = append(kept, m)
		}
	}
	r.Rules = kept
}

// refutes reports whether an example of the operation breaks a rule.
func (o *Op) refutes(method, member string, kind RuleKind) bool {
	return slices.ContainsFunc(o.Examples, func(e *Example) bool {
		m := e.Request
		if m == nil || m.Method != method || m.JSON == nil || m.JSON.Err != nil || len(m.JSON.Members) == 0 {
			return false
		}
		has := slices.ContainsFunc(m.JSON.Members, func(j JSONMember) bool {
			return j.Name == member || kind == Required && j.Name == member+"@odata.bind"
		})
		return has == (kind == ReadOnly || kind == NotUpdatable)
	})
}

// isReadOnly reports whether only the service sets the member. "Required.
// Read-only." says of such a member that it is always there in responses.
func (f *Field) isReadOnly() bool {
	return slices.ContainsFunc(f.Rules, func(c *Constraint) bool { return c.Kind == ReadOnly })
}

func (f *Field) hasRule(c *Constraint) bool {
	return slices.ContainsFunc(f.Rules, func(have *Constraint) bool { return have.String() == c.String() })
}

// Meet leaves in r what another page that describes the same body says, too.
func (r *BodyRules) Meet(other *BodyRules) {
	if r.Accepted == nil || other.Accepted == nil {
		r.Accepted = nil
	} else {
		for _, name := range other.Accepted {
			if !slices.Contains(r.Accepted, name) {
				r.Accepted = append(slices.Clip(r.Accepted), name)
			}
		}
	}
	r.Rules = slices.DeleteFunc(r.Rules, func(m MemberRule) bool {
		return !slices.ContainsFunc(other.Rules, func(o MemberRule) bool {
			return o.Field.Name == m.Field.Name && o.String() == m.String()
		})
	})
}

// isValueRule reports whether a rule is about values wherever they are, not
// about what a request may hold.
func isValueRule(kind RuleKind) bool {
	switch kind {
	case Required, ReadOnly, NotUpdatable, Exclusive, NotAccepted:
		return false
	}
	return true
}

// applies reports whether a rule is one for requests with the method. An update
// leaves out what stays as it is, so nothing is required of it; what is set
// once may be set by a POST.
func applies(kind RuleKind, method string, resource bool) bool {
	switch kind {
	case Required:
		return method == "POST" || !resource && method != "PATCH"
	case NotUpdatable:
		return method == "PATCH" || method == "PUT"
	}
	return true
}

// ValueRules returns the rules about the values of a member that its type can
// break, with a rule for values that are not in the member's enum.
func (f *Field) ValueRules() []*Constraint {
	elem, list := Elem(f.Type)
	var out []*Constraint
	if isEnum(elem) && !f.AnyValue {
		out = append(out, &Constraint{Kind: UnknownName, Pos: f.Pos})
	}
	for _, c := range f.Rules {
		if isValueRule(c.Kind) && c.fits(elem, list) {
			out = append(out, c)
		}
	}
	return out
}

// fits reports whether a rule is one for values of elem, or lists of them.
func (c *Constraint) fits(elem Ref, list bool) bool {
	switch c.Kind {
	case OneOf:
		return elem == String
	case MaxLength:
		return elem == String && !list
	case Format:
		return elem == String && !list || elem == GUID || elem == Duration
	case MaxItems:
		return list
	case Range:
		p, ok := elem.(Prim)
		return !list && ok && p.IsNumber()
	case NotNull:
		return !list
	}
	return false
}
