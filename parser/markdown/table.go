package markdown

// This file reads pipe tables from the raw lines, more leniently than GitHub
// and DocFX do, because a row that they drop is a fact lost:
//
//	|Permission type|Permissions|      a delimiter row with another number of
//	|:---|:---|:---|                   cells makes no table at all
//	|a|`x`, `|`, `y`|                  a bar in code or prose makes more cells
//	|b|One sentence.                   a line break ends the row, and the rest
//	Another sentence.|                 is a row of one cell
//
//	|Permission type|Permissions|      a table without a delimiter row is prose
//	|c|`z`|
//
// Cells are cut here; goldmark parses what is inside those with markup.

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

// A tableNode is a table; its children are the cells with markup.
type tableNode struct {
	ast.BaseBlock
	rows      []rawRow     // the header first
	delimiter text.Segment // its line; empty until read
	bare      bool         // there is no delimiter row
	closes    bool         // some line so far ends in "|"
	skip      int          // lines before this offset are a comment between rows
	torn      int          // lines before this offset belong to the last row
	gaps      []int        // offsets of blank lines within the table
}

// A rawRow is a row as it stands on its lines, usually one.
type rawRow struct {
	lines  []text.Segment
	parts  []interval // the first line at its bars
	cells  int        // on all lines
	closed bool       // ends in "|"

	from  int       // where it begins
	cut   []rawCell // its cells, when the table is whole
	texts []Text    // what they say, all columns; of those with a node that is to come
}

// A cellNode is a cell with markup; its lines are its content.
type cellNode struct{ ast.BaseBlock }

var (
	kindTable = ast.NewNodeKind("DocmillTable")
	kindCell  = ast.NewNodeKind("DocmillCell")
)

func (n *tableNode) Kind() ast.NodeKind         { return kindTable }
func (n *cellNode) Kind() ast.NodeKind          { return kindCell }
func (n *tableNode) IsRaw() bool                { return true } // but for its cells
func (n *tableNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }
func (n *cellNode) Dump(src []byte, level int)  { ast.DumpHelper(n, src, level, nil, nil) }

// A tableParser reads pipe tables. A table begins with a line that has a "|"
// and is followed by a delimiter row, or with one that can be nothing but a row;
// it may follow a paragraph directly.
type tableParser struct{}

func (tableParser) Trigger() []byte             { return nil }
func (tableParser) CanInterruptParagraph() bool { return true }
func (tableParser) CanAcceptIndentedLine() bool { return true }

func (p tableParser) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, seg := reader.PeekLine()
	if bytes.IndexByte(line, '|') < 0 {
		return nil, parser.NoChildren
	}
	bare := isDelimiter(trimPrefix(line)) || !delimiterFollows(reader.Source(), seg.Stop)
	if bare && !isRow(line) && !(isDelimiter(trimPrefix(line)) && rowFollows(reader.Source(), seg.Stop)) {
		return nil, parser.NoChildren
	}
	st := stateOf(pc)
	t := st.work.tables.one()
	t.bare = bare
	t.addRow(st, seg)
	reader.AdvanceToEOL()
	if atTop(parent) {
		p.rows(t, reader, pc)
	}
	return t, parser.NoChildren
}

// rows takes all lines of t at once, which goldmark would bring one by one, and leaves
// reader at the end of the last.
func (p tableParser) rows(t *tableNode, reader text.Reader, pc parser.Context) {
	for state := parser.Continue; state != parser.Close; {
		num, end := reader.Position()
		reader.AdvanceLine()
		if line, _ := reader.PeekLine(); line != nil {
			state = p.Continue(t, reader, pc)
		} else {
			state = parser.Close
		}
		if state == parser.Close {
			reader.SetPosition(num, end)
		}
	}
}

// isRow reports whether a line can be nothing but a row of a table, whatever stands
// around it: it begins with a bar, has another, and text. Somebody deleted the
// delimiter row, or put a heading between the rows.
func isRow(line []byte) bool {
	line = bytes.TrimSpace(trimPrefix(line))
	return len(line) > 0 && line[0] == '|' && hasBar(line) && !isDashes(line)
}

// rowFollows reports whether the line at off is a row.
func rowFollows(src []byte, off int) bool {
	line, _ := lineAt(src, min(off, len(src)))
	return isRow(line)
}

// isDashes reports whether a line has neither letters nor digits, as a delimiter
// row that an editor made typography of.
func isDashes(line []byte) bool {
	return !bytes.ContainsFunc(line, isWord)
}

