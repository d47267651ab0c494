package markdown

// This file makes the blocks of a Document of goldmark's block nodes.

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }

// add appends a block.
func (b *builder) add(blocks []Block, x Block) []Block { return b.out.blocks.append(blocks, x) }

// block appends the blocks that n is to blocks.
func (b *builder) block(blocks []Block, n ast.Node) []Block {
	switch n := n.(type) {
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		return b.para(blocks, n)
	case *simpleParagraph:
		return b.simplePara(blocks, n.text)
	case *headingNode:
		if n.read {
			return b.simplePara(blocks, n.text)
		}
		return b.para(blocks, n)
	case *tableNode:
		return b.add(blocks, b.table(n))
	case *raw:
		if n.kind == kindFence {
			return b.add(blocks, b.fence(n))
		}
		return b.comments(blocks, n)
	case *ast.CodeBlock:
		from := n.Pos()
		if n.Lines().Len() > 0 { // its indentation is the code's, but for four columns
			from = min(from, n.Lines().At(0).Start)
		}
		return b.add(blocks, b.code(n.Lines(), "", from))
	case *ast.List:
		return b.add(blocks, b.list(n))
	case *ast.Blockquote:
		return b.add(blocks, b.quote(n))
	case *ast.HTMLBlock:
		return b.add(blocks, b.html(n))
	case *ast.ThematicBreak:
		return b.add(blocks, &Rule{Pos: b.src.pos(n.Pos())})
	case *ast.LinkReferenceDefinition:
		return blocks // in Document.Links
	}
	panic(fmt.Sprintf("markdown: unknown block %T", n))
}

func (b *builder) blocks(n ast.Node) []Block {
	var out []Block
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		out = b.block(out, c)
	}
	return out
}

// para appends a paragraph, and the annotations that stand in it behind it.
// A paragraph that is only an anchor names the next heading.
func (b *builder) para(blocks []Block, n ast.Node) []Block {
	if n.Lines().Len() == 0 {
		return blocks
	}
	s := b.spell(n)
	at := n.Lines().At(0).Start
	t := s.result(at)
	if !t.IsEmpty() {
		blocks = b.add(blocks, b.newPara(t, b.src.pos(at)))
	} else if s.anchor != "" {
		b.anchor = s.anchor
	}
	for _, m := range s.metas {
		blocks = b.add(blocks, b.comment(m.start, m.stop))
	}
	return blocks
}

// simplePara appends a paragraph that is read.
func (b *builder) simplePara(blocks []Block, t Text) []Block {
	if t.IsEmpty() {
		return blocks
	}
	return b.add(blocks, b.newPara(t, t.Pos))
}

func (b *builder) newPara(t Text, pos diag.Pos) *Para {
	p := b.out.paras.one()
	p.Text, p.Pos = t, pos
	return p
}

func (b *builder) comments(blocks []Block, n *raw) []Block {
	for i := 0; i < len(n.ends); i += 2 {
		blocks = b.add(blocks, b.comment(n.ends[i], n.ends[i+1]))
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		blocks = b.block(blocks, c)
	}
	return blocks
}

// comment returns the comment at buf[start:stop], a Meta if it holds an annotation.
func (b *builder) comment(start, stop int) Block {
	pos := b.src.pos(start)
	whole := b.src.text[start:stop]
	body := strings.TrimPrefix(whole, "<!--")
	body = strings.TrimRight(strings.TrimSuffix(body, "-->"), "-")
	if body == ">" || body == "->" {
		body = "" // "<!-->"
	}
	json := looksLikeJSON(body)
	body = strings.TrimSpace(body)
	if !json {
		c := b.out.comments.one()
		c.Text, c.Pos = body, pos
		return c
	}
	start += strings.Index(whole, body)
	m := b.out.metas.one()
	m.Raw, m.Pos, m.Start = body, pos, b.src.pos(start)
	values, fault, at := annotation(m.Raw, b.out.object)
	m.Values = values
	if fault != "" {
		b.diags.Add(diag.AnnotationSyntax, b.src.pos(start+at), "annotation is no valid JSON object: %s", fault)
	}
	return m
}

func (b *builder) fence(n *raw) *Code {
	info := ""
	if n.head.Len() > 0 {
		info = decode(b.src.text[n.head.Start:n.head.Stop])
	}
	if n.body.Len() == 0 {
		return b.code(n.Lines(), info, n.from)
	}
	c := b.out.codes.one()
	c.Info, c.Pos, c.Text = info, b.src.pos(n.from), b.src.text[n.body.Start:n.body.Stop]
	if !strings.HasSuffix(c.Text, "\n") {
		c.Text += "\n" // the page ends here
	}
	c.Lines = b.out.lines.take(strings.Count(c.Text, "\n"))
	for i, at := 0, 0; i < len(c.Lines); i++ {
		c.Lines[i] = b.src.pos(n.body.Start + at)
		at += strings.IndexByte(c.Text[at:], '\n') + 1
	}
	return c
}

func (b *builder) code(lines *text.Segments, info string, from int) *Code {
	c := b.out.codes.one()
	c.Info, c.Pos, c.Lines = info, b.src.pos(from), b.out.lines.take(lines.Len())
	var sb strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		line := seg.Value(b.src.buf)
		sb.Write(line)
		if len(line) == 0 || line[len(line)-1] != '\n' {
			sb.WriteByte('\n') // the page ends here
		}
		c.Lines[i] = b.src.pos(seg.Start)
	}
	c.Text = sb.String()
	return c
}

