package markdown

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Print writes d as readable text: a line for each section, block, row and
// cell, with its position, indented by depth. Positions are line:column; those
// in an included file name it.
func Print(w io.Writer, d *Document) {
	p := &printer{w: w, path: d.Path}
	for _, f := range d.Front {
		p.line(0, f.Pos, "front %s %q", f.Key, f.Value)
	}
	p.section(d.Root, 0)
	for _, label := range sortedKeys(d.Links) {
		p.line(0, diag.Pos{}, "link %q → %s", label, d.Links[label])
	}
}

// A printer is one run of Print.
type printer struct {
	w    io.Writer
	path string
	done map[*Section]bool // printed inside of a tab
}

// line writes one line: the place, indentation, and what is there.
func (p *printer) line(depth int, pos diag.Pos, format string, args ...any) {
	at := ""
	switch {
	case !pos.IsValid():
	case pos.File == p.path:
		at = fmt.Sprintf("%d:%d", pos.Line, pos.Col)
	default:
		at = pos.String()
	}
	fmt.Fprintf(p.w, "%-8s%s%s\n", at, strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
}

func (p *printer) section(s *Section, depth int) {
	if p.done[s] {
		return
	}
	if s.Level > 0 {
		id := ""
		if s.ID != s.Anchor {
			id = " id=" + s.ID
		}
		p.line(depth, s.Pos, "h%d %s #%s%s", s.Level, spell(s.Title), s.Anchor, id)
		depth++
	}
	p.blocks(s.Blocks, depth)
	for _, sub := range s.Sections {
		p.section(sub, depth)
	}
}

func (p *printer) blocks(blocks []Block, depth int) {
	for _, b := range blocks {
		p.block(b, depth)
	}
}

func (p *printer) block(b Block, depth int) {
	switch b := b.(type) {
	case *Para:
		p.line(depth, b.Pos, "para %s", spell(b.Text))
	case *Table:
		p.table(b, depth)
	case *Code:
		p.code(b, depth)
	case *ListBlock:
		p.line(depth, b.Pos, "list")
		for _, item := range b.Items {
			p.line(depth+1, item.Pos, "item %s", spell(item.Text))
			p.blocks(item.Blocks, depth+2)
		}
	case *Meta:
		p.meta(b, depth)
	case *Comment:
		p.line(depth, b.Pos, "comment %q", b.Text)
	case *Quote:
		p.line(depth, b.Pos, "quote %s", b.Kind)
		p.blocks(b.Blocks, depth+1)
	case *HTML:
		p.line(depth, b.Pos, "html %q", b.Text)
	case *Rule:
		p.line(depth, b.Pos, "rule")
	case *Tabs:
		p.tabs(b, depth)
	default:
		panic(fmt.Sprintf("markdown: unknown block %T", b))
	}
}

func (p *printer) table(t *Table, depth int) {
	p.line(depth, t.Pos, "table")
	p.cells("head", t.Header, t.Pos, depth+1)
	for _, r := range t.Rows {
		name := "row"
		if r.Group {
			name = "group"
		}
		p.cells(name, r.Cells, r.Pos, depth+1)
	}
}

// cells writes a row: its cells with their columns.
func (p *printer) cells(name string, cells []Text, row diag.Pos, depth int) {
	var b strings.Builder
	for _, c := range cells {
		at := strconv.Itoa(c.Pos.Col)
		if c.Pos.File != row.File {
			at = c.Pos.String()
		} else if c.Pos.Line != row.Line {
			at = fmt.Sprintf("%d:%d", c.Pos.Line, c.Pos.Col)
		}
		fmt.Fprintf(&b, " | %s %s", at, spell(c))
	}
	p.line(depth, row, "%s%s", name, b.String())
}

func (p *printer) code(c *Code, depth int) {
	p.line(depth, c.Pos, "code %q", c.Info)
	lines := strings.SplitAfter(c.Text, "\n")
	for i, pos := range c.Lines {
		p.line(depth+1, pos, "%q", lines[i])
	}
}

func (p *printer) meta(m *Meta, depth int) {
	if m.Values == nil {
		p.line(depth, m.Pos, "meta unreadable %q", m.Raw)
		return
	}
	p.line(depth, m.Pos, "meta")
	for _, k := range sortedKeys(m.Values) {
		p.line(depth+1, diag.Pos{}, "%s = %v", k, value(m.Values[k]))
	}
}

func value(v any) string {
	if s, ok := v.(string); ok {
		return strconv.Quote(s)
	}
	return fmt.Sprint(v)
}

func (p *printer) tabs(t *Tabs, depth int) {
	p.line(depth, t.Pos, "tabs")
	for _, tab := range t.Tabs {
		p.line(depth+1, tab.Pos, "tab %s %s", tab.ID, spell(tab.Title))
		p.blocks(tab.Blocks, depth+2)
		for _, s := range tab.Sections {
			p.section(s, depth+2)
			if p.done == nil {
				p.done = make(map[*Section]bool)
			}
			p.done[s] = true
		}
	}
}

// spell writes t on one line, close to Markdown: “code”, **bold**, *italic*,
// [text](target), [text][unresolved label], ↵ for a line break.
func spell(t Text) string {
	var b strings.Builder
	for _, s := range t.Spans {
		text := strings.ReplaceAll(s.Text, "\n", "↵")
		text = strings.ReplaceAll(text, "\u00A0", "⍽")
		if s.Code {
			text = "`" + text + "`"
		}
		if s.Italic {
			text = "*" + text + "*"
		}
		if s.Bold {
			text = "**" + text + "**"
		}
		if s.Link != "" {
			text = "[" + text + "](" + s.Link + ")"
		}
		if s.Ref != "" {
			text = "[" + text + "][" + s.Ref + "]"
		}
		b.WriteString(text)
	}
	return b.String()
}
