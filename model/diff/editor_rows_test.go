package diff_test

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file finds rows of tables, and writes them otherwise.

// A row is a row of a table.
type row struct {
	file   string
	line   int // index in the file
	cells  []string
	titles []string // of the columns, in lower case
}

// rowAt returns the row of a table at a line, counted from 1.
func (e *editor) rowAt(file string, line int) (row, bool) {
	key := fmt.Sprint(file, ":", line)
	if r, ok := e.rows[key]; ok {
		return r, r.titles != nil
	}
	r := e.readRow(file, line-1)
	e.rows[key] = r
	return r, r.titles != nil
}

func (e *editor) readRow(file string, i int) row {
	lines := e.pages[file]
	if i < 2 || i >= len(lines) || !strings.HasPrefix(lines[i], "|") {
		return row{}
	}
	head := i
	for head > 0 && strings.HasPrefix(lines[head-1], "|") {
		head--
	}
	r := row{file: file, line: i, cells: cells(lines[i])}
	for _, title := range cells(lines[head]) {
		r.titles = append(r.titles, strings.ToLower(strings.Trim(strings.TrimSpace(title), "*")))
	}
	if head > i-2 || len(r.titles) != len(r.cells) {
		return row{}
	}
	return r
}

// cells cuts a row at its bars.
func cells(line string) []string {
	line = strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "|"), "|")
	var out []string
	start := 0
	for i := range line {
		if line[i] == '|' && (i == 0 || line[i-1] != '\\') {
			out = append(out, line[start:i])
			start = i + 1
		}
	}
	return append(out, line[start:])
}

// col returns the index of the column with one of the titles, -1 if there is none.
func (r row) col(titles ...string) int {
	return slices.IndexFunc(r.titles, func(s string) bool { return slices.Contains(titles, s) })
}

// with returns the line with another cell.
func (r row) with(col int, text string) string {
	out := slices.Clone(r.cells)
	out[col] = text
	return "|" + strings.Join(out, "|") + "|"
}

// A rowSite is a row of a property table, ready to be edited.
type rowSite struct {
	row
	owner           string
	field           *model.Field
	name, typ, text int // columns
}

// properties returns the rows of properties that are on their own: on the only
// page of the type, and on no page of its bases or descendants.
func (e *editor) properties() []rowSite {
	var out []rowSite
	for _, t := range e.api.Types {
		if len(t.Pages) != 1 || t.Pos.File != t.Page {
			continue
		}
		elsewhere := make(map[string]bool)
		if t.Base != nil {
			for _, f := range t.Base.AllFields() {
				elsewhere[f.Name] = true
			}
		}
		for _, d := range t.Descendants() {
			for _, f := range d.Fields {
				elsewhere[f.Name] = true
			}
		}
		for _, f := range t.Fields {
			if s, ok := e.fieldRow(t.Name, f); ok && !f.Nav && !elsewhere[f.Name] && f.Pos.File == t.Page {
				out = append(out, s)
			}
		}
	}
	return out
}

// fieldRow returns the row of a field if its cells are plain.
func (e *editor) fieldRow(owner string, f *model.Field) (rowSite, bool) {
	r, ok := e.rowAt(f.Pos.File, f.Pos.Line)
	s := rowSite{row: r, owner: owner, field: f, name: r.col("property", "name", "parameter"), typ: r.col("type"), text: r.col("description")}
	if !ok || s.name < 0 || s.typ < 0 || s.text < 0 || strings.TrimSpace(r.cells[s.name]) != f.Name {
		return s, false
	}
	return s, true
}

func (s rowSite) site(apply func(p pages), wants ...want) site {
	return site{files: []string{s.file}, what: s.owner + "." + s.field.Name, apply: apply, wants: wants}
}

// bodies returns the rows of request bodies' tables.
func (e *editor) bodies(kind model.BodyKind) []rowSite {
	var out []rowSite
	for _, o := range e.api.Operations {
		if o.Body.Kind != kind || !e.alone(o) {
			continue
		}
		for _, f := range o.Body.Fields {
			if s, ok := e.fieldRow(o.ID, f); ok && f.Pos.File == o.Page {
				out = append(out, s)
			}
		}
	}
	return out
}

// tableBelow returns the lines of the table below a heading: from its header to
// behind its last row. They are none if another heading comes first.
func tableBelow(lines []string, heading string) (from, to int) {
	starts := func(i int, with string) bool { return i < len(lines) && strings.HasPrefix(lines[i], with) }
	from = slices.Index(lines, heading) + 1
	if from == 0 {
		return 0, 0
	}
	for from < len(lines) && !starts(from, "|") && !starts(from, "#") {
		from++
	}
	for to = from; starts(to, "|"); {
		to++
	}
	return from, to
}
