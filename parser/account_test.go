package parser

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// accounted are the documentation sets of which everything must be accounted.
var accounted = []string{
	"graph-2021/api-reference/v1.0",
	"graph-2021/api-reference/beta",
	"business-central-v2/api-reference/v2.0",
	"graph-localized/de/api-reference/v1.0",
	"graph-localized/ja/api-reference/v1.0",
	"graph-localized/pt/api-reference/v1.0",
	"graph-localized/zh/api-reference/v1.0",
}

// TestAccountCorpus checks for each page of each set that nothing is
// unaccounted, and that its rows are conserved; and that no rule is idle.
func TestAccountCorpus(t *testing.T) {
	if testing.Short() {
		t.Skip("reads thousands of pages")
	}
	used := make(map[string]bool)
	for _, name := range accounted {
		t.Run(name, func(t *testing.T) {
			for _, e := range accountTree(t, corpus(t, name)) {
				if e.Fate == Ignored {
					used[e.By] = true
				}
			}
		})
	}
	for _, rule := range ignoreRules {
		if !used[rule.Code] && !t.Failed() && !t.Skipped() && len(used) > 0 {
			t.Errorf("rule %q covers nothing on any corpus: remove it", rule.Code)
		}
	}
}

// TestAccountSample does the same for the sample documentation.
func TestAccountSample(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		accountTree(t, os.DirFS("../docs-src/"+version))
	}
}

// TestAccountFindings checks that a finding is not missed behind another at the
// same place: a table that is not read may begin with the page, or with a byte
// that is none.
func TestAccountFindings(t *testing.T) {
	table := "|Gloss|Hue|\n|---|---|\n|matt|red|\n"
	for name, page := range map[string]string{
		"a page begins with it":        "---\ntitle: pot resource type\ndoc_type: resourcePageType\n---\n" + table,
		"it begins with a wrong byte":  "# pot resource type\n\n## Properties\n\xfc" + table[1:],
		"its heading has a wrong byte": "# pot resource type\n\n## Properties\n\nNone\n\n\xfcGlazes\n---\n\n" + table,
	} {
		t.Run(name, func(t *testing.T) {
			accountTree(t, fstest.MapFS{"pot.md": {Data: []byte(page)}})
		})
	}
}

// TestAccountCells checks cells whose reader cleans what they say, and code in a
// list in a note.
func TestAccountCells(t *testing.T) {
	for name, more := range map[string]string{
		"a name with a bracket": "## Request body\n\n|Name|Description|\n|---|---|\n|glaze  (|Which glaze.|\n",
		"a list in a note":      "## Examples\n\n> - Or delete it:\n>   ```http\n>   DELETE /pots/1\n>   ```\n",
	} {
		t.Run(name, func(t *testing.T) {
			page := "# Fire pot\n\n## HTTP request\n\n```http\nPOST /pots/{id}/fire\n```\n\n" + more
			accountTree(t, fstest.MapFS{"api/fire.md": {Data: []byte(page)}})
		})
	}
	for _, titles := range []string{"Member|Member|Hue", "Member|Member|Value", "Value|Member|Member", "Name|Name|Value"} {
		page := "# glaze enum type\n\n## Members\n\n|" + titles + "|\n|---|---|---|\n|matt|6|red|\n"
		accountTree(t, fstest.MapFS{"resources/glaze.md": {Data: []byte(page)}})
	}
	members := "# glaze enum type\n\n## Members\n\n|Member|Value|\n|---|---|\n|matt|06|\n|shiny|+7|\n"
	accountTree(t, fstest.MapFS{"resources/glaze.md": {Data: []byte(members)}})
}

// TestAccountAnnotations checks that what an annotation says of a block is not
// lost with the block.
func TestAccountAnnotations(t *testing.T) {
	const annotation = "<!-- {\"blockType\": \"response\", \"@odata.type\": \"acme.pot\"} -->\n"
	for name, block := range map[string]string{
		"empty": "```http\n```\n", "gone": "Text.\n", "in another language": "```go\nx()\n```\n",
	} {
		t.Run(name, func(t *testing.T) {
			page := "# Get pot\n\n## HTTP request\n\n```http\nGET /pots\n```\n\n## Response\n\n" + annotation + block
			accountTree(t, fstest.MapFS{"api/get.md": {Data: []byte(page)}})
		})
	}
}

// accountTree checks the accounts of all pages and returns their entries.
func accountTree(t *testing.T, fsys fs.FS) []Entry {
	paths, _, err := find(fsys)
	if err != nil {
		t.Fatal(err)
	}
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	loader := markdown.NewLoader(fsys, nil)
	var all []Entry
	for _, path := range paths {
		_, entries := accountOf(t, loader, set, path)
		all = append(all, entries...)
	}
	return all
}

