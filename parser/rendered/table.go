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
	"github.com/docmill/docmill/parser/cell"
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

// cells are the columns whose cells can be told from the words after them, by
// canonical title.
var cells = map[string]func(t *text, words []cut) int{
	"permission type":   (*text).takeLabel,
	"permission":        (*text).takeScopes,
	"least privileged":  (*text).takeScopes,
	"higher privileged": (*text).takeScopes,
	"property":          oneWord,
	"relationship":      oneWord,
	"parameter":         oneWord,
	"name":              oneWord,
	"header":            oneWord,
	"member":            oneWord,
	"value":             oneWord,
	"type":              (*text).takeType,
	"required":          (*text).takeYesNo,
	"nullable":          (*text).takeYesNo,
	"method":            nil,
	"description":       nil,
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

// oneWord takes a name: one word.
func oneWord(_ *text, w []cut) int { return min(len(w), 1) }

// takeLabel takes the longest run of words that is a permission type.
func (t *text) takeLabel(w []cut) int {
	for n := min(len(w), 8); n > 0; n-- {
		switch t.Dialect.Term(join(w[:n]).text) {
		case "delegated work", "delegated personal", "application":
			return n
		}
	}
	return 0
}

// takeYesNo takes a word that answers yes or no; the cell may be empty.
func (t *text) takeYesNo(w []cut) int {
	if len(w) == 0 {
		return 0
	}
	switch t.Dialect.Term(w[0].text) {
	case "yes", "no", "required", "optional":
		return 1
	}
	return 0
}

// takeScopes takes a list of scopes, or the words that there are none: "Not
// supported.". Two scopes without a comma or "and" between them stand in two
// cells.
func (t *text) takeScopes(w []cut) int {
	for n := 1; n <= min(len(w), 4); n++ {
		s := join(w[:n]).text
		if term := t.Dialect.Term(s); term == "not supported" || term == "none" || strings.HasSuffix(s, ".") && t.Dialect.Has("permission-none", s) {
			return n
		}
	}
	n, open := 0, true // open: the list goes on
	for n < len(w) {
		s := w[n].text
		joins := t.Dialect.Has("scope-and", s) || t.Dialect.Has("scope-or", s) || t.Dialect.Has("scope-plus", s)
		if !joins && (!open || !t.isScope(s)) {
			break
		}
		open = joins || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";")
		n++
	}
	return n
}

func (t *text) isScope(s string) bool {
	parts, faults := cell.Permissions(markdown.Text{Spans: []markdown.Span{{Text: s}}}, t.Dialect)
	return len(faults) == 0 && len(parts) == 1 && len(parts[0].Grant.AnyOf) > 0
}

// maxTypeWords bounds how far a type reaches; none that writers use is longer.
const maxTypeWords = 6

// takeType takes the type at the start of w: a word, or several that the
// dialect knows as one primitive, and the words that only a type's end can be
// ("collection", a remark in parentheses).
func (t *text) takeType(w []cut) int {
	if len(w) == 0 {
		return 0
	}
	n := 1
	for m := min(len(w), 3); m > 1; m-- {
		if t.isPrimitive(w[:m]) && !isUpper(rune(w[m-1].text[0])) { // Boolean Value of …
			n = m
			break
		}
	}
	if t.Dialect.Is("collection", w[0].text) {
		n = min(len(w), 2)
		if len(w) > 2 && t.Dialect.Is("of", w[1].text) {
			n = 3
		}
	}
	for n < min(len(w), maxTypeWords) && t.goesOn(w, n) {
		n++
	}
	return n
}

func (t *text) isPrimitive(w []cut) bool {
	term, ok := t.Dialect.Lookup(join(w).text)
	return ok && strings.HasPrefix(term, "Edm.")
}

// goesOn reports whether the word at n still belongs to the type before it.
// "Collection" in a capital that "of" follows begins a description: "String
// Collection of tags".
func (t *text) goesOn(w []cut, n int) bool {
	s, before := w[n].text, join(w[:n]).text
	switch {
	case strings.Count(before, "(") > strings.Count(before, ")"):
		return true
	case strings.HasPrefix(s, "("):
		end := n
		for end < len(w) && !strings.HasSuffix(w[end].text, ")") {
			end++
		}
		return end-n < maxTypeWords-n && t.isTypeText(join(w[:min(end+1, len(w))]).text)
	case t.Dialect.Is("collection", s):
		return !isUpper(rune(s[0])) || n+1 >= len(w) || !t.Dialect.Is("of", w[n+1].text)
	case t.Dialect.Is("enum", s):
		return !isUpper(rune(s[0]))
	}
	return false
}

// isTypeText reports whether the grammar of types reads s.
func (t *text) isTypeText(s string) bool {
	e, err := cell.Type(markdown.Text{Spans: []markdown.Span{{Text: s}}}, t.Dialect, t.Limits)
	return err == nil && !e.IsZero()
}
