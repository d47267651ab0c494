package markdown

// This file cuts the lines of a table row into cells.

import (
	"bytes"

	"github.com/yuin/goldmark/text"
)

// An interval is a part of a line.
type interval struct{ start, end int }

// splitLine appends to cells the parts of line between the bars that are not
// escaped, without the bar that opens the line and the one that closes it;
// closed reports whether there is one. The bars inside of texts, which are apart
// and in order, are part of a cell's text.
func splitLine(cells []interval, line []byte, texts []interval) (_ []interval, closed bool) {
	start, end := 0, len(line)
	for start < end && isBlank(line[start]) {
		start++
	}
	for end > start && isBlank(line[end-1]) {
		end--
	}
	if start < end && line[start] == '|' {
		start++
	}
	if end > start && line[end-1] == '|' && !escaped(line, end-1) {
		end--
		closed = true
	}
	for i := start; i < end; i++ {
		n := bytes.IndexByte(line[i:end], '|')
		if n < 0 {
			break
		}
		i += n
		for len(texts) > 0 && texts[0].end < i {
			texts = texts[1:]
		}
		if !escaped(line, i) && (len(texts) == 0 || i < texts[0].start) {
			cells = append(cells, interval{start, i})
			start = i + 1
		}
	}
	return append(cells, interval{start, end}), closed
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

// escaped reports whether an odd number of backslashes stands before line[i].
func escaped(line []byte, i int) bool {
	n := 0
	for i-n > 0 && line[i-n-1] == '\\' {
		n++
	}
	return n%2 == 1
}

// cut returns the cells of r, cols or fewer, and whether there are more and not
// all of those are empty.
func (st *state) cut(r *rawRow, cols int) (cells []rawCell, long bool) {
	src := st.src.buf
	for i, seg := range r.lines {
		line := src[seg.Start:seg.Stop]
		parts := r.parts
		if i > 0 {
			parts, _ = splitLine(nil, line, nil)
		} else if len(r.lines) == 1 {
			var exact bool
			parts, exact = fit(line, parts, cols)
			long = !exact
			cells = st.work.rawCells.take(len(parts))[:0]
		}
		for j, c := range parts {
			s := text.NewSegment(seg.Start+c.start, seg.Start+c.end)
			if i > 0 && j == 0 && !opensCell(line) {
				cells[len(cells)-1].goOn(s, src, r.lines[i-1].Stop)
				continue
			}
			cells = append(cells, st.cell(s))
		}
	}
	return join(cells, cols), long || len(cells) > cols
}

// A rawCell is a cell as it stands in the text.
type rawCell struct {
	from  int            // where its content begins, or where it would
	lines []text.Segment // its content; one, or none if it is empty, unless the row is torn
	node  *cellNode      // what goldmark makes of it; nil if it is simple or empty
}

func (st *state) cell(s text.Segment) rawCell {
	c := rawCell{from: s.Start}
	if s = trim(s, st.src.buf); s.Len() > 0 {
		c.from = s.Start
		c.lines = st.work.segments.take(1)
		c.lines[0] = s
	}
	return c
}

// opensCell reports whether a further line of a torn row begins a cell: with
// a bar, and not only with the one that was torn off the line above.
func opensCell(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 1 && line[0] == '|'
}

// trim returns s without blanks, also those that Markdown does not know.
func trim(s text.Segment, src []byte) text.Segment {
	for s.Start < s.Stop && isBlank(src[s.Start]) {
		s.Start++
	}
	for s.Start < s.Stop && isBlank(src[s.Stop-1]) {
		s.Stop--
	}
	v := src[s.Start:s.Stop]
	if len(v) == 0 || isGraphic(v[0]) && isGraphic(v[len(v)-1]) {
		return s
	}
	s.Start += len(v) - len(bytes.TrimLeftFunc(v, IsSpace))
	s.Stop = s.Start + len(bytes.TrimFunc(v, IsSpace))
	return s
}

// isGraphic reports whether c is a visible character of ASCII.
func isGraphic(c byte) bool { return ' ' < c && c < 0x7F }

// goOn appends the part of a cell that stands on the next line. The part
// above gets its line break back, which ended at stop.
func (c *rawCell) goOn(s text.Segment, src []byte, stop int) {
	if s = trim(s, src); s.Len() == 0 {
		return
	}
	if n := len(c.lines); n > 0 {
		c.lines[n-1].Stop = stop
	} else {
		c.from = s.Start
	}
	c.lines = append(c.lines, s)
}

// fit returns the cells of line, which are cells at first sight. If there are more
// than cols, it looks for bars that belong to a text: in a code span ("`a|b`"), else
// in braces or parentheses ("{id|name}", "(*.mobileconfig | *.xml)"), and keeps the first
// reading that fits. Else, if some cells are empty and only those are too
// many ("| x | |y|"), they hold nothing and go. exact reports whether the
// line has no more cells than cols, but for empty ones at its end.
func fit(line []byte, cells []interval, cols int) (_ []interval, exact bool) {
	for len(cells) > cols && blank(line, cells[len(cells)-1]) {
		cells = cells[:len(cells)-1]
	}
	if len(cells) <= cols {
		return cells, true
	}
	if code, _ := splitLine(nil, line, inCode(line)); len(code) <= cols {
		return code, false
	}
	if in, _ := splitLine(nil, line, inBrackets(line)); len(in) == cols {
		return in, false
	}
	var full []interval
	for _, c := range cells {
		if !blank(line, c) {
			full = append(full, c)
		}
	}
	if len(full) == cols {
		return full, false
	}
	return cells, false
}

func blank(line []byte, c interval) bool {
	return len(bytes.TrimFunc(line[c.start:c.end], IsSpace)) == 0
}

// inCode returns the code spans of line. A run of back-quotes whose length no later
// run has opens none, and is not looked for.
func inCode(line []byte) []interval {
	var code []interval
	last := lastRuns(line)
	for i := 0; i < len(line); {
		if line[i] != '`' || escaped(line, i) {
			i++
			continue
		}
		n := runLen(line[i:], '`')
		open := i
		i += n
		if i > last[n] {
			continue
		}
		for m := 0; m != n; i += max(m, 1) {
			m = runLen(line[i:], '`')
		}
		code = append(code, interval{open, i - n})
	}
	return code
}

// lastRuns returns where the last run of back-quotes of each length begins.
func lastRuns(line []byte) map[int]int {
	last := map[int]int{}
	for i := 0; i < len(line); i++ {
		if n := runLen(line[i:], '`'); n > 0 {
			last[n] = i
			i += n
		}
	}
	return last
}

// runLen returns how many bytes c are at the start of s.
func runLen(s []byte, c byte) int {
	n := 0
	for n < len(s) && s[n] == c {
		n++
	}
	return n
}

// inBrackets returns the parts of line between brackets that open and close on it,
// each with those inside of it.
func inBrackets(line []byte) []interval {
	var pairs []interval
	var open []int
	for i, c := range line {
		switch c {
		case '{', '(':
			open = append(open, i)
		case '}', ')':
			if len(open) == 0 {
				continue
			}
			pair := interval{open[len(open)-1], i}
			open = open[:len(open)-1]
			for len(pairs) > 0 && pairs[len(pairs)-1].start > pair.start {
				pairs = pairs[:len(pairs)-1]
			}
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// join makes one cell of the last of cols cells and those behind it, with
// the bars between.
func join(cells []rawCell, cols int) []rawCell {
	if len(cells) <= cols {
		return cells
	}
	last := &cells[cols-1]
	for _, c := range cells[cols:] {
		for i, s := range c.lines {
			switch n := len(last.lines); {
			case n == 0:
				last.from = s.Start
				last.lines = append(last.lines, s)
			case i == 0:
				last.lines[n-1].Stop = s.Stop
			default:
				last.lines = append(last.lines, s)
			}
		}
	}
	return cells[:cols]
}
