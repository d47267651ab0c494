package sample

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

func TestResult(t *testing.T) {
	pot := &model.Type{Name: "api.pot", Fields: []*model.Field{{Name: "id", Type: model.String}, {Name: "size", Type: model.Int32}}}
	set := &model.Type{Name: "api.set", Fields: []*model.Field{{Name: "value", Type: &model.List{Elem: model.String}}}}
	pots := &model.List{Elem: pot}
	for _, tt := range []struct {
		ref  model.Ref
		text string
		want string // of the first finding, "" for none
		bad  bool   // misshapen
	}{
		{pot, `{"id":"a","size":1,"more":{}}`, "", false},
		{pot, `{"value":{"id":"a"}}`, "", false},
		{pot, `{"value":{"id":1}}`, `"id" is the number 1`, false},
		{pot, `{"value":[{"id":"a"}]}`, "one api.pot, not a collection", true},
		{pot, `[{"id":"a"}]`, "the example has an array", true},
		{pots, `{"value":[{"id":"a"},null]}`, "", false},
		{pots, `[{"id":"a"}]`, "", false},
		{pots, `{"id":"a"}`, "a collection", true},
		{pots, `{"value":[{"size":"big"}]}`, `"size" is the string "big"`, false},
		{pots, `{"value":["a"]}`, "api.pot (an object)", true},
		{set, `{"value":["a"]}`, "", false},
		{set, `{"value":{"a":1}}`, "", false},
		{set, `{"value":{"a":1},"b":1}`, `"value" is an object`, false},
		{model.Int64, `{"value":5}`, "", false},
		{model.Int64, `5`, "", false},
		{model.Int64, `{"value":"5"}`, "Edm.Int64", true},
	} {
		s, err := New(tt.text, diag.Pos{File: "a.md", Line: 1, Col: 1})
		if err != nil {
			t.Fatal(err)
		}
		s.Result(tt.ref)
		got := ""
		if len(s.Diags) > 0 {
			got = s.Diags[0].Msg
		}
		if tt.want == "" != (got == "") || !strings.Contains(got, tt.want) || s.Misshapen != tt.bad {
			t.Errorf("%s as %s: %q, misshapen %v; want %q, %v", tt.text, model.RefName(tt.ref), got, s.Misshapen, tt.want, tt.bad)
		}
	}
}

func TestIsError(t *testing.T) {
	own := &model.Type{Name: "api.job", Fields: []*model.Field{{Name: "error", Type: model.JSON}}}
	for text, want := range map[string]bool{
		`{"error":{"code":"x"}}`:                      true,
		`{"@odata.context":"c","error":{"code":"x"}}`: true,
		`{"error":{},"id":"a"}`:                       false,
		`{"error":"x"}`:                               false,
		`{}`:                                          false,
		`[]`:                                          false,
	} {
		s, err := New(text, diag.Pos{})
		if err != nil {
			t.Fatal(err)
		}
		if s.IsError(model.Any) != want || s.IsError(own) {
			t.Errorf("%s: %v", text, !want)
		}
	}
}
