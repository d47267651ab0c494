package markdown

// This file puts parts of pages into pages. Both are cut at lines; what a page
// keeps and what a part replaces stay pieces of their own files.

import (
	"bytes"
	"cmp"
	"slices"
	"sort"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// segments are the text of a page, piece by piece.
type segments []segment

// A segment is a piece of a file, or text that stands in none.
type segment struct {
	piece
	from *Correction // whose file it is, nil for the page's own
	made bool        // stands in no file
}

func (s segments) text() []byte {
	var b bytes.Buffer
	for _, g := range s {
		b.Write(g.text)
	}
	return b.Bytes()
}

// cut returns the first n bytes and the rest, which has what was s.
func (s segments) cut(n int) (head, tail segments) {
	for i, g := range s {
		if n < len(g.text) {
			if n > 0 {
				head, s[i] = append(head, g), g
				head[i].piece, s[i].piece = g.cut(n)
				if g.made {
					s[i].line, s[i].col = g.line, g.col
				}
			}
			return head, s[i:]
		}
		head = append(head, g)
		n -= len(g.text)
	}
	return head, nil
}

// An edit replaces bytes of a page.
type edit struct {
	start, end int      // in the page's text
	old        string   // what stands there
	with       segments // nil to remove it
	pos, old1  diag.Pos // where the new text and the old one begin
}

type edits []edit

// apply returns the page's text with the edits.
func (e edits) apply(page segments) segments {
	slices.SortStableFunc(e, func(a, b edit) int { return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.end, b.end)) })
	var out, kept segments
	rest := slices.Clone(page)
	at := 0
	for _, x := range e {
		if x.start < at {
			continue // inside of what was replaced; reported by add
		}
		kept, rest = rest.cut(x.start - at)
		out = append(append(out, kept...), x.with...)
		_, rest = rest.cut(x.end - x.start)
		at = x.end
	}
	return append(out, rest...)
}

// An editor finds what a correction replaces.
type editor struct {
	c           *Correction
	page        segments
	base, fresh *outline // of the page and of the correction
	diags       *diag.List
	starts      []int                       // where the segments of page begin in its text
	keys        map[*Table]map[string][]int // the rows of tables of the page, by first cell
	added       map[string]bool             // what the correction adds, by anyCase
	out         edits
}

// edits returns what the correction replaces in a page. What has no place there
// is a finding.
func (c *Correction) edits(page segments, diags *diag.List) edits {
	e := &editor{c: c, page: page, base: newOutline(page.text()), fresh: newOutline(c.body.text), diags: diags, keys: make(map[*Table]map[string][]int), added: make(map[string]bool)}
	at := 0
	for _, g := range page {
		e.starts = append(e.starts, at)
		at += len(g.text)
	}
	for _, name := range c.Adds {
		e.added[anyCase(name)] = true
	}
	for _, b := range e.fresh.root.Blocks {
		e.complain(b.Position(), "this stands above the first heading, so that nothing says what it replaces")
		break
	}
	e.sections(e.fresh.root, e.base.root)
	return e.out
}

func (e *editor) complain(pos diag.Pos, format string, args ...any) {
	e.diags.Add(diag.OverlayPart, e.place(pos), format, args...)
}

// place returns where a place of the correction's text stands in its file.
func (e *editor) place(pos diag.Pos) diag.Pos {
	line := e.c.body.line + int32(pos.Line) - 1
	return diag.Pos{File: e.c.File(), Line: int(line), Col: pos.Col + int(e.c.body.left[line])}
}

// sections looks up the sections below in among those below scope.
func (e *editor) sections(in, scope *Section) {
	for _, s := range in.Sections {
		switch hits := e.base.find(scope, s); {
		case len(hits) == 1:
			e.section(s, hits[0])
		case len(hits) > 1:
			e.complain(s.Pos, "the page has %d sections %q; put the heading above it over this one, or name it by its anchor", len(hits), s.Title.String())
		case e.c.Kind == Sections && e.adds(s.Title.String()):
			_, end := e.base.all(scope)
			start, stop := e.fresh.all(s)
			e.add(end, end, e.fresh.text[start:stop], start, s.Pos)
		default:
			e.complain(s.Pos, `the page has no section %q; if it is new, say "%s: %s" in the front matter`, s.Title.String(), keyAdds, s.Title.String())
		}
	}
}

func (e *editor) adds(title string) bool { return e.added[anyCase(Fold(title))] }

// anyCase returns one text for all that differ in letter case only.
func anyCase(s string) string { return strings.ToLower(strings.ToUpper(s)) }

