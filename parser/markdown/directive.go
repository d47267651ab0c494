package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// A directiveParser reads the lines that publishing tools act on: zone pivots
// (::: zone pivot="a"), monikers (::: moniker range="x"), rows, images. Each is
// a comment: what stands between two of them holds for all of their readers.
type directiveParser struct{}

var directive = []byte(":::")

func (directiveParser) Trigger() []byte             { return []byte{':'} }
func (directiveParser) CanInterruptParagraph() bool { return true }
func (directiveParser) CanAcceptIndentedLine() bool { return false }

func (directiveParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], directive) {
		return nil, parser.NoChildren
	}
	from := seg.Start + max(at-seg.Padding, 0)
	n := &raw{kind: kindComment, from: from, next: seg.Stop}
	n.ends = []int{from, from + len(bytes.TrimRight(line[at:], " \t\r\n"))}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (directiveParser) Continue(ast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}

func (directiveParser) Close(ast.Node, text.Reader, parser.Context) {}
