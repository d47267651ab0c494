package gen

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file writes the examples of pages as tests: the messages as JSON in
// testdata, and a table that says how to call the operation of each. The loop
// is the runtime's.

// testingT is *testing.T.
var testingT = pointerTo(goType{pkg: "testing", name: "T"})

// writeExamples prints the test and the table. The table is a variable of the
// package, which the compiler makes data of; as a local one it would be code.
func writeExamples(p *plan, w *fileWriter) {
	w.emit(`// TestExamples replays the examples of the pages.
func TestExamples(t %) {
	replay(t, replayCases)
}

var replayCases = []replayCase{
`, testingT)
	for _, row := range p.exampleRows {
		writeRow(w, row)
	}
	w.emit("}\n\n")
}

// writeRow prints how to call the operation of an example.
func writeRow(w *fileWriter, row *exampleRow) {
	m := row.method
	w.emit("{op: %", m.op.name)
	writePart(w, "request", row.request)
	writePart(w, "response", row.response)
	w.emit(", call: func(c *Client, a *replayArgs) (any, error) {\nreturn ")
	switch m.result {
	case resultNone:
		w.emit("nil, ")
		writeExampleCall(w, m, m.name)
	case resultList:
		writeExampleCall(w, m, m.page)
		w.emit("\n}, items: func(c *Client, a *replayArgs) any {\nreturn ")
		writeExampleCall(w, m, m.name)
	default:
		writeExampleCall(w, m, m.name)
	}
	w.emit("\n}},\n")
}

// writeExampleCall prints the call of the method m, or of its page-wise form,
// which is called name, with an example's values:
//
//	c.Things().Get(a.ctx, a.str(0), a.opts...)
func writeExampleCall(w *fileWriter, m *methodPlan, name string) {
	w.emit("c")
	steps := strings.Split(m.chain, ".")
	for _, step := range steps[1 : len(steps)-1] {
		w.emit(".%()", strings.TrimSuffix(step, "()"))
	}
	w.emit(".%(a.ctx", name)
	for i, param := range m.params {
		if param.typ == named("string") {
			w.emit(", a.str(%)", i)
			continue
		}
		w.emit(", argOf[%](a, %)", param.typ, i)
	}
	switch m.body {
	case bodyNone:
	case bodyType, bodyFields:
		w.emit(", bodyOf[%](a)", m.bodyType)
	case bodyStream:
		w.emit(", a.content()")
	case bodyAny:
		w.emit(", a.any()")
	case bodyRef:
		w.emit(", a.target()")
	default:
		panic("gen: body of unknown form")
	}
	w.emit(", a.opts...)")
}

// writePart prints the member of a row for a request or a response, if there is
// one: replayType{zero: (*T)(nil), newT: newT}.
func writePart(w *fileWriter, member string, part examplePart) {
	switch part.form {
	case partNone:
		return
	case partType:
		w.emit(", %: replayType{zero: (*%)(nil)", member, part.typ)
	case partPage:
		w.emit(", %: replayType{zero: (*Page[%])(nil)", member, part.typ)
	case partValue:
		w.emit(", %: replayType{zero: (*replayValue[%])(nil)", member, part.typ)
	case partRaw:
		w.emit(", %: replayType{zero: (*%)(nil)", member, rawJSON)
	case partAny:
		w.emit(", %: replayType{", member)
	default:
		panic("gen: part of unknown form")
	}
	switch {
	case part.newFunc == "":
	case part.form == partAny:
		w.emit("newT: %", part.newFunc)
	default:
		w.emit(", newT: %", part.newFunc)
	}
	w.emit("}")
}

// An exampleJSON is one example in a file of testdata. The runtime reads it.
type exampleJSON struct {
	Name     string       `json:"name"`
	Op       string       `json:"op,omitempty"`
	Excluded string       `json:"excluded,omitempty"`
	NoCall   string       `json:"noCall,omitempty"`
	Lenient  bool         `json:"lenient,omitempty"`
	Reshaped bool         `json:"reshaped,omitempty"`
	Other    bool         `json:"other,omitempty"`
	Text     bool         `json:"text,omitempty"`
	Args     []string     `json:"args,omitempty"`
	Query    [][2]string  `json:"query,omitempty"`
	Fixed    [][2]string  `json:"fixed,omitempty"`
	Request  *messageJSON `json:"request,omitempty"`
	Response *messageJSON `json:"response,omitempty"`
	// Invalid are the documented rules that the request breaks.
	Invalid []string `json:"invalid,omitempty"`
	// At is where the example stands in the docs, "page:line", of those that are
	// left out or not sent.
	At string `json:"at,omitempty"`
}

type messageJSON struct {
	Method string          `json:"method,omitempty"`
	URL    string          `json:"url,omitempty"`
	Status int             `json:"status,omitempty"`
	Header [][2]string     `json:"header,omitempty"`
	Body   json.RawMessage `json:"body,omitempty"` // JSON as on the page; a string if it is none
}

// exampleTasks returns how the files of testdata are made.
func exampleTasks(p *plan) []task {
	if !p.emits("examples") {
		return nil
	}
	out := make([]task, len(p.examples))
	for i, f := range p.examples {
		out[i] = task{"testdata/" + f.name, func(*scratch) ([]byte, error) { return f.text() }}
	}
	return out
}

// text returns the examples of a page as the runtime reads them.
func (f *exampleFilePlan) text() ([]byte, error) {
	list := make([]exampleJSON, len(f.entries))
	for i, e := range f.entries {
		list[i] = exampleJSON{
			Name: e.example.Title, Op: e.op, Excluded: e.excluded, NoCall: e.noCall, Lenient: e.lenient, Reshaped: e.reshaped, Other: e.other, Text: e.text,
			Args: e.call.args, Query: e.call.query, Fixed: e.call.fixed,
			Request: message(e.example.Request), Response: message(e.example.Response), Invalid: e.broken,
		}
		if e.excluded != "" || e.noCall != "" {
			list[i].At = placeOf(e.example)
		}
	}
	data, err := json.MarshalIndent(list, "", "\t")
	return append(diag.SeenJSON(data), '\n'), err
}

// placeOf returns where an example begins, e.g. "api/user-get.md:12".
func placeOf(e *model.Example) string {
	pos := diag.Pos{}
	for _, m := range []*model.Message{e.Response, e.Request} {
		if m != nil {
			pos = m.Pos
		}
	}
	return fmt.Sprintf("%s:%d", pos.File, pos.Line)
}

func message(m *model.Message) *messageJSON {
	if m == nil {
		return nil
	}
	out := &messageJSON{Method: m.Method, URL: m.URL, Status: m.Status, Header: m.Header}
	body := strings.TrimSpace(m.Body)
	switch {
	case body == "":
	case json.Valid([]byte(body)) && body[0] != '"' && (m.JSON == nil || m.JSON.Err == nil):
		out.Body = json.RawMessage(body)
	default:
		out.Body, _ = json.Marshal(m.Body) // a string always has a JSON form
	}
	return out
}
