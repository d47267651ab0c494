package gen

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file finds the answers that the server for tests gives. An answer is the
// first example of a success on the operation's pages that decodes into what the
// operation returns. Where there is none, it is the smallest answer of the
// documented form.

// answer returns the example to answer e with and the name for its file, nil
// if there is none. An example for e itself goes before one for another
// endpoint of the same page that returns the same.
func (e *endpoint) answer(ends map[use]*endpoint) (msg *model.Message, name string) {
	for _, own := range []bool{true, false} {
		for _, u := range e.home {
			if !e.agreesOnResult(u) {
				continue
			}
			for i, example := range u.op.Examples {
				if !e.canAnswer(example) || own != (exampleEndpoint(u, example, ends) == e) || !own && !e.likeOther(u, example, ends) {
					continue
				}
				name := exampleFile(u.op.ID)
				if i > 0 {
					name = fmt.Sprintf("%s.%d", name, i+1)
				}
				return example.Response, name
			}
		}
	}
	return nil, ""
}

// exampleEndpoint returns the endpoint that an example on u's page is for. If
// its request is none that the page documents, it is the first with its method:
// what a page returns for one path it also returns for others. nil if there is
// none.
func exampleEndpoint(u use, example *model.Example, ends map[use]*endpoint) *endpoint {
	i := example.Endpoint
	if i < 0 || i >= len(u.op.Endpoints) || example.Request == nil {
		i = slices.IndexFunc(u.op.Endpoints, func(e *model.Endpoint) bool {
			return example.Request == nil || strings.EqualFold(e.Method, example.Request.Method)
		})
	}
	if i < 0 {
		return nil
	}
	return ends[use{u.op, i}]
}

// likeOther reports whether an example on u's page is for an endpoint that
// differs from e in its path only.
func (e *endpoint) likeOther(u use, example *model.Example, ends map[use]*endpoint) bool {
	other := exampleEndpoint(u, example, ends)
	return other != nil && other.method == e.method && other.result.form == e.result.form && other.result.ref == e.result.ref
}

// canAnswer reports whether the client can decode the example's response.
func (e *endpoint) canAnswer(example *model.Example) bool {
	msg := example.Response
	if msg == nil || example.Excluded != "" || example.Reshaped || msg.Status != 0 && msg.Status/100 != 2 {
		return false
	}
	text := exampleText(msg)
	switch e.result.form {
	case resultNone:
		return true
	case resultStream:
		return text != ""
	}
	if msg.JSON == nil || !json.Valid([]byte(text)) {
		return false
	}
	if !e.result.isCollection() && e.result.form != resultType {
		return true
	}
	var members map[string]json.RawMessage
	if json.Unmarshal([]byte(text), &members) != nil {
		return e.result.isCollection() && text[0] == '['
	}
	if _, isError := members["error"]; isError && len(members) == 1 {
		return false
	}
	return e.result.form == resultType || strings.HasPrefix(string(members["value"]), "[")
}

// exampleText returns the body of a message.
func exampleText(msg *model.Message) string { return strings.TrimSpace(msg.Body) }

// exampleExt returns the extension for the file of a body.
func exampleExt(msg *model.Message) string {
	if msg.JSON != nil && json.Valid([]byte(exampleText(msg))) {
		return ".json"
	}
	return ".txt"
}

// answerHeaders returns the headers of an example that say something of the
// answer and not of its transport.
func answerHeaders(msg *model.Message) [][2]string {
	transport := []string{"Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Transfer-Encoding"}
	var out [][2]string
	for _, h := range msg.Header {
		name := http.CanonicalHeaderKey(h[0])
		isJSON := strings.Contains(strings.ToLower(h[1]), "json")
		switch {
		case !isHeaderName(h[0]), strings.ContainsFunc(h[1], func(r rune) bool { return r < ' ' || r > '~' }):
		case slices.Contains(transport, name):
		case name == "Content-Type" && isJSON != (exampleExt(msg) == ".json"), name == "Content-Type" && h[1] == "application/json":
		default:
			out = append(out, [2]string{name, h[1]})
		}
	}
	return out
}

// defaultStatus returns the documented success code that goes with a result.
func defaultStatus(documented []int, form resultForm) int {
	best := 0
	for _, status := range documented {
		empty := status == http.StatusNoContent || status == http.StatusAccepted
		if status/100 == 2 && (best == 0 || form != resultNone && !empty && best != http.StatusOK) {
			best = status
		}
	}
	switch {
	case best != 0:
		return best
	case form == resultNone:
		return http.StatusNoContent
	}
	return http.StatusOK
}

// smallest returns the smallest answer that m decodes.
func smallest(m *methodPlan, ref model.Ref) string {
	switch m.result {
	case resultNone:
		return ""
	case resultStream:
		return "content"
	case resultList, resultPage:
		return `{"value":[]}`
	case resultValue:
		return `{"value":` + smallestValue(ref) + "}"
	}
	return "{}"
}

// smallestValue returns a value of a primitive type or an enum.
func smallestValue(ref model.Ref) string {
	switch ref := ref.(type) {
	case *model.Enum:
		if len(ref.Members) > 0 {
			text, _ := json.Marshal(ref.Members[0].Name) // a string always has a JSON form
			return string(text)
		}
	case model.Prim:
		if ref.IsNumber() {
			return "0"
		}
		switch ref {
		case model.Boolean:
			return "false"
		case model.GUID:
			return `"00000000-0000-0000-0000-000000000000"`
		case model.Date:
			return `"2000-01-01"`
		case model.DateTimeOffset:
			return `"2000-01-01T00:00:00Z"`
		case model.TimeOfDay:
			return `"00:00:00"`
		case model.Duration:
			return `"PT0S"`
		}
	}
	return `""`
}
