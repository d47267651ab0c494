package link

// This file finds examples that contradict the documented types of their page.

import (
	"net/http"
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// judgeExamples goes through what each operation has to do with its examples
// once everything is known that operations have in common.
func (l *linker) judgeExamples(c calls) {
	each(l, l.ops, func(l *linker, n *opNode) {
		l.settleResponses(n.out, &n.samples) // responses.go
		l.matchCalls(n.out, c)               // calls.go
		l.checkExamples(n.out, &n.samples)
		n.samples = nil // they take much memory
	})
}

// samples holds the JSON of the examples of one operation, as far as it has been
// read: none of what has a fault. Several steps ask for it.
type samples map[*model.JSONSample]sample.Value

// read returns the value of a JSON text.
func (s *samples) read(js *model.JSONSample) (sample.Value, error) {
	if value := (*s)[js]; value.Exists() {
		return value, nil
	}
	value, err := sample.Parse(js.Text)
	if *s == nil {
		*s = make(samples)
	}
	(*s)[js] = value
	return value, err
}

// checkExamples compares the examples of o with the types that its page
// documents.
func (l *linker) checkExamples(o *model.Op, read *samples) {
	for _, e := range o.Examples {
		if e.Excluded != "" {
			continue
		}
		page := callee(o, e)
		l.checkMessage(e, e.Request, read, func(s *sample.Sample) { checkRequest(s, page) })
		l.checkMessage(e, e.Response, read, func(s *sample.Sample) { checkResponse(s, page, e.Response.Status) })
	}
}

// checkMessage checks the JSON of one message of e and sets e.Excluded.
func (l *linker) checkMessage(e *model.Example, m *model.Message, read *samples, check func(*sample.Sample)) {
	if m == nil || m.JSON == nil {
		return
	}
	if m.JSON.Err != nil {
		e.Excluded, e.Lenient = model.ExcludedJSON, false
		return
	}
	root, err := read.read(m.JSON)
	if err != nil {
		l.diags.Add(diag.ExampleJSON, m.BodyPos, "the JSON does not parse: %v", err)
		e.Excluded, e.Lenient = model.ExcludedJSON, false
		return
	}
	s := sample.At(root, m)
	check(s)
	l.diags = append(l.diags, s.Diags...)
	switch {
	case s.Reshaped:
		e.Reshaped = true
	case s.Misshapen && (e.Excluded == "" || e.Lenient):
		e.Excluded, e.Lenient = model.ExcludedBody, false
	case len(s.Diags) > 0 && e.Excluded == "":
		e.Excluded, e.Lenient = model.ExcludedMember, true
	}
}

// callee returns the operation of o's page that e calls, nil if it calls
// another page's.
func callee(o *model.Op, e *model.Example) *model.Op {
	if e.Elsewhere == nil {
		return o
	}
	for _, implied := range o.Implied {
		if slices.Contains(implied.Endpoints, e.Elsewhere) {
			return implied
		}
	}
	return nil
}

// checkRequest compares a request's body with what the operation accepts.
func checkRequest(s *sample.Sample, o *model.Op) {
	if o == nil {
		return
	}
	switch o.Body.Kind {
	case model.BodyResource:
		if o.Body.Type != nil {
			s.Value(o.Body.Type)
		}
	case model.BodyFields:
		s.Object("the request", o.Body.Fields)
	}
}

// checkResponse compares a response's body with the response of its status. No
// client receives one of a response that says it has none.
func checkResponse(s *sample.Sample, o *model.Op, status int) {
	if o == nil || status == http.StatusNoContent {
		return
	}
	if r := documented(o, status); r != nil && !r.None && !r.Stream && r.Type != nil && !s.IsError(r.Type) {
		s.Result(r.Type)
	}
}

// documented returns the response of a status; for a status that is a success
// or not given, the first success with a type will do.
func documented(o *model.Op, status int) *model.Response {
	var any *model.Response
	for _, r := range o.Responses {
		if r.Status == status && status != 0 {
			return r
		}
		if any == nil && success(r.Status) && r.Type != nil {
			any = r
		}
	}
	if success(status) {
		return any
	}
	return nil
}
