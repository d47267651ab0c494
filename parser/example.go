package parser

import (
	"regexp"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads examples: HTTP messages in code blocks. A block's first line
// says whether it is a request or a response; where there is none (a block of
// JSON alone) the annotation above it says so, or the heading or sentence. A
// response belongs to the request before it. One block may hold several
// messages, and a message's body may follow its headers without a blank line.

// examples reads a section of examples and all sections below it.
func (r *reader) examples(s *markdown.Section) {
	x := &exampleReader{r: r, op: r.op}
	x.section(s, "")
	r.reportSamples(x.read)
}

// examplesRightIn reads the examples of a section without those below it.
func (r *reader) examplesRightIn(s *markdown.Section) {
	x := &exampleReader{r: r, op: r.op}
	x.rightIn(s, "")
	r.reportSamples(x.read)
}

type exampleReader struct {
	r     *reader
	op    *model.OpClaim
	title string         // of the example that the next request begins
	role  role           // of the next block, if it does not say itself
	note  *markdown.Meta // the annotation above the next block, nil if none
	read  []sampleBlock
	after *model.Message // what the block right above ended with, nil if prose stands between
}

// A role is what a block without a first line is.
type role int8

const (
	noRole role = iota
	requestRole
	bodyRole
	responseRole
)

func (x *exampleReader) section(s *markdown.Section, title string) {
	title = x.rightIn(s, title)
	for _, sub := range s.Sections {
		x.section(sub, title)
	}
}

// rightIn reads what stands in a section before those below it, in a section of that
// title, and returns the title for these.
func (x *exampleReader) rightIn(s *markdown.Section, title string) string {
	heading := x.r.heading(s).title
	switch key := x.r.key(s); {
	case x.r.d.Has("message-request", heading):
		x.role = requestRole
	case x.r.d.Has("message-response", heading):
		x.role = responseRole
	case key != "example" && key != "http request" && key != "request body":
		title = heading
		x.role = noRole
	}
	x.title = title
	x.blocks(s.Flat())
	return title
}

func (x *exampleReader) blocks(blocks []markdown.Block) {
	for _, b := range blocks {
		above := x.after
		x.after = nil
		switch b := b.(type) {
		case *markdown.Meta:
			x.note, x.after = b, above
		case *markdown.Para:
			if !x.codeSpan(b, above) {
				x.role = x.proseRole(b.Text.String(), x.role)
			}
		case *markdown.ListBlock:
			for _, item := range b.Items {
				x.role = x.proseRole(item.Text.String(), x.role)
				x.blocks(item.Blocks)
			}
		case *markdown.Code:
			if isHTTPBlock(b) {
				x.code(b, above)
				x.note, x.role = nil, noRole
			}
		}
	}
}

// codeSpan takes a paragraph that is nothing but code, right below a response
// whose header announces content that is no JSON, for that content: a number
// alone gets no block of its own.
func (x *exampleReader) codeSpan(p *markdown.Para, above *model.Message) bool {
	if above == nil || above.Status == 0 || above.Body != "" || len(p.Text.Spans) != 1 || !p.Text.Spans[0].Code {
		return false
	}
	if !strings.HasPrefix(strings.ToLower(header(above, "Content-Type")), "text/") {
		return false
	}
	above.Body, above.BodyPos = p.Text.String(), p.Text.Pos
	return true
}

// announces reports whether the headers of m speak of content to come. Many GETs
// do so by mistake.
func announces(m *model.Message) bool {
	return m.Method != "GET" && m.Method != "DELETE" && header(m, "Content-Type") != ""
}

// header returns the value of a header of m, "" if it has none of that name.
func header(m *model.Message, name string) string {
	for _, h := range m.Header {
		if strings.EqualFold(h[0], name) {
			return h[1]
		}
	}
	return ""
}

// proseRole returns what a paragraph says the next block is.
func (x *exampleReader) proseRole(s string, old role) role {
	d := x.r.d
	switch {
	case d.Has("message-request", s):
		return requestRole
	case d.Has("message-response", s):
		return responseRole
	case old == responseRole:
		return old // under a heading "Response" prose speaks of both
	case d.Has("example-body", s):
		return bodyRole
	case d.Has("example-response", s):
		return responseRole
	case d.Has("example-request", s):
		return requestRole
	}
	return old
}

// code reads the messages of one block. above is the message right above it.
func (x *exampleReader) code(c *markdown.Code, above *model.Message) {
	t := x.r.newBlockText(c)
	starts := t.starts()
	if len(starts) == 0 {
		x.bare(t, above)
		return
	}
	for i, from := range starts {
		to := t.size()
		if i+1 < len(starts) {
			to = starts[i+1]
		}
		m := t.message(from, to)
		x.annotate(m)
		x.sample(m, t)
		if m.Method != "" {
			x.request(m)
		} else {
			x.response(m)
		}
		x.after = m
	}
}

// bare reads a block that holds a body alone. Right below a message that lacks
// the content which it announces, it is that.
func (x *exampleReader) bare(t *blockText, above *model.Message) {
	m := &model.Message{Pos: t.pos(0)}
	t.readBody(m, 0, t.size())
	if m.Body == "" {
		return
	}
	x.annotate(m)
	role := x.role
	switch x.noteKind() {
	case "response":
		role = responseRole
	case "request":
		role = bodyRole
	}
	if above != nil && above.Body == "" && x.noteKind() != "response" && announces(above) {
		x.sample(m, t)
		above.Body, above.BodyPos, above.JSON = m.Body, m.BodyPos, m.JSON
		above.At = append(above.At, m.At...)
		return
	}
	last := x.last()
	if role == noRole && last != nil && last.Request != nil && last.Response == nil {
		role = responseRole
	}
	switch role {
	case responseRole:
		x.sample(m, t)
		x.response(m)
	case requestRole, bodyRole:
		if last == nil || last.Request == nil || last.Request.Body != "" || last.Response != nil {
			x.stray(m)
			return
		}
		x.sample(m, t)
		last.Request.Body, last.Request.BodyPos, last.Request.JSON = m.Body, m.BodyPos, m.JSON
		last.Request.At = append(last.Request.At, m.At...)
		if last.Request.Type.IsZero() {
			last.Request.Type = m.Type
		}
	default:
		x.stray(m)
	}
}

// stray reports a body that belongs to no message.
func (x *exampleReader) stray(m *model.Message) {
	x.r.add(diag.ExampleEndpoint, m.BodyPos, "the page shows no request or response that this body belongs to")
}

func (x *exampleReader) noteKind() string {
	if x.note == nil {
		return ""
	}
	return x.note.String("blockType")
}

func (x *exampleReader) last() *model.Example {
	if len(x.op.Examples) == 0 {
		return nil
	}
	return x.op.Examples[len(x.op.Examples)-1]
}

func (x *exampleReader) request(m *model.Message) {
	x.op.Examples = append(x.op.Examples, &model.Example{Title: x.title, Request: m})
}

// response pairs a response with the request before it. A further one ("or,
// if there is none, …") makes another example of the same request.
func (x *exampleReader) response(m *model.Message) {
	last := x.last()
	switch {
	case last == nil:
		x.op.Examples = append(x.op.Examples, &model.Example{Title: x.title, Response: m})
	case last.Response == nil:
		last.Response = m
	default:
		x.op.Examples = append(x.op.Examples, &model.Example{Title: x.title, Request: last.Request, Response: m})
	}
}

// annotate takes over what the annotation says.
func (x *exampleReader) annotate(m *model.Message) {
	if x.note == nil {
		return
	}
	m.Name = x.note.String("name")
	if names, ok := x.note.Values["name"].([]any); ok && len(names) > 0 {
		m.Name, _ = names[0].(string)
	}
	m.Truncated = isTrue(x.note.Values["truncated"])
	m.At.Add(x.note.Pos)
	m.Type = x.r.noteType(x.note)
}

func isTrue(v any) bool { return v == true || v == "true" || v == "True" }

var collectionNote = regexp.MustCompile(`^(?i)collection\s*\(\s*(.*?)\s*\)$`)

// noteType returns the type that an annotation names: "microsoft.graph.x",
// "Collection(microsoft.graph.x)", "stream". The name "None" is none.
func (r *reader) noteType(m *markdown.Meta) model.TypeExpr {
	raw := m.String("@odata.type")
	if raw == "" {
		raw = m.String("@type")
	}
	e := model.TypeExpr{Raw: raw, Pos: m.Pos, Collection: isTrue(m.Values["isCollection"])}
	e.Name = strings.TrimPrefix(markdown.Fold(raw), "#")
	if c := collectionNote.FindStringSubmatch(e.Name); c != nil {
		e.Name, e.Collection = strings.TrimPrefix(c[1], "#"), true
	}
	if term, ok := r.d.Lookup(e.Name); ok && (strings.HasPrefix(term, "Edm.") || term == string(model.JSON)) {
		e.Name = term
	}
	if e.Name == "" || strings.HasSuffix(strings.ToLower(e.Name), ".none") || r.d.Is("none", e.Name) {
		return model.TypeExpr{}
	}
	return e
}

// A sampleBlock is a body that should be JSON, with the places of its lines; those
// without one stand at start.
type sampleBlock struct {
	m     *model.Message
	lines []diag.Pos
	start diag.Pos
}

// place returns where a byte of the body stands on the page.
func (s sampleBlock) place(offset int) diag.Pos {
	before := s.m.Body[:max(0, min(offset, len(s.m.Body)))]
	at, line := s.start, strings.Count(before, "\n")
	if line < len(s.lines) {
		at = s.lines[line]
	}
	return at.After(before[strings.LastIndexByte(before, '\n')+1:])
}

// sample reads the body if it is JSON.
func (x *exampleReader) sample(m *model.Message, t *blockText) {
	if !looksJSON(m) {
		return
	}
	m.JSON = x.r.newSample(m.Body, m.BodyPos)
	x.read = append(x.read, sampleBlock{m, t.at[min(t.body, len(t.at)):], t.start})
}

var bytesForm = regexp.MustCompile(`^[{<\[][A-Za-z][^":]*[}>\]]?$`)

// looksJSON reports whether a body is meant to be JSON: it begins as JSON
// does, and is no placeholder for bytes ("{binary data of the image}").
func looksJSON(m *model.Message) bool {
	body := strings.TrimSpace(m.Body)
	if body == "" || body[0] != '{' && body[0] != '[' {
		return false
	}
	for _, h := range m.Header {
		if strings.EqualFold(h[0], "Content-Type") && !strings.Contains(strings.ToLower(h[1]), "json") && !strings.HasPrefix(body, "{\"") && !strings.HasPrefix(body, "{\n") {
			return false
		}
	}
	return len(body) < 2 || !isLetter(body[1]) || !bytesForm.MatchString(body)
}

// reportSamples reports the JSON that does not parse, at the place of the
// fault.
func (r *reader) reportSamples(read []sampleBlock) {
	for _, s := range read {
		if s.m.JSON.Err == nil {
			continue
		}
		what, at := jsonFault(s.m.Body, s.m.JSON.Err)
		r.add(diag.ExampleJSON, s.place(at), "the example's JSON does not parse: %s", what)
	}
}
