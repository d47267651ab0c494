package markdown

// This file holds the block parsers that are CommonMark's own but for a habit
// of writers: headings, underlined headings, lists, quotes and HTML.

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// An indentedParser reads code that is indented. Unlike CommonMark's, it holds no
// headings: somebody pressed Tab with half a page selected.
type indentedParser struct{ parser.BlockParser }

func (i indentedParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if indent := pc.BlockIndent(); 0 <= indent && indent < 4 {
		return nil, parser.NoChildren
	}
	if line, _ := reader.PeekLine(); isIndentedHeading(line) {
		return nil, parser.NoChildren
	}
	return i.BlockParser.Open(parent, reader, pc)
}

func (i indentedParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	if line, _ := reader.PeekLine(); isIndentedHeading(line) {
		return parser.Close
	}
	return i.BlockParser.Continue(node, reader, pc)
}

func isIndentedHeading(line []byte) bool {
	line = bytes.TrimLeft(line, " \t")
	return len(line) > 0 && line[0] == '#' && isHeading(line)
}

// A headingNode is an ATX heading.
type headingNode struct {
	ast.Heading
	tab  string // the ID of the tab that it begins, "" if it is a heading
	text Text   // what it says, if its markup is simple
	read bool   // text is set, so that there are no lines
}

func (n *headingNode) IsRaw() bool { return n.read }

// asHeading returns n as a heading, nil if it is none.
func asHeading(n ast.Node) *ast.Heading {
	switch n := n.(type) {
	case *ast.Heading: // underlined
		return n
	case *headingNode:
		return &n.Heading
	}
	return nil
}

// tabOf returns the ID of the tab that n begins, "" if it begins none.
func tabOf(n ast.Node) string {
	if h, ok := n.(*headingNode); ok {
		return h.tab
	}
	return ""
}

// A headingParser reads ATX headings, and those without a blank behind the
// "#" ("##Request") that older Markdown allowed. It marks tab headings.
type headingParser struct{}

func (headingParser) Trigger() []byte             { return []byte{'#'} }
func (headingParser) CanInterruptParagraph() bool { return true }
func (headingParser) CanAcceptIndentedLine() bool { return true }

