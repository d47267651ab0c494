package gen

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// This file decides which examples can be replayed. Linking has held them
// against their own page. Here they are held against what all pages of the
// endpoint together say, which is what the client is made from.

// A verdict says what the generated tests do with an example.
type verdict struct {
	excluded string // why it is left out, "" if it is not
	noCall   string // why its request is not sent, "" if it is
	lenient  bool   // it needs lenient decoding
	reshaped bool   // the response is a collection in place of one object
	other    bool   // the request's body is none that the method takes
	text     bool   // the response's body is none that the method returns
}

// firstVerdict returns what linking found.
func firstVerdict(example *model.Example) verdict {
	v := verdict{excluded: example.Excluded, noCall: example.NoCall, lenient: example.Lenient}
	if v.lenient {
		v.excluded = ""
	}
	return v
}

// judge returns what can be done with an example of e, and reports why not all.
func (p *planner) judge(e *endpoint, example *model.Example) verdict {
	v := firstVerdict(example)
	if v.excluded != "" {
		return v
	}
	if example.Request != nil && v.noCall == "" {
		p.judgeRequest(e, example, &v)
	}
	switch r := example.Response; {
	case r == nil:
	case e.method == http.MethodHead && strings.TrimSpace(r.Body) != "":
		p.diags.Add(diag.ExampleMismatch, r.Pos, "the example answers HEAD with a body, which no client receives")
		v.excluded, v.lenient = model.ExcludedBody, false
	case r.Status < 300:
		p.judgeResponse(e, r, example, &v)
	}
	return v
}

// judgeRequest decides whether the method takes the request's body. The client
// can send any other by an option.
func (p *planner) judgeRequest(e *endpoint, example *model.Example, v *verdict) {
	m := example.Request
	body := strings.TrimSpace(m.Body)
	wrong := func(has, documented string) {
		p.diags.Add(diag.ExampleMismatch, m.Pos, "the example's request has %s, the pages of %s %s document %s", has, e.method, e.path, documented)
		v.other = true
	}
	switch form := e.body.form; {
	case form == bodyNone && body != "" && !isEmptyObject(body):
		switch v.other = true; {
		case e.method == http.MethodGet:
			p.diags.Add(diag.ExampleMismatch, m.Pos, "the example's request is a GET and has a body, which servers do not read")
		case !hasType(m):
			wrong("a body", "none")
		}
	case form == bodyRef && body == "":
		p.diags.Add(diag.ExampleMismatch, m.Pos, "the example's request has no body, the pages of %s %s document a reference", e.method, e.path)
		v.noCall = model.ExcludedBody
	case form == bodyRef && !isReference(m):
		wrong("another body", "a reference: an object with @odata.id")
	case (form == bodyType || form == bodyFields) && body != "":
		s := sampleOf(m)
		if s == nil {
			// Where the header says so, the page means it: MIME in place of JSON.
			if v.other = true; !hasType(m) {
				wrong("a body that is no JSON", "JSON")
			}
			return
		}
		if form == bodyFields {
			s.Object("the request", e.body.fields)
		} else {
			s.Value(e.body.ref)
		}
		p.addFindings(s, example.Lenient)
		v.lenient = v.lenient || len(s.Diags) > 0
		v.other = s.Misshapen
	}
}

// judgeResponse decides whether the client can read m, the response of example.
func (p *planner) judgeResponse(e *endpoint, m *model.Message, example *model.Example, v *verdict) {
	body := strings.TrimSpace(m.Body)
	wrong := func(has, documented string) {
		p.diags.Add(diag.ExampleMismatch, m.Pos, "the example's response has %s, the pages of %s %s document %s", has, e.method, e.path, documented)
		v.excluded = model.ExcludedBody
	}
	switch {
	case e.result.form == resultStream:
	case isEmptyObject(body) && (e.result.form == resultNone || m.Status == http.StatusNoContent), e.result.form == resultNone && body == "":
	case body == "" && (e.method != http.MethodGet || isEmptyStatus(m.Status)):
	case body == "":
		wrong("no body", "one")
		v.excluded, v.noCall = "", model.ExcludedBody
	case m.Status == http.StatusNoContent:
		// A response of this status has no body: the client cannot receive it.
		p.diags.Add(diag.ExampleMismatch, m.Pos, "the example's response has status 204, which means no body, and a body")
	case e.result.form == resultNone:
		wrong("a body", "none")
	case e.result.ref == model.String && hasHeader(m, "Content-Type", "text/plain"):
	default:
		s := sampleOf(m)
		if s == nil {
			// Where the header says so, the page means it: CSV, on demand.
			if v.text = true; !hasType(m) {
				wrong("a body that is no JSON", "JSON")
				v.excluded = ""
			}
			return
		}
		p.judgeResult(e, s, example, v)
	}
}

// judgeResult compares a response with what e returns. An error in place of it
// is an error of the client's, too.
func (p *planner) judgeResult(e *endpoint, s *sample.Sample, example *model.Example, v *verdict) {
	switch ref := e.result.ref; {
	case s.IsError(ref) && e.result.form != resultRaw:
		return
	case e.result.form == resultRaw:
		return
	case e.result.isCollection() && ref == nil:
		s.Result(&model.List{Elem: model.Any})
	case e.result.isCollection():
		s.Result(&model.List{Elem: ref})
	default:
		s.Result(ref)
	}
	if s.Reshaped {
		v.reshaped = true
		p.addFindings(s, example.Reshaped)
		return
	}
	p.addFindings(s, example.Lenient)
	v.lenient = v.lenient || len(s.Diags) > 0
	if s.Misshapen {
		v.excluded = model.ExcludedBody
	}
}

// addFindings adds the findings about a sample. Linking knew those about values
// of other kinds than documented, or about the whole, if known is set.
func (p *planner) addFindings(s *sample.Sample, known bool) {
	if !known || s.Misshapen {
		p.diags = append(p.diags, s.Diags...)
	}
}

// sampleOf returns the JSON of a message, nil if its body is none.
func sampleOf(m *model.Message) *sample.Sample {
	var s *sample.Sample
	var err error
	if m.JSON != nil {
		s, err = sample.Of(m)
	} else {
		s, err = sample.New(strings.TrimSpace(m.Body), m.BodyPos)
	}
	if err != nil {
		return nil
	}
	return s
}

// isReference reports whether the body is {"@odata.id": "..."}.
func isReference(m *model.Message) bool {
	var members map[string]string
	return json.Unmarshal([]byte(m.Body), &members) == nil && len(members) == 1 && members["@odata.id"] != ""
}

// isEmptyObject reports whether body is {}, which some pages show where nothing
// is sent.
func isEmptyObject(body string) bool {
	inside, ok := strings.CutPrefix(strings.TrimSpace(body), "{")
	return ok && strings.TrimSpace(inside) == "}"
}

// isEmptyStatus reports whether a response of that status has no body, or need
// not have one.
func isEmptyStatus(status int) bool {
	return status == http.StatusNoContent || status == http.StatusAccepted || status == http.StatusResetContent
}

// hasType reports whether a header of m gives a type that is not JSON.
func hasType(m *model.Message) bool {
	return slices.ContainsFunc(m.Header, func(h [2]string) bool {
		return strings.EqualFold(h[0], "Content-Type") && !strings.Contains(strings.ToLower(h[1]), "json")
	})
}

// hasHeader reports whether a header of m begins with value.
func hasHeader(m *model.Message, name, value string) bool {
	for _, h := range m.Header {
		if strings.EqualFold(h[0], name) && strings.HasPrefix(strings.ToLower(h[1]), value) {
			return true
		}
	}
	return false
}
