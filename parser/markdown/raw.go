package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docmill/docmill/model/diag"
)

// A raw is a block whose text is not parsed: a comment or a code fence.
type raw struct {
	ast.BaseBlock
	kind ast.NodeKind
	from int // offset of the opening
	end  ending
	head text.Segment // info string of a fence
	body text.Segment // the lines of a fence that stands alone; else they are its lines
	ends []int        // of a comment block: the ends of the comments in it
	next int          // of a comment block: first byte behind the last
}

var (
	kindComment = ast.NewNodeKind("DocmillComment")
	kindFence   = ast.NewNodeKind("DocmillFence")
)

func (n *raw) Kind() ast.NodeKind         { return n.kind }
func (n *raw) IsRaw() bool                { return true }
func (n *raw) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A commentParser reads comments that begin a line. Behind the comment the
// line goes on as a paragraph ("--> See also…"), or with another comment.
type commentParser struct{}

func (commentParser) Trigger() []byte             { return []byte{'<'} }
func (commentParser) CanInterruptParagraph() bool { return true }
func (commentParser) CanAcceptIndentedLine() bool { return true }

func (commentParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], commentOpen) {
		return nil, parser.NoChildren
	}
	at -= seg.Padding
	n := stateOf(pc).work.raws.one()
	n.kind, n.from = kindComment, seg.Start+max(at, 0)
	n.extend(n.from, pc)
	if atTop(parent) {
		seg = skipTo(n.next, reader)
	}
	if n.next < seg.Stop {
		n.tail(seg, reader)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// extend takes the comment at off, and those behind it on the line where it ends.
func (n *raw) extend(off int, pc parser.Context) {
	st := stateOf(pc)
	for {
		end := commentEnd(st.src.buf, off, &st.work.signs)
		n.ends = st.work.ends.append(n.ends, off)
		n.ends = st.work.ends.append(n.ends, end.off)
		n.next = end.off
		if !end.closed {
			st.diags.Add(diag.UnclosedComment, st.src.pos(off), "comment has no -->, closed before %s", st.src.other(end.off, off))
			return
		}
		rest := st.src.buf[end.off:]
		skip := len(rest) - len(bytes.TrimLeft(rest, " \t"))
		if !bytes.HasPrefix(rest[skip:], commentOpen) {
			return
		}
		off = end.off + skip
	}
}

// tail makes what stands behind the last comment on its line a paragraph.
func (n *raw) tail(seg text.Segment, reader text.Reader) {
	rest := text.NewSegment(n.next, seg.Stop)
	rest = rest.TrimLeftSpace(reader.Source())
	rest = rest.TrimRightSpace(reader.Source())
	if rest.Start < rest.Stop {
		para := ast.NewParagraph()
		para.Lines().Append(rest)
		n.AppendChild(n, para)
	}
}

func (commentParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*raw)
	_, seg := reader.PeekLine()
	if seg.Start >= n.next {
		return parser.Close
	}
	if n.next < seg.Stop {
		n.tail(seg, reader)
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (commentParser) Close(ast.Node, text.Reader, parser.Context) {}

// A fenceParser reads code fences, also those that are never closed, and
// those indented as far as an indented code block.
type fenceParser struct{}

func (fenceParser) Trigger() []byte             { return []byte{'`', '~'} }
func (fenceParser) CanInterruptParagraph() bool { return true }
func (fenceParser) CanAcceptIndentedLine() bool { return true }

func (fenceParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 {
		return nil, parser.NoChildren
	}
	run := fenceRun(bytes.TrimRight(line[at:], "\r\n"))
	if run == nil {
		return nil, parser.NoChildren
	}
	st := stateOf(pc)
	n := st.work.raws.one()
	n.kind, n.from = kindFence, seg.Start-seg.Padding+at
	head := text.NewSegment(n.from+len(run), seg.Stop)
	head = head.TrimLeftSpace(st.src.buf)
	n.head = head.TrimRightSpace(st.src.buf)
	n.end = fenceEnd(st.src.buf, seg.Stop, run, &st.work.signs)
	if !n.end.closed {
		st.diags.Add(diag.UnclosedFence, st.src.pos(n.from), "code fence has no closing fence, closed before %s", st.src.other(n.end.off, n.from))
	}
	if n.next, _ = util.IndentWidth(line, reader.LineOffset()); n.next == 0 && atTop(parent) && seg.Stop < n.end.off {
		n.body = text.NewSegment(seg.Stop, n.end.off)
		skipTo(n.end.off, reader)
	}
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

// atTop reports whether what opens below parent takes its lines whole, because
// it stands in no list or quote.
func atTop(parent ast.Node) bool { return parent.Kind() == ast.KindDocument }

// skipTo advances to the line whose end is at off or behind it, and returns
// that line.
func skipTo(off int, reader text.Reader) text.Segment {
	line, seg := reader.Position()
	if seg.Stop < off {
		src := reader.Source()
		last := bytes.LastIndexByte(src[:off-1], '\n') + 1
		reader.SetPosition(line+bytes.Count(src[seg.Stop:last], newline), text.NewSegment(last, last))
		reader.AdvanceLine()
		_, seg = reader.Position()
	}
	return seg
}

func (fenceParser) Continue(node ast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*raw)
	line, seg := reader.PeekLine()
	if seg.Stop > n.end.off && n.end.closed {
		reader.AdvanceToEOL()
		return parser.Close
	}
	if seg.Start >= n.end.off {
		return parser.Close
	}
	pos, padding := util.IndentPositionPadding(line, reader.LineOffset(), seg.Padding, n.next)
	if pos < 0 {
		pos, padding = max(0, util.FirstNonSpacePosition(line))-seg.Padding, 0
	}
	s := text.NewSegmentPadding(seg.Start+pos, seg.Stop, padding)
	s.ForceNewline = true
	n.Lines().Append(s)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (fenceParser) Close(ast.Node, text.Reader, parser.Context) {}
