package parser

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// A section says how one kind of section is read.
type section struct {
	on []model.PageKind
	// titles are the canonical titles of the section, separated by "|", as
	// [reader.key] gives them; "*" stands for any text.
	titles string
	// whole is set if the reader takes the sub-sections, too. Otherwise they
	// are looked up in the table one by one after it.
	whole bool
	// flat is set if, of a whole section, the sub-sections that have a row of their
	// own, not whole, are beside it.
	flat bool
	// places are the columns of the section's tables, by number: "a;a|b" for
	// one and for two. Translated pages are read by them where the vocabulary
	// ends.
	places string
	// tabled is set if what such sections say stands in tables.
	tabled bool
	read   func(*reader, *markdown.Section)
	// code is set if the reader reads code blocks: one that it passes over is
	// lost, not an illustration.
	code bool
	// bare is set if no annotation belongs to such a code block.
	bare bool
	// ignored is the rule by which what the reader leaves is passed over, nil
	// if all of it should be facts.
	ignored *IgnoreRule
}

// Columns by their places.
const (
	fieldPlaces = "property|type;property|type|description"
	enumPlaces  = "member;member|description;member|value|description"
	linkPlaces  = "method|type|description"
	grantPlaces = "permission type|permission;permission type|least privileged|higher privileged"
	pairPlaces  = "header|value;header|type|description"
	paramPlaces = "parameter|description;parameter|type|description"
)

var (
	onOperation = []model.PageKind{model.OperationPage}
	onResource  = []model.PageKind{model.ResourcePage, model.EnumerationPage}
	onAll       = []model.PageKind{model.ResourcePage, model.EnumerationPage, model.OperationPage, model.ConceptPage}
)

// sections is everything this package knows about the sections of a page.
// To support a new one, add a row and its reader. The first row that fits is
// taken.
var sections = []section{
	{on: onOperation, titles: "http request|http request (*|http request *", whole: true, read: (*reader).requests, code: true, bare: true},
	{on: onOperation, titles: "permission|permissions *", whole: true, places: grantPlaces, read: (*reader).grants},
	{on: onOperation, titles: "request headers", whole: true, places: pairPlaces, tabled: true, read: (*reader).headers},
	{on: onOperation, titles: "query parameters", whole: true, places: paramPlaces, read: (*reader).queryOptions},
	{on: onOperation, titles: "function parameters|parameter", whole: true, places: paramPlaces, tabled: true, read: (*reader).params},
	{on: onOperation, titles: "request body", whole: true, places: fieldPlaces, read: (*reader).body},
	{on: onOperation, titles: "example|example *|example:*", whole: true, read: (*reader).examples, code: true},
	{on: onOperation, titles: "response", whole: true, read: (*reader).response, code: true},

	{on: onResource, titles: "property|* properties", places: fieldPlaces, tabled: true, read: (*reader).properties},
	{on: onResource, titles: "relationship", places: fieldPlaces, tabled: true, read: (*reader).relationships},
	{on: onResource, titles: "method|methods *|tasks on *", whole: true, flat: true, places: linkPlaces, tabled: true, read: (*reader).methods},
	{on: onResource, titles: "bound actions", whole: true, read: (*reader).boundActions},
	{on: onResource, titles: "json representation", read: (*reader).jsonSample},
	{on: onResource, titles: "member|* members", places: enumPlaces, read: (*reader).members},
	{on: onResource, titles: "* values|* options|* enumeration", places: enumPlaces, read: (*reader).members},

	{on: onResource, titles: "derived types", tabled: true, read: (*reader).derivedTypes},
	{on: onResource, titles: "see also", whole: true, read: (*reader).seeAlso, ignored: ruleSeeAlso},

	// Sections without facts.
	{on: onAll, titles: "see also", whole: true, read: (*reader).ignore, ignored: ruleSeeAlso},
	{on: onAll, titles: "remarks", whole: true, read: (*reader).ignore, ignored: ruleRemarks},
	{on: onAll, titles: "instance attributes", whole: true, read: (*reader).ignore, ignored: ruleInstance},
}

// table finds the rows of sections by kind of page and title. Readers look
// sub-sections up, so sections cannot be used by them directly: Go forbids a
// variable that depends on itself.
var table map[model.PageKind]*sectionTitles

// sectionTitles are the titles of the sections of one kind of page.
type sectionTitles struct {
	rows     []section
	whole    map[string]int // index in rows
	patterns []titlePattern // in the order of their rows
}

// A titlePattern is a title with a "*" in it.
type titlePattern struct {
	before, after string
	row           int
}

func init() {
	table = make(map[model.PageKind]*sectionTitles)
	for i, s := range sections {
		for _, kind := range s.on {
			if table[kind] == nil {
				table[kind] = &sectionTitles{rows: sections, whole: make(map[string]int)}
			}
			table[kind].add(s.titles, i)
		}
	}
}

func (t *sectionTitles) add(names string, row int) {
	for name := range strings.SplitSeq(names, "|") {
		if before, after, ok := strings.Cut(name, "*"); ok {
			t.patterns = append(t.patterns, titlePattern{before, after, row})
		} else if _, known := t.whole[name]; !known {
			t.whole[name] = row
		}
	}
}

// findSection returns the row for a section of a page of some kind, nil if there is
// none. A "/" in a title with a "*" counts as a blank.
func findSection(kind model.PageKind, key string) *section {
	t := table[kind]
	if t == nil {
		return nil
	}
	row, ok := t.whole[key]
	if !ok {
		row = len(t.rows)
	}
	key = strings.ReplaceAll(key, "/", " ")
	for _, p := range t.patterns { // in the order of rows
		if p.row >= row {
			break
		}
		if len(p.before)+len(p.after) <= len(key) && strings.HasPrefix(key, p.before) && strings.HasSuffix(key, p.after) {
			row = p.row
			break
		}
	}
	if row == len(t.rows) {
		return nil
	}
	return &t.rows[row]
}
