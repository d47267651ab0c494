package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"github.com/docmill/docmill/model/diag"
)

// A rowParser reads tables as goldmark brings their lines, one by one.
type rowParser struct{ tableParser }

func (p rowParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	return p.tableParser.Open(ast.NewBlockquote(), reader, pc)
}

var rowByRow = newParser(rowParser{})

// shape returns the blocks of a page and what its tables say.
func shape(page string, p parser.Parser) (blocks []string, tables [][][]Text, found diag.List) {
	w, pc := begun(page)
	tree := p.Parse(text.NewReader(w.src.buf), parser.WithContext(pc))
	b := &builder{work: w, out: w.out, src: &w.src, diags: w.state.diags, ids: make(map[string]int)}
	var walk func(n ast.Node, depth int)
	walk = func(n ast.Node, depth int) {
		block := strings.Repeat(" ", depth) + n.Kind().String()
		if n.Type() == ast.TypeBlock {
			block += b.src.pos(n.Pos()).String()
		}
		blocks = append(blocks, block)
		if t, ok := n.(*tableNode); ok {
			var rows [][]Text
			for i := range t.rows {
				rows = append(rows, b.row(&t.rows[i]))
			}
			tables = append(tables, rows)
		}
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			walk(c, depth+1)
		}
	}
	walk(tree, 0)
	w.state.diags.Sort()
	return blocks, tables, *w.state.diags
}

// FuzzRows checks that the lines of a table that are taken at once are those that
// goldmark brings.
func FuzzRows(f *testing.F) {
	const table = "|a|b|\n|---|---|\n|c|d|\n"
	for _, page := range []string{
		table, table + "Text.", table + "\n\n|e|*f*|", table + "# Title\n" + table, table + "> " + table, "Text.\n" + table + "- " + table,
		"> " + table, table + "|e|f\ng|\nh", table + "<!-- |e|f| -->\n|g|h|\n<!-- i -->", table + "|e|f\n\n- g|\n|h|i|\n===", "|a|b|\n```\n|c|d|\n```", table + "    e|f",
	} {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page string) {
		want, wantTables, wantFound := shape(page, rowByRow)
		got, gotTables, gotFound := shape(page, commonMark)
		if !cmp.Equal(got, want) || !cmp.Equal(gotTables, wantTables) || !cmp.Equal(gotFound, wantFound) {
			t.Errorf("%q differs from what is read row by row (-want +got):\n%s%s%s", page, cmp.Diff(want, got), cmp.Diff(wantTables, gotTables), cmp.Diff(wantFound, gotFound))
		}
	})
}
