package markdown

// This file reads headings, those of CommonMark as goldmark does (TestHeadings
// compares), and the habits of writers beside them.

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

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
