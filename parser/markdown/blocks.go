package markdown

// This file sets goldmark up: CommonMark's own parsers for paragraphs, lists,
// quotes, links, emphasis and code spans, and ours for the constructs in which
// real pages stray from CommonMark (headings, fences, comments, tables, HTML).
// Ours are block parsers like goldmark's, so that they work inside lists and
// quotes, and see each line once.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docmill/docmill/model/diag"
)

// commonMark is the one parser. It holds no state of a run.
var commonMark = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(commentParser{}, 50),
		util.Prioritized(setextParser{parser.NewSetextHeadingParser()}, 100),
		util.Prioritized(tableParser{}, 150),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(listParser{parser.NewListParser()}, 300),
		util.Prioritized(listParser{parser.NewListItemParser()}, 400),
		util.Prioritized(fenceParser{}, 450),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(headingParser{parser.NewATXHeadingParser()}, 600),
		util.Prioritized(quoteParser{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(htmlParser{parser.NewHTMLBlockParser()}, 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(parser.NewLinkParser(), 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(tagParser{}, 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(parser.LinkReferenceParagraphTransformer, 100),
	),
)

// A state is what the block parsers of one run share.
type state struct {
	src    *source
	diags  *diag.List
	inTabs bool // a tab heading is open
	closes closes
}

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// parse returns the goldmark tree of src.
func parse(src *source, diags *diag.List) (ast.Node, parser.Context) {
	pc := parser.NewContext()
	pc.Set(stateKey, &state{src: src, diags: diags})
	return commonMark.Parse(text.NewReader(src.buf), parser.WithContext(pc)), pc
}

// A raw is a block whose text is not parsed: a comment or a code fence.
type raw struct {
	ast.BaseBlock
	kind ast.NodeKind
	from int // offset of the opening
	end  ending
	head text.Segment // info string of a fence
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

func (commentParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || !bytes.HasPrefix(line[at:], commentOpen) {
		return nil, parser.NoChildren
	}
	at -= seg.Padding
	n := &raw{kind: kindComment, from: seg.Start + max(at, 0)}
	n.extend(n.from, pc)
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
		end := commentEnd(st.src.buf, off, &st.closes)
		n.ends = append(n.ends, off, end.off)
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

func (fenceParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
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
	n := &raw{kind: kindFence, from: seg.Start - seg.Padding + at}
	head := text.NewSegment(n.from+len(run), seg.Stop)
	head = head.TrimLeftSpace(st.src.buf)
	n.head = head.TrimRightSpace(st.src.buf)
	n.end = fenceEnd(st.src.buf, seg.Stop, run)
	if !n.end.closed {
		st.diags.Add(diag.UnclosedFence, st.src.pos(n.from), "code fence has no closing fence, closed before %s", st.src.other(n.end.off, n.from))
	}
	n.next, _ = util.IndentWidth(line, reader.LineOffset())
	reader.AdvanceToEOL()
	return n, parser.NoChildren
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

// A headingParser reads ATX headings, and those without a blank behind the
// "#" ("##Request") that older Markdown allowed. It marks tab headings.
type headingParser struct{ parser.BlockParser }

// attrTab is the attribute of a heading that is a tab's: its ID.
const attrTab = "tab"

func (h headingParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	if node, s := h.BlockParser.Open(parent, reader, pc); node != nil {
		id := tabID(line)
		if id != "" {
			node.SetAttributeString(attrTab, id)
		}
		stateOf(pc).inTabs = id != ""
		return node, s
	}
	at := pc.BlockOffset()
	level := len(line) - at - len(bytes.TrimLeft(line[at:], "#"))
	rest := line[at+level:]
	if level < 1 || level > 6 || len(rest) == 0 || !startsTitle(rest) || level == 1 && isOpenParagraph(pc) {
		return nil, parser.NoChildren
	}
	node := ast.NewHeading(level)
	title := text.NewSegment(seg.Start-seg.Padding+at+level, seg.Stop)
	node.Lines().Append(title.TrimRightSpace(reader.Source()))
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// startsTitle reports whether s, directly behind "#", begins a title rather
// than a number ("#1"), a type ("#microsoft.graph.user") or nothing.
func startsTitle(s []byte) bool {
	word, _, _ := bytes.Cut(bytes.TrimSpace(s), []byte(" "))
	switch {
	case bytes.HasPrefix(s, []byte("<a ")), bytes.HasPrefix(s, []byte("\u00A0")), s[0] == '[', s[0] == '*':
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
func tabID(line []byte) string {
	line = bytes.TrimSpace(line)
	_, id, ok := bytes.Cut(line, []byte("](#tab/"))
	if !ok || !bytes.HasSuffix(id, []byte(")")) || !bytes.HasPrefix(bytes.TrimLeft(line, "# \t"), []byte("[")) {
		return ""
	}
	return string(id[:len(id)-1])
}

// A setextParser reads headings that are underlined, but not by the "---"
// that ends a tab group.
type setextParser struct{ parser.BlockParser }

func (s setextParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if st := stateOf(pc); st.inTabs {
		return nil, parser.NoChildren
	}
	return s.BlockParser.Open(parent, reader, pc)
}

// A listParser reads lists or their items. Unlike CommonMark's, a list does
// not end in the middle of a code fence whose lines are indented less than
// the item, which is how JSON gets pasted below a step.
type listParser struct{ parser.BlockParser }

func (l listParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	item, ok := node.(*ast.ListItem)
	if !ok {
		item, ok = node.LastChild().(*ast.ListItem)
	}
	line, seg := reader.PeekLine()
	if fence, in := pc.LastOpenedBlock().Node.(*raw); ok && in && fence.kind == kindFence && fence.end.closed && seg.Start <= fence.end.off {
		if indent, at := util.IndentWidth(line, reader.LineOffset()); indent < item.Offset && at < len(line) && !isBlank(line[at]) {
			return parser.Continue | parser.HasChildren
		}
	}
	return l.BlockParser.Continue(node, reader, pc)
}

// A quoteParser reads block quotes, but not a line of a thousand ">": goldmark
// takes quadratic time for it, and the tree is walked recursively.
type quoteParser struct{ parser.BlockParser }

const maxNesting = 64 // of quotes and lists

func (q quoteParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) > maxNesting {
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
