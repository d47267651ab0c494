package rendered

import (
	"strings"
	"testing"
)

// TestHostileHTML reads pages that are made to be dear: each must end, and what
// comes out is bounded.
func TestHostileHTML(t *testing.T) {
	for name, data := range map[string]string{
		"nested":          strings.Repeat("<div>", 100_000) + "x",
		"nested tables":   strings.Repeat("<table><tr><td>", 200) + "x",
		"formatting":      strings.Repeat("<b><i><a href=x>", 5_000) + "x",
		"spans":           "<table>" + strings.Repeat("<tr><td rowspan=60000 colspan=1000>x", 300) + "</table>",
		"lists in lists":  strings.Repeat("<ul><li>", 150) + "x",
		"unclosed":        "<main><h1>x" + strings.Repeat("<!--", 1000),
		"marks":           "<p>" + strings.Repeat(markStart+"999999999"+markEnd+"0", 1000),
		"tabs of nothing": "<div><ul role=tablist></ul></div><section role=tabpanel>x",
		"cell of blocks":  "<table><tr><td>" + strings.Repeat("<p>a<ul><li>b", 500) + "</table>",
	} {
		t.Run(name, func(t *testing.T) {
			page, diags := newReader(t).Read("x.html", []byte(data))
			if page == nil {
				t.Fatal("taken for Markdown")
			}
			size := 0
			for _, p := range page.Pieces {
				size += len(p.Text)
			}
			if size > 8*len(data)+1<<16 {
				t.Errorf("%d bytes became %d", len(data), size)
			}
			if size == 0 && len(diags) == 0 {
				t.Error("nothing is left of the page, and no finding says so")
			}
		})
	}
}
