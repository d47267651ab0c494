package parser

import (
	"slices"
	"strings"
	"unicode"

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
	own := &model.TypeClaim{Pos: r.page.Pos, NameFrom: model.FromTitle}
	own.Doc, own.At = r.docText(head)
	var by diag.Pos
	own.Deprecated, by = r.deprecated(head)
	own.At.Add(by)
	own.Titled = r.titled(head)
	own.Complex = r.d.Has("complex-type", r.page.Title) || r.d.Has("complex-type", own.Doc)
	r.typ = own
	r.page.Types = []*model.TypeClaim{own}
	r.intro(head)
	r.walk(r.doc.Root)
	r.looseFields(own)
	r.sampleFields(own)
	r.annotate(own, annotations(r.doc.Root, r.zones()))
	r.otherAnnotations(own)
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
	if len(own.Fields) > 0 || own.JSON != nil {
		return true
	}
	if r.page.Kind != model.ResourcePage {
		return false
	}
	return own.NameFrom == model.FromAnnotation || len(r.page.Types) == 1 && len(r.page.Enums) == 0
}

// looseFields reads the tables of properties that stand under headings of their
// own ("### Indicator observables - email"). Similar tables describe other
// things, such as the content of a string, so a table counts only if the
// JSON representation has most of its names.
func (r *reader) looseFields(own *model.TypeClaim) {
	if own.JSON == nil || len(r.unknown) == 0 {
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

// sampleFields makes properties of the members of the JSON representation, on
// a page that has nothing else to tell them: no section of properties, not
// even one that says "None".
func (r *reader) sampleFields(own *model.TypeClaim) {
	if r.tabled || own.JSON == nil || len(own.Fields) > 0 {
		return
	}
	for _, m := range own.JSON.Members {
		if m.Type.IsZero() || strings.Contains(m.Name, "@") {
			continue
		}
		f := &model.FieldClaim{Name: m.Name, Type: m.Type.Expr(), Pos: m.Pos}
		f.Type.Pos = f.Pos
		own.Fields = append(own.Fields, f)
	}
	if len(own.Fields) > 0 {
		r.add(diag.NoProperties, own.JSON.Pos, "no section of properties; %d are taken from the JSON representation", len(own.Fields))
	}
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

// titled returns the name of the type that a section's title names. On a
// translated page the anchor still is "shelf-resource-type": it names the type in
// lower case, and the title may have it as it is spelt. Failing both, the file
// is named after it.
func (r *reader) titled(s *markdown.Section) string {
	title := s.Title.String()
	if s.Level == 0 {
		title = r.page.Title
	}
	if r.page.Locale == "" {
		return r.typeName(title)
	}
	if anchor := anchorWords(s.Anchor); r.d.Has("enum-title", anchor) || r.d.Has("resource-title", anchor) {
		return wordLike(r.typeName(anchor), title)
	}
	if name := r.typeName(title); !isTranslated(name) {
		return name
	}
	return r.page.Name[strings.LastIndexByte(r.page.Name, '-')+1:]
}

// wordLike returns the word of a title that is name apart from its case, or
// else name.
func wordLike(name, title string) string {
	other := func(c rune) bool { return c > unicode.MaxASCII || !unicode.IsLetter(c) && !unicode.IsDigit(c) }
	for word := range strings.FieldsFuncSeq(title, other) {
		if strings.EqualFold(word, name) {
			return word
		}
	}
	return name
}

// isTranslated reports whether a name has characters that no name of a service
// has.
func isTranslated(name string) bool {
	return strings.ContainsFunc(name, func(c rune) bool { return c > unicode.MaxASCII })
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
	t := &model.TypeClaim{Pos: s.Pos, NameFrom: model.FromTitle}
	t.Doc, t.At = r.docText(s)
	t.Titled = r.titled(s)
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

// properties reads a section of properties. Tables of other shapes stand
// there, too: the members of an enumeration that a property has, or methods.
func (r *reader) properties(s *markdown.Section) {
	r.tabled = true
	r.fieldTables(s, false)
}

// relationships reads a section of navigation properties.
func (r *reader) relationships(s *markdown.Section) { r.fieldTables(s, true) }

func (r *reader) fieldTables(s *markdown.Section, nav bool) {
	from := len(r.typ.Fields)
	for _, t := range tables(s) {
		c := r.columns(t)
		switch {
		case c.index("method") == 0 && !nav && c.index("type") > 0 && linked(t):
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
	r.exclude(joinedText(s.Flat()), r.typ.Fields[from:])
}

// linked reports whether the first cells of a table are links: methods are,
// properties under the titles of a methods table are not.
func linked(t *markdown.Table) bool {
	for _, row := range t.Rows {
		if cell.FirstLink(row.Cells[0]).Link != "" {
			return true
		}
	}
	return false
}

// methods reads the table of a type's methods, of all sub-sections.
func (r *reader) methods(s *markdown.Section) {
	for _, t := range tables(s) {
		if c := r.columns(t); c.index("method", "name", "property") < 0 {
			r.unknownColumns(t, s.Title.String())
			continue
		}
		r.methodRows(t)
	}
	for _, sub := range s.Sections {
		if !r.isTooDeep(s, sub) {
			r.methods(sub)
		}
	}
}

func (r *reader) methodRows(t *markdown.Table) {
	c := r.columns(t)
	at := c.index("method", "name", "property")
	rows := r.rows(t, c[at], "type", "description", "path")
	r.page.Methods = slices.Grow(r.page.Methods, len(rows))
	for _, row := range rows {
		name := row.Cells[at]
		title := name.String()
		if row.Group || title == "" || r.d.Is("none", title) {
			r.passOver(row)
			continue
		}
		m := model.MethodClaim{Title: title, Pos: name.Pos, Doc: c.cell(row, "description").String()}
		m.Link = cell.FirstLink(name).Link
		m.Path = c.cell(row, "path").String()
		m.Return, _ = cell.Type(c.cell(row, "type"), r.d, r.limits)
		r.page.Methods = append(r.page.Methods, m)
		r.typ.HasMethods = r.typ.HasMethods || m.Link != ""
	}
}

// jsonSample reads a JSON representation. A page may show several; the first
// is the type's.
func (r *reader) jsonSample(s *markdown.Section) {
	for _, b := range s.Flat() {
		if c, ok := b.(*markdown.Code); ok && r.typ.JSON == nil {
			r.typ.JSON = r.sample(c)
		}
	}
	if len(tables(s)) > 0 { // the heading "Properties" is missing
		r.fieldTables(s, false)
	}
}

// sample reads a JSON representation and reports what is wrong with it.
func (r *reader) sample(c *markdown.Code) *model.JSONSample {
	s := r.readSample(c)
	if s.Err != nil {
		what, at := jsonFault(c.Text, s.Err)
		r.add(diag.ExampleJSON, codePlace(c, at), "the JSON representation does not parse: %s", what)
	}
	return s
}

// seeAlso reads the methods that some pages list there, and nothing else.
func (r *reader) seeAlso(s *markdown.Section) {
	for _, t := range tables(s) {
		if r.columns(t).index("method") == 0 {
			r.methodRows(t)
		}
	}
}
