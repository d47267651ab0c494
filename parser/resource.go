package parser

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads pages about types. Most describe one: its name stands in the
// title and in a "resource" annotation, its base in a sentence or in the
// annotation, its properties in tables. Some describe several, each under a
// heading of its own with "Properties" below it.

// readResource reads a page of types or enumerations.
func (r *reader) readResource(head *markdown.Section) {
	own := &model.TypeClaim{Pos: r.page.Pos, Doc: r.docText(head), NameFrom: model.FromTitle}
	own.Titled = r.typeName(r.page.Title)
	own.Complex = r.d.Has("complex-type", r.page.Title) || r.d.Has("complex-type", own.Doc)
	r.typ = own
	r.page.Types = []*model.TypeClaim{own}
	r.intro(head)
	r.walk(r.doc.Root)
	r.looseFields(own)
	r.annotate(own, annotations(r.doc.Root, r.zones()))
	for _, t := range r.page.Types {
		r.settleName(t)
	}
	if !r.describes(own) {
		r.page.Types = r.page.Types[1:]
	}
}

// describes reports whether the page has something to say about the type its
// title names. Pages of enumerations, and collections of types under headings
// of their own, have not.
func (r *reader) describes(own *model.TypeClaim) bool {
	if len(own.Fields) > 0 || own.JSON != nil || own.NameFrom == model.FromAnnotation {
		return true
	}
	return r.page.Kind == model.ResourcePage && len(r.page.Types) == 1 && len(r.page.Enums) == 0
}

// looseFields reads the tables of properties that stand under headings of their
// own ("### Indicator observables - email"). Similar tables describe other
// things, such as the content of a string, so a table counts only if the
// JSON representation has most of its names.
func (r *reader) looseFields(own *model.TypeClaim) {
	if own.JSON == nil {
		return
	}
	has := make(map[string]bool)
	for _, m := range own.JSON.Members {
		has[m.Name] = true
	}
	r.unknown = slices.DeleteFunc(r.unknown, func(s *markdown.Section) bool {
		read := false
		for _, t := range tables(s) {
			if r.columns(t).fields() && r.mostlyIn(t, has) {
				own.Fields = append(own.Fields, r.fieldRows(t, false)...)
				read = true
			}
		}
		return read
	})
}

// mostlyIn reports whether more than half of the names in a table of
// properties are in the set.
func (r *reader) mostlyIn(t *markdown.Table, set map[string]bool) bool {
	c, n := r.columns(t), 0
	for _, row := range t.Rows {
		if name, _ := cell.Name(row.Cells[c.name()], r.d); set[name] {
			n++
		}
	}
	return 2*n > len(t.Rows)
}

// typeName returns the name of the type that a title names: "group" of "group
// resource type".
func (r *reader) typeName(title string) string {
	for _, phrase := range []string{"enum-title", "resource-title", "type-title"} {
		if m, ok := r.d.First(phrase, title); ok {
			title = m.Arg("name")
			break
		}
	}
	return joinWords(title)
}

