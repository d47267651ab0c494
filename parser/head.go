package parser

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads what stands at the head of a page, whatever kind of page it is:
// its title, the namespace, the description, and whether it is deprecated.

// titleSection returns the section of the page's title, or the root if it has none.
// A writer who leaves the title out may have "# HTTP request" first, with the
// request right below, which is no title.
func (r *reader) titleSection() *markdown.Section {
	for _, s := range r.doc.Root.Sections {
		if s.Level == 1 && !r.showsCode(s) {
			return s
		}
	}
	return r.doc.Root
}

// showsCode reports whether s is called as a section that is read for its code,
// and has some.
func (r *reader) showsCode(s *markdown.Section) bool {
	row := findSection(model.OperationPage, r.key(s))
	return row != nil && row.code && slices.ContainsFunc(s.Flat(), func(b markdown.Block) bool {
		c, ok := b.(*markdown.Code)
		return ok && isHTTPBlock(c)
	})
}

// title returns the title of the page. A page without a heading is named in
// its front matter, or after its file.
func (r *reader) title(head *markdown.Section) string {
	if head.Level == 1 {
		return head.Title.String()
	}
	title := markdown.Fold(r.doc.FrontValue("title"))
	if title == "" {
		title = r.page.Name
	}
	if blocks := r.doc.Root.Blocks; len(r.doc.Root.Sections) == 0 && len(blocks) > 0 && !slices.ContainsFunc(blocks, isShown) {
		r.add(diag.HiddenPage, blocks[0].Position(), "all of the page is in comments; nothing of it is read")
	} else {
		r.add(diag.NoTitle, r.page.Pos, "no title; the page is taken for %q", title)
	}
	return title
}

// isShown reports whether readers of a page see a block.
func isShown(b markdown.Block) bool {
	switch b.(type) {
	case *markdown.Comment, *markdown.Meta:
		return false
	}
	return true
}

// namespace returns what the Namespace line says: its first word, for
// translated pages glue the next paragraph to it.
func (r *reader) namespace(head *markdown.Section) string {
	for _, b := range head.Flat() {
		p, ok := b.(*markdown.Para)
		if !ok {
			continue
		}
		if m, ok := r.d.First("namespace", p.Text.String()); ok {
			r.page.At.Add(p.Pos)
			return strings.Trim(m.Arg("name"), ".")
		}
	}
	return ""
}

// docText returns the description of the page: its first paragraph that is not
// the Namespace line, an include that is missing, or a note, with its place;
// else what the front matter says.
func (r *reader) docText(head *markdown.Section) (string, model.At) {
	for _, b := range head.Flat() {
		p, ok := b.(*markdown.Para)
		if !ok {
			continue
		}
		s := p.Text.String()
		if !r.d.Has("namespace", s) && !r.d.Has("no description", s) {
			return s, model.At{p.Pos}
		}
	}
	return markdown.Fold(r.doc.FrontValue("description")), nil
}

// deprecated reports whether the title or an alert under it says that the
// page's subject is deprecated, and the place of the alert.
func (r *reader) deprecated(head *markdown.Section) (bool, diag.Pos) {
	if r.d.Has("deprecated", r.page.Title) {
		return true, diag.Pos{}
	}
	for _, b := range head.Flat() {
		q, ok := b.(*markdown.Quote)
		if !ok {
			continue
		}
		for _, b := range q.Blocks {
			if p, ok := b.(*markdown.Para); ok && r.saysDeprecated(p.Text.String()) {
				return true, p.Pos
			}
		}
	}
	return false, diag.Pos{}
}

// saysDeprecated reports whether a note is about the page's subject, not about a
// part of it: "The action and state properties are deprecated."
func (r *reader) saysDeprecated(note string) bool {
	for _, m := range r.d.FindPhrase("deprecated-page", note) {
		if !r.d.Has("deprecated-part", note[m.Start:m.End]) {
			return true
		}
	}
	return false
}
