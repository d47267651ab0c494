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
		bad  string // "misshapen", "reshaped" or ""
	}{
		{pot, `{"id":"a","size":1,"more":{}}`, "", ""},
		{pot, `{"value":{"id":"a"}}`, "", ""},
		{pot, `{"value":{"id":1}}`, `"id" is the number 1`, ""},
		{pot, `{"value":[{"id":"a"}]}`, "has a collection, the page documents one api.pot", "reshaped"},
		{pot, `[{"id":"a"}]`, "the example has an array", "misshapen"},
		{pots, `{"value":[{"id":"a"},null]}`, "", ""},
		{pots, `[{"id":"a"}]`, "", ""},
		{pots, `{"id":"a"}`, "a collection", "misshapen"},
		{pots, `{"value":[{"size":"big"}]}`, `"size" is the string "big"`, ""},
		{pots, `{"value":["a"]}`, "api.pot (an object)", "misshapen"},
		{set, `{"value":["a"]}`, "", ""},
		{set, `{"value":{"a":1}}`, "", ""},
		{set, `{"value":{"a":1},"b":1}`, `"value" is an object`, ""},
		{model.Int64, `{"value":5}`, "", ""},
		{model.Int64, `5`, "", ""},
		{model.Int64, `{"value":"5"}`, "Edm.Int64", "misshapen"},
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
		bad := ""
		switch {
		case s.Misshapen:
			bad = "misshapen"
		case s.Reshaped:
			bad = "reshaped"
		}
		if tt.want == "" != (got == "") || !strings.Contains(got, tt.want) || bad != tt.bad {
			t.Errorf("%s as %s: %q, %q; want %q, %q", tt.text, model.RefName(tt.ref), got, bad, tt.want, tt.bad)
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
