package report

import (
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/docmill/docmill/model/diag"
)

func sample() diag.List {
	var l diag.List
	l.Add(diag.UnresolvedType, diag.Pos{File: "a.md", Line: 3, Col: 9}, "no page documents type %q", `<b>`)
	l.AddRelated(diag.LinkText, diag.Pos{File: "a.md", Line: 4, Col: 7}, diag.Related{Pos: diag.Pos{File: "b.md", Line: 1, Col: 3}, Msg: "documented here"}, "text and target differ, 100%%")
	l.Add(diag.NoTitle, diag.Pos{File: "c,d: e.md"}, "no heading")
	return l
}

// The second page has ideographs, an escape sequence and a bidirectional
// control before the place.
var pages = map[string]string{"a.md": "\n\n|häuser|\x1b[31m</script>|\r\n大\u202e[x](y.md)\n"}

func options() Options {
	return Options{Title: "docs <b>", Version: "v1.2.3", Source: func(name string) ([]byte, error) {
		if text, ok := pages[name]; ok {
			return []byte(text), nil
		}
		return nil, fs.ErrNotExist
	}}
}

func write(t *testing.T, l diag.List, name string, o Options) string {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, l, name, o); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestWrite(t *testing.T) {
	tests := map[string]string{
		"text": `a.md:3:9: error: no page documents type "<b>" (unresolved-type)
	|häuser|` + "\uFFFD" + `[31m</script>|
	       ^
a.md:4:7: warning: text and target differ, 100% (link-text)
	大` + "\uFFFD" + `[x](y.md)
	` + "\u3000" + ` ^
	b.md:1:3: documented here
c,d: e.md: warning: no heading (no-title)
`,
		"json": `[
{"file":"a.md","line":3,"col":9,"severity":"error","code":"unresolved-type","message":"no page documents type \"\u003cb\u003e\""},
{"file":"a.md","line":4,"col":7,"severity":"warning","code":"link-text","message":"text and target differ, 100%","related":[{"file":"b.md","line":1,"col":3,"message":"documented here"}]},
{"file":"c,d: e.md","severity":"warning","code":"no-title","message":"no heading"}
]
`,
		"github": `::error title=unresolved-type,file=a.md,line=3,col=8::no page documents type "<b>"
::warning title=link-text,file=a.md,line=4,col=3::text and target differ, 100%25%0Ab.md:1:3: documented here
::warning title=no-title,file=c%2Cd%3A e.md::no heading
`,
	}
	for name, want := range tests {
		if diff := cmp.Diff(want, write(t, sample(), name, options())); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// The log of a workflow shows what a terminal would.
func TestGitHubIsQuiet(t *testing.T) {
	var l diag.List
	l.Add(diag.NoTitle, diag.Pos{File: "a\x1b[31m.md", Line: 1, Col: 1}, "no \u202eheading\nb")
	want := "::warning title=no-title,file=a\uFFFD[31m.md,line=1,col=1::no \uFFFDheading%0Ab\n"
	if got := write(t, l, "github", options()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := Write(&strings.Builder{}, sample(), "xml", Options{}); err == nil || !strings.Contains(err.Error(), "text, json") {
		t.Errorf("unknown format: %v", err)
	}
}

// TestEmpty writes no findings, and findings whose files cannot be read.
func TestEmpty(t *testing.T) {
	for _, name := range Formats() {
		write(t, nil, name, Options{})
		write(t, sample(), name, Options{})
	}
	if got := write(t, nil, "json", Options{}); !json.Valid([]byte(got)) {
		t.Errorf("no JSON: %s", got)
	}
}

func TestSARIF(t *testing.T) {
	for _, l := range []diag.List{nil, sample()} {
		text := write(t, l, "sarif", options())
		// The schema forbids unknown members in most objects. Reading would
		// drop them, so they are looked for before.
		dec := json.NewDecoder(strings.NewReader(text))
		dec.DisallowUnknownFields()
		if err := dec.Decode(new(sarif.Report)); err != nil {
			t.Error(err)
		}
		log, err := sarif.FromString(text)
		if err != nil {
			t.Fatal(err)
		}
		// What the log leaves to the schema's defaults, reading sets to "".
		run := log.Runs[0]
		run.Language, run.Tool.Driver.Language, run.NewlineSequences = "en-US", "en-US", []string{"\n"}
		if err := log.Validate(); err != nil {
			t.Error(err)
		}
		if got := len(run.Results); got != len(l) {
			t.Fatalf("%d results, want %d", got, len(l))
		}
		for i, r := range run.Results {
			rule := run.Tool.Driver.Rules[r.RuleIndex]
			if *rule.ID != l[i].Rule.Code || *r.RuleID != l[i].Rule.Code {
				t.Errorf("result %d is of rule %s, %s", i, *rule.ID, *r.RuleID)
			}
		}
	}
	got := write(t, sample(), "sarif", options())
	for _, want := range []string{`"uri": "./c,d:%20e.md"`, `"startLine": 3`, `"startColumn": 8`, `"level": "warning"`, `"version": "v1.2.3"`} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in %s", want, got)
		}
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("x", 300) + "HERE" + strings.Repeat("y", 300)
	src := &source{read: func(string) ([]byte, error) { return []byte(long), nil }}
	x, ok := src.excerpt(diag.Pos{File: "a", Line: 1, Col: 301})
	if !ok || !strings.HasPrefix(x.before, "…xx") || !strings.HasPrefix(x.after, "HERE") || !strings.HasSuffix(x.after, "y…") {
		t.Errorf("excerpt %q", x)
	}
	if n := len([]rune(x.before + x.after)); n > excerptWidth+2 {
		t.Errorf("%d characters", n)
	}
	for _, p := range []diag.Pos{{File: "a", Line: 2, Col: 1}, {File: "a"}, {}} {
		if _, ok := src.excerpt(p); ok {
			t.Errorf("an excerpt at %v", p)
		}
	}
	for _, col := range []int{0, 605, 9999} {
		if _, ok := src.excerpt(diag.Pos{File: "a", Line: 1, Col: col}); !ok {
			t.Errorf("no excerpt at column %d", col)
		}
	}
}

// Colours change nothing but colours, and the text's own escapes stay out.
func TestColors(t *testing.T) {
	o := options()
	plainText := write(t, sample(), "text", o)
	o.Color = true
	colored := write(t, sample(), "text", o)
	if !strings.Contains(colored, "\x1b[1ma.md:3:9:\x1b[0m \x1b[31merror:\x1b[0m ") {
		t.Errorf("no colours: %q", colored)
	}
	for _, code := range []string{bold, plain, colors[diag.Error], colors[diag.Warning], colors[diag.Info]} {
		colored = strings.ReplaceAll(colored, code, "")
	}
	if diff := cmp.Diff(plainText, colored); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(plainText, "\x1b") {
		t.Errorf("an escape of the documentation: %q", plainText)
	}
}

// A line is shown as places count lines, whatever ends it.
func TestSourceLine(t *testing.T) {
	for name, page := range map[string]string{
		"CR": "\ufeff# pot\rtwo\rthree", "CRLF": "# pot\r\ntwo\r\nthree", "UTF-16": "\xff\xfea\x00\n\x00t\x00w\x00o\x00\n\x00",
	} {
		s := &source{read: func(string) ([]byte, error) { return []byte(page), nil }}
		if line, ok := s.line(diag.Pos{File: "pot.md", Line: 2, Col: 1}); line != "two" || !ok {
			t.Errorf("%s: line 2 is %q", name, line)
		}
	}
}
