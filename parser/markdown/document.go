// Package markdown reads DocFX-flavoured Markdown into positioned sections.
// It knows nothing about APIs. It is the only importer of goldmark, and no
// type of goldmark leaves it.
package markdown

import (
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/docmill/docmill/model/diag"
)

// A Document is one page: what the Markdown says, with positions.
type Document struct {
	Path  string
	Front []FrontField // front matter in order, nil if none
	// Root holds what stands before the first heading and, as Sections, the
	// rest. Its Level is 0.
	Root *Section
	// Sections and Tables are how many there are, those of all tabs and Root
	// included. Their N says which one each is.
	Sections, Tables int

	Links map[string]string // reference definitions: lower-case label → target
	// Includes are the files that the page includes, by the names that it asks for
	// in the docs root, also those that are not there.
	Includes []string
	// Missing are the includes whose file is not in the docs root, in order:
	// what it is called may still say what it said.
	Missing []MissingInclude

	store  *store
	stores *sync.Pool // nil if the document's memory is not for others
}

// Release gives the memory of d to documents to come. Nothing that d refers to may be
// used from then on, but for strings and Includes. Whoever reads thousands of pages
// spares asking for memory as often; who does not may leave it.
func (d *Document) Release() {
	store, stores := d.store, d.stores
	*d = Document{}
	if stores != nil {
		store.reset()
		stores.Put(store)
	}
}

// A MissingInclude is an include without its file.
type MissingInclude struct {
	Target string // as written
	Pos    diag.Pos
}

// A FrontField is one key of the front matter.
type FrontField struct {
	Key, Value string
	Pos        diag.Pos
}

// FrontValue returns the value of a front matter key, "" if there is none.
func (d *Document) FrontValue(key string) string {
	for _, f := range d.Front {
		if f.Key == key {
			return f.Value
		}
	}
	return ""
}

// A Section is a heading and what stands below it, up to the next heading of
// the same or a higher level. Tab headings ("# [HTTP](#tab/http)") are no
// headings: they make a [Tabs] block; headings in the tab that [Section.Flat]
// picks are among the Sections of the section the tabs stand in.
type Section struct {
	Title    Text
	Anchor   string // explicit <a name>, else the slug of the title; "response" for every "Response" of a page
	ID       string // unique on the page, what links name: "response-1" for the second "Response"
	Level    int    // 1–6; 0 for the document's root
	N        int    // its number in the document, from 0
	Pos      diag.Pos
	Blocks   []Block
	Sections []*Section

	flat []Block // what Flat returns where there are tabs, nil until somebody asks
}

// A Block is block-level content, one of [*Para], [*Table], [*Code],
// [*ListBlock], [*Meta], [*Comment], [*Quote], [*HTML], [*Rule] and [*Tabs].
type Block interface {
	block()
	Position() diag.Pos
}

// A Para is a paragraph. Its Text is never empty.
type Para struct {
	Text Text
	Pos  diag.Pos
}

// A Table is a pipe table. Every row has exactly len(Header) cells: short
// rows are filled with empty ones, the surplus of long ones is joined into
// the last cell with "|". Both are reported where a fact could be lost.
type Table struct {
	N      int // its number in the document, from 0
	Header []Text
	Rows   []Row
	Pos    diag.Pos
	// Source is the table as it stands in its file, line by line from the first
	// column on, if that alone says what it holds: two tables with the same Source
	// differ in their places only, all by as many lines. Else it is "".
	Source string
}

// A Row is one body row. A group row ("|**Calendar**| | |") has text in its
// first cell only, all of it bold.
type Row struct {
	Cells []Text
	Group bool
	Pos   diag.Pos
	// Source is the row as it stands in its file from Pos on, if it is on one line
	// and that alone says what is in its cells: among tables of as many columns,
	// two rows with the same Source differ in their places only, all by as many
	// columns. Else it is "".
	Source string
}

// A Code is a fenced or indented code block.
type Code struct {
	Info string // info string, trimmed: "http", "json", ""
	Text string // without the fence's indentation; lines end in "\n"
	// Lines are the places where the lines of Text begin.
	Lines []diag.Pos
	Pos   diag.Pos // of the opening fence
}

// A ListBlock is a bullet or numbered list.
type ListBlock struct {
	Items []Item
	Pos   diag.Pos
}

// An Item is one list item: its first paragraph, then what else it holds.
type Item struct {
	Text   Text
	Blocks []Block
	Pos    diag.Pos
}

