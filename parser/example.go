package parser

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
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

type exampleReader struct {
	r     *reader
	op    *model.OpClaim
	title string         // of the example that the next request begins
	role  role           // of the next block, if it does not say itself
	note  *markdown.Meta // the annotation above the next block, nil if none
	read  []sampleBlock
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
	heading := s.Title.String()
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
	for _, sub := range s.Sections {
		x.section(sub, title)
	}
}

func (x *exampleReader) blocks(blocks []markdown.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *markdown.Meta:
			x.note = b
		case *markdown.Para:
			x.role = x.proseRole(b.Text.String(), x.role)
		case *markdown.ListBlock:
			for _, item := range b.Items {
				x.role = x.proseRole(item.Text.String(), x.role)
				x.blocks(item.Blocks)
			}
		case *markdown.Code:
			if isHTTPBlock(b) {
				x.code(b)
				x.note, x.role = nil, noRole
			}
		}
	}
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

// code reads the messages of one block.
func (x *exampleReader) code(c *markdown.Code) {
	t := newBlockText(c)
	starts := t.starts()
	if len(starts) == 0 {
		x.bare(t)
		return
	}
	for i, from := range starts {
		to := len(t.lines)
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
	}
}

// bare reads a block that holds a body alone.
func (x *exampleReader) bare(t *blockText) {
	m := &model.Message{Pos: t.pos(0)}
	t.body(m, 0, len(t.lines))
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
			return // a body that belongs to no request
		}
		x.sample(m, t)
		last.Request.Body, last.Request.BodyPos, last.Request.JSON = m.Body, m.BodyPos, m.JSON
		if last.Request.Type.IsZero() {
			last.Request.Type = m.Type
		}
	}
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

// A sampleBlock is a body that should be JSON, with the block it stands in.
type sampleBlock struct {
	m *model.Message
	t *blockText
}

// sample reads the body if it is JSON.
func (x *exampleReader) sample(m *model.Message, t *blockText) {
	if !looksJSON(m) {
		return
	}
	m.JSON = newSample(m.Body, m.BodyPos, x.r.d)
	x.read = append(x.read, sampleBlock{m, t})
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
	return !bytesForm.MatchString(body)
}

// reportSamples reports the JSON that does not parse, at the place of the
// fault.
func (r *reader) reportSamples(read []sampleBlock) {
	for _, s := range read {
		if s.m.JSON.Err == nil {
			continue
		}
		pos := s.m.BodyPos
		var whole any
		var syntax *json.SyntaxError
		if err := json.Unmarshal([]byte(s.m.Body), &whole); errors.As(err, &syntax) {
			pos = s.t.place(s.m, int(syntax.Offset)-1)
		}
		r.add(diag.ExampleJSON, pos, "the example's JSON does not parse: %v", s.m.JSON.Err)
	}
}

var (
	statusLine = regexp.MustCompile(`^HTTP(?:/[0-9.]+)? ([1-5][0-9][0-9])\b`)
	headerLine = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9_-]*) ?: ?(.*)$`)
)

// A blockText is a code block cut into lines.
type blockText struct {
	lines []string // without line ends
	at    []diag.Pos
	start diag.Pos
	first map[*model.Message]int // the line where a message's body begins
}

func newBlockText(c *markdown.Code) *blockText {
	text := strings.TrimSuffix(c.Text, "\n")
	t := &blockText{at: c.Lines, start: c.Pos, first: make(map[*model.Message]int)}
	if text != "" {
		t.lines = strings.Split(text, "\n")
	}
	return t
}

func (t *blockText) pos(i int) diag.Pos {
	if i < len(t.at) {
		return t.at[i]
	}
	return t.start
}

// place returns where a byte of a message's body stands on the page.
func (t *blockText) place(m *model.Message, offset int) diag.Pos {
	offset = max(0, min(offset, len(m.Body)))
	before := m.Body[:offset]
	pos := t.pos(t.first[m] + strings.Count(before, "\n"))
	pos.Col += len(before) - 1 - strings.LastIndexByte(before, '\n')
	return pos
}

// starts returns the lines that begin a message. The parts of a multipart body
// look like messages and are none.
func (t *blockText) starts() []int {
	var out []int
	for i, line := range t.lines {
		folded := markdown.Fold(line)
		if isMessageStart(folded) {
			out = append(out, i)
		}
		if m := headerLine.FindStringSubmatch(folded); m != nil && strings.EqualFold(m[1], "Content-Type") &&
			strings.Contains(strings.ToLower(m[2]), "multipart") && len(out) > 0 {
			return out
		}
	}
	return out
}

func isMessageStart(folded string) bool {
	if statusLine.MatchString(folded) {
		return true
	}
	_, url, _ := strings.Cut(folded, " ")
	return beginsWithMethod(folded) && folded[0] <= 'Z' && strings.Contains(url, "/")
}

// message reads the lines from first to end.
func (t *blockText) message(first, end int) *model.Message {
	m := &model.Message{Pos: t.pos(first)}
	line := markdown.Fold(t.lines[first])
	if s := statusLine.FindStringSubmatch(line); s != nil {
		m.Status, _ = strconv.Atoi(s[1])
	} else {
		method, url, _ := strings.Cut(line, " ")
		m.Method = strings.ToUpper(method)
		if i := strings.LastIndex(url, " HTTP/"); i > 0 {
			url = url[:i]
		}
		m.URL = strings.TrimSpace(url)
	}
	i := first + 1
	for ; i < end; i++ {
		h := headerLine.FindStringSubmatch(markdown.Fold(t.lines[i]))
		if h == nil {
			break
		}
		m.Header = append(m.Header, [2]string{h[1], h[2]})
	}
	t.body(m, i, end)
	return m
}

// body takes the lines from first to end, less the empty ones around them.
func (t *blockText) body(m *model.Message, first, end int) {
	for first < end && markdown.Fold(t.lines[first]) == "" {
		first++
	}
	for end > first && markdown.Fold(t.lines[end-1]) == "" {
		end--
	}
	if first < end {
		m.Body = strings.Join(t.lines[first:end], "\n")
		m.BodyPos = t.pos(first)
		t.first[m] = first
	}
}
