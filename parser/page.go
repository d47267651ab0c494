package parser

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// A reader holds the state of reading one page.
type reader struct {
	doc   *markdown.Document
	d     *dialect.Dialect
	page  *model.Page
	diags *diag.List
	// op is the operation that the current section belongs to; never nil on an
	// operation page.
	op *model.OpClaim
	// typ is the type that the current section belongs to; nil where none is
	// known yet.
	typ *model.TypeClaim
	// above are the sections that enclose the current one, outermost first.
	above []*markdown.Section
	// unknown are the sections that no row of the table fits.
	unknown []*markdown.Section
}

func (r *reader) add(rule *diag.Rule, pos diag.Pos, format string, args ...any) {
	r.diags.Add(rule, pos, format, args...)
}

// read reads the whole page.
func (r *reader) read() {
	r.page.Kind = model.OperationPage
	r.op = &model.OpClaim{}
	r.walk(r.doc.Root)
}

// walk sends the sub-sections of s to their readers.
func (r *reader) walk(s *markdown.Section) {
	for _, sub := range s.Sections {
		row := findSection(r.page.Kind, r.key(sub))
		if row != nil {
			row.read(r, sub)
		} else {
			r.unknown = append(r.unknown, sub)
		}
		if row == nil || !row.whole {
			r.above = append(r.above, sub)
			r.walk(sub)
			r.above = r.above[:len(r.above)-1]
		}
	}
}

// key returns the canonical title of a section. The anchor is asked first,
// for translated pages keep the English one.
func (r *reader) key(s *markdown.Section) string {
	if term, ok := r.d.Lookup(strings.ReplaceAll(s.Anchor, "-", " ")); ok {
		return term
	}
	return r.d.Term(s.Title.String())
}

// ignore reads nothing: the section holds no facts.
func (r *reader) ignore(*markdown.Section) {}

func (r *reader) properties(s *markdown.Section)    {}
func (r *reader) relationships(s *markdown.Section) {}
func (r *reader) methods(s *markdown.Section)       {}
func (r *reader) jsonSample(s *markdown.Section)    {}
func (r *reader) members(s *markdown.Section)       {}

func linkPages(pages []*model.Page) (*model.API, diag.List) {
	return &model.API{Pages: pages}, nil
}
