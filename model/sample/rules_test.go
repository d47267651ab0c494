package sample

import (
	"testing"

	"github.com/docmill/docmill/model"
)

func TestViolationsOfSibling(t *testing.T) {
	pot := &model.Type{Name: "a.pot", Fields: []*model.Field{{Name: "lid", Type: model.String, Rules: []*model.Constraint{{Kind: model.Required}}}}}
	o := &model.Op{Body: model.Body{Kind: model.BodyResource, Type: pot}, Endpoints: []*model.Endpoint{{Method: "POST"}}}
	for text, want := range map[string]int{
		`{"size": 1}`:                          1,
		`{"@odata.type": "#a.pot", "size": 1}`: 1,
		`{"@odata.type": "#a.pan", "size": 1}`: 0,
	} {
		m := &model.Message{Method: "POST", JSON: &model.JSONSample{Text: text}}
		if got := len(Violations(o, m)); got != want {
			t.Errorf("%s breaks %d rules, want %d", text, got, want)
		}
	}
}
