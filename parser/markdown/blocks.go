package markdown

// This file holds the block parsers that are CommonMark's own but for a habit
// of writers: indented code, underlined headings, lists, quotes and HTML.

import (
	"bytes"

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
