package gen

import (
	"fmt"
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
)

// TestPlanCall plans the calls of requests against one endpoint of each kind.
func TestPlanCall(t *testing.T) {
	for _, tt := range []struct {
		template, path, query string
		prim                  model.Prim // of the parameter "n"
		want                  string     // args, query and fixed; "no" for a finding
	}{
		{"/users/{id}", "/users/ann%40example.org", "", "", "[ann@example.org] [] []"},
		{"/users/{id}", "/users/{user-id}", "$select=a,b&$top=5", "", "[{user-id}] [[$select a,b] [$top 5]] []"},
		{"/users/{id}", "/users/..", "", "", "no"},
		{"/users/{id}", "/users/5", "$top=1&$top=2", "", "no"},
		{"/a/f(n={n})", "/a/f(n=5)", "", model.Int32, "[5] [] []"},
		{"/a/f(n={n})", "/a/f(n={n})", "", model.Int32, "no"},
		{"/a/f(n={n})", "/a/f(n='x')", "", "", "['x'] [] []"},
		{"/a/f(n='{n}')", "/a/f(n='it''s')", "", "", "[it's] [] []"},
		{"/a/f(n={n})", "/a/f(n=2021-01-01)", "", model.Date, "[2021-01-01] [] []"},
		{"/a/f(n={n})", "/a/f(n=2021-01-3)", "", model.Date, "no"},
		{"/drive/root:/{item-path}:/content", "/drive/root:/a/b.txt:/content", "", "", "[a/b.txt] [] []"},
		{"/me/view?start={start}", "/me/view", "Start=2021&$top=1", "", "[2021] [[$top 1]] [[start 2021]]"},
		{"/me/view?start={start}", "/me/view", "", "", "no"},
	} {
		op := &model.Op{ID: "op", Endpoints: []*model.Endpoint{{Method: "GET", Path: parsePath(tt.template)}}, Responses: []*model.Response{{Status: 204, None: true}}}
		if tt.prim != "" {
			op.Params = []*model.Param{{Name: "n", Type: tt.prim}}
		}
		values, ok := op.Endpoints[0].Path.Match(tt.path)
		if !ok {
			t.Fatalf("%s does not match %s", tt.template, tt.path)
		}
		op.Examples = []*model.Example{{Request: &model.Message{Method: "GET", Path: tt.path, Query: tt.query}, Values: values}}
		p, err := newPlan(&model.API{Operations: []*model.Op{op}}, Options{Package: "sample"})
		if err != nil {
			t.Fatal(err)
		}
		entry := p.examples[0].entries[0]
		got := fmt.Sprint(entry.call.args, entry.call.query, entry.call.fixed)
		if entry.noCall != "" {
			got = "no"
			if len(p.diags) != 1 {
				t.Errorf("%s %s?%s: no finding", tt.template, tt.path, tt.query)
			}
		}
		if got != tt.want {
			t.Errorf("%s %s?%s: %s, want %s", tt.template, tt.path, tt.query, got, tt.want)
		}
	}
}

// TestVerdicts holds messages against an endpoint that takes and returns a pot.
func TestVerdicts(t *testing.T) {
	pot := &model.Type{Name: "tea.pot", Fields: []*model.Field{{Name: "id", Type: model.String}, {Name: "size", Type: model.Int32}}}
	for _, tt := range []struct {
		method, request string
		status          int
		response        string
		want            string // what the verdict says
	}{
		{"PATCH", `{"id":"a"}`, 200, `{"size":1}`, ""},
		{"PATCH", `{"id":1}`, 200, `{"size":1}`, "lenient"},
		{"PATCH", `[]`, 200, `{"size":1}`, "lenient other"},
		{"PATCH", `From: ann`, 200, `{"size":1}`, "other"},
		{"PATCH", ``, 200, ``, ""},
		{"PATCH", ``, 204, `{}`, ""},
		{"PATCH", ``, 404, `not found`, ""},
		{"PATCH", ``, 200, `[{}]`, "lenient excluded"},
		{"PATCH", ``, 200, `{"value":[{"size":1}]}`, "reshaped"},
		{"PATCH", ``, 200, `done`, "text"},
		{"PATCH", ``, 200, `{"error":{"code":"x"}}`, ""},
		{"GET", ``, 200, ``, "noCall"},
		{"HEAD", ``, 200, `{"id":"a"}`, "excluded"},
		{"HEAD", ``, 404, `{"error":{"code":"x"}}`, "excluded"},
		{"HEAD", ``, 200, ``, ""},
		{"PATCH", `{"@odata.type":5}`, 200, ``, "lenient other"},
		{"PATCH", ``, 200, `{"@odata.type":[]}`, "lenient excluded"},
		{"GET", `{"id":"a"}`, 200, `{"size":1}`, "other"},
	} {
		op := &model.Op{
			ID: "op", Endpoints: []*model.Endpoint{{Method: tt.method, Path: parsePath("/pots/{id}")}},
			Body: model.Body{Kind: model.BodyResource, Type: pot}, Responses: []*model.Response{{Status: 200, Type: pot}},
		}
		op.Examples = []*model.Example{{
			Request:  &model.Message{Method: tt.method, Path: "/pots/5", Body: tt.request},
			Response: &model.Message{Status: tt.status, Body: tt.response},
			Values:   []model.URLValue{{Text: "5"}},
		}}
		p, err := newPlan(&model.API{Types: []*model.Type{pot}, Operations: []*model.Op{op}}, Options{Package: "sample"})
		if err != nil {
			t.Fatal(err)
		}
		if got := words(p.examples[0].entries[0].verdict); got != tt.want {
			t.Errorf("%s %s, %d %s: %q, want %q", tt.method, tt.request, tt.status, tt.response, got, tt.want)
		}
	}
}

// words returns the names of what is set in v.
func words(v verdict) string {
	var out []string
	for _, w := range []struct {
		set  bool
		name string
	}{{v.lenient, "lenient"}, {v.reshaped, "reshaped"}, {v.other, "other"}, {v.text, "text"}, {v.excluded != "", "excluded"}, {v.noCall != "", "noCall"}} {
		if w.set {
			out = append(out, w.name)
		}
	}
	return strings.Join(out, " ")
}
