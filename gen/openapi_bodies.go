package gen

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"

	"github.com/docmill/docmill/model"
)

// This file writes what requests and responses carry.

// Media types.
const (
	mediaJSON  = "application/json"
	mediaBytes = "application/octet-stream"
	mediaText  = "text/plain"
)

// requestBody adds the body that an operation takes.
func (d *oaMaker) requestBody(op *oaOperation, e *endpoint) {
	var s *oaSchema
	media, required := mediaJSON, true
	switch e.body.form {
	case bodyNone:
		return
	case bodyType:
		s = d.typedBody(op, e)
	case bodyFields:
		s = d.fieldsBody(e)
		required = len(d.target(s).Required) > 0
	case bodyStream:
		media, s = mediaBytes, bytesSchema()
	case bodyRef:
		s = &oaSchema{Type: "object", Required: []string{"@odata.id"}, Properties: oaMembers{{
			"@odata.id", &oaSchema{Type: "string", Format: "uri", Description: "The URL of what the reference leads to."},
		}}}
	default:
		s, required = &oaSchema{}, false
	}
	op.RequestBody = &oaBody{Required: required, Content: map[string]oaMedia{media: {Schema: s}}}
}

func bytesSchema() *oaSchema { return &oaSchema{Type: "string", Format: "binary"} }

// target returns what a reference leads to.
func (d *oaMaker) target(s *oaSchema) *oaSchema {
	if s.Ref == "" {
		return s
	}
	return d.doc.Components.Schemas[s.Ref[len(schemaRef):]]
}

// typedBody returns the schema of a body that is of a documented type: the type,
// with the members that this operation requires.
func (d *oaMaker) typedBody(op *oaOperation, e *endpoint) *oaSchema {
	s := d.valueSchema(e.body.ref)
	t, ok := e.body.ref.(*model.Type)
	if !ok {
		return s
	}
	d.p.planBodies(e)
	rules := e.rules[t]
	if rules == nil {
		return s
	}
	op.Accepted = rules.Accepted
	var required []string
	for _, r := range rules.Rules {
		if r.Kind == model.Required {
			required = append(required, r.Field.Name)
		} else if r.Kind != model.ReadOnly || !r.General { // which the type's own schema has
			op.Rules = append(op.Rules, oaRule{Member: r.Field.Name, Rule: r.String(), Sentence: r.Sentence, Source: sourceLine(r.Pos)})
		}
	}
	if required == nil {
		return s
	}
	slices.Sort(required)
	return &oaSchema{AllOf: []*oaSchema{s, {Type: "object", Required: slices.Compact(required)}}}
}

// fieldsBody returns a reference to the schema of an action's parameters.
// Endpoints of the same pages share it.
func (d *oaMaker) fieldsBody(e *endpoint) *oaSchema {
	key := "parameters " + cmp.Or(requestKey(e), e.id())
	if s := d.refs[key]; s != nil {
		return s
	}
	s := &oaSchema{Type: "object", Source: sourceLine(e.home[0].op.Body.Pos)}
	for _, f := range e.body.fields {
		required := f.Required.Bool() || slices.ContainsFunc(f.Rules, func(c *model.Constraint) bool { return c.Kind == model.Required })
		field := *f
		if required {
			s.Required = append(s.Required, f.Name)
			field.Nullable = model.No
		}
		s.Properties = append(s.Properties, oaProperty{f.Name, d.fieldSchema(&field, "")})
	}
	id := e.home[0].op.ID
	name := d.newSchemaName(id + ".request")
	d.doc.Components.Schemas[name] = s
	d.refs[key] = &oaSchema{Ref: schemaRef + name}
	return d.refs[key]
}

// answers adds the responses, by status.
func (d *oaMaker) answers(op *oaOperation, e *endpoint) {
	byStatus := make(map[int][]*model.Response)
	for _, u := range e.home {
		for _, r := range u.op.Responses {
			status := statusOf(r)
			byStatus[status] = append(byStatus[status], r)
		}
	}
	success := false
	for _, status := range slices.Sorted(maps.Keys(byStatus)) {
		success = success || status < 400
		op.Responses[strconv.Itoa(status)] = d.answer(e, status, byStatus[status])
	}
	if !success {
		status, content := "2XX", d.resultMedia(e, e.result)
		if content == nil {
			status = "204"
		}
		op.Responses[status] = &oaAnswer{Description: "The pages do not say what a success returns.", Content: content}
	}
	op.Responses["default"] = d.errorAnswer()
}

// statusOf returns the status of a response; where the page gives none, what
// goes with its body.
func statusOf(r *model.Response) int {
	switch {
	case 100 <= r.Status && r.Status <= 599:
		return r.Status
	case r.None:
		return http.StatusNoContent
	}
	return http.StatusOK
}

