package markdown

// This file writes corrections for people to edit: a copy of what is wrong, with
// front matter that says what it replaces and has its digest.

import (
	"bytes"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Start returns the text of a new correction, in an overlay root, of the page
// called name: the rows of tables with these first cells; else the sections with
// these titles or IDs, with the sections in them; else the whole page. rows are
// looked for in the sections, if there are any. The error says what the page does
// not have, or that it cannot be read.
func (o *Overlays) Start(name string, root int, sections, rows []string) ([]byte, error) {
	c := &Correction{Name: name, Root: root}
	page, ok, err := o.base(c)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	s := &starter{newOutline(page.text()), nil}
	kind, text := WholePage, s.text
	if parts, whole := o.parts(name, root+1); len(parts) == 0 && whole == nil {
		if text, err = fs.ReadFile(o.docs, name); err != nil { // with its front matter
			return nil, err
		}
		text, _ = diag.Text(text)
		text, _ = diag.Seen(text)
	}
	if len(sections)+len(rows) > 0 {
		kind = Sections
		if text, err = s.sections(sections, rows); err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
	}
	if len(rows) > 0 {
		kind = Rows
	}
	text = setFront(text, keyKind, string(kind))
	return o.rebase(newCorrection(name, root, text))
}

// Accept returns the text of a correction with the digest of what it replaces
// now. The error is about reading the page.
func (o *Overlays) Accept(c *Correction) ([]byte, error) { return o.rebase(c) }

func (o *Overlays) rebase(c *Correction) ([]byte, error) {
	digest, err := o.Digest(c)
	if err != nil || digest == "" {
		return c.data, err
	}
	return setFront(c.data, keyBase, digest), nil
}

// setFront returns a page with a field of its front matter set.
func setFront(page []byte, key, value string) []byte {
	line := key + ": " + value + "\n"
	_, n := frontMatter(page)
	if n == 0 {
		return append([]byte("---\n"+line+"---\n\n"), bytes.TrimLeft(page, "\r\n")...)
	}
	at := -1 // where the new line goes: below "---" or the line that says the kind
	var lines [][]byte
	for l := range bytes.Lines(page[:n]) {
		switch {
		case bytes.HasPrefix(l, []byte(key+":")):
			continue
		case at < 0 && len(bytes.TrimSpace(l)) > 0, bytes.HasPrefix(l, []byte(keyKind+":")):
			at = len(lines) + 1
		}
		lines = append(lines, l)
	}
	lines = slices.Insert(lines, at, []byte(line))
	return slices.Concat(bytes.Join(lines, nil), page[n:])
}

// A starter copies parts of a page.
type starter struct {
	*outline
	wanted []*Section
}

// sections returns the text of the sections, in the order of the page, or of the
// tables in them with the rows.
func (s *starter) sections(titles, rows []string) ([]byte, error) {
	for _, title := range titles {
		found, err := s.section(title)
		if err != nil {
			return nil, err
		}
		s.wanted = append(s.wanted, found)
	}
	if len(rows) > 0 {
		return s.tables(rows)
	}
	slices.SortFunc(s.wanted, func(a, b *Section) int { return a.Pos.Compare(b.Pos) })
	var out bytes.Buffer
	for _, w := range s.wanted {
		s.headings(&out, w)
		start, end := s.all(w)
		out.Write(bytes.TrimRight(s.text[start:end], "\r\n"))
		out.WriteString("\n\n")
	}
	return bytes.TrimSuffix(out.Bytes(), newline), nil
}

// section returns the section with a title or ID.
func (s *starter) section(title string) (*Section, error) {
	var hits []*Section
	var all []string
	for _, sub := range s.order {
		if sub.ID == title {
			return sub, nil
		}
		if strings.EqualFold(sub.Title.String(), Fold(title)) {
			hits = append(hits, sub)
		}
		all = append(all, fmt.Sprintf("%s (%s)", sub.Title.String(), sub.ID))
	}
	switch {
	case len(hits) == 1:
		return hits[0], nil
	case len(hits) > 1:
		return nil, fmt.Errorf("%d sections are called %q; name one by what is in parentheses: %s", len(hits), title, strings.Join(all, ", "))
	}
	return nil, fmt.Errorf("no section %q; there are: %s", title, strings.Join(all, ", "))
}

// headings writes the headings above w that it takes to find it.
func (s *starter) headings(out *bytes.Buffer, w *Section) {
	path := s.path(w)
	n := len(path) - 1
	for n > 0 && len(s.find(s.root, path[n])) != 1 {
		n--
	}
	for _, above := range path[n : len(path)-1] {
		out.Write(s.line(above.Pos))
		out.WriteString("\n")
	}
}

// line returns the line of a place.
func (s *starter) line(p diag.Pos) []byte {
	return append(bytes.TrimRight(s.text[s.start(p):s.next(p)], "\r\n"), '\n')
}

// tables returns the tables that have the rows, without their other rows.
func (s *starter) tables(rows []string) ([]byte, error) {
	in := s.wanted
	if in == nil {
		in = s.order
	}
	var out bytes.Buffer
	found := make(map[string]bool)
	for _, sub := range in {
		if err := s.table(&out, sub, rows, found); err != nil {
			return nil, err
		}
	}
	for _, key := range rows {
		if !found[key] {
			return nil, fmt.Errorf("no table directly below a heading has a row %q", key)
		}
	}
	return bytes.TrimSuffix(out.Bytes(), newline), nil
}

// table writes the heading, the head and the wanted rows of a section's table,
// if it has some.
func (s *starter) table(out *bytes.Buffer, sub *Section, rows []string, found map[string]bool) error {
	t := table(sub)
	if t == nil {
		return nil
	}
	before := out.Len()
	for i, r := range t.Rows {
		key := r.Cells[0].String()
		if r.Group || !slices.Contains(rows, key) {
			continue
		}
		if found[key] {
			return fmt.Errorf("there are several rows %q; name the section", key)
		}
		found[key] = true
		if out.Len() == before {
			s.headings(out, sub)
			delimiter := t.Pos
			delimiter.Line++
			fmt.Fprintf(out, "%s\n%s%s", s.line(sub.Pos), s.line(t.Pos), s.line(delimiter))
		}
		start, end := s.row(t, i)
		out.Write(append(bytes.TrimRight(s.text[start:end], "\r\n"), '\n'))
	}
	if out.Len() > before {
		out.WriteString("\n")
	}
	return nil
}