// A Meta is a comment that holds a JSON annotation:
// <!-- { "blockType": "request", … } -->.
type Meta struct {
	Values map[string]any // as encoding/json decodes it, repaired where the JSON is slightly off; nil where it cannot be
	Raw    string
	Pos    diag.Pos
	Start  diag.Pos // of Raw
}

// Place returns the place of the first member called key, the annotation's own
// if it has none.
func (m *Meta) Place(key string) diag.Pos {
	i := strings.Index(m.Raw, strconv.Quote(key))
	if i < 0 {
		return m.Pos
	}
	return m.Start.After(m.Raw[:i])
}

// String returns the annotation's value of key if it is a string, else "".
func (m *Meta) String(key string) string {
	s, _ := m.Values[key].(string)
	return s
}

// A Comment is any other HTML comment.
type Comment struct {
	Text string
	Pos  diag.Pos
}

// A Quote is a block quote or alert. Kind is the alert's kind in lower case
// ("note", "important", …), "" for a plain quote.
type Quote struct {
	Kind   string
	Blocks []Block
	Pos    diag.Pos
}

// An HTML is raw block HTML that is no comment.
type HTML struct {
	Text string
	Pos  diag.Pos
}

// A Rule is a thematic break that ends no tab group.
type Rule struct{ Pos diag.Pos }

// A Tabs is a group of tabs ("# [HTTP](#tab/http)" up to "---").
type Tabs struct {
	Tabs []Tab
	Pos  diag.Pos
}

// A Tab is one tab: ID is "http" for "#tab/http".
type Tab struct {
	ID     string
	Title  Text
	Blocks []Block
	// Sections are the headings inside of the tab and what stands below them.
	Sections []*Section
	Pos      diag.Pos
}

func (*Para) block()      {}
func (*Table) block()     {}
func (*Code) block()      {}
func (*ListBlock) block() {}
func (*Meta) block()      {}
func (*Comment) block()   {}
func (*Quote) block()     {}
func (*HTML) block()      {}
func (*Rule) block()      {}
func (*Tabs) block()      {}

func (b *Para) Position() diag.Pos      { return b.Pos }
func (b *Table) Position() diag.Pos     { return b.Pos }
func (b *Code) Position() diag.Pos      { return b.Pos }
func (b *ListBlock) Position() diag.Pos { return b.Pos }
func (b *Meta) Position() diag.Pos      { return b.Pos }
func (b *Comment) Position() diag.Pos   { return b.Pos }
func (b *Quote) Position() diag.Pos     { return b.Pos }
func (b *HTML) Position() diag.Pos      { return b.Pos }
func (b *Rule) Position() diag.Pos      { return b.Pos }
func (b *Tabs) Position() diag.Pos      { return b.Pos }

// Flat returns the blocks of s with each tab group replaced by the blocks of
// its "http" tab, or of its first tab if it has none of that name. The caller
// must not change them.
func (s *Section) Flat() []Block {
	if !slices.ContainsFunc(s.Blocks, isTabs) {
		return s.Blocks
	}
	if s.flat == nil {
		s.flat = flatten(s.Blocks)
	}
	return s.flat
}

func isTabs(b Block) bool {
	_, ok := b.(*Tabs)
	return ok
}

func flatten(blocks []Block) []Block {
	out := make([]Block, 0, 2*len(blocks))
	for _, b := range blocks {
		t, ok := b.(*Tabs)
		if !ok {
			out = append(out, b)
			continue
		}
		if picked := t.Picked(); picked != nil {
			out = append(out, flatten(picked.Blocks)...)
		}
	}
	return out
}

// Picked returns the "http" tab, or the first if there is none of that name;
// nil if there is no tab.
func (t *Tabs) Picked() *Tab {
	for i := range t.Tabs {
		if t.Tabs[i].ID == "http" {
			return &t.Tabs[i]
		}
	}
	if len(t.Tabs) == 0 {
		return nil
	}
	return &t.Tabs[0]
}

// A Text is inline content: spans in order.
type Text struct {
	Spans []Span
	Pos   diag.Pos // of the first character
}

// A Span is a run of text of one style. Text is decoded (entities, escapes);
// a line break is a Span of its own with Text "\n".
type Span struct {
	Text         string
	Code         bool
	Bold, Italic bool
	Torn         bool   // code on several lines, of which Pos is the place of the first byte only
	Link         string // target if the span is link text, reference links resolved
	Ref          string // label of a reference link that has no definition
	Pos          diag.Pos
}
