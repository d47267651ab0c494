package report

import (
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
		"# head\n\n1\ta\tb":   "line 3 has 3 fields",
		"x\ta\tb\tc":          `line 1 begins with "x"`,
		"0\ta\tb\tc":          "how often",
		"1\ta\tb\tc\td\nmore": "has 5 fields",
	} {
		if _, err := ReadBaseline(strings.NewReader(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
}
