package diag

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func sample() List {
	var l List
	l.Add(UnresolvedType, Pos{"a.md", 3, 7}, "no page documents type %q", `<b>`)
	l.AddRelated(LinkText, Pos{"a.md", 4, 1}, Related{Pos{"b.md", 1, 3}, "documented here"}, "text and target differ")
	l.Add(NoTitle, Pos{File: "c.md"}, "no heading")
	return l
}

func TestWrite(t *testing.T) {
	tests := map[string]string{
		"text": `a.md:3:7: error: no page documents type "<b>" (unresolved-type)
a.md:4:1: warning: text and target differ (link-text)
	b.md:1:3: documented here
c.md: warning: no heading (no-title)
`,
		"json": `[
{"file":"a.md","line":3,"col":7,"severity":"error","code":"unresolved-type","message":"no page documents type \"\u003cb\u003e\""},
{"file":"a.md","line":4,"col":1,"severity":"warning","code":"link-text","message":"text and target differ","related":[{"file":"b.md","line":1,"col":3,"message":"documented here"}]},
{"file":"c.md","severity":"warning","code":"no-title","message":"no heading"}
]
`,
	}
	for _, name := range Formats() {
		var b strings.Builder
		if err := sample().Write(&b, name); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(tests[name], b.String()); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
	for _, l := range []List{nil, sample()} {
		var b strings.Builder
		if err := l.Write(&b, "json"); err != nil || !json.Valid([]byte(b.String())) {
			t.Errorf("no JSON (%v): %s", err, b.String())
		}
	}
	if err := sample().Write(&strings.Builder{}, "xml"); err == nil || !strings.Contains(err.Error(), "text, json") {
		t.Errorf("unknown format: %v", err)
	}
}
