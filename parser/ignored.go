package parser

import (
	"regexp"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file lists the rules by which content of pages is passed over. They
// belong to the section table: what its readers take no fact from is either
// ignored by one of these or counts as lost. A rule names a reason why a human
// who wants to call the API would pass over it, too. None names a page, and
// one that no corpus needs fails a test.

// An IgnoreRule is one reason not to read something.
type IgnoreRule struct {
	Code string // stable, in words
	Doc  string // what it covers, and the human reading that justifies it
	// fits reports whether it covers a unit that holds no fact; nil for the
	// rules of whole sections, which the section table names.
	fits func(*reader, *unit) bool
}

// Rules of sections.
var (
	ruleSeeAlso  = &IgnoreRule{Code: "see-also", Doc: `Sections of links to further reading ("See also", "Related content"). They lead to facts on other pages, which are read there.`}
	ruleRemarks  = &IgnoreRule{Code: "remarks", Doc: `Sections of advice ("Remarks", "Notes", "Use cases", "What's new"). People read them to decide whether and when to call, not how.`}
	ruleInstance = &IgnoreRule{Code: "instance-attributes", Doc: `Sections of instance annotations ("@x.y"): control data of single requests, which belong to no type's properties.`}
)

// ignoreRules are tried in order on each unit that no fact and no finding
// points at; the first that fits is taken.
var ignoreRules = []*IgnoreRule{
	{
		Code: "concept-page",
		Doc:  `Everything on a page that documents neither a type nor an operation: overviews, tutorials, tables of contents.`,
		fits: func(r *reader, _ *unit) bool { return r.page.Kind == model.ConceptPage },
	},
	ruleSeeAlso, ruleRemarks, ruleInstance,
	{
		Code: "other-tab",
		Doc:  `Tabs beside the HTTP tab: the same request in a programming language. The HTTP tab has the facts.`,
		fits: func(_ *reader, u *unit) bool { return u.tab || u.kind == TabUnit },
	},
	{
		Code: "other-language",
		Doc:  `Code in another language than HTTP or JSON: a sample for readers of that language.`,
		fits: func(_ *reader, u *unit) bool {
			c, ok := u.block.(*markdown.Code)
			return ok && !isHTTPBlock(c)
		},
	},
	{
		Code: "page-annotation",
		Doc:  `Annotations for the tools that publish and check the documentation: a table of contents, suppressed warnings, the name of a block, blocks marked as ignored. They state no type.`,
		fits: func(_ *reader, u *unit) bool {
			return u.kind == AnnotationUnit && toolAnnotation(u.block.(*markdown.Meta))
		},
	},
	{
		Code: "comment",
		Doc:  `HTML comments that hold no annotation. A reader of the page does not see them.`,
		fits: func(_ *reader, u *unit) bool { return u.kind == CommentUnit },
	},
	{
		Code: "layout",
		Doc:  `Rules, images, anchors and other HTML without text: how the page looks.`,
		fits: func(_ *reader, u *unit) bool {
			return u.kind == RuleUnit || u.kind == HTMLUnit && markdown.Fold(htmlTag.ReplaceAllString(u.text, "")) == ""
		},
	},
	{
		Code: "says-none",
		Doc:  `Rows and cells that are empty or say "None", tables without rows, code blocks without text: the page says that there is nothing.`,
		fits: func(r *reader, u *unit) bool {
			return u.kind == RowUnit && saysNone(r, u.row.Cells) || u.kind == CellUnit && r.d.Is("none", u.text) || u.kind == TableUnit && len(u.block.(*markdown.Table).Rows) == 0 ||
				u.kind == CodeUnit && markdown.IsBlank(u.text)
		},
	},
	{
		Code: "divider",
		Doc:  `Headings and rows that divide what follows into groups. What they divide is read; how is for the eye.`,
		fits: func(_ *reader, u *unit) bool {
			return u.kind == HeadingUnit && u.known() || u.kind == RowUnit && u.row.Group
		},
	},
	{
		Code: "fragment",
		Doc:  `Code between sentences, outside of requests, responses and examples, or in a quoted note: a URL, the value of one property, part of a body. It illustrates the sentence above it. With the annotation that names it.`,
		fits: func(_ *reader, u *unit) bool {
			return u.isFragment() || u.kind == AnnotationUnit && u.next != nil && u.next.isFragment()
		},
	},
	{
		Code: "prose",
		Doc:  `Sentences in a section that is read, from which its reader takes no fact: introductions, advice, notes. They are for people.`,
		fits: func(_ *reader, u *unit) bool {
			return (u.kind == ParaUnit || u.kind == ItemUnit || u.kind == QuoteUnit) && u.known()
		},
	},
}

var htmlTag = regexp.MustCompile(`<[^>]*>`)

// toolAnnotation reports whether an annotation says nothing about a type.
func toolAnnotation(m *markdown.Meta) bool {
	if strings.EqualFold(m.String("blockType"), "ignored") {
		return true
	}
	for _, key := range []string{"@odata.type", "@type", "baseType", "keyProperty", "openType", "abstract", "isAbstract", "isCollection"} {
		if m.Values[key] != nil {
			return false
		}
	}
	return m.Values != nil
}

// isFragment reports whether a unit is code in a section whose reader looks for
// none, or in a note.
func (u *unit) isFragment() bool {
	in := u.section()
	return u.kind == CodeUnit && u.known() && (in == nil || !in.code || u.inQuote())
}

// inQuote reports whether a unit stands in a quote, in a list there, too.
func (u *unit) inQuote() bool {
	for p := u.parent; p != nil; p = p.parent {
		if p.kind == QuoteUnit {
			return true
		}
	}
	return false
}

// section returns the row of the section table under which the unit stands,
// nil if there is none.
func (u *unit) section() *section {
	for in := u.in; in != nil; in = in.parent {
		if in.row != nil {
			return in.row
		}
	}
	return nil
}

func saysNone(r *reader, cells []markdown.Text) bool {
	for _, c := range cells {
		if s := c.String(); s != "" && !r.d.Is("none", s) {
			return false
		}
	}
	return true
}

// known reports whether the unit stands in a section that is read: the section
// table has it or one around it, or it is the title's, or it is a fact itself.
func (u *unit) known() bool {
	for in := u.in; in != nil; in = in.parent {
		if in.row != nil || in.head || in.heading == nil || in.heading.modelled {
			return true
		}
	}
	return false
}

// ignoredSection returns the rule by which the section table passes over the
// section of a unit, or over one that it is a part of, nil if it does not.
func (u *unit) ignoredSection() *IgnoreRule {
	var found *IgnoreRule
	for in := u.in; in != nil; in = in.parent {
		if in.row != nil && in.row.ignored != nil { // each reads what is below it, too
			found = in.row.ignored
		}
	}
	return found
}
