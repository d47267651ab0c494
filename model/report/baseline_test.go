package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model/diag"
)

func TestBaseline(t *testing.T) {
	old := append(sample(), sample()[0])
	var b strings.Builder
	if err := NewBaseline(old).Write(&b); err != nil {
		t.Fatal(err)
	}
	want := baselineHead + `1	link-text	a.md	text and target differ, 100%
2	unresolved-type	a.md	no page documents type "<b>"
1	no-title	c,d: e.md	no heading
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Fatal(diff)
	}
	base, err := ReadBaseline(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	// The same findings on other lines are hidden; a third of a kind is not.
	moved := append(sample(), sample()[0], sample()[0])
	for i := range moved {
		moved[i].Pos.Line += 7
	}
	left, stale := base.Hide(moved)
	if len(left) != 1 || left[0].Rule != diag.UnresolvedType || len(stale) > 0 {
		t.Errorf("left %v, stale %v", left, stale)
	}
	left, stale = base.Hide(sample()[:1])
	if len(left) != 0 || len(stale) != 3 || !strings.HasPrefix(stale[1], "1\tunresolved-type\t") {
		t.Errorf("left %v, stale %q", left, stale)
	}
}

func TestReadBaselineErrors(t *testing.T) {
	for text, want := range map[string]string{
		"# head\n\n1\ta\tb":                     "line 3 has 3 fields",
		"x\ta\tb\tc":                            `line 1 begins with "x"`,
		"0\ta\tb\tc":                            "how often",
		"1\ta\tb\tc\td\nmore":                   "has 5 fields",
		"9999999999\ta\tb\tc":                   "how often",
		"# head\n" + strings.Repeat("x", 1<<20): "line 2 has 1 fields",
	} {
		if _, err := ReadBaseline(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.100q: %v, want %s", text, err, want)
		}
	}
}

// A finding may quote as much as a page has.
func TestLongBaseline(t *testing.T) {
	var long diag.List
	long.Add(diag.UnresolvedType, diag.Pos{File: "a.md", Line: 1, Col: 1}, "%s", strings.Repeat("x", 2<<20))
	var b strings.Builder
	if err := NewBaseline(long).Write(&b); err != nil {
		t.Fatal(err)
	}
	base, err := ReadBaseline(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if left, stale := base.Hide(long); len(left)+len(stale) > 0 {
		t.Errorf("%d findings are left, %d entries are stale", len(left), len(stale))
	}
}

// FuzzBaseline checks that a file is refused with a line of it, or hides the
// findings it lists, and that any findings are hidden by the file made of them.
func FuzzBaseline(f *testing.F) {
	for _, text := range []string{"", "# head\n\n1\ta\tb\tc\n", "1\ta\tb\tc\r\n1\ta\tb\tc", "2\ta\t b\u00a0c\tc  d\n", "1000000000\ta\tb\tc\n1\ta\tb\tc\n", "x", "1\t\t\t"} {
		f.Add(text, "a\tb\r.md", "one\ntwo\u2028three\x00")
	}
	f.Fuzz(func(t *testing.T, text, file, msg string) {
		found := diag.List{{Rule: diag.NoTitle, Pos: diag.Pos{File: file, Line: 1, Col: 1}, Msg: msg}, {Rule: diag.NoTitle, Pos: diag.Pos{File: file, Line: 2, Col: 1}, Msg: msg}}
		left, stale := rewritten(t, NewBaseline(found)).Hide(found)
		if len(left) > 0 || len(stale) > 0 {
			t.Errorf("of %v, left are %v and stale %q", found, left, stale)
		}
		b, err := ReadBaseline(strings.NewReader(text))
		if err != nil {
			var line int
			if _, err := fmt.Sscanf(err.Error(), "line %d", &line); err != nil || line < 1 || line > strings.Count(text, "\n")+1 {
				t.Errorf("line %d of %q, %v", line, text, err)
			}
			return
		}
		if diff := cmp.Diff(b.lines(), rewritten(t, b).lines()); diff != "" {
			t.Error(diff)
		}
	})
}

// rewritten returns b as it is read from what it writes.
func rewritten(t *testing.T, b *Baseline) *Baseline {
	t.Helper()
	var out strings.Builder
	if err := b.Write(&out); err != nil {
		t.Fatal(err)
	}
	b, err := ReadBaseline(strings.NewReader(out.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b
}