// answer returns what the responses of one status say.
func (d *oaMaker) answer(e *endpoint, status int, list []*model.Response) *oaAnswer {
	a := &oaAnswer{Description: http.StatusText(status)}
	var refs []model.Ref
	stream, none := e.endsIn("$value") && e.method == "GET", false
	for _, r := range list {
		if at := sourceLine(r.Pos); at != "" && !slices.Contains(a.Source, at) {
			a.Source = append(a.Source, at)
		}
		stream = stream || r.Stream || r.Type == model.Stream
		none = none || r.None || r.Type == nil && status == http.StatusAccepted
		if r.Type != nil && r.Type != model.Stream {
			refs = append(refs, r.Type)
		}
	}
	if a.Description == "" {
		a.Description = fmt.Sprintf("Status %d", status)
	}
	switch {
	case status >= 400:
		a.Content = d.errorMedia()
	case status == http.StatusFound:
		a.Headers = map[string]any{"Location": map[string]any{"description": "Where the content is.", "schema": oaSchema{Type: "string", Format: "uri"}}}
	case status == http.StatusNoContent || status < 200 || status >= 300:
	case stream && !typed(refs):
		a.Content = d.resultMedia(e, result{form: resultStream})
	case len(refs) > 0:
		a.Content = d.resultMedia(e, e.typedResult(refs))
	case !none:
		a.Content = d.resultMedia(e, result{form: resultRaw})
	}
	return a
}

// resultMedia returns the content of a response, nil if it has none.
func (d *oaMaker) resultMedia(e *endpoint, r result) map[string]oaMedia {
	media, s := mediaJSON, &oaSchema{}
	if e.method == "GET" && e.endsIn("$count") { // OData Protocol, 11.2.10
		return map[string]oaMedia{mediaText: {Schema: &oaSchema{Type: "integer", Minimum: "0"}}}
	}
	switch r.form {
	case resultNone:
		return nil
	case resultStream:
		media, s = mediaBytes, bytesSchema()
	case resultType:
		s = d.valueSchema(r.ref)
	case resultList, resultPage:
		s = d.collection(r.ref)
	case resultValue:
		s = &oaSchema{Type: "object", Required: []string{"value"}, Properties: oaMembers{{"value", d.valueSchema(r.ref)}}}
	}
	return map[string]oaMedia{media: {Schema: s}}
}

// collection returns a reference to the schema of a page of a collection (OData
// JSON Format, 12).
func (d *oaMaker) collection(elem model.Ref) *oaSchema {
	name := "any"
	if elem != nil {
		name = model.RefName(elem)
	}
	key := "collection of " + name
	if s := d.refs[key]; s != nil {
		return s
	}
	uri := func(doc string) *oaSchema { return &oaSchema{Type: "string", Format: "uri", Description: doc} }
	component := d.newSchemaName("collectionOf." + name)
	d.doc.Components.Schemas[component] = &oaSchema{
		Type: "object", Description: "A page of a collection.", Required: []string{"value"}, Properties: oaMembers{
			{"@odata.context", &oaSchema{Type: "string"}},
			{"@odata.count", &oaSchema{Type: "integer", Format: "int64", Description: "The number of items of all pages, if it was asked for."}},
			{"@odata.nextLink", uri("Where the next page is; the last page has none.")},
			{"@odata.deltaLink", uri("Where changes since this answer will be, for requests of changes.")},
			{"value", &oaSchema{Type: "array", Items: d.valueSchema(elem)}},
		},
	}
	d.refs[key] = &oaSchema{Ref: schemaRef + component}
	return d.refs[key]
}

// errorAnswer returns a reference to the response of every failure. Pages seldom
// describe it; its form is OData's (JSON Format, 21).
func (d *oaMaker) errorAnswer() *oaAnswer {
	const name = "error"
	if d.doc.Components.Responses[name] == nil {
		d.doc.Components.Responses[name] = &oaAnswer{Description: "The request failed.", Content: d.errorMedia()}
	}
	return &oaAnswer{Ref: "#/components/responses/" + name}
}

func (d *oaMaker) errorMedia() map[string]oaMedia {
	const key = "errors"
	if d.refs[key] == nil {
		name := d.newSchemaName("odata.error")
		text := &oaSchema{Type: "string"}
		d.doc.Components.Schemas[name] = &oaSchema{Type: "object", Description: "Why a request failed.", Required: []string{"error"}, Properties: oaMembers{
			{"error", &oaSchema{Type: "object", Required: []string{"code", "message"}, Properties: oaMembers{
				{"code", text},
				{"message", text},
				{"target", &oaSchema{Type: []string{"string", "null"}}},
				{"innerError", &oaSchema{Type: "object", Description: "What helps to find the cause."}},
			}}},
		}}
		d.refs[key] = &oaSchema{Ref: schemaRef + name}
	}
	return map[string]oaMedia{mediaJSON: {Schema: d.refs[key]}}
}
