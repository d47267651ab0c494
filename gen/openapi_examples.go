package gen

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file writes the examples of requests and responses.

// examples adds the examples of the pages whose bodies are JSON.
func (d *oaMaker) examples(op *oaOperation, e *endpoint) {
	for _, u := range e.home {
		for i, example := range u.op.Examples {
			if example.Excluded != "" || example.Reshaped || !u.shows(example) {
				continue
			}
			name := fmt.Sprintf("%s.%d", exampleFile(u.op.ID), i+1)
			if op.RequestBody != nil {
				addExample(op.RequestBody.Content, name, example.Title, example.Request)
			}
			if m := example.Response; m != nil {
				status := m.Status
				if status == 0 {
					status = defaultStatus(e.statuses(), e.result.form)
				}
				if a := op.Responses[strconv.Itoa(status)]; a != nil {
					addExample(a.Content, name, example.Title, m)
				}
			}
		}
	}
}

// shows reports whether an example is for the request line u.
func (u use) shows(example *model.Example) bool {
	return u.op.IsImplied || example.Elsewhere == nil && example.Endpoint == u.index
}

// addExample adds the body of a message if it is JSON, and so is the content.
func addExample(content map[string]oaMedia, name, title string, m *model.Message) {
	media, ok := content[mediaJSON]
	if !ok || m == nil || !isExact(m.Body) {
		return
	}
	if media.Examples == nil {
		media.Examples = make(map[string]oaExample)
	}
	media.Examples[name] = oaExample{Summary: title, Value: json.RawMessage(m.Body), Source: sourceLine(m.BodyPos)}
	content[mediaJSON] = media
}

// isExact reports whether text is one JSON value that every reader reads alike:
// no object has a name twice (RFC 8259, 4).
func isExact(text string) bool {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	return json.Valid([]byte(text)) && isExactValue(dec)
}

func isExactValue(dec *json.Decoder) bool {
	token, err := dec.Token()
	open, ok := token.(json.Delim)
	if err != nil || !ok {
		return err == nil
	}
	seen := make(map[string]bool)
	for dec.More() {
		if open == '{' {
			name, err := dec.Token()
			key, _ := name.(string)
			if err != nil || seen[key] {
				return false
			}
			seen[key] = true
		}
		if !isExactValue(dec) {
			return false
		}
	}
	_, err = dec.Token() // what closes it
	return err == nil
}