// accountOf reads a page and fails if something on it is lost.
func accountOf(t *testing.T, loader *markdown.Loader, set *dialect.Set, path string) (*reader, []Entry) {
	t.Helper()
	f, err := loader.ReadPage(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := readPage(loader, f, Options{Dialects: set})
	if err != nil {
		t.Fatal(err)
	}
	entries := r.account()
	for _, e := range entries {
		if e.Fate == Unaccounted {
			t.Errorf("%s: unaccounted %s under %q: %s", e.Pos, e.Kind, e.Section, e.Text)
		}
	}
	conserved(t, r, entries)
	return r, entries
}

// A line is where a row stands; rows that break over lines begin there.
type line struct {
	file string
	n    int
}

func lineOf(pos diag.Pos) line { return line{pos.File, pos.Line} }

// conserved checks that each row of the page has a fact, is ignored, or has a
// finding: never two of these, never none. It counts rows and facts in its own
// way: rows on the document, facts by the lists that hold what rows say.
func conserved(t *testing.T, r *reader, entries []Entry) {
	t.Helper()
	facts := rowFacts(r.page)
	fate := make(map[line]Fate)
	for _, e := range entries {
		if e.Kind == RowUnit {
			fate[lineOf(e.Pos)] = e.Fate
		}
	}
	rows := make(map[line]bool)
	var walk func([]markdown.Block)
	section := func(s *markdown.Section) {}
	walk = func(blocks []markdown.Block) {
		for _, b := range blocks {
			switch b := b.(type) {
			case *markdown.Table:
				for _, row := range b.Rows {
					at := lineOf(row.Pos)
					rows[at] = true
					for _, cell := range row.Cells { // of a torn row, some stand on further lines
						facts[at] = facts[at] || facts[lineOf(cell.Pos)]
					}
				}
			case *markdown.Quote:
				walk(b.Blocks)
			case *markdown.ListBlock:
				for _, item := range b.Items {
					walk(item.Blocks)
				}
			case *markdown.Tabs:
				for _, tab := range b.Tabs {
					walk(tab.Blocks)
					for _, s := range tab.Sections {
						section(s)
					}
				}
			}
		}
	}
	section = func(s *markdown.Section) {
		walk(s.Blocks)
		for _, sub := range s.Sections {
			section(sub)
		}
	}
	section(r.doc.Root)
	if len(rows) != len(fate) {
		t.Errorf("%s: %d rows on the page, %d in the account", r.page.Path, len(rows), len(fate))
	}
	// What is known of an include stands in the row that it stands in, which may
	// say nothing itself.
	included := make(map[line]bool)
	for _, d := range *r.diags {
		included[lineOf(d.Pos)] = included[lineOf(d.Pos)] || d.Rule == diag.IncludeMissing || d.Rule == diag.IncludeOutside
	}
	for at := range rows {
		if facts[at] != (fate[at] == Modelled) && !included[at] {
			t.Errorf("%s:%d: the row is %q, but has a fact: %v", at.file, at.n, fate[at], facts[at])
		}
	}
}

// rowFacts returns the lines on which facts of rows stand.
func rowFacts(p *model.Page) map[line]bool {
	out := make(map[line]bool)
	add := func(pos diag.Pos) { out[lineOf(pos)] = true }
	for _, ty := range p.Types {
		for _, f := range ty.Fields {
			add(f.Pos)
		}
		for _, e := range ty.Derived {
			add(e.Pos)
		}
	}
	for _, e := range p.Enums {
		for _, m := range e.Members {
			add(m.Pos)
		}
	}
	for _, c := range p.Clouds {
		add(c.Pos)
		for _, again := range c.At {
			add(again)
		}
	}
	for _, m := range p.Methods {
		add(m.Pos)
	}
	for _, op := range p.Ops {
		for _, f := range op.Body.Fields {
			add(f.Pos)
		}
		for _, list := range [][]*model.ParamClaim{op.Params, op.Options.Rows} {
			for _, param := range list {
				add(param.Pos)
				for _, again := range param.Again {
					add(again.Pos)
				}
			}
		}
		for _, h := range op.Headers {
			add(h.Pos)
		}
		for _, table := range op.Permissions {
			for _, pos := range table.At {
				add(pos)
			}
		}
	}
	return out
}

// TestAccountRules checks that the documentation lists each rule as it is.
func TestAccountRules(t *testing.T) {
	text, err := os.ReadFile("../docs/accounting.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range ignoreRules {
		if want := "| `" + rule.Code + "` | " + rule.Doc + " |\n"; !strings.Contains(string(text), want) {
			t.Errorf("docs/accounting.md lacks\n%s", want)
		}
	}
}