// delimiterFollows reports whether the line at off is a delimiter row.
func delimiterFollows(src []byte, off int) bool {
	return isDelimiter(trimPrefix(src[min(off, len(src)):]))
}

// trimPrefix returns line without indentation and the marks of block quotes.
func trimPrefix(line []byte) []byte {
	for len(line) > 0 && (line[0] == ' ' || line[0] == '\t' || line[0] == '>') {
		line = line[1:]
	}
	return line
}

// isDelimiter reports whether the first line of text is a delimiter row: bars,
// dashes and colons, at least one bar and three dashes or a colon.
func isDelimiter(text []byte) bool {
	bars, dashes, colons := 0, 0, 0
scan:
	for _, c := range text {
		switch c {
		case '|':
			bars++
		case '-':
			dashes++
		case ':':
			colons++
		case '\n':
			break scan
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return bars > 0 && dashes > 0 && dashes+colons >= 2
}

func (t *tableNode) addRow(st *state, seg text.Segment) {
	row := rawRow{lines: st.work.segments.take(1)}
	row.lines[0] = seg
	st.work.parts, row.closed = splitLine(st.work.parts[:0], st.src.buf[seg.Start:seg.Stop], nil)
	row.parts = st.work.intervals.of(st.work.parts)
	row.cells = len(row.parts)
	t.rows = st.work.rows.append(t.rows, row)
	t.closes = t.closes || row.closed
}

// goOn adds another line to r, which a line break tore.
func (r *rawRow) goOn(line []byte, seg text.Segment) {
	r.lines = append(r.lines, seg)
	cells, closed := splitLine(nil, line, nil)
	r.cells += len(cells)
	if !opensCell(line) {
		r.cells-- // the first goes on with the cell above
	}
	r.closed = closed
}

// last returns the row that was read last; the header is one.
func (t *tableNode) last() *rawRow { return &t.rows[len(t.rows)-1] }

func (p tableParser) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	t := node.(*tableNode)
	line, seg := reader.PeekLine()
	st := stateOf(pc)
	switch {
	case t.delimiter.Len() == 0 && (!t.bare || len(t.rows) == 1 && isDashes(line) && bytes.IndexByte(line, '|') >= 0):
		t.delimiter = seg
		t.closes = t.closes || bytes.HasSuffix(bytes.TrimSpace(line), []byte("|"))
	case seg.Start < t.skip:
	default:
		switch t.role(bytes.TrimSpace(line), st.src.buf, seg, &st.work.signs) {
		case endsTable:
			return parser.Close
		case newRow:
			t.addRow(st, seg)
		case goesOn:
			t.last().goOn(line, seg)
		case isSkipped:
		}
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

// A role is what a line is to the table above it.
type role int

const (
	endsTable role = iota
	newRow
	goesOn    // with the last row, which a line break tore
	isSkipped // holds nothing of the table
)

// role returns the role of line, which is trimmed and stands at seg.
func (t *tableNode) role(line, src []byte, seg text.Segment, seen *signs) role {
	r := t.last()
	open := t.closes && !r.closed && len(t.rows) > 1 // the last row looks torn
	switch {
	case len(line) == 0:
		return t.gap(src, seg)
	case seg.Start < t.torn:
		return goesOn
	case len(line) == 1 && line[0] == '|': // torn before the last bar, or stray
		if open {
			return goesOn
		}
		return isSkipped
	case line[0] == '|':
		if tableFollows(src, seg.Stop) {
			return endsTable // its header
		}
		if open {
			if cells, closed := splitLine(nil, line, nil); closed && r.cells+len(cells) == t.rows[0].cells {
				return goesOn // torn before a bar
			}
		}
		return newRow
	case bytes.HasPrefix(line, commentOpen):
		return t.comment(src, seg, seen)
	case isHeading(line), line[0] == '>', fenceRun(line) != nil, bytes.HasPrefix(line, []byte("# ")):
		return endsTable
	case open:
		return goesOn
	case hasBar(line) && !listItem(line) && !(t.bare && tableFollows(src, seg.Stop)):
		return newRow // without leading bar
	}
	return endsTable
}

// comment returns the role of a comment: skipped if the table goes on behind
// it (a row that was commented out), else it ends the table.
func (t *tableNode) comment(src []byte, seg text.Segment, seen *signs) role {
	end := commentEnd(src, seg.Start+bytes.Index(src[seg.Start:seg.Stop], commentOpen), seen)
	rest, next := lineAt(src, end.off)
	after, _ := lineAt(src, next)
	if !end.closed || len(bytes.TrimSpace(rest)) > 0 || !bytes.HasPrefix(trimPrefix(after), []byte("|")) {
		return endsTable
	}
	t.skip = end.off
	return isSkipped
}

// tableFollows reports whether the line at off is the delimiter row of another
// table, and not a row of "-" for "none".
func tableFollows(src []byte, off int) bool {
	if !delimiterFollows(src, off) {
		return false
	}
	line, _ := lineAt(src, off)
	return bytes.Contains(line, []byte("--")) || bytes.Contains(line, []byte(":-")) || bytes.Contains(line, []byte("-:"))
}

// maxTorn bounds the lines of a row that blank lines tear, and maxGap the
// blank lines between rows.
const maxTorn, maxGap = 40, 2

// gap returns the role of a blank line. It ends the table, unless rows go on
// behind it: a table without a header of its own is none, so they belong to
// this one. Or the last row is torn, and some line closes it and is followed
// by a row: writers put whole lists into a cell.
func (t *tableNode) gap(src []byte, seg text.Segment) role {
	if seg.Start < t.torn {
		return isSkipped
	}
	open := t.closes && !t.last().closed && len(t.rows) > 1
	closing := false
	at, blanks := seg.Stop, 1
	for range maxTorn {
		if at >= len(src) {
			return endsTable
		}
		line, next := lineAt(src, at)
		line = bytes.TrimSpace(line)
		switch {
		case len(line) == 0:
			blanks++
		case line[0] == '|' && len(line) > 1:
			if tableFollows(src, next) || blanks > maxGap && !closing {
				return endsTable
			}
			t.torn = seg.Stop
			if closing {
				t.torn = at
			}
			t.gaps = append(t.gaps, seg.Start)
			return isSkipped
		case !open || isHeading(line) || fenceRun(line) != nil || bytes.HasPrefix(line, commentOpen):
			return endsTable
		default:
			closing = line[len(line)-1] == '|' && !escaped(line, len(line)-1)
		}
		at = next
	}
	return endsTable
}

// hasBar reports whether line has a bar that separates cells.
func hasBar(line []byte) bool {
	cells, closed := splitLine(nil, line, nil)
	return closed || len(cells) > 1
}

// listItem reports whether line begins with a bullet.
func listItem(line []byte) bool {
	return len(line) > 1 && (line[0] == '*' || line[0] == '-' || line[0] == '+') && line[1] == ' '
}

// Close makes rows and cells of the lines, now that the table is whole.
func (tableParser) Close(node ast.Node, reader text.Reader, pc parser.Context) {
	t := node.(*tableNode)
	st := stateOf(pc)
	cols := t.rows[0].cells
	if t.bare {
		at := t.rows[0].lines[0].TrimLeftSpace(st.src.buf)
		st.diags.Add(diag.DelimiterMismatch, st.src.pos(at.Start), "found no delimiter row (|---|---|) below the first row")
	} else if d, _ := splitLine(st.work.parts[:0], t.delimiter.Value(st.src.buf), nil); len(d) != cols {
		at := t.delimiter.TrimLeftSpace(st.src.buf)
		st.diags.Add(diag.DelimiterMismatch, st.src.pos(at.Start), "delimiter row has %d cells, the header has %d", len(d), cols)
	}
	for _, off := range t.gaps {
		st.diags.Add(diag.BrokenRow, st.src.pos(off), "blank line within a table")
	}
	for i := range t.rows {
		r := &t.rows[i]
		r.from = r.lines[0].TrimLeftSpace(st.src.buf).Start
		var long bool
		r.cut, long = st.cut(r, cols)
		r.texts = st.work.out.cells.take(cols)
		t.parse(r, st)
		if len(r.lines) > 1 {
			st.diags.Add(diag.BrokenRow, st.src.pos(r.from), "table row breaks over %d lines", len(r.lines))
		}
		if long {
			st.diags.Add(diag.LongRow, st.src.pos(r.from), "row has %d cells, the header has %d", r.cells, cols)
		}
	}
}

// parse reads the cells of r, and gives those whose markup is not simple to goldmark.
func (t *tableNode) parse(r *rawRow, st *state) {
	for i := range r.cut {
		c := &r.cut[i]
		switch {
		case len(c.lines) == 0:
			r.texts[i].Pos = st.src.pos(c.from)
		case !st.work.simple(&r.texts[i], c.lines, true):
			c.node = st.work.cellNodes.one()
			c.node.Lines().AppendAll(c.lines)
			t.AppendChild(t, c.node)
		}
	}
}
