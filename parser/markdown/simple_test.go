package markdown

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/docmill/docmill/model/diag"
)

// simpleTexts are read without goldmark, and otherTexts are left to it.
var (
	simpleTexts = []string{
		"a", "Words.", "ä! b", "a\tb", "a\nb", "a  \nb", "`a`", "` a `", "` `", "a `*b* [c](d)` e", "a `b\\` c", "`a \\| b`",
		"*a*", "**a**:", "_a_ b", "**a `b` [c](d)**", "*a_b*", "snake_case_name", "a * b", "(*a*)", "**Note:** a", "\\*a\\*",
		"[a](b)", "[a](b.md#c) and [d](e)", "[`a`](b)", "[**a**](b)", "[a](b)[c](b)", "[a](b&amp;c)", "&lt;a&gt; &nope; &", "[a] b", "[x] [y]", "a] b",
		"a<br>b", "a <br/>", "**a<br />b**", "1 < 2", "a\\<b", "a `b`  \nc", "*a*\n*b*", "a\\b", "[!NOTE]\nWords.", "*ä*", "„*a*“", "* a *b*", "[a]", "[a]`b`",
	}
	otherTexts = []string{
		"", "``a``", "`a``", "`a", "a `b\nc`", "*a", "a*", "**a*", "*a**", "***a***", "*a *b*", "2*3", "a*ä", "*\u00a0a*", "*a [b*](c)", "[a *b](c)*", "*a\\*", "__a", "a__b",
		"[a](", "[a]()", "[a](b c)", "[a](b \"c\")", "[a](<b>)", "[a](b(c))", "[a](b\\)c)", "[a [b](c)](d)", "[a\\](b)", "[a `]` b](c)", "[a][b]",
		"![a](b)", "<a>", "<b>a</b>", "<a@b.c>", "<http://a.b>", "<br:a>", "<!-- a -->", "a\\", "a\\\nb", "a\x01", "<br",
	}
)

// goldmarkOnly reads one paragraph, all of its text by goldmark.
var goldmarkOnly = parser.NewParser(parser.WithBlockParsers(util.Prioritized(parser.NewParagraphParser(), 1)), inlineParsers)

// begun returns a workspace with the text of a page, for goldmark to parse in the
// context.
func begun(page string) (*workspace, parser.Context) {
	w := new(workspace)
	w.begin("page.md", new(store)).add(piece{text: []byte(page), line: 1, col: 1})
	w.src.text = string(w.src.buf)
	w.state = state{src: &w.src, work: w, diags: new(diag.List)}
	pc := parser.NewContext()
	pc.Set(stateKey, &w.state)
	return w, pc
}

// readBoth returns what the first paragraph of page says, which may be of a cell
// or not, read by goldmark, and without if it is simple.
func readBoth(page string, cell bool) (want, got Text, simple bool) {
	w, pc := begun(page)
	n := goldmarkOnly.Parse(text.NewReader(w.src.buf), parser.WithContext(pc)).FirstChild()
	if n == nil {
		return Text{}, Text{}, false
	}
	s := w.spell(cell)
	s.children(n)
	if s.anchor != "" || len(s.metas) > 0 {
		return Text{}, Text{}, false
	}
	want = s.result(n.Lines().At(0).Start)
	simple = w.simple(&got, segmentsOf(n.(*ast.Paragraph)), cell)
	return want, got, simple
}

func TestSimple(t *testing.T) {
	for _, page := range simpleTexts {
		if _, _, ok := readBoth(page, false); !ok {
			t.Errorf("%q is not simple", page)
		}
	}
	for _, page := range otherTexts {
		if _, _, ok := readBoth(page, false); ok {
			t.Errorf("%q is simple", page)
		}
	}
}

// FuzzSimple checks that simple text says what goldmark reads in it.
func FuzzSimple(f *testing.F) {
	for _, page := range append(simpleTexts, otherTexts...) {
		f.Add(page)
	}
	f.Add(strings.Repeat("[", maxLabels+1))
	f.Fuzz(func(t *testing.T, page string) {
		compareSimple(t, page)
	})
}

// compareSimple reports whether page is simple, and fails if goldmark reads
// something else in it.
func compareSimple(t *testing.T, page string) bool {
	simple := false
	for _, cell := range []bool{false, true} {
		want, got, ok := readBoth(page, cell)
		simple = simple || ok
		if ok && !cmp.Equal(got, want) {
			t.Errorf("%q, in a cell %v, differs from what goldmark reads (-want +got):\n%s", page, cell, cmp.Diff(want, got))
		}
	}
	return simple
}

// Marks in any order are either simple and read as goldmark does, or left to it.
func TestSimpleMarks(t *testing.T) {
	const pages = 20000
	marks := []string{
		"`", "``", "*", "**", "_", "__", "[", "]", "](b)", "[a](b)", "(", ")", "!", "\\", "<", "<br>", "<b>", ">", "&amp;", "&", "|", "\\|",
		"a", "b c", " ", "  ", "\n", ".", "ä", "\u00a0", "\t", "1",
	}
	r := rand.New(rand.NewPCG(1, 1))
	simple := 0
	for range pages {
		var page strings.Builder
		for range 1 + r.IntN(10) {
			page.WriteString(marks[r.IntN(len(marks))])
		}
		if compareSimple(t, page.String()) {
			simple++
		}
	}
	if simple < pages/20 {
		t.Errorf("%d of %d are simple: too few to say much", simple, pages)
	}
}
