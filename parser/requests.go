package parser

import (
	"errors"
	"iter"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads request lines: the http blocks under "HTTP request", and
// what stands for them on pages that put them elsewhere. A block may hold
// several lines, with headers, comments and "or" between them; the prose or
// heading before a block says which variant it is.

// requests reads an HTTP request section and the sub-sections that no row of
// the section table fits ("### For a group").
func (r *reader) requests(s *markdown.Section) {
	q := requestReader{r: r}
	q.blocks(s.Blocks)
	if len(q.found) == 0 {
		q.spans(s.Flat())
	}
	r.op.Endpoints = append(r.op.Endpoints, q.done()...)
	for _, sub := range s.Sections {
		if r.sectionRow(sub) != nil || !hasRequest(sub) {
			r.visit(sub)
			continue
		}
		sq := requestReader{r: r, label: sub.Title.String(), heading: true}
		sq.blocks(sub.Blocks)
		r.op.Endpoints = append(r.op.Endpoints, sq.done()...)
		for _, deeper := range sub.Sections {
			r.visit(deeper)
		}
	}
}

// visit sends one section to its reader, as walk does with all of a section's.
func (r *reader) visit(s *markdown.Section) {
	r.walk(&markdown.Section{Sections: []*markdown.Section{s}})
}

// A requestReader reads the request lines of one section.
type requestReader struct {
	r       *reader
	label   string // what introduces the next block
	heading bool   // label is a heading
	labels  int    // how many labels there were
	over    bool   // a block has lines that are not read
	found   []*model.Endpoint
}

// done returns what was found. A lone sentence in front of a lone block
// introduces no variant, unless it ends in a colon.
func (q *requestReader) done() []*model.Endpoint {
	for _, e := range q.found {
		if q.labels == 1 && !q.heading && !strings.HasSuffix(e.Label, ":") {
			e.Label = ""
		}
		e.Label = strings.TrimRight(e.Label, ": ")
	}
	return q.found
}

func (q *requestReader) blocks(blocks []markdown.Block) {
	for _, b := range blocks {
		switch b := b.(type) {
		case *markdown.Para:
			q.introduce(b.Text)
		case *markdown.ListBlock:
			for _, item := range b.Items {
				q.introduce(item.Text)
				q.blocks(item.Blocks)
			}
		case *markdown.Quote:
			q.quiet(b.Blocks)
		case *markdown.Code:
			q.code(b)
		case *markdown.Tabs:
			q.tabs(b)
		}
	}
}

// quiet reads blocks whose prose introduces nothing.
func (q *requestReader) quiet(blocks []markdown.Block) {
	label, labels := q.label, q.labels
	q.blocks(blocks)
	q.label, q.labels = label, labels
}

func (q *requestReader) introduce(t markdown.Text) {
	if s := t.String(); s != "" && !q.r.d.Has("remark", s) {
		q.label, q.heading = s, false
		q.labels++
	}
}

// tabs reads a tab group: of languages its http tab, of anything else ("For
// users", "For groups") all tabs, each introduced by its title.
func (q *requestReader) tabs(t *markdown.Tabs) {
	for _, tab := range t.Tabs {
		if tab.ID == "http" {
			q.quiet(tab.Blocks)
			return
		}
	}
	for _, tab := range t.Tabs {
		q.label, q.heading = tab.Title.String(), true
		q.blocks(tab.Blocks)
	}
}

// languages are the info strings of blocks that may hold HTTP. A csharp block
// among the requests shows how to encode a URL.
var languages = map[string]bool{
	"": true, "http": true, "https": true, "msgraph-interactive": true, "rest": true, "json": true,
	"text": true, "txt": true, "plaintext": true, "odata": true, "html": true, "console": true,
}

func isHTTPBlock(c *markdown.Code) bool {
	language, _, _ := strings.Cut(c.Info, " ")
	return languages[strings.ToLower(language)]
}

// code reads a block. The line may stand in the info string, after the
// language ("```http GET /schools").
func (q *requestReader) code(c *markdown.Code) {
	if !isHTTPBlock(c) {
		return
	}
	if _, line, ok := strings.Cut(c.Info, " "); ok && beginsWithMethod(line) {
		pos := c.Pos
		pos.Col += len("```") + len(c.Info) - len(line)
		q.line(line, pos)
	}
	before, told := len(q.found), len(*q.r.diags)
	i := 0
	q.over = false
	for line := range strings.Lines(c.Text) {
		pos := c.Pos
		if i < len(c.Lines) {
			pos = c.Lines[i]
		}
		q.textLine(markdown.Fold(line), strings.TrimRight(line, "\n"), pos)
		i++
	}
	if len(q.found) == before && len(*q.r.diags) == told && strings.TrimSpace(c.Text) != "" {
		q.r.add(diag.RequestLine, c.Pos, "the block holds no request line; want METHOD /path")
	}
}

// textLine reads one line of a block: a request, or something between
// requests (a header, "or", a comment, a remark that introduces the next).
func (q *requestReader) textLine(folded, line string, pos diag.Pos) {
	switch {
	case beginsWithMethod(folded):
		q.line(line, pos)
	case strings.HasSuffix(folded, ":") && !strings.Contains(folded, "/") && strings.Contains(folded, " "):
		q.label, q.labels = folded, q.labels+1
	case strings.HasPrefix(folded, "/") && !strings.HasPrefix(folded, "//") && !strings.Contains(folded, " "):
		q.r.add(diag.RequestLine, pos, "%q has no HTTP method; want METHOD /path", folded)
	}
}

// maxRequestLines is how many request lines of a page are usually read. Each is a method of
// the package and may be a file of it.
const maxRequestLines = 1000

func (q *requestReader) line(line string, pos diag.Pos) {
	if q.r.lines++; q.r.lines > q.r.limits.Most(maxRequestLines) {
		if !q.over {
			q.over = true
			q.r.add(diag.PageLimit, pos, "the page has more than %d request lines; this one and those below it are not read", q.r.limits.Most(maxRequestLines))
		}
		return
	}
	method, path, err := cell.RequestLine(line, q.r.limits)
	usable := len(path.Segments) > 0 || err == nil
	if syntax, ok := errors.AsType[*cell.SyntaxError](err); ok {
		at := pos.After(line[:syntax.Offset])
		used := "the line is not used"
		if usable {
			used = "read as " + method + " " + path.String()
		}
		q.r.add(diag.RequestLine, at, "%v; %s", syntax.Err, used)
	}
	if usable {
		pos.Col += len(line) - len(strings.TrimLeftFunc(line, markdown.IsSpace))
		q.found = append(q.found, &model.Endpoint{Method: method, Path: path, Pos: pos, Label: q.label})
	}
}

// spans reads request lines from code spans in prose, for pages that have no
// block: "Use `GET /me/photo`".
func (q *requestReader) spans(blocks []markdown.Block) {
	for _, b := range blocks {
		for t := range texts(b) {
			for _, s := range t.Spans {
				if s.Code && beginsWithMethod(s.Text) && strings.Contains(s.Text, "/") {
					q.label = ""
					q.line(s.Text, s.Pos)
				}
			}
		}
	}
}

// texts yields the prose of a block: a paragraph's, a list's items'.
func texts(b markdown.Block) iter.Seq[markdown.Text] {
	return func(yield func(markdown.Text) bool) { eachText(b, yield) }
}

func eachText(b markdown.Block, yield func(markdown.Text) bool) bool {
	switch b := b.(type) {
	case *markdown.Para:
		return yield(b.Text)
	case *markdown.ListBlock:
		for _, item := range b.Items {
			if !yield(item.Text) || !eachTextOf(item.Blocks, yield) {
				return false
			}
		}
	case *markdown.Quote:
		return eachTextOf(b.Blocks, yield)
	}
	return true
}

func eachTextOf(blocks []markdown.Block, yield func(markdown.Text) bool) bool {
	for _, b := range blocks {
		if !eachText(b, yield) {
			return false
		}
	}
	return true
}
