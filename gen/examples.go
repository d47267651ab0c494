package gen

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file writes the examples of pages as tests: the messages as JSON in
// testdata, and a table that says how to call the operation of each. The loop
// is the runtime's.

// writeExamples prints the test and the table. The table is a variable of the
// package, which the compiler makes data of; as a local one it would be code.
func writeExamples(p *plan, w *fileWriter) {
	// func TestExamples(t *testing.T) { replay(t, replayCases) }
	w.add("// TestExamples replays the examples of the pages.", jen.Func().Id("TestExamples").Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("replay").Call(jen.Id("t"), jen.Id("replayCases"))))
	// var replayCases = []replayCase{{op: ...}}
	w.add("", jen.Var().Id("replayCases").Op("=").Index().Id("replayCase").ValuesFunc(func(g *jen.Group) {
		for _, row := range p.exampleRows {
			g.Line().Values(rowFields(row)...)
		}
		g.Line()
	}))
}

func rowFields(row *exampleRow) []jen.Code {
	m := row.method
	out := []jen.Code{jen.Id("op").Op(":").Add(ident(m.op.name))}
	if row.request.form != partNone {
		out = append(out, jen.Id("request").Op(":").Add(partExpr(row.request)))
	}
	if row.response.form != partNone {
		out = append(out, jen.Id("response").Op(":").Add(partExpr(row.response)))
	}
	name, result := m.name, jen.Params(jen.Any(), jen.Error())
	if m.result == resultList {
		name = m.page
	}
	// call: func(c, a) (any, error) { return c.Things().Get(a.ctx, a.str(0), a.opts...) }
	call := exampleCall(m, name)
	if m.result == resultNone {
		// return nil, c.Things().Delete(a.ctx, a.str(0), a.opts...)
		call = jen.List(jen.Nil(), call)
	}
	out = append(out, jen.Id("call").Op(":").Add(exampleFunc(result, call)))
	if m.result == resultList {
		// items: func(c, a) any { return c.Things().List(a.ctx, a.opts...) }
		out = append(out, jen.Id("items").Op(":").Add(exampleFunc(jen.Any(), exampleCall(m, m.name))))
	}
	return out
}

// exampleFunc returns a function of a row that returns value.
func exampleFunc(result, value *jen.Statement) *jen.Statement {
	return jen.Func().Params(
		jen.Id("c").Op("*").Id("Client"), jen.Id("a").Op("*").Id("replayArgs"),
	).Add(result).Block(jen.Return(value))
}

// exampleCall returns the call of the method m, or of its page-wise form, which
// is called name, with an example's values.
func exampleCall(m *methodPlan, name string) *jen.Statement {
	call := jen.Id("c")
	steps := strings.Split(m.chain, ".")
	for _, step := range steps[1 : len(steps)-1] {
		call = dot(call, strings.TrimSuffix(step, "()")).Call()
	}
	args := []jen.Code{jen.Id("a").Dot("ctx")}
	for i, param := range m.params {
		if param.typ == named("string") {
			args = append(args, jen.Id("a").Dot("str").Call(jen.Lit(i)))
			continue
		}
		args = append(args, jen.Id("argOf").Types(typ(param.typ)).Call(jen.Id("a"), jen.Lit(i)))
	}
	switch m.body {
	case bodyNone:
	case bodyType, bodyFields:
		args = append(args, jen.Id("bodyOf").Types(typ(m.bodyType)).Call(jen.Id("a")))
	case bodyStream:
		args = append(args, jen.Id("a").Dot("content").Call())
	case bodyAny:
		args = append(args, jen.Id("a").Dot("any").Call())
	case bodyRef:
		args = append(args, jen.Id("a").Dot("target").Call())
	default:
		panic("gen: body of unknown form")
	}
	return dot(call, name).Call(append(args, jen.Id("a").Dot("opts").Op("..."))...)
}

// partExpr returns replayType{zero: (*T)(nil), newT: newT}.
func partExpr(part examplePart) *jen.Statement {
	var fields []jen.Code
	zero := func(t *jen.Statement) {
		fields = append(fields, jen.Id("zero").Op(":").Params(jen.Op("*").Add(t)).Call(jen.Nil()))
	}
	switch part.form {
	case partType:
		zero(typ(part.typ))
	case partPage:
		zero(jen.Id("Page").Types(typ(part.typ)))
	case partValue:
		zero(jen.Id("replayValue").Types(typ(part.typ)))
	case partRaw:
		zero(typ(rawJSON))
	case partAny:
	default:
		panic("gen: part of unknown form")
	}
	if part.newFunc != "" {
		fields = append(fields, jen.Id("newT").Op(":").Add(ident(part.newFunc)))
	}
	return jen.Id("replayType").Values(fields...)
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
		out[i] = task{"testdata/" + f.name, f.text}
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
	return append(seenJSON(data), '\n'), err
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