// joinWords makes one name of a title of several words: "PostalAddress" of
// "Postal address".
func joinWords(title string) string {
	words := strings.FieldsFunc(title, func(c rune) bool { return markdown.IsSpace(c) || strings.ContainsRune("*`\"", c) })
	for i, w := range words {
		if len(words) > 1 {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, "")
}

// newType adds a type that a section of the page is about.
func (r *reader) newType(s *markdown.Section) *model.TypeClaim {
	t := &model.TypeClaim{Pos: s.Pos, Doc: r.docText(s), NameFrom: model.FromTitle}
	t.Titled = r.typeName(s.Title.String())
	t.Complex = r.typ.Complex
	r.annotate(t, annotations(s, nil))
	r.page.Types = append(r.page.Types, t)
	return t
}

// zones returns the places of the sections that have types of their own.
func (r *reader) zones() map[diag.Pos]bool {
	out := make(map[diag.Pos]bool)
	for _, t := range r.page.Types[1:] {
		out[t.Pos] = true
	}
	return out
}

// holdsProperties reports whether a section directly encloses a section of
// properties.
func (r *reader) holdsProperties(s *markdown.Section) bool {
	for _, sub := range s.Sections {
		if r.key(sub) == "property" && len(tables(sub)) > 0 {
			return true
		}
	}
	return false
}

// annotations returns the "resource" annotations in s, without those of the
// sections in skip.
func annotations(s *markdown.Section, skip map[diag.Pos]bool) []*markdown.Meta {
	var out []*markdown.Meta
	for _, b := range s.Flat() {
		if m, ok := b.(*markdown.Meta); ok && m.String("blockType") == "resource" {
			out = append(out, m)
		}
	}
	for _, sub := range s.Sections {
		if !skip[sub.Pos] {
			out = append(out, annotations(sub, skip)...)
		}
	}
	return out
}

// annotate records what the annotations of a type say. If they name several
// types, those the heading does not name become claims of their own.
func (r *reader) annotate(t *model.TypeClaim, metas []*markdown.Meta) {
	for _, m := range metas {
		name := strings.TrimPrefix(cmp.Or(m.String("@odata.type"), m.String("@type")), "#")
		switch {
		case model.ShortName(name) == "" || model.ShortName(name) == "None":
			name = ""
		case t.NameFrom == model.FromTitle:
			t.Name, t.NameFrom = name, model.FromAnnotation
		case !strings.EqualFold(t.Name, name):
			continue
		}
		r.annotation(t, m)
	}
}

// annotation records one annotation of t.
func (r *reader) annotation(t *model.TypeClaim, m *markdown.Meta) {
	if base := strings.TrimPrefix(m.String("baseType"), "#"); base != "" {
		e := model.TypeExpr{Name: base, Raw: base, Pos: m.Pos}
		t.Bases = append(t.Bases, model.BaseClaim{Type: e, From: model.FromAnnotation})
	}
	if t.Key == "" {
		t.Key = m.String("keyProperty")
	}
	if t.Abstract == model.Unknown {
		t.Abstract = boolOf(m, "abstract")
	}
	if t.Abstract == model.Unknown {
		t.Abstract = boolOf(m, "isAbstract")
	}
	if t.Open == model.Unknown {
		t.Open = boolOf(m, "openType")
	}
}

// boolOf reads a boolean of an annotation; some are written as strings.
func boolOf(m *markdown.Meta, key string) model.Tri {
	switch v := m.Values[key].(type) {
	case bool:
		return model.TriOf(v)
	case string:
		if strings.EqualFold(v, "true") {
			return model.Yes
		}
		if strings.EqualFold(v, "false") {
			return model.No
		}
	}
	return model.Unknown
}

// settleName gives a claim without an annotation the name in its title. Where
// the two are spelt differently, linking decides, which sees all pages.
func (r *reader) settleName(t *model.TypeClaim) {
	if t.Titled == "" {
		t.Titled = strings.TrimSuffix(path.Base(r.page.Path), ".md")
	}
	if t.Name == "" {
		t.Name, t.NameFrom = t.Titled, model.FromTitle
	}
}

// intro reads what stands under the title: sentences about the type's base, a
// table of properties without a heading.
func (r *reader) intro(head *markdown.Section) {
	blocks := head.Flat()
	for i, b := range blocks {
		switch b := b.(type) {
		case *markdown.Para:
			text := b.Text.String()
			if r.d.Has("abstract", text) && !r.d.Has("abstract-base", text) && r.typ.Abstract == model.Unknown {
				r.typ.Abstract = model.Yes
			}
			if r.derived(b.Text, blocks[i+1:]) {
				continue
			}
			r.typ.Derived = append(r.typ.Derived, r.derivedLinks(b.Text)...)
			r.bases(b.Text)
		case *markdown.Table:
			if r.columns(b).fields() {
				r.typ.Fields = append(r.typ.Fields, r.fieldRows(b, false)...)
			} else {
				r.unknownColumns(b, "the introduction")
			}
		}
	}
}

// bases records the sentences that say what the type derives from.
func (r *reader) bases(t markdown.Text) {
	for _, e := range cell.Bases(t, r.d) {
		r.typ.Bases = append(r.typ.Bases, model.BaseClaim{Type: e, From: model.FromProse})
	}
}

// derived reads "Resources that derive from x include:" and the list after
// it. It reports whether t is such a sentence.
func (r *reader) derived(t markdown.Text, next []markdown.Block) bool {
	if !r.d.Has("derived", t.String()) {
		return false
	}
	if len(next) > 0 {
		if l, ok := next[0].(*markdown.ListBlock); ok {
			r.derivedItems(l)
		}
	}
	return true
}

// derivedLinks returns the links of a sentence that lists descendants: "The
// derived types are [a], [b], and [c]."; "[a] and [b] are subclasses of this
// class."
func (r *reader) derivedLinks(t markdown.Text) []model.TypeExpr {
	var raw strings.Builder
	starts := make([]int, len(t.Spans))
	for i, s := range t.Spans {
		starts[i] = raw.Len()
		raw.WriteString(strings.ReplaceAll(s.Text, "\n", " "))
	}
	text := raw.String()
	m, ok := r.d.First("derived-list", text)
	if !ok {
		return nil
	}
	from, to := strings.LastIndex(text[:m.Start], ". ")+1, len(text)
	if i := strings.Index(text[m.End:], ". "); i >= 0 {
		to = m.End + i
	}
	var out []model.TypeExpr
	for i, s := range t.Spans {
		if e := cell.FirstLink(markdown.Text{Spans: t.Spans[i : i+1], Pos: s.Pos}); e.Link != "" && starts[i] >= from && starts[i] < to {
			out = append(out, e)
		}
	}
	return out
}

func (r *reader) derivedItems(l *markdown.ListBlock) {
	for _, it := range l.Items {
		if e := cell.FirstLink(it.Text); e.Link != "" {
			r.typ.Derived = append(r.typ.Derived, e)
		}
	}
}

// derivedTypes reads a "Derived types" section: a list or a table of links.
func (r *reader) derivedTypes(s *markdown.Section) {
	for _, b := range s.Flat() {
		switch b := b.(type) {
		case *markdown.ListBlock:
			r.derivedItems(b)
		case *markdown.Table:
			for _, row := range b.Rows {
				if e := cell.FirstLink(row.Cells[0]); e.Link != "" {
					r.typ.Derived = append(r.typ.Derived, e)
				}
			}
		}
	}
}

// tables returns the tables of a section.
func tables(s *markdown.Section) []*markdown.Table {
	var out []*markdown.Table
	for _, b := range s.Flat() {
		if t, ok := b.(*markdown.Table); ok {
			out = append(out, t)
		}
	}
	return out
}

func (r *reader) unknownColumns(t *markdown.Table, where string) {
	var titles []string
	for _, h := range t.Header {
		titles = append(titles, h.String())
	}
	r.add(diag.UnknownColumns, t.Pos, "%s has a table with the columns %q; its %d rows are not read",
		where, strings.Join(titles, " | "), len(t.Rows))
}

// properties reads a section of properties. Tables of other shapes stand
// there, too: the members of an enumeration that a property has, or methods.
func (r *reader) properties(s *markdown.Section) { r.fieldTables(s, false) }

// relationships reads a section of navigation properties.
func (r *reader) relationships(s *markdown.Section) { r.fieldTables(s, true) }

func (r *reader) fieldTables(s *markdown.Section, nav bool) {
	for _, t := range tables(s) {
		c := r.columns(t)
		switch {
		case c.index("method") == 0 && !nav && c.index("type") > 0:
			r.methodRows(t)
		case c.fields():
			fields := r.fieldRows(t, nav)
			r.typ.Fields = append(r.typ.Fields, fields...)
			r.typ.HasRelationships = r.typ.HasRelationships || nav && len(fields) > 0
		case c.members() && r.enumName(s) != "":
			r.enumTable(s, t)
		default:
			r.unknownColumns(t, s.Title.String())
		}
	}
}

// methods reads the table of a type's methods, of all sub-sections.
func (r *reader) methods(s *markdown.Section) {
	for _, t := range tables(s) {
		if c := r.columns(t); c.index("method") < 0 && c.name() < 0 {
			r.unknownColumns(t, s.Title.String())
			continue
		}
		r.methodRows(t)
	}
	for _, sub := range s.Sections {
		r.methods(sub)
	}
}

func (r *reader) methodRows(t *markdown.Table) {
	c := r.columns(t)
	for _, row := range t.Rows {
		name := c.cell(row, "method", "name", "property")
		title := name.String()
		if row.Group || title == "" || r.d.Is("none", title) {
			continue
		}
		m := model.MethodClaim{Title: title, Pos: name.Pos, Doc: c.cell(row, "description").String()}
		m.Link = cell.FirstLink(name).Link
		m.Return, _ = cell.Type(c.cell(row, "type"), r.d)
		r.page.Methods = append(r.page.Methods, m)
		r.typ.HasMethods = r.typ.HasMethods || m.Link != ""
	}
}

// jsonSample reads a JSON representation. A page may show several; the first
// is the type's.
func (r *reader) jsonSample(s *markdown.Section) {
	for _, b := range s.Flat() {
		if c, ok := b.(*markdown.Code); ok && r.typ.JSON == nil {
			r.typ.JSON = readSample(c, r.d)
			if r.typ.JSON.Err != nil {
				r.add(diag.ExampleJSON, c.Pos, "the JSON representation: %v", r.typ.JSON.Err)
			}
		}
	}
	if len(tables(s)) > 0 { // the heading "Properties" is missing
		r.fieldTables(s, false)
	}
}

// seeAlso reads the methods that some pages list there, and nothing else.
func (r *reader) seeAlso(s *markdown.Section) {
	for _, t := range tables(s) {
		if r.columns(t).index("method") == 0 {
			r.methodRows(t)
		}
	}
}
