package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
)

// This file compares OpenAPI documents with the model they are made from, fact by
// fact and by other means than those that wrote them: operations are found by
// their request lines, and what is expected of a type is written down here.

// TestOpenAPIFacts compares all operations of the sample and, where a corpus is
// at hand, thirty of a large API, picked by chance.
func TestOpenAPIFacts(t *testing.T) {
	for _, version := range sampleVersions() {
		compareOpenAPI(t, sampleAPI(t, version), 0)
	}
	dir := filepath.Join(cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../../shared/corpus"), "graph-2021/api-reference/v1.0")
	if _, err := os.Stat(dir); err != nil {
		t.Logf("only the sample was compared: there is no %s", dir)
		return
	}
	compareOpenAPI(t, corpusAPI(t, dir), 30)
}

// An openAPI is a decoded document.
type openAPI struct {
	*testing.T
	doc    map[string]any
	byLine map[string]map[string]any // operations by request line
	path   map[string]string         // of an operation, by request line
	op     *model.Op                 // being compared
	facts  int
}

func compareOpenAPI(t *testing.T, api *model.API, n int) {
	text, _, err := gen.OpenAPI(api, gen.Options{})
	if err != nil {
		t.Fatal(err)
	}
	o := &openAPI{T: t, byLine: make(map[string]map[string]any), path: make(map[string]string)}
	if err := json.Unmarshal(text, &o.doc); err != nil {
		t.Fatal(err)
	}
	ids := make(map[string]bool)
	for path, item := range o.doc["paths"].(map[string]any) {
		for _, v := range item.(map[string]any) {
			op := v.(map[string]any)
			if id := op["operationId"].(string); ids[id] {
				t.Errorf("two operations are called %s", id)
			} else {
				ids[id] = true
			}
			for _, line := range op["x-docmill-requests"].([]any) {
				if o.byLine[line.(string)] != nil {
					t.Errorf("two operations have %s", line)
				}
				o.byLine[line.(string)], o.path[line.(string)] = op, path
			}
		}
	}
	ops := slices.Clone(api.Operations)
	if n > 0 {
		rand.New(rand.NewPCG(2021, 7)).Shuffle(len(ops), func(i, j int) { ops[i], ops[j] = ops[j], ops[i] })
		ops = ops[:n]
	}
	for _, o.op = range ops {
		for i, e := range o.op.Endpoints {
			o.compare(i, e)
		}
	}
	if o.facts < 5*len(ops) {
		t.Errorf("compared %d facts of %d operations", o.facts, len(ops))
	}
}

func (o *openAPI) fail(format string, args ...any) {
	o.Helper()
	o.Errorf("%s: %s", o.op.ID, fmt.Sprintf(format, args...))
}

// compare compares what an operation says of one of its request lines. What
// several pages say of one line is a matter of its own: then only the line and
// its path are compared.
func (o *openAPI) compare(i int, e *model.Endpoint) {
	line := e.Method + " " + e.Path.Raw
	op := o.byLine[line]
	if op == nil {
		o.fail("no operation has %s", line)
		return
	}
	path := o.path[line]
	if named, want := strings.Count(path, "{"), strings.Count(e.Path.String(), "{"); named != want {
		o.fail("%s has %d placeholders, %s has %d", path, named, e.Path, want)
	}
	params := o.parameters(op)
	for _, part := range strings.Split(path, "{")[1:] {
		name, _, _ := strings.Cut(part, "}")
		if p := params["path "+name]; p == nil || p["required"] != true {
			o.fail("%s: no required parameter %s", path, name)
		}
		o.facts++
	}
	if len(op["x-docmill-source"].([]any)) > 1 {
		return
	}
	o.compareParameters(op, e, params)
	o.compareBody(op, e)
	o.compareResponses(op, e)
	o.compareScopes(op, i)
}

// parameters returns the parameters of an operation by place and name.
func (o *openAPI) parameters(op map[string]any) map[string]map[string]any {
	out := make(map[string]map[string]any)
	list, _ := op["parameters"].([]any)
	for _, v := range list {
		p := o.resolve(v)
		out[fmt.Sprint(p["in"], " ", p["name"])] = p
	}
	return out
}

// resolve follows a reference.
func (o *openAPI) resolve(v any) map[string]any {
	m, _ := v.(map[string]any)
	ref, _ := m["$ref"].(string)
	if ref == "" {
		return m
	}
	at := o.doc
	for _, step := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
		at, _ = at[step].(map[string]any)
	}
	if at == nil {
		o.fail("%s leads nowhere", ref)
	}
	return at
}

func (o *openAPI) compareParameters(op map[string]any, e *model.Endpoint, params map[string]map[string]any) {
	for _, p := range o.op.Params {
		name := strings.Trim(p.Name, "{}")
		var found []map[string]any
		for _, have := range params {
			if have["description"] == p.Doc && p.Doc != "" || strings.EqualFold(fmt.Sprint(have["name"]), name) {
				found = append(found, have)
			}
		}
		inPath := strings.Contains(strings.ToLower(e.Path.String()), "{"+strings.ToLower(name)+"}")
		if len(found) == 0 && (p.In == model.InQuery || inPath) {
			o.fail("%s parameter %s is missing", p.In, p.Name)
		}
		if len(found) == 1 && jsonTypes[model.RefName(p.Type)] != "" && !strings.HasPrefix(name, "$") {
			o.want(found[0]["schema"], model.RefName(p.Type), "parameter "+p.Name)
		}
		o.facts++
	}
	var options []string
	if list, ok := op["x-docmill-options"].([]any); ok {
		for _, v := range list {
			options = append(options, v.(string))
			if params[fmt.Sprint("query ", v)] == nil && strings.HasPrefix(v.(string), "$") {
				o.fail("no parameter for the option %s", v)
			}
		}
	}
	if !slices.Equal(options, o.op.Options.Names) {
		o.fail("options %q, want %q", options, o.op.Options.Names)
	}
}

// compareScopes wants each alternative of each table to be a requirement, and no
// others.
func (o *openAPI) compareScopes(op map[string]any, i int) {
	var want []string
	for scheme, name := range map[model.Scheme]string{model.DelegatedWork: "delegated", model.Application: "application"} {
		for _, table := range o.op.Permissions {
			if !table.Covers(i) {
				continue
			}
			for _, set := range table.Grants[scheme].AnyOf {
				want = append(want, fmt.Sprint(name, set))
			}
		}
	}
	var have []string
	list, _ := op["security"].([]any)
	for _, v := range list {
		for name, scopes := range v.(map[string]any) {
			have = append(have, fmt.Sprint(name, scopes))
		}
	}
	slices.Sort(want)
	slices.Sort(have)
	if want = slices.Compact(want); !reflect.DeepEqual(want, have) && !slices.ContainsFunc(o.op.Permissions, func(t *model.PermissionTable) bool {
		return len(t.Grants[model.DelegatedPersonal].AnyOf) > 0 && want == nil
	}) {
		o.fail("security %q, want %q", have, want)
	}
	o.facts += len(want)
}
