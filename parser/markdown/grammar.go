package markdown

// This file sets goldmark up: CommonMark's own parsers for paragraphs, lists,
// quotes, links, emphasis and code spans, and ours for the constructs in which
// real pages stray from CommonMark (headings, fences, comments, tables, HTML).
// Ours are block parsers like goldmark's, so that they work inside lists and
// quotes, and see each line once.

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docmill/docmill/model/diag"
)

// commonMark is the one parser. It holds no state of a run.
var commonMark = newParser(tableParser{})

// newParser returns the parser that reads tables with the given one.
func newParser(table parser.BlockParser) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(
			util.Prioritized(commentParser{}, 50),
			util.Prioritized(directiveParser{}, 60),
			util.Prioritized(setextParser{parser.NewSetextHeadingParser()}, 100),
			util.Prioritized(table, 150),
			util.Prioritized(parser.NewThematicBreakParser(), 200),
			util.Prioritized(listParser{parser.NewListParser()}, 300),
			util.Prioritized(listParser{parser.NewListItemParser()}, 400),
			util.Prioritized(fenceParser{}, 450),
			util.Prioritized(indentedParser{parser.NewCodeBlockParser()}, 500),
			util.Prioritized(headingParser{}, 600),
			util.Prioritized(quoteParser{parser.NewBlockquoteParser()}, 800),
			util.Prioritized(htmlParser{parser.NewHTMLBlockParser()}, 900),
			util.Prioritized(paragraphParser{parser.NewParagraphParser()}, 1000),
		),
		inlineParsers,
		parser.WithParagraphTransformers(
			util.Prioritized(linkReferences{parser.LinkReferenceParagraphTransformer}, 100),
		),
	)
}

// inlineParsers read text that is not simple (see simple.go).
var inlineParsers = parser.WithInlineParsers(
	util.Prioritized(parser.NewCodeSpanParser(), 100),
	util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
	util.Prioritized(parser.NewAutoLinkParser(), 300),
	util.Prioritized(tagParser{}, 400),
	util.Prioritized(emphasisParser{parser.NewEmphasisParser()}, 500),
)

// A state is what the block parsers of one run share.
type state struct {
	src    *source
	diags  *diag.List
	inTabs bool            // a tab heading is open
	labels int             // brackets of links that opened in this text
	marks  int             // runs of * and _ in this text
	over   map[string]bool // bounds that were reported

	work *workspace

	underlined bool // the open paragraph is about to become a heading
}

var stateKey = parser.NewContextKey()

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// parse returns the goldmark tree of w's source, and the links that the page defines.
func (w *workspace) parse(diags *diag.List) (ast.Node, []parser.Reference) {
	w.src.text = string(w.src.buf)
	pc := w.spareContext
	if w.spareContext = nil; pc == nil {
		pc = parser.NewContext()
	}
	w.state = state{src: &w.src, diags: diags, work: w}
	w.signs.begin()
	pc.Set(stateKey, &w.state)
	tree := commonMark.Parse(text.NewReader(w.src.buf), parser.WithContext(pc))
	refs := pc.References()
	if len(refs) == 0 { // which would be the next page's, too
		forget(pc)
		w.spareContext = pc
	}
	return tree, refs
}

// forget takes out of pc what is about one page.
func forget(pc parser.Context) {
	pc.SetOpenedBlocks(nil)
	for key := range parser.ContextKeyMax + 1 {
		pc.Set(key, nil)
	}
}