func (headingParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if pc.BlockIndent() > 3 && !isIndentedHeading(line) || at < 0 { // goldmark takes a line for blank that is shorter than its indent is wide
		return nil, parser.NoChildren
	}
	level := runLen(line[at:], '#')
	title := line[at+level:]
	blank := util.TrimLeftSpaceLength(title)
	strict := blank > 0 || len(title) == 0
	switch {
	case level < 1, level > 6:
		return nil, parser.NoChildren
	case strict:
		title = withoutClosing(trimRight(title[blank:]))
	case !startsTitle(title), level == 1 && isOpenParagraph(pc):
		return nil, parser.NoChildren
	default:
		title = trimRight(title)
	}
	st := stateOf(pc)
	n := st.work.headings.one()
	n.Level = level
	if strict {
		n.tab = tabID(line)
		st.inTabs = n.tab != ""
	}
	if len(title) > 0 {
		start := seg.Start - seg.Padding + at + level + blank
		n.take(st.work, text.NewSegment(start, start+len(title)))
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (headingParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (headingParser) Close(ast.Node, text.Reader, parser.Context) {}

// withoutClosing returns a title, which is trimmed, without the run of "#" at its end
// that stands apart or alone.
func withoutClosing(title []byte) []byte {
	rest := bytes.TrimRight(title, "#")
	if n := len(rest); n > 0 && (n == len(title) || !isBlank(rest[n-1])) {
		return title
	}
	return trimRight(rest)
}

// trimRight returns s without the blanks at its end, and its line break.
func trimRight(s []byte) []byte { return s[:len(s)-util.TrimRightSpaceLength(s)] }

// take gives n its title. That of a tab is a link to be taken off, which may
// uncover others.
func (n *headingNode) take(w *workspace, title text.Segment) {
	lines := [1]text.Segment{title}
	n.read = w.simple(&n.text, lines[:], false)
	if n.read && n.tab != "" {
		n.read = !slices.ContainsFunc(n.text.Spans, func(s Span) bool { return strings.IndexByte(s.Text, ']') >= 0 })
	}
	if !n.read {
		n.Lines().Append(title)
	}
}

// startsTitle reports whether s, directly behind "#", begins a title rather
// than a number ("#1"), a type ("#microsoft.graph.user") or nothing.
func startsTitle(s []byte) bool {
	word, _, _ := bytes.Cut(bytes.TrimSpace(s), []byte(" "))
	switch {
	case bytes.HasPrefix(s, []byte("<a ")), bytes.HasPrefix(s, []byte("\u00A0")), s[0] == '[', s[0] == '*', s[0] == '&':
		return true
	case isLetter(s[0]) || s[0] >= 0x80:
		return bytes.IndexByte(word, '.') < 0
	}
	return false
}

func isOpenParagraph(pc parser.Context) bool {
	b := pc.LastOpenedBlock().Node
	return b != nil && ast.IsParagraph(b)
}

// tabID returns "http" for "# [HTTP](#tab/http)", "" if line is no tab heading.
// Translated pages have an anchor before the link, as before every title.
func tabID(line []byte) string {
	if bytes.IndexByte(line, '(') < 0 {
		return ""
	}
	line = bytes.TrimSpace(line)
	title := bytes.TrimLeft(line, "# \t")
	if bytes.HasPrefix(title, []byte("<a ")) {
		_, title, _ = bytes.Cut(title, []byte("</a>"))
		title = bytes.TrimLeft(title, " \t")
	}
	_, id, ok := bytes.Cut(title, []byte("](#tab/"))
	if !ok || !bytes.HasSuffix(id, []byte(")")) || !bytes.HasPrefix(title, []byte("[")) {
		return ""
	}
	return string(id[:len(id)-1])
}

// linkReferences takes link reference definitions off a paragraph, if it begins
// with one.
type linkReferences struct{ parser.ParagraphTransformer }

func (l linkReferences) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	first := node.Lines().At(0)
	if bytes.HasPrefix(bytes.TrimLeft(first.Value(reader.Source()), " \t"), []byte("[")) {
		l.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// A setextParser reads headings that are underlined, but not by the "---"
// that ends a tab group.
type setextParser struct{ parser.BlockParser }

func (s setextParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if st := stateOf(pc); st.inTabs {
		return nil, parser.NoChildren
	}
	node, state := s.BlockParser.Open(parent, reader, pc)
	if node != nil {
		stateOf(pc).underlined = true
	}
	return node, state
}

// A listParser reads lists or their items. Unlike CommonMark's, a list does
// not end in the middle of a code fence whose lines are indented less than
// the item, which is how JSON gets pasted below a step.
type listParser struct{ parser.BlockParser }

func (l listParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	// An item must open where its list did.
	if _, item := parent.(*ast.List); !item && tooDeep(reader, pc) {
		return nil, parser.NoChildren
	}
	return l.BlockParser.Open(parent, reader, pc)
}

func (l listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	item, ok := node.(*ast.ListItem)
	if !ok {
		item, ok = node.LastChild().(*ast.ListItem)
	}
	line, _ := reader.PeekLine()
	if fence, in := pc.LastOpenedBlock().Node.(*raw); ok && in && fence.kind == kindFence && fence.end.closed {
		if indent, at := util.IndentWidth(line, reader.LineOffset()); indent < item.Offset && at < len(line) && !isBlank(line[at]) {
			return parser.Continue | parser.HasChildren
		}
	}
	return l.BlockParser.Continue(node, reader, pc)
}

// A quoteParser reads block quotes, but not a line of a thousand ">": goldmark
// takes quadratic time for it, and the tree is walked recursively.
type quoteParser struct{ parser.BlockParser }

func (q quoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if tooDeep(reader, pc) {
		return nil, parser.NoChildren
	}
	return q.BlockParser.Open(parent, reader, pc)
}

// An htmlParser reads blocks of HTML. Unlike CommonMark's it knows no
// declarations, takes a tag only if HTML has it ("<country>" is a
// placeholder), and ends the block at a heading, fence, comment or table too,
// which writers put there without a blank line.
type htmlParser struct{ parser.BlockParser }

func (h htmlParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || tagName(line[at:]) == "" {
		return nil, parser.NoChildren
	}
	return h.BlockParser.Open(parent, reader, pc)
}

func (h htmlParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	line = bytes.TrimLeft(line, " \t")
	b := node.(*ast.HTMLBlock)
	if b.HTMLBlockType >= ast.HTMLBlockType6 && (isHeading(line) || bytes.HasPrefix(line, commentOpen) ||
		bytes.HasPrefix(line, []byte("```")) || bytes.HasPrefix(line, []byte("|"))) {
		return parser.Close
	}
	return h.BlockParser.Continue(node, reader, pc)
}
