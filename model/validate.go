package model

// This file checks JSON against the documented rules, as the generated
// validators check Go values (templates/runtime/validate.go): when one changes,
// the other must. The examples of pages are checked with it, so that a page
// which contradicts itself is found before a user's request is refused.

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// A Violation is a value that breaks a rule.
type Violation struct {
	Path  string // from the body, e.g. "attachments[2].name"
	Field *Field // of the last name in Path
	Rule  *Constraint
	Value any // as decoded, nil if absent or null
}

// Violations returns where a JSON object, decoded with numbers as
// [json.Number], breaks the rules of b or those about the values of fields,
// which are the members the object may have. They come in the order of fields,
// those about values first.
func (b *BodyRules) Violations(fields []*Field, object map[string]any) []Violation {
	own := make(map[string]map[RuleKind]bool) // rules about values that the operation has of its own
	for _, r := range b.Rules {
		if isValueRule(r.Kind) {
			if own[r.Field.Name] == nil {
				own[r.Field.Name] = make(map[RuleKind]bool)
			}
			own[r.Field.Name][r.Kind] = true
		}
	}
	c := &checker{}
	c.object("", fields, object, own)
	for _, r := range b.Rules {
		c.memberRule(r, object)
	}
	c.accepted(b, fields, object)
	return c.out
}

type checker struct{ out []Violation }

func (c *checker) add(path string, f *Field, rule *Constraint, value any) {
	c.out = append(c.out, Violation{path, f, rule, value})
}

func (c *checker) object(path string, fields []*Field, object map[string]any, not map[string]map[RuleKind]bool) {
	for _, f := range fields {
		v, ok := object[f.Name]
		if !ok || f.Name == "@odata.type" {
			continue
		}
		at := f.Name
		if path != "" {
			at = path + "." + f.Name
		}
		for _, rule := range f.ValueRules() {
			if !not[f.Name][rule.Kind] {
				c.value(at, f, rule, v)
			}
		}
		c.nested(at, f.Type, v)
	}
}

// nested checks values of documented types within v.
func (c *checker) nested(path string, r Ref, v any) {
	elem, _ := Elem(r)
	t, ok := elem.(*Type)
	if !ok {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		c.object(path, t.Concrete(v["@odata.type"]).AllFields(), v, nil)
	case []any:
		for i, e := range v {
			c.nested(fmt.Sprintf("%s[%d]", path, i), t, e)
		}
	}
}

// Concrete returns the descendant of t that an @odata.type names, t if it names
// none.
func (t *Type) Concrete(odataType any) *Type {
	name, _ := odataType.(string)
	return cmp.Or(t.descendant(strings.TrimPrefix(name, "#")), t)
}

// descendant returns the one of [Type.Descendants] that is called name, nil if
// there is none.
func (t *Type) descendant(name string) *Type {
	for _, d := range t.Derived {
		if d.Name == name {
			return d
		}
		if found := d.descendant(name); found != nil {
			return found
		}
	}
	return nil
}

func (c *checker) memberRule(r MemberRule, object map[string]any) {
	name := r.Field.Name
	v, there := object[name]
	switch r.Kind {
	case Required:
		if v == nil && object[name+"@odata.bind"] == nil {
			c.add(name, r.Field, r.Constraint, nil)
		}
	case ReadOnly, NotUpdatable:
		if there {
			c.add(name, r.Field, r.Constraint, v)
		}
	case Exclusive:
		if v != nil && object[r.Text] != nil {
			c.add(name, r.Field, r.Constraint, v)
		}
	default:
		if there {
			c.value(name, r.Field, r.Constraint, v)
		}
	}
}

func (c *checker) accepted(b *BodyRules, fields []*Field, object map[string]any) {
	if b.Accepted == nil {
		return
	}
	for _, f := range fields {
		v, there := object[f.Name]
		if !there || f.Name == "@odata.type" || slices.Contains(b.Accepted, f.Name) {
			continue
		}
		if !slices.ContainsFunc(b.Rules, func(r MemberRule) bool { return r.Field.Name == f.Name && r.Kind == ReadOnly }) {
			c.add(f.Name, f, &Constraint{Kind: NotAccepted, Pos: b.Table}, v)
		}
	}
}

// value checks one rule about the value of a member, or the values of a list.
func (c *checker) value(path string, f *Field, rule *Constraint, v any) {
	list, isList := v.([]any)
	switch {
	case rule.Kind == NotNull:
		if v == nil {
			c.add(path, f, rule, nil)
		}
	case rule.Kind == MaxItems:
		if len(list) > int(*rule.Max) {
			c.add(path, f, rule, len(list))
		}
	case isList:
		for i, e := range list {
			c.value(fmt.Sprintf("%s[%d]", path, i), f, rule, e)
		}
	case v != nil && !f.allows(rule, v):
		c.add(path, f, rule, v)
	}
}

// allows reports whether one value that is not null keeps to a rule. Values of
// another kind than documented are no business of rules.
func (f *Field) allows(rule *Constraint, v any) bool {
	if rule.Kind == Range {
		n, ok := v.(json.Number)
		if !ok {
			return true
		}
		x, err := n.Float64()
		return err != nil || (rule.Min == nil || *rule.Min <= x) && (rule.Max == nil || x <= *rule.Max)
	}
	s, ok := v.(string)
	if !ok {
		return true
	}
	switch rule.Kind {
	case MaxLength:
		return utf8.RuneCountInString(s) <= int(*rule.Max)
	case Format:
		return s == "" || hasFormat(rule.Text, s)
	case OneOf:
		return areKnown(s, func(name string) bool { return slices.Contains(f.Values, name) })
	case UnknownName:
		elem, _ := Elem(f.Type)
		return areKnown(s, elem.(*Enum).has)
	}
	return true
}

func (e *Enum) has(name string) bool {
	return slices.ContainsFunc(e.Members, func(m *Member) bool { return m.Name == name })
}

// areKnown reports whether s is a known name or a list of them. Pages and
// services are generous with names: "HTML" for "html", and comma-separated
// lists where only single names are documented.
func areKnown(s string, known func(string) bool) bool {
	for name := range strings.SplitSeq(s, ",") {
		if name = strings.TrimSpace(name); name != "" && !slices.ContainsFunc(spellings(name), known) {
			return false
		}
	}
	return true
}

// spellings returns name in the letter cases that names have.
func spellings(name string) []string {
	_, n := utf8.DecodeRuneInString(name)
	first, rest := name[:n], name[n:]
	return []string{
		name, strings.ToLower(name), strings.ToUpper(name), strings.ToLower(first) + rest,
		strings.ToUpper(first) + rest, strings.ToUpper(first) + strings.ToLower(rest),
	}
}
