package parser

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// FuzzPage checks that of any page each unit is accounted for, each row once, and
// that facts and findings are at places that are there.
func FuzzPage(f *testing.F) {
	for _, page := range samplePages(f) {
		f.Add(page)
	}
	set, err := dialect.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page []byte) { checkPage(t, set, page) })
}

// checkPage does what [FuzzPage] says.
func checkPage(t *testing.T, set *dialect.Set, page []byte) {
	t.Helper()
	docs := fstest.MapFS{
		"api/page.md":            {Data: page},
		"includes/all-clouds.md": {Data: []byte("|Global service|\n|---|\n|yes|\n")},
	}
	loader := markdown.NewLoader(docs, nil)
	r, _ := accountOf(t, loader, set, "api/page.md")
	claims := &pageResult{r.page, *r.diags}
	before := new(encoder).encode("", claims)
	r.doc.Release()
	if new(encoder).encode("", claims) != before {
		t.Error("the page holds memory of its document")
	}
	places, _ := pageFacts(r.page)
	for _, d := range *r.diags {
		places = append(places, d.Pos)
		if d.Msg == "" {
			t.Errorf("%s: %s says nothing", d.Pos, d.Rule.Code)
		}
	}
	checkPlaces(t, docs, places)
}

// checkPlaces checks that each place is in its file: its line exists and its
// column is at most one behind the line's last byte, as a reader of the page counts
// them, for whom a wrong byte is U+FFFD.
func checkPlaces(t *testing.T, docs fstest.MapFS, places []diag.Pos) {
	t.Helper()
	lines := make(map[string][][]byte)
	for name, file := range docs {
		text, _ := diag.Text(file.Data)
		lines[name] = bytes.Split(text, []byte("\n"))
		for i, line := range lines[name] {
			lines[name][i] = []byte(string([]rune(string(line))))
		}
	}
	for _, p := range places {
		in := lines[p.File]
		if p.Line < 1 || p.Line > len(in) || p.Col < 1 || p.Col > len(in[p.Line-1])+1 {
			t.Errorf("%s is no place", p)
		}
	}
}