// section replaces old by s. A heading with nothing but sections below it only
// says where they are; one with nothing at all removes, but for a section that
// has nothing, too: that is a copy.
func (e *editor) section(s, old *Section) {
	switch empty := e.fresh.isEmpty(s); {
	case empty && len(s.Sections) == 0 && e.base.isEmpty(old) && len(old.Sections) == 0:
	case empty && len(s.Sections) == 0:
		start, end := e.base.all(old)
		e.add(start, end, nil, 0, s.Pos)
	case !empty && e.c.Kind == Rows:
		e.rows(s, old)
	case !empty:
		start, end := e.base.own(old)
		from, to := e.fresh.own(s)
		e.add(start, end, e.fresh.text[from:to], from, s.Pos)
	}
	e.sections(s, old)
}

// add replaces a range of the page by text of the correction, which begins at
// from there.
func (e *editor) add(start, end int, text []byte, from int, pos diag.Pos) {
	x := edit{start: start, end: end, old: string(e.base.text[start:end]), pos: e.place(pos)}
	if start < len(e.base.text) {
		i := sort.Search(len(e.starts), func(i int) bool { return e.starts[i] > start }) - 1
		at := e.page[i]
		if !at.made {
			at.piece = e.base.piece(at.piece, e.starts[i], start, start)
		}
		x.old1 = at.place(e.c.Name)
	}
	if text != nil {
		body := e.fresh.piece(e.c.body, 0, from, from+len(text))
		x.with = segments{{piece: body, from: e.c}}
		// Lines that end a file may lack their end; sections want to stand apart.
		end := segment{piece: body, from: e.c, made: true}
		end.text = newline
		if start > 0 && e.base.text[start-1] != '\n' {
			x.with = append(segments{end}, x.with...)
		}
		if e.c.Kind == Sections || !bytes.HasSuffix(text, newline) {
			x.with = append(x.with, end)
		}
		if e.c.Kind == Sections {
			x.with = append(append(segments{end}, x.with...), end)
		}
	}
	e.out = append(e.out, x)
}

// place returns where the segment begins.
func (g segment) place(page string) diag.Pos {
	if g.from != nil && g.from.Kind != WholePage {
		page = g.from.File()
	}
	return diag.Pos{File: page, Line: int(g.line), Col: int(g.col)}
}

// rows replaces rows of the table in old by those of the table in s that have
// the same first cell.
func (e *editor) rows(s, old *Section) {
	t, was := table(s), table(old)
	switch {
	case t == nil:
		e.complain(s.Pos, "this section has no table; %s: rows replaces rows only", keyKind)
		return
	case was == nil:
		e.complain(s.Pos, "section %q of the page has no table", old.Title.String())
		return
	case !slices.EqualFunc(t.Header, was.Header, func(a, b Text) bool { return strings.EqualFold(a.String(), b.String()) }):
		e.complain(t.Pos, "the columns are not those of the page: %s", titles(was.Header))
		return
	}
	for i, r := range t.Rows {
		if !r.Group {
			e.row(t, i, was)
		}
	}
}

func titles(header []Text) string {
	var out []string
	for _, h := range header {
		out = append(out, h.String())
	}
	return strings.Join(out, ", ")
}

// keyed returns the rows of a table of the page by their first cells.
func (e *editor) keyed(t *Table) map[string][]int {
	rows, ok := e.keys[t]
	if !ok {
		rows = make(map[string][]int)
		for i, r := range t.Rows {
			if !r.Group {
				key := r.Cells[0].String()
				rows[key] = append(rows[key], i)
			}
		}
		e.keys[t] = rows
	}
	return rows
}

// row replaces the row of was that has the first cell of t's row i. A row whose
// other cells are empty removes.
func (e *editor) row(t *Table, i int, was *Table) {
	key := t.Rows[i].Cells[0].String()
	hits := e.keyed(was)[key]
	from, to := e.fresh.row(t, i)
	text := e.fresh.text[from:to]
	pos := t.Rows[i].Pos
	switch {
	case len(hits) > 1:
		e.complain(pos, "the page has %d rows %q", len(hits), key)
	case len(hits) == 1:
		if !slices.ContainsFunc(t.Rows[i].Cells[1:], func(c Text) bool { return !c.IsEmpty() }) {
			text = nil
		}
		start, end := e.base.row(was, hits[0])
		e.add(start, end, text, from, pos)
	case e.adds(key):
		at := was.Pos
		at.Line++ // the delimiter row
		end := e.base.next(at)
		if n := len(was.Rows); n > 0 {
			_, end = e.base.row(was, n-1)
		}
		e.add(end, end, text, from, pos)
	default:
		e.complain(pos, `the page's table has no row %q; if it is new, say "%s: %s" in the front matter`, key, keyAdds, key)
	}
}
