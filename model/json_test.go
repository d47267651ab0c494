package model

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

// TestSchemaDescribesStructs compares the schema with the Go structs that are
// encoded, key by key: the names of members, which of them are always there,
// and which JSON type they have. Each member is described, by itself or by what
// it refers to.
func TestSchemaDescribesStructs(t *testing.T) {
	var schema node
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	checkStruct(t, &schema, &schema, reflect.TypeFor[jsonAPI](), "")
}

// A node is the part of JSON Schema that model.schema.json uses.
type node struct {
	Type       any              `json:"type"`
	Ref        string           `json:"$ref"`
	Text       string           `json:"description"`
	Enum       []string         `json:"enum"`
	Items      *node            `json:"items"`
	Properties map[string]*node `json:"properties"`
	Required   []string         `json:"required"`
	Additional *bool            `json:"additionalProperties"`
	Defs       map[string]*node `json:"$defs"`
}

func checkStruct(t *testing.T, root, n *node, typ reflect.Type, at string) {
	t.Helper()
	if n.Additional == nil || *n.Additional {
		t.Errorf("%s: additionalProperties is not false", at)
	}
	seen := make(map[string]bool)
	for _, f := range reflect.VisibleFields(typ) {
		if f.Anonymous {
			continue
		}
		name, opts, _ := strings.Cut(f.Tag.Get("json"), ",")
		seen[name] = true
		p := n.Properties[name]
		if p == nil {
			t.Errorf("%s/%s: not in the schema", at, name)
			continue
		}
		if optional := opts != ""; optional == slices.Contains(n.Required, name) {
			t.Errorf("%s/%s: required in the schema is %v, but the member's options are %q", at, name, !optional, opts)
		}
		checkType(t, root, p, f.Type, at+"/"+name)
	}
	for name := range n.Properties {
		if !seen[name] {
			t.Errorf("%s/%s: in the schema only", at, name)
		}
	}
}

func checkType(t *testing.T, root, n *node, typ reflect.Type, at string) {
	t.Helper()
	described := n.Text != "" || strings.HasSuffix(at, "[]")
	for n.Ref != "" {
		n = root.Defs[strings.TrimPrefix(n.Ref, "#/$defs/")]
		described = described || n.Text != ""
	}
	if !described {
		t.Errorf("%s: has no description", at)
	}
	if typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	kinds := map[reflect.Kind]string{
		reflect.Bool: "boolean", reflect.Int: "integer", reflect.Int64: "integer", reflect.Float64: "number",
		reflect.String: "string", reflect.Slice: "array", reflect.Struct: "object",
	}
	want := kinds[typ.Kind()]
	if have := fmt.Sprint(n.Type); n.Enum == nil && have != want && have != "["+want+" null]" {
		t.Errorf("%s: %s in the schema, %s in Go", at, have, want)
	}
	switch typ.Kind() {
	case reflect.Slice:
		checkType(t, root, n.Items, typ.Elem(), at+"[]")
	case reflect.Struct:
		// Recursive definitions do not occur; each is checked where it is used.
		checkStruct(t, root, n, typ, at)
	}
}

// TestSchemaLists compares the lists of values in the schema with those of the
// model.
func TestSchemaLists(t *testing.T) {
	var schema node
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	var kinds, bodies []string
	for _, k := range RuleKinds {
		if k != NotAccepted && k != UnknownName { // which no sentence states
			kinds = append(kinds, string(k))
		}
	}
	for k := BodyNone; k <= BodyJSON; k++ {
		bodies = append(bodies, bodyNames[k])
	}
	ties := []string{string(TiedByPath), string(TiedByActor), string(TiedByName), string(TiedByLabel), string(TiedBySection), string(TiedToNone)}
	for at, want := range map[string][]string{
		"rule.kind": kinds, "body.kind": bodies, "permissionTable.tie": ties, "scopeSet.tie": ties, "scopePart.tie": ties,
		"parameter.in": {string(InPath), string(InQuery), string(InFunction)},
	} {
		def, member, _ := strings.Cut(at, ".")
		if have := schema.Defs[def].Properties[member].Enum; !slices.Equal(have, want) {
			t.Errorf("%s: the schema lists %q, the model %q", at, have, want)
		}
	}
}

