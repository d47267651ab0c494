package parser

import (
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// A reader holds the state of reading one page.
type reader struct {
	*workspace
	doc    *markdown.Document
	set    *dialect.Set
	d      *dialect.Dialect // of the page's language
	limits markdown.Limits
	page   *model.Page
	diags  *diag.List
	// head is the section of the page's title, or the root if it has none.
	head *markdown.Section
	// op is the operation that the current section belongs to; never nil on an
	// operation page.
	op *model.OpClaim
	// variants are the operations of a page of several, by version.
	variants map[string]*model.OpClaim
	// typ is the type that the current section belongs to; never nil on a
	// resource or enumeration page.
	typ *model.TypeClaim
	// tabled is set if the page has a section of properties.
	tabled bool
	// row is the row of the section table for the current section, nil if none
	// fits.
	row *section
	// foreign is set on a page in a language that no vocabulary is for.
	foreign bool
	// grantTables counts the tables on the page that the permission tables of the
	// operations are made of.
	grantTables int
	// lines is how many request lines there were.
	lines int
	// unknown are the sections that no row of the table fits.
	unknown []*markdown.Section
}

// rows returns the rows of a table to who reads them. A table that nobody asks
// for its rows is reported when the page is read ([reader.reportTables]). known
// are the titles of the columns the caller understands: a further column that
// holds something is reported, too.
func (r *reader) rows(t *markdown.Table, known ...string) []markdown.Row {
	if n := r.table(t); n.taken == nil {
		n.taken = r.columns(t)
		r.otherColumns(t, n.taken, known)
	}
	return t.Rows
}

func (r *reader) add(rule *diag.Rule, pos diag.Pos, format string, args ...any) {
	r.diags.Add(rule, pos, format, args...)
}

// read reads the whole page.
func (r *reader) read() {
	r.d = r.language()
	if r.page.Locale = r.d.Locale; r.d == r.set.English() {
		r.page.Locale = ""
		if r.foreign = r.isForeign(); r.foreign {
			r.page.Locale = model.UnknownLocale
			r.add(diag.UnknownLanguage, diag.Pos{File: r.page.Path, Line: 1, Col: 1}, "the page is in a language without a vocabulary; it is read by anchors, places and JSON")
		}
	}
	head := r.titleSection()
	r.head, r.page.Pos = head, head.Pos
	if !r.page.Pos.IsValid() {
		r.page.Pos = diag.Pos{File: r.page.Path, Line: 1, Col: 1}
	}
	r.page.Title = r.title(head)
	r.page.Kind = r.kind()
	r.checkDocType()
	r.page.Namespace = r.namespace(head)
	r.clouds(head.Flat())
	switch r.page.Kind {
	case model.OperationPage:
		r.readOperation(head)
	case model.ResourcePage, model.EnumerationPage:
		r.readResource(head)
	}
	r.reportUnknown()
	if r.page.Kind != model.ConceptPage {
		for _, s := range r.unknown {
			r.heading(s).unknown = true
		}
		r.reportTables(r.doc.Root, true)
		r.reportAnnotations()
	}
}

// readOperation reads the page of an operation. A page may repeat its whole
// set of sections for another version of the API ("HTTP request (v1.0)"); each
// set is an operation of its own.
func (r *reader) readOperation(head *markdown.Section) {
	first := &model.OpClaim{Title: r.page.Title, Pos: r.page.Pos}
	first.Doc, first.At = r.docText(head)
	var by diag.Pos
	first.Deprecated, by = r.deprecated(head)
	first.At.Add(by)
	r.page.Ops = []*model.OpClaim{first}
	r.op = first
	r.walk(r.doc.Root)
	r.requestsElsewhere()
	if len(r.page.Ops) > 1 && len(first.Endpoints) == 0 {
		r.page.Ops = r.page.Ops[1:]
	}
	r.settleOperations()
}

// requestsElsewhere looks for request lines under headings that nobody knows,
// if the known ones have none: "## Access a site by its path".
func (r *reader) requestsElsewhere() {
	for _, op := range r.page.Ops {
		if len(op.Endpoints) > 0 {
			return
		}
	}
	for _, s := range r.unknown {
		if hasRequest(s) {
			r.requests(s)
		}
	}
}

// sections returns the sub-sections of s, and behind each those in it that are
// too deep: a "#" too many, or one too few above, makes the properties a part of
// the methods.
func (r *reader) sections(s *markdown.Section) []*markdown.Section {
	hasDeep := func(sub *markdown.Section) bool {
		return slices.ContainsFunc(sub.Sections, func(deep *markdown.Section) bool { return r.isTooDeep(sub, deep) })
	}
	if !slices.ContainsFunc(s.Sections, hasDeep) {
		return s.Sections
	}
	var out []*markdown.Section
	for _, sub := range s.Sections {
		out = append(out, sub)
		for _, deep := range sub.Sections {
			if r.isTooDeep(sub, deep) {
				out = append(out, deep)
			}
		}
	}
	return out
}

// isTooDeep reports whether a section stands in one that has no such sections.
func (r *reader) isTooDeep(above, s *markdown.Section) bool {
	outer := r.sectionRow(above)
	if outer == nil || !outer.flat {
		return false
	}
	inner := r.sectionRow(s)
	return inner != nil && !inner.whole
}

// walk sends the sub-sections of s to their readers.
func (r *reader) walk(s *markdown.Section) {
	for _, sub := range r.sections(s) {
		op, typ, old := r.op, r.typ, r.row
		r.enter(sub)
		row := r.sectionRow(sub)
		r.row = row
		switch {
		case sub == r.head: // "Enum values" is no list of values
			row = nil
		case row != nil:
			row.read(r, sub)
		case r.typ != typ:
		case r.page.Kind != model.OperationPage && r.looseEnum(sub):
		default:
			r.unknown = append(r.unknown, sub)
		}
		if row == nil || !row.whole {
			r.above = append(r.above, sub)
			r.walk(sub)
			r.above = r.above[:len(r.above)-1]
		}
		r.op, r.typ, r.row = op, typ, old
	}
}

// enter sets what the section is about, if it is about something else than
// the section around it: another version of the operation, or another type.
func (r *reader) enter(s *markdown.Section) {
	switch r.page.Kind {
	case model.OperationPage:
		if r.words(s).variant {
			v, _ := r.d.First("variant", r.heading(s).title)
			r.op = r.opFor(v.Arg("name"))
		}
	case model.ResourcePage, model.EnumerationPage:
		if s.Level > 1 && r.sectionRow(s) == nil && r.holdsProperties(s) {
			r.typ = r.newType(s)
		}
	}
}

// opFor returns the page's operation for a version.
func (r *reader) opFor(variant string) *model.OpClaim {
	first := r.page.Ops[0]
	if r.variants == nil {
		r.variants = map[string]*model.OpClaim{first.Variant: first}
	}
	op := r.variants[variant]
	if op == nil {
		op = &model.OpClaim{Title: first.Title, Doc: first.Doc, Pos: first.Pos, Deprecated: first.Deprecated, Variant: variant, At: slices.Clone(first.At)}
		r.variants[variant] = op
		r.page.Ops = append(r.page.Ops, op)
	}
	return op
}

// reportUnknown reports the sections that nobody read.
func (r *reader) reportUnknown() {
	if r.page.Kind == model.ConceptPage {
		return
	}
	for _, s := range r.unknown {
		r.add(diag.UnknownSection, s.Pos, "unknown section %q", s.Title.String())
	}
}

// ignore reads nothing: the section holds no facts.
func (r *reader) ignore(*markdown.Section) {}
