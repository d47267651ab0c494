package check

import (
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

func TestPathParams(t *testing.T) {
	tests := []struct {
		line string
		rows []string
		in   model.ParamIn
		want string
	}{
		{"GET /pots/{pot-id}/lids/{lid-id}", []string{"pot-id", "lidId"}, model.InPath, ""},
		{"GET /pots/{pot-id}/lids/{lid-id}", nil, model.InPath, ""},
		{"GET /pots/{id | name}", []string{"name"}, model.InPath, ""},
		{"GET /pots/{pot-id}/lids/{lid-id}", []string{"pot-id"}, model.InPath, "{lid-id} is in none of the rows that explain other parameters of the path"},
		{"GET /pots/{id}/lids/{id}", []string{"id"}, model.InPath, `parameter "id" stands for 2 things in one path`},
		{"GET /pots/{id}/lids/{id}", nil, model.InPath, ""},
		{"GET /pots/{id}/fill(cups={n})", []string{"cups"}, model.InFunction, ""}, // keys are not the table's matter
		{"GET /pots/{id}/fill", []string{"cups"}, model.InFunction, `parameter "cups" is in no request line`},
		{"POST /pots/{id}/fill", []string{"cups"}, model.InFunction, ""}, // of the body, perhaps
		{"POST /pots/{id}/fill", []string{"cups"}, model.InPath, `parameter "cups" is in no request line`},
		{"GET /pots?$filter=id eq '{cups}'", []string{"cups"}, model.InPath, ""},
	}
	for _, test := range tests {
		method, path, err := cell.RequestLine(test.line, markdown.Limits{})
		if err != nil {
			t.Fatalf("%s: %v", test.line, err)
		}
		o := &model.Op{Endpoints: []*model.Endpoint{{Method: method, Path: path}}}
		for _, r := range test.rows {
			o.Params = append(o.Params, &model.Param{Name: r, In: test.in})
		}
		var out diag.List
		pathParams(&model.API{Operations: []*model.Op{o}}, &out)
		got := ""
		for _, d := range out {
			got += d.Msg
		}
		if got != test.want {
			t.Errorf("%s, rows %q: %q, want %q", test.line, test.rows, got, test.want)
		}
	}
}
