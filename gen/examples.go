package gen

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/dave/jennifer/jen"

	"github.com/docmill/docmill/model"
)

// This file writes the examples of pages as tests: the messages as JSON in
// testdata, and a table that says which operation and types they belong to.
// The loop is the runtime's.

// writeExamples prints the table.
func writeExamples(p *plan, w *fileWriter) {
	// func TestExamples(t *testing.T) { replay(t, []replayCase{{file: ..., op: ...}}) }
	w.add("// TestExamples replays the examples of the pages.", jen.Func().Id("TestExamples").Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		jen.Id("replay").Call(jen.Id("t"), jen.Index().Id("replayCase").ValuesFunc(func(g *jen.Group) {
			for _, e := range p.examples {
				g.Line().Values(exampleFields(e)...)
			}
			g.Line()
		}))))
}

func exampleFields(e examplePlan) []jen.Code {
	out := []jen.Code{jen.Id("file").Op(":").Lit(e.file), jen.Id("op").Op(":").Add(ident(e.op))}
	if e.request.form != partNone {
		out = append(out, jen.Id("request").Op(":").Add(partFunc(e.request)))
	}
	if e.response.form != partNone {
		out = append(out, jen.Id("response").Op(":").Add(partFunc(e.response)))
	}
	return out
}

// partFunc returns func() any { return new(T) }.
func partFunc(part examplePart) *jen.Statement {
	newFunc := jen.Nil()
	if part.newFunc != "" {
		newFunc = ident(part.newFunc)
	}
	var value *jen.Statement
	switch part.form {
	case partType:
		value = jen.New(typ(part.typ))
	case partAny:
		value = jen.Id("anyOf").Call(newFunc)
	case partPage:
		value = jen.Id("pageOf").Types(typ(part.typ)).Call(newFunc)
	case partValue:
		value = jen.Id("valueOf").Types(typ(part.typ)).Call()
	default:
		panic("gen: part of unknown form")
	}
	return jen.Func().Params().Any().Block(jen.Return(value))
}

// An exampleJSON is one example in a file of testdata.
type exampleJSON struct {
	Name     string       `json:"name"`
	Request  messageJSON  `json:"request"`
	Response *messageJSON `json:"response,omitempty"`
	// Invalid are the documented rules that the request breaks.
	Invalid []string `json:"invalid,omitempty"`
}

type messageJSON struct {
	Method string          `json:"method,omitempty"`
	URL    string          `json:"url,omitempty"`
	Status int             `json:"status,omitempty"`
	Header [][2]string     `json:"header,omitempty"`
	Body   json.RawMessage `json:"body,omitempty"` // JSON as on the page; a string if it is none
}

// emitExamples adds the files of testdata.
func emitExamples(p *plan, files map[string][]byte) error {
	if !p.emits("examples") {
		return nil
	}
	for _, e := range p.examples {
		list := make([]exampleJSON, len(e.examples))
		for i, example := range e.examples {
			list[i] = exampleJSON{Name: example.Title, Request: message(example.Request), Invalid: e.broken[i]}
			if example.Response != nil {
				m := message(example.Response)
				list[i].Response = &m
			}
		}
		data, err := json.MarshalIndent(list, "", "\t")
		if err != nil {
			return fmt.Errorf("gen: testdata/%s: %w", e.file, err)
		}
		files["testdata/"+e.file] = append(data, '\n')
	}
	return nil
}

func message(m *model.Message) messageJSON {
	out := messageJSON{Method: m.Method, URL: m.URL, Status: m.Status, Header: m.Header}
	body := strings.TrimSpace(m.Body)
	switch {
	case body == "":
	case m.JSON != nil && json.Valid([]byte(body)):
		out.Body = json.RawMessage(body)
	default:
		out.Body, _ = json.Marshal(m.Body) // a string always has a JSON form
	}
	return out
}