func TestWriteJSON(t *testing.T) {
	var first, second bytes.Buffer
	api := sample()
	if err := api.WriteJSON(&first); err != nil {
		t.Fatal(err)
	}
	if err := api.WriteJSON(&second); err != nil || first.String() != second.String() {
		t.Errorf("two writes differ (%v)", err)
	}
	for _, want := range []string{
		`"fullName": "s.file"`, `"base": "s.item"`, `"type": "Edm.String"`, `"collection": true`, `"pos": "item.md:3:1"`,
		`"delegatedWork": [`, `"path": "/items/{id}"`,
	} {
		if !strings.Contains(first.String(), want) {
			t.Errorf("no %s in\n%s", want, first.String())
		}
	}
	if strings.Contains(first.String(), `"required"`) {
		t.Errorf("a fact that no page states is written:\n%s", first.String())
	}
}

// sample is an API of three types: an item, a file, which is an item, and an
// owner, which only an operation on items refers to.
func sample() *API {
	color := &Enum{Name: "s.color", Source: "page", Page: "color.md", Members: []*Member{{Name: "red"}}}
	owner := &Type{Name: "s.owner", Page: "owner.md", Pages: []string{"owner.md"}}
	item := &Type{Name: "s.item", Page: "item.md", Pages: []string{"item.md"}, Entity: true}
	item.Fields = []*Field{
		{Name: "id", Type: String, Pos: diag.Pos{File: "item.md", Line: 3, Col: 1}},
		{Name: "parts", Type: &List{item}, Pos: diag.Pos{File: "item.md", Line: 4, Col: 1}},
	}
	file := &Type{Name: "s.file", Page: "file.md", Pages: []string{"file.md"}, Base: item}
	file.Fields = []*Field{{Name: "color", Type: color}}
	item.Derived = []*Type{file}
	lone := &Type{Name: "s.lone", Page: "lone.md", Pages: []string{"lone.md"}}
	ops := []*Op{
		{ID: "item-delete", Page: "api/item-delete.md", Endpoints: []*Endpoint{endpoint("DELETE", "items", "{id}")}},
		{
			ID: "item-get", Page: "api/item-get.md", Endpoints: []*Endpoint{endpoint("GET", "items", "{id}")},
			Responses:   []*Response{{Status: 200, Type: item}},
			Permissions: []*PermissionTable{{Grants: [3]Grant{{AnyOf: [][]string{{"Items.Read"}}}}}},
		},
		{ID: "item-lock", Page: "api/item-lock.md", Endpoints: []*Endpoint{endpoint("POST", "items", "{id}", "lock")}},
		{
			ID: "item-owner", Page: "api/item-owner.md", Endpoints: []*Endpoint{endpoint("GET", "items", "{id}", "owner")},
			Responses: []*Response{{Status: 200, Type: owner}},
		},
	}
	return &API{Types: []*Type{file, item, lone, owner}, Enums: []*Enum{color}, Operations: ops}
}

func endpoint(method string, segments ...string) *Endpoint {
	e := &Endpoint{Method: method, Path: Path{Raw: "/" + strings.Join(segments, "/")}}
	for _, s := range segments {
		seg := Segment{Text: s}
		if strings.HasPrefix(s, "{") {
			seg = Segment{Kind: Key, Text: strings.Trim(s, "{}")}
		}
		e.Path.Segments = append(e.Path.Segments, seg)
	}
	return e
}

// Tables become sets; what cells divide is one set with parts.
func TestScopeSets(t *testing.T) {
	grant := func(scope string) [3]Grant { return [3]Grant{Application: {AnyOf: [][]string{{scope}}}} }
	page, row := diag.Pos{File: "a.md", Line: 3, Col: 1}, diag.Pos{File: "a.md", Line: 9, Col: 1}
	sets := scopeSets([]*PermissionTable{
		{For: "rooms table", Cell: "table", Pos: page, Grants: grant("A"), Tie: TiedByName, Endpoints: []int{2}},
		{For: "rooms chair", Cell: "chair", Pos: page, Grants: grant("B"), Tie: TiedByName, Endpoints: []int{0, 1}},
		{For: "gardens", Pos: row, Grants: grant("C"), Tie: TiedToNone},
		{For: "cellars", Pos: row, Grants: grant("D")},
	})
	var got []string
	for _, s := range sets {
		got = append(got, fmt.Sprint(s.Label, s.Application, s.Endpoints, s.Endpoints == nil))
		for _, p := range s.Parts {
			got = append(got, fmt.Sprint("- ", p.Label, p.Application, p.Endpoints))
		}
	}
	want := []string{
		"rooms[A B] [0 1 2] false", "- rooms table[A] [2]", "- rooms chair[B] [0 1]",
		"gardens[C] [] false", "cellars[D] [] true",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
