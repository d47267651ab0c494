package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// headingOf returns the first heading of page, read by p beside goldmark's own
// parsers of quotes, lists and paragraphs, with its title.
func headingOf(page string, p parser.BlockParser) (level int, title Text) {
	w, pc := begun(page)
	tree := parser.NewParser(parser.WithBlockParsers(
		util.Prioritized(parser.NewBlockquoteParser(), 1),
		util.Prioritized(parser.NewListParser(), 2),
		util.Prioritized(parser.NewListItemParser(), 3),
		util.Prioritized(p, 4),
		util.Prioritized(parser.NewParagraphParser(), 5),
	), inlineParsers).Parse(text.NewReader(w.src.buf), parser.WithContext(pc))
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		h := asHeading(n)
		if h == nil || level > 0 || !entering {
			return ast.WalkContinue, nil
		}
		level = h.Level
		if atx, ok := n.(*headingNode); ok && atx.read {
			title = atx.text
		} else if h.Lines().Len() > 0 {
			s := w.spell(false)
			s.children(n)
			title = s.result(h.Lines().At(0).Start)
		}
		return ast.WalkStop, nil
	})
	return level, title
}

// Headings as CommonMark has them are those that goldmark reads.
func TestHeadings(t *testing.T) {
	const pages = 5000
	pick := func(r *rand.Rand, from ...string) string { return from[r.IntN(len(from))] }
	r := rand.New(rand.NewPCG(1, 1))
	titles := 0
	for range pages {
		var b strings.Builder
		for range r.IntN(3) {
			b.WriteString(pick(r, "> ", ">\t", "- ", "-\t", " ", "  "))
		}
		b.WriteString(strings.Repeat("#", 1+r.IntN(7)) + pick(r, " ", "\t", "  ", "\n"))
		for range r.IntN(6) {
			b.WriteString(pick(r, "#", "##", " ", "\t", " #", "a", "\\", "*b*", "ä", "\r", "\v", "\u00a0"))
		}
		page := b.String() + pick(r, "", "\n", "\nc")
		level, title := headingOf(page, parser.NewATXHeadingParser())
		ours, titled := headingOf(page, headingParser{})
		if level == 0 {
			continue // no heading, or one that is indented further
		}
		if ours != level || titled.String() != title.String() || titled.Pos != title.Pos {
			t.Fatalf("%q: level %d, %q at %v; goldmark reads level %d, %q at %v", page, ours, titled, titled.Pos, level, title, title.Pos)
		}
		if !title.IsEmpty() {
			titles++
		}
	}
	if titles < pages/4 {
		t.Errorf("%d of %d headings have a title: too few to say much", titles, pages)
	}
}
