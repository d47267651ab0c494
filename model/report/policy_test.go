package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model/diag"
)

func TestPolicy(t *testing.T) {
	p, _, err := NewPolicy(map[string]string{"unresolved-type": "info", "no-title": "off"}, []Suppression{
		{Rule: "link-text", Page: "*.md", Reason: "r"},
		{Rule: "link-text", Page: "a.md", Line: 5, Reason: "r"},
		{Rule: "no-title", Page: "api/*", Reason: "r"},
	})
	if err != nil {
		t.Fatal(err)
	}
	got, unused := p.Apply(sample())
	if len(got) != 1 || got[0].Rule.Severity != diag.Info || got[0].Rule.Code != "unresolved-type" {
		t.Errorf("findings %v", got)
	}
	if diag.UnresolvedType.Severity != diag.Error {
		t.Error("the rule itself was changed")
	}
	var names []string
	for _, s := range unused {
		names = append(names, s.String())
	}
	if diff := cmp.Diff([]string{"link-text in a.md:5", "no-title in api/*"}, names); diff != "" {
		t.Error(diff)
	}
	if got, unused := new(Policy).Apply(sample()); len(got) != 3 || unused != nil {
		t.Errorf("no policy: %v, %v", got, unused)
	}
}

func TestPolicyErrors(t *testing.T) {
	tests := []struct {
		levels   map[string]string
		suppress Suppression
		at, want string
	}{
		{map[string]string{"nonsense": "off"}, Suppression{}, "levels.nonsense", "no rule"},
		{map[string]string{"no-title": "bad"}, Suppression{}, "levels.no-title", "want error, warning, info or off"},
		{nil, Suppression{Rule: "x", Page: "a", Reason: "r"}, "suppress[0]", "no rule"},
		{nil, Suppression{Rule: "no-title", Reason: "r"}, "suppress[0]", "needs a page"},
		{nil, Suppression{Rule: "no-title", Page: "[", Reason: "r"}, "suppress[0]", "no pattern"},
		{nil, Suppression{Rule: "no-title", Page: "a", Reason: " "}, "suppress[0]", "needs a reason"},
	}
	for _, tt := range tests {
		_, at, err := NewPolicy(tt.levels, []Suppression{tt.suppress})
		if err == nil || at != tt.at || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%v %v: %s, %v", tt.levels, tt.suppress, at, err)
		}
	}
}
