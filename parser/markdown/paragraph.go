package markdown

// This file reads paragraphs. Most are simple: then what they say takes the place
// of goldmark's node.

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// A simpleParagraph is a paragraph that is read. Being raw, it has no children.
type simpleParagraph struct {
	ast.Paragraph
	text Text
}

func (*simpleParagraph) IsRaw() bool { return true }

// segmentsOf returns the lines of n.
func segmentsOf(n ast.Node) []text.Segment { return n.Lines().Sliced(0, n.Lines().Len()) }

// A paragraphParser reads paragraphs, and ends those that are too long.
type paragraphParser struct{ parser.BlockParser }

// Open begins a paragraph. Most are simple, and one whose place a simpleParagraph
// took is used again, with the memory for its lines.
func (p paragraphParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	if util.IsBlank(line) {
		return nil, parser.NoChildren
	}
	w := stateOf(pc).work
	n := w.spare
	if w.spare = nil; n == nil {
		n = ast.NewParagraph()
	}
	n.Lines().Append(seg)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (p paragraphParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	st := stateOf(pc)
	if most := st.work.limits.Most(maxParagraphLines); node.Lines().Len() >= most {
		_, seg := reader.PeekLine()
		st.limit(seg.Start, "a paragraph has more than %d lines; it is cut into several", most)
		return parser.Close
	}
	return p.BlockParser.Continue(node, reader, pc)
}

// Close ends a paragraph. It stays goldmark's own if an underline makes it a
// heading, which asks for it.
func (p paragraphParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	p.BlockParser.Close(node, reader, pc)
	st := stateOf(pc)
	underlined := st.underlined
	st.underlined = false
	parent := node.Parent()
	if parent == nil || underlined {
		return
	}
	var t Text
	if st.work.simple(&t, segmentsOf(node), false) {
		para := st.work.paragraphs.one()
		para.text = t
		para.SetBlankPreviousLines(node.HasBlankPreviousLines())
		parent.ReplaceChild(parent, node, para)
		st.work.reuse(node.(*ast.Paragraph))
	}
}

// reuse keeps n, which is in no tree any more, for another paragraph.
func (w *workspace) reuse(n *ast.Paragraph) {
	lines := *n.Lines()
	lines.SetSliced(0, 0)
	*n = ast.Paragraph{}
	n.SetLines(&lines)
	w.spare = n
}
