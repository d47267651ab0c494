package rendered

// This file finds tables in plain text and cuts their rows into cells.
//
// Browsers put a tab between cells when a table is copied, some programs runs
// of blanks, and some nothing but one blank:
//
//	Permission type Permissions (from least to most privileged)
//	Delegated (work or school account) DeviceManagementApps.ReadWrite.All
//	Property Type Description
//	tags String collection Scope tags for this instance.
//
// In the last case the columns say how far a cell reaches: a permission type is
// one of a few phrases, a name is one word, a type is what the grammar of types
// reads, a list of scopes ends where no comma leads on, and the last column
// takes the rest. A row that cannot be cut so is reported.

import (
	"regexp"
	"strings"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// A column is one column of a table: its title and what its cells hold, nil if
// only a separator can tell.
type column struct {
	title cut
	take  func(t *text, words []cut) int // how many words the cell has
}

// A grid is the header of a table.
type grid struct {
	columns []column
	sep     *regexp.Regexp // between cells, nil if nothing but a blank is
}

var (
	tabs = regexp.MustCompile(`\t`)
	gaps = regexp.MustCompile(`\t+| {2,}`)
)

// table reads the header of a table at line i.
func (t *text) table(i int) (grid, bool) {
	if i+1 >= t.end || t.lines[i+1].blank() {
		return grid{}, false
	}
	l := t.lines[i]
	for _, sep := range []*regexp.Regexp{tabs, gaps} {
		titles := split(l, sep)
		if len(titles) < 2 {
			continue
		}
		g := grid{sep: sep}
		known := 0
		for _, c := range titles {
			if _, ok := cells[t.Dialect.Term(c.text)]; ok {
				known++
			}
			g.columns = append(g.columns, column{title: c})
		}
		if known > 0 && len(split(t.lines[i+1], sep)) > 1 {
			return g, true
		}
	}
	columns := t.titles(words(l), 0)
	return grid{columns: columns}, len(columns) > 1
}

// naming are the titles of the columns that tables begin with: what a row is
// about. They tell "Property | Type" from the other reading of these words,
// "Property type".
var naming = map[string]bool{
	"permission type": true, "property": true, "relationship": true, "parameter": true, "name": true,
	"header": true, "member": true, "value": true, "method": true,
}

// maxColumns bounds how many readings of a line of column titles are tried.
const maxColumns = 10

// titles reads words as the titles of columns, of which there are some already,
// the longest first ("Permission type" before "Permission"); nil if they are
// none.
func (t *text) titles(w []cut, already int) []column {
	switch {
	case len(w) == 0:
		return []column{}
	case already == maxColumns:
		return nil
	}
	for n := min(len(w), 8); n > 0; n-- {
		title := join(w[:n])
		term := t.Dialect.Term(title.text)
		take, ok := cells[term]
		if !ok || already == 0 && !naming[term] {
			continue
		}
		if rest := t.titles(w[n:], already+1); rest != nil {
			return append([]column{{title, take}}, rest...)
		}
	}
	return nil
}

// writeTable writes the table at line i and returns its end.
func (t *text) writeTable(i int, g grid) int {
	var header []cut
	for _, c := range g.columns {
		header = append(header, c.title)
	}
	t.row(header)
	t.out.made(strings.Repeat("|---", len(header))+"|\n", t.lines[i].no, 1)
	for i++; i < t.end && !t.lines[i].blank() && !isMessage(t.lines[i].text); i++ {
		row, ok := t.cut(t.lines[i], g)
		if !ok {
			c := t.lines[i].whole()
			t.diags.Add(diag.RenderedRow, t.pos(c), "cannot tell where the cells of %q end; the columns are %s", c.text, titlesOf(g))
			continue
		}
		t.row(row)
	}
	t.out.newline(t.lines[i-1].no)
	return i
}

func titlesOf(g grid) string {
	var out []string
	for _, c := range g.columns {
		out = append(out, c.title.text)
	}
	return strings.Join(out, ", ")
}

// row writes one row. Names in it stay as they are: cells have readers that
// need no markup.
func (t *text) row(row []cut) {
	for _, c := range row {
		t.out.made("|", c.no, c.col)
		t.out.plain(c)
	}
	last := row[len(row)-1]
	t.out.made("|\n", last.no, last.col+len(last.text))
}

// cut cuts a line into the cells of a table.
func (t *text) cut(l line, g grid) ([]cut, bool) {
	if g.sep != nil {
		return pad(split(l, g.sep), len(g.columns), l), true
	}
	var out []cut
	w := words(l)
	for i, c := range g.columns {
		n := len(w)
		if i < len(g.columns)-1 {
			if c.take == nil {
				return nil, false
			}
			if n = c.take(t, w); n < 0 || n == 0 && i == 0 {
				return nil, false
			}
		}
		out = append(out, join(w[:n]))
		if n > 0 {
			w = w[n:]
		}
	}
	return pad(out, len(g.columns), l), true
}

// pad gives empty cells a place, and adds those that are missing.
func pad(row []cut, n int, l line) []cut {
	for len(row) < n {
		row = append(row, cut{})
	}
	for i := range row {
		if row[i].no == 0 {
			row[i].no, row[i].col = l.no, len(l.text)+1
		}
	}
	return row
}

// split cuts a line where sep stands.
func split(l line, sep *regexp.Regexp) []cut {
	var out []cut
	done := 0
	s := strings.TrimRightFunc(l.text, markdown.IsSpace)
	for _, at := range sep.FindAllStringIndex(s, -1) {
		if at[0] > 0 {
			out = append(out, l.cut(done, at[0]))
		}
		done = at[1]
	}
	return append(out, l.cut(done, len(s)))
}

// words cuts a line into its words.
func words(l line) []cut {
	var out []cut
	start := -1
	for i, r := range l.text + " " {
		switch space := markdown.IsSpace(r); {
		case space && start >= 0:
			out = append(out, l.cut(start, i))
			start = -1
		case !space && start < 0:
			start = i
		}
	}
	return out
}