func (b *builder) list(n *ast.List) *ListBlock {
	l := b.out.lists.one()
	l.Pos, l.Items = b.src.pos(n.Pos()), b.out.items.take(n.ChildCount())
	for i, c := 0, n.FirstChild(); c != nil; i, c = i+1, c.NextSibling() {
		item := &l.Items[i]
		item.Pos = b.src.pos(c.Pos())
		blocks := b.blocks(c)
		if len(blocks) > 0 {
			if p, ok := blocks[0].(*Para); ok {
				item.Text = p.Text
				blocks = blocks[1:]
			}
		}
		item.Blocks = blocks
	}
	return l
}

// quote returns a block quote. "[!NOTE]" at its start makes it an alert and
// is taken off the text.
func (b *builder) quote(n *ast.Blockquote) *Quote {
	q := b.out.quotes.one()
	q.Blocks, q.Pos = b.blocks(n), b.src.pos(n.Pos())
	if len(q.Blocks) == 0 {
		return q
	}
	p, ok := q.Blocks[0].(*Para)
	if !ok {
		return q
	}
	first := &p.Text.Spans[0]
	rest, ok := strings.CutPrefix(strings.TrimLeftFunc(first.Text, IsSpace), "[!")
	kind, rest, ok2 := strings.Cut(rest, "]")
	if !ok || !ok2 || strings.TrimFunc(kind, unicode.IsLetter) != "" {
		return q
	}
	q.Kind = strings.ToLower(kind)
	first.Text = strings.TrimLeftFunc(rest, IsSpace)
	if first.Text == "" {
		p.Text.Spans = p.Text.Spans[1:]
	} else {
		p.Text.Pos, p.Pos = first.Pos, first.Pos
	}
	for len(p.Text.Spans) > 0 && p.Text.Spans[0].Text == "\n" {
		p.Text.Spans = p.Text.Spans[1:]
	}
	if len(p.Text.Spans) == 0 {
		q.Blocks = q.Blocks[1:]
	} else {
		p.Text.Pos = p.Text.Spans[0].Pos
		p.Pos = p.Text.Pos
	}
	return q
}

func (b *builder) html(n *ast.HTMLBlock) *HTML {
	var sb strings.Builder
	for i := range n.Lines().Len() {
		seg := n.Lines().At(i)
		sb.Write(seg.Value(b.src.buf))
	}
	if n.HasClosure() {
		sb.Write(n.ClosureLine.Value(b.src.buf))
	}
	return &HTML{Text: sb.String(), Pos: b.src.pos(n.Pos())}
}

func (b *builder) table(n *tableNode) *Table {
	head := &n.rows[0]
	t := b.out.tables.one()
	t.N = b.doc.Tables
	b.doc.Tables++
	t.Header, t.Pos, t.Rows = b.row(head), b.src.pos(head.from), b.out.rows.take(len(n.rows)-1)
	whole := len(n.gaps) == 0 && b.rowSource(head) != ""
	for i := range n.rows[1:] {
		r := &n.rows[i+1]
		row := &t.Rows[i]
		row.Cells, row.Pos, row.Source = b.row(r), b.src.pos(r.from), b.rowSource(r)
		row.Group = isGroup(row.Cells)
		if r.cells < len(t.Header) && !row.Group {
			b.diags.Add(diag.ShortRow, row.Pos, "row has %d cells, the header has %d", r.cells, len(t.Header))
		}
		whole = whole && row.Source != "" && row.Pos.File == t.Pos.File && row.Pos.Line == t.Pos.Line+2+i && row.Pos.Col == b.src.column(r.from)
	}
	if last := &n.rows[len(n.rows)-1]; whole && t.Pos.Col == 1 {
		t.Source = b.src.text[head.from:last.lines[0].Stop]
	}
	return t
}

// rowSource returns the line of r as it stands in its file, "" if what it says
// depends on something else: on definitions of links, or on where a comment ends.
func (b *builder) rowSource(r *rawRow) string {
	if len(r.lines) != 1 || b.defined {
		return ""
	}
	line := strings.TrimRight(b.src.text[r.from:r.lines[0].Stop], " \t\r\n")
	if !b.src.isOnePiece(r.from, r.from+len(line)) || strings.Contains(line, "<!--") {
		return ""
	}
	return line
}

// row returns the cells of r, with those that goldmark has parsed. Where r has too few,
// the others stand where its last does.
func (b *builder) row(r *rawRow) []Text {
	for i := range r.cut {
		if c := &r.cut[i]; c.node != nil {
			s := b.work.spell(true)
			s.children(c.node)
			r.texts[i] = s.result(c.from)
		}
	}
	for i := len(r.cut); i < len(r.texts); i++ {
		r.texts[i].Pos = r.texts[i-1].Pos
	}
	return r.texts
}

// isGroup reports whether cells are those of a group row: text in the first
// only, and all of it bold.
func isGroup(cells []Text) bool {
	if len(cells) < 2 || cells[0].IsEmpty() {
		return false
	}
	for _, c := range cells[1:] {
		if !c.IsEmpty() {
			return false
		}
	}
	for _, s := range cells[0].Spans {
		if !s.Bold && !IsBlank(s.Text) {
			return false
		}
	}
	return true
}
