package model

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

// A page with four examples; the second and third are two answers to one
// request, the last comes from a file that the page includes.
func examplePage() *Page {
	at := func(file string, line int) *Message { return &Message{Pos: diag.Pos{File: file, Line: line, Col: 1}} }
	twice := at("api/a.md", 20)
	return &Page{Path: "api/a.md", Ops: []*OpClaim{{Examples: []*Example{
		{Title: "1", Request: at("api/a.md", 10), Response: at("api/a.md", 14)},
		{Title: "2", Request: twice, Response: at("api/a.md", 24)},
		{Title: "3", Request: twice, Response: at("api/a.md", 28)},
		{Title: "4", Response: at("includes/b.md", 3)},
	}}}}
}

func TestExamplesOff(t *testing.T) {
	for _, test := range []struct {
		off, left, unused string
	}{
		{"api/a.md", "", ""},
		{"api/*.md", "", ""},
		{"docs/api/a.md", "", ""},
		{"./api/a.md:10", "234", ""},
		{"api/a.md:19:4", "234", ""},
		{"api/a.md:20", "134", ""},
		{"api/a.md:27", "134", ""},
		{"api/a.md:28", "124", ""},
		{"api/a.md:90", "124", ""},
		{"includes/b.md:3", "123", ""},
		{"api/a.md:9", "1234", "api/a.md:9"},
		{"api/b.md", "1234", "api/b.md"},
		{"api/a.md:12 api/a.md:24 x.md", "34", "x.md"},
	} {
		o, err := ParseExamplesOff(strings.Fields(test.off))
		if err != nil {
			t.Fatal(err)
		}
		page, left := examplePage(), ""
		o.Page(page)
		for _, e := range page.Ops[0].Examples {
			left += e.Title
		}
		if unused := strings.Join(o.Unused(), " "); left != test.left || unused != test.unused {
			t.Errorf("%s: left %q, unused %q, want %q, %q", test.off, left, unused, test.left, test.unused)
		}
	}
	for _, bad := range []string{"max-length", "api/[.md", "api/a.md:0", "api/a.md:x"} {
		if _, err := ParseExamplesOff([]string{bad}); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}
