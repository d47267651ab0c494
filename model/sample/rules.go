package sample

// This file holds the request bodies of examples against the rules that the
// pages state. Either the example or the sentence is wrong, or docmill misread
// the sentence: whichever, a user who copies the example gets an error.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Decode returns the JSON object of a message with numbers as [json.Number],
// as [model.BodyRules.Violations] takes it, nil if the message has none.
func Decode(m *model.Message) map[string]any {
	if m == nil || m.JSON == nil {
		return nil
	}
	if v, ok := parseValid(m.JSON.Text); ok {
		object, _ := v.plain().(map[string]any)
		return object
	}
	dec := json.NewDecoder(strings.NewReader(m.JSON.Text))
	dec.UseNumber()
	var v map[string]any
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
}

// Violations returns the rules that a request of an operation's page breaks, as
// far as that page and the body's type tell.
func Violations(o *model.Op, m *model.Message) []model.Violation {
	body := Decode(m)
	at := slices.IndexFunc(o.Endpoints, func(e *model.Endpoint) bool { return e.Method == m.Method })
	if body == nil || at < 0 {
		return nil
	}
	switch o.Body.Kind {
	case model.BodyResource:
		t, ok := o.Body.Type.(*model.Type)
		if !ok {
			return nil
		}
		t = t.Concrete(body["@odata.type"])
		if tag, _ := body["@odata.type"].(string); tag != "" && !strings.EqualFold(model.ShortName(strings.TrimPrefix(tag, "#")), model.ShortName(t.Name)) {
			return nil // another type that the page describes beside t
		}
		rules := o.BodyRules(o.Endpoints[at], t)
		rules.Rules = append(rules.Rules, rules.Refuted...)
		return rules.Violations(t.AllFields(), body)
	case model.BodyFields:
		rules := o.BodyRules(o.Endpoints[at], nil)
		return rules.Violations(o.Body.Fields, body)
	}
	return nil
}

// Report adds the findings that a message breaks rules, at the values.
func Report(out *diag.List, m *model.Message, broken ...model.Violation) {
	if len(broken) == 0 {
		return
	}
	root, _ := Parse(m.JSON.Text)
	for _, v := range broken {
		report(out, m, root, v)
	}
}

// report adds the finding about one rule. root is the JSON of m, none if
// that has a fault.
func report(out *diag.List, m *model.Message, root Value, v model.Violation) {
	pos := m.JSON.Pos
	if !pos.IsValid() {
		pos = m.BodyPos
	}
	if root.Exists() {
		if value := root.find("", v.Path); value.Exists() {
			pos = Place(pos, m.JSON.Text, value.Offset())
		}
	}
	if text, ok := v.Value.(string); ok && isAboutText(v.Rule.Kind) && placeholder(lastName(v.Path), text) {
		out.AddRelated(diag.ExamplePlaceholder, pos, diag.Related{Pos: v.Rule.Pos, Msg: "documented here"}, "%q has the placeholder %q in place of a value", v.Path, text)
		return
	}
	out.AddRelated(diag.ExampleInvalid, pos, diag.Related{Pos: v.Rule.Pos, Msg: "documented here"}, "%s", describe(v))
}

// find returns the value at the path want, e.g. "attachments[2].name", none if
// there is none; v itself is at path.
func (v Value) find(path, want string) Value {
	if path == want {
		return v
	}
	if !strings.HasPrefix(want, path) {
		return Value{}
	}
	i := 0
	for m := v.First(); m.Exists(); m = m.Next() {
		inside := fmt.Sprintf("%s[%d]", path, i)
		if v.Kind() == Object {
			inside = strings.TrimPrefix(path+"."+m.Name(), ".")
		}
		if found := m.find(inside, want); found.Exists() {
			return found
		}
		i++
	}
	return Value{}
}

// describe says what is wrong, in the terms of the page.
func describe(v model.Violation) string {
	switch v.Rule.Kind {
	case model.Required:
		return fmt.Sprintf("the request has no %q, which is required: %q", v.Path, v.Rule.Sentence)
	case model.ReadOnly:
		return fmt.Sprintf("the request has %q, which is read-only: %q", v.Path, v.Rule.Sentence)
	case model.NotUpdatable:
		return fmt.Sprintf("the request has %q, which cannot be changed: %q", v.Path, v.Rule.Sentence)
	case model.NotAccepted:
		return fmt.Sprintf("the request has %q, which the table of the request body does not list", v.Path)
	case model.UnknownName:
		return fmt.Sprintf("%q is %s in the request, which is no documented value", v.Path, shown(v.Value))
	case model.OneOf:
		return fmt.Sprintf("%q is %s in the request, which is no documented value: %q", v.Path, shown(v.Value), v.Rule.Sentence)
	case model.Exclusive:
		return fmt.Sprintf("the request has both %q and %q: %q", v.Path, v.Rule.Text, v.Rule.Sentence)
	}
	return fmt.Sprintf("%q is %s in the request, against %s: %q", v.Path, shown(v.Value), v.Rule, v.Rule.Sentence)
}

// shown returns the beginning of a value as JSON.
func shown(v any) string {
	const limit = 60
	text, err := json.Marshal(v)
	if err != nil {
		return "?"
	}
	if len(text) > limit {
		return strings.ToValidUTF8(string(text[:limit]), "") + "…"
	}
	return string(text)
}
