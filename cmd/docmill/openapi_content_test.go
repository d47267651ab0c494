package main

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file compares the content of requests and responses in OpenAPI with the model.

// jsonTypes is what values of a documented type are in JSON: type and format.
var jsonTypes = map[string]string{
	"Edm.String": "string ", "Edm.Boolean": "boolean ", "Edm.Int32": "integer int32", "Edm.Int64": "integer int64", "Edm.Int16": "integer int16",
	"Edm.Byte": "integer uint8", "Edm.Double": "number double", "Edm.Single": "number float", "Edm.Decimal": "number decimal", "Edm.Guid": "string uuid",
	"Edm.Date": "string date", "Edm.DateTimeOffset": "string date-time", "Edm.TimeOfDay": "string time-local", "Edm.Duration": "string duration",
	"Edm.Binary": "string byte",
}

// want compares a schema with the name of the type that it is for.
func (o *openAPI) want(v any, name, what string) {
	o.Helper()
	o.facts++
	s, _ := v.(map[string]any)
	if elem, ok := strings.CutPrefix(name, "Collection("); ok {
		if s["type"] != "array" {
			o.fail("%s: type %v, want an array", what, s["type"])
			return
		}
		o.want(s["items"], strings.TrimSuffix(elem, ")"), what)
		return
	}
	have := fmt.Sprint(s["type"])
	if list, ok := s["type"].([]any); ok {
		have = fmt.Sprint(list[0])
	}
	format, _ := s["format"].(string)
	switch want := jsonTypes[name]; {
	case name == "any" || name == "Json" || name == "Edm.Stream" || name == "":
		if s["type"] != nil {
			o.fail("%s: %v, want anything", what, s)
		}
	case want == "":
		if text, _ := json.Marshal(s); !strings.Contains(string(text), `"#/components/schemas/`+name+`"`) && !strings.Contains(string(text), `"#/components/schemas/anyOf.`+name+`"`) {
			o.fail("%s: %s, want a reference to %s", what, text, name)
		}
	case have != strings.Fields(want)[0], name != "Edm.String" && have+" "+format != want:
		o.fail("%s: %s %s, want %s", what, have, format, want)
	}
}

// members returns the properties of a schema and of those that it refers to.
func (o *openAPI) members(v any) map[string]any {
	out := make(map[string]any)
	s := o.resolve(v)
	for _, key := range []string{"anyOf", "allOf"} {
		list, _ := s[key].([]any)
		for _, sub := range list {
			for name, p := range o.members(sub) {
				out[name] = p
			}
		}
	}
	properties, _ := s["properties"].(map[string]any)
	for name, p := range properties {
		out[name] = p
	}
	return out
}

func (o *openAPI) compareBody(op map[string]any, e *model.Endpoint) {
	body, _ := op["requestBody"].(map[string]any)
	if body == nil {
		if k := o.op.Body.Kind; (k == model.BodyResource || k == model.BodyFields || k == model.BodyStream) && e.Method != "GET" {
			o.fail("no body")
		}
		return
	}
	content := body["content"].(map[string]any)
	if o.op.Body.Kind == model.BodyStream {
		if content["application/octet-stream"] == nil {
			o.fail("content %v", content)
		}
		return
	}
	media, _ := content["application/json"].(map[string]any)
	if strings.HasSuffix(e.Path.Raw, "$ref") || media == nil {
		return
	}
	if o.op.Body.Kind == model.BodyResource {
		o.want(media["schema"], model.RefName(o.op.Body.Type), "body")
		o.compareType(o.op.Body.Type)
		return
	}
	members := o.members(media["schema"])
	for _, f := range o.op.Body.Fields {
		if members[f.Name] == nil {
			o.fail("the body has no member %s", f.Name)
			continue
		}
		if s := o.resolve(media["schema"]); s["properties"] != nil && strings.HasSuffix(fmt.Sprint(media["schema"]), ".request]") {
			o.want(members[f.Name], model.RefName(f.Type), "member "+f.Name)
		}
		o.facts++
	}
}

// compareType compares the properties of a documented type.
func (o *openAPI) compareType(r model.Ref) {
	t, ok := r.(*model.Type)
	if !ok {
		return
	}
	members := o.members(map[string]any{"$ref": "#/components/schemas/" + t.Name})
	for _, f := range t.AllFields() {
		s, _ := members[f.Name].(map[string]any)
		if s == nil {
			o.fail("type %s has no property %s", t.Name, f.Name)
			continue
		}
		o.want(s, model.RefName(f.Type), t.Name+"."+f.Name)
		if s["readOnly"] == true != f.ReadOnly.Bool() || s["deprecated"] == true != f.Deprecated || f.Doc != "" && s["description"] != f.Doc {
			o.fail("type %s, property %s: %v", t.Name, f.Name, s)
		}
	}
}

func (o *openAPI) compareResponses(op map[string]any, e *model.Endpoint) {
	answers := op["responses"].(map[string]any)
	for _, r := range o.op.Responses {
		if r.Status == 0 {
			continue
		}
		answer := o.resolve(answers[strconv.Itoa(r.Status)])
		if answer == nil {
			o.fail("no response %d", r.Status)
			continue
		}
		o.facts++
		content, _ := answer["content"].(map[string]any)
		switch elem, list := model.Elem(r.Type); {
		case r.Status == 204 || r.Status >= 300:
		case r.Stream || r.Type == model.Stream:
			if content["application/octet-stream"] == nil && len(o.op.Responses) == 1 {
				o.fail("response %d is no stream: %v", r.Status, content)
			}
		case r.Type != nil && len(o.op.Responses) == 1 && content["application/json"] != nil && elem != model.Any && elem != model.JSON:
			s := content["application/json"].(map[string]any)["schema"]
			if value := o.members(s)["value"]; value != nil && (list || jsonTypes[model.RefName(elem)] != "") {
				s = value
			} else if list {
				o.fail("response %d of %s has no value", r.Status, model.RefName(r.Type))
				continue
			}
			o.compareType(elem)
			o.want(s, model.RefName(r.Type), fmt.Sprintf("response %d of %s %s", r.Status, e.Method, e.Path))
		}
	}
}
