package check

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

func examples(api *model.API, out *diag.List) {
	for _, o := range api.Operations {
		for _, e := range o.Examples {
			if e.Request == nil || e.Request.JSON == nil || e.Excluded != "" {
				continue
			}
			for _, v := range requestViolations(o, e.Request) {
				pos := placeIn(e.Request, v.Path)
				out.AddRelated(diag.ExampleInvalid, pos, diag.Related{Pos: v.Rule.Pos, Msg: "documented here"}, "%s", describe(v))
			}
		}
	}
}

// requestViolations returns the rules that a request breaks, nil if its body
// is no JSON object.
func requestViolations(o *model.Op, m *model.Message) []model.Violation {
	body, ok := decode(m.JSON.Text).(map[string]any)
	at := slices.IndexFunc(o.Endpoints, func(e *model.Endpoint) bool { return e.Method == m.Method })
	if !ok || at < 0 {
		return nil
	}
	var rules model.BodyRules
	var fields []*model.Field
	switch o.Body.Kind {
	case model.BodyResource:
		t, ok := o.Body.Type.(*model.Type)
		if !ok {
			return nil
		}
		t = t.Concrete(body["@odata.type"])
		rules, fields = o.BodyRules(o.Endpoints[at], t), t.AllFields()
		rules.Rules = append(rules.Rules, rules.Refuted...)
	case model.BodyFields:
		rules, fields = o.BodyRules(o.Endpoints[at], nil), o.Body.Fields
	}
	return rules.Violations(fields, body)
}

// decode returns the value of a JSON text, nil if it does not parse.
func decode(text string) any {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	var v any
	if dec.Decode(&v) != nil {
		return nil
	}
	return v
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
