package parser

import (
	"cmp"
	"path"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file decides what kind of page a page is. Its content decides: of the
// pages whose doc_type says otherwise, all were mislabelled. The order of the
// questions matters, for reports' pages have "Properties" headings, too:
//
//  1. A request line under "HTTP request" or "Permissions", outside of the
//     folder of resources: an operation.
//  2. A "Members" section, or a file named enums*: enumerations.
//  3. Properties, a JSON representation or a "resource" annotation: types.
//  4. In the folder of operations, with an operation's sections: an operation
//     whose request cannot be read.
//  5. A title that says so: "x resource type".
//  6. Else prose.

// kind returns the kind of the page.
func (r *reader) kind() model.PageKind {
	dir := folder(cmp.Or(address(r.doc), r.page.Path))
	var signs signs
	r.look(r.doc.Root, &signs)
	switch {
	case signs.endpoint && dir != "resources":
		return model.OperationPage
	case signs.members || strings.HasPrefix(strings.ToLower(r.page.Name), "enums"):
		return model.EnumerationPage
	case signs.properties || signs.annotation:
		return model.ResourcePage
	case signs.values:
		return model.EnumerationPage
	case signs.request && dir == "api":
		return model.OperationPage
	case dir == "api":
		return model.ConceptPage
	case r.d.Has("enum-title", r.page.Title):
		return model.EnumerationPage
	case r.d.Has("type-title", r.page.Title):
		return model.ResourcePage
	}
	return model.ConceptPage
}

// folder returns the last folder in a path that tells operations ("api") from
// types ("resources"), "" if none does.
func folder(p string) string {
	for dir := strings.ToLower(path.Dir(p)); dir != ""; {
		i := strings.LastIndexByte(dir, '/')
		if name := dir[i+1:]; name == "api" || name == "resources" {
			return name
		}
		dir = dir[:max(i, 0)]
	}
	return ""
}

// signs are what the page holds.
type signs struct {
	endpoint   bool // a request line in a section for it
	request    bool // a section that only operations have
	members    bool // a section of enumeration members
	values     bool // a section "x values"
	properties bool // a section of properties, or their table under the title
	annotation bool // a "resource" annotation
}

// look collects the signs in s and the sections below it.
func (r *reader) look(s *markdown.Section, signs *signs) {
	switch r.key(s) {
	case "http request", "permission":
		signs.request = true
		signs.endpoint = signs.endpoint || hasRequest(s)
	case "request headers", "request body", "response":
		signs.request = true
	case "member":
		signs.members = true
	case "property":
		signs.properties = true
	case "json representation":
		signs.properties = signs.properties || s.Level <= 2
	default:
		signs.values = signs.values || r.d.Has("values-title", r.heading(s).title) && r.hasMembers(s)
	}
	for _, b := range s.Flat() {
		switch b := b.(type) {
		case *markdown.Meta:
			signs.annotation = signs.annotation || b.String("blockType") == "resource"
		case *markdown.Table:
			signs.properties = signs.properties || s.Level == 1 && r.columns(b).fields() && r.columns(b).index("property") >= 0
		}
	}
	for _, sub := range s.Sections {
		r.look(sub, signs)
	}
}

// hasMembers reports whether a section holds a table of members.
func (r *reader) hasMembers(s *markdown.Section) bool {
	for _, t := range tables(s) {
		if r.columns(t).members() {
			return true
		}
	}
	return false
}

// hasRequest reports whether a section, or one below it, holds a request line.
func hasRequest(s *markdown.Section) bool {
	if blocksRequest(s.Flat()) {
		return true
	}
	for _, sub := range s.Sections {
		if hasRequest(sub) {
			return true
		}
	}
	return false
}

// blocksRequest reports whether blocks hold a request line, in list items, too.
func blocksRequest(blocks []markdown.Block) bool {
	for _, b := range blocks {
		switch b := b.(type) {
		case *markdown.Code:
			if isRequest(b) {
				return true
			}
		case *markdown.ListBlock:
			for _, item := range b.Items {
				if blocksRequest(item.Blocks) {
					return true
				}
			}
		}
	}
	return false
}

// isRequest reports whether a code block, or its info string, begins with a
// request line.
func isRequest(c *markdown.Code) bool {
	for line := range strings.Lines(c.Text) {
		if line = strings.TrimSpace(line); line != "" {
			return beginsWithMethod(line)
		}
	}
	_, rest, _ := strings.Cut(c.Info, " ")
	return beginsWithMethod(rest)
}

func beginsWithMethod(line string) bool {
	line = markdown.Fold(line)
	if line == "" || !cell.BeginsMethod(line[0]) {
		return false
	}
	end := strings.IndexAny(line, " /")
	return end > 0 && end+1 < len(line) && cell.IsMethod(strings.ToUpper(line[:end]))
}

// docTypes are the words in doc_type that name a kind; writers misspell the
// rest ("resourcePageType_").
var docTypes = []struct {
	word string
	kind model.PageKind
}{
	{"resource", model.ResourcePage},
	{"api", model.OperationPage},
	{"enum", model.EnumerationPage},
	{"concept", model.ConceptPage},
}

// checkDocType reports a doc_type that the content contradicts.
func (r *reader) checkDocType() {
	for _, f := range r.doc.Front {
		if f.Key != "doc_type" {
			continue
		}
		for _, t := range docTypes {
			if len(f.Value) >= len(t.word) && strings.EqualFold(f.Value[:len(t.word)], t.word) {
				if t.kind != r.page.Kind {
					r.add(diag.PageKind, f.Pos, "doc_type says %q, but the page is of the kind %q", f.Value, r.page.Kind)
				}
				return
			}
		}
	}
}
