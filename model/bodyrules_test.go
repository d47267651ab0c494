package model

import (
	"encoding/json"
	"strings"
	"testing"
)

// bodyAPI returns the type that the tests are about, and an update of it:
// page says of members what the resource does not, and the other way round.
func bodyAPI(kinds map[string][]RuleKind) *Type {
	t := &Type{Name: "a.pot"}
	for _, name := range []string{"id", "name", "shape", "made"} {
		f := &Field{Name: name, Type: String}
		for _, k := range kinds[name] {
			f.Rules = append(f.Rules, testRule(k))
		}
		t.Fields = append(t.Fields, f)
	}
	return t
}

func testRule(k RuleKind) *Constraint {
	c := &Constraint{Kind: k, Sentence: string(k)}
	if k == MaxLength {
		n := 4.0
		c.Max = &n
	}
	return c
}

// ruleNames prints body rules as "made:read-only …; accepts a b".
func ruleNames(b BodyRules) string {
	var out []string
	for _, r := range b.Rules {
		out = append(out, r.Field.Name+":"+string(r.Kind))
	}
	for _, r := range b.Refuted {
		out = append(out, "("+r.Field.Name+":"+string(r.Kind)+")")
	}
	if b.Accepted != nil {
		out = append(out, "accepts", strings.Join(b.Accepted, ","))
	}
	return strings.Join(out, " ")
}

func TestBodyRules(t *testing.T) {
	pot := bodyAPI(map[string][]RuleKind{
		"id": {ReadOnly}, "name": {Required, MaxLength}, "shape": {NotUpdatable}, "made": {ReadOnly, NotNull},
	})
	row := func(name string, kinds ...RuleKind) *Field {
		f := &Field{Name: name, Type: String}
		for _, k := range kinds {
			f.Rules = append(f.Rules, testRule(k))
		}
		return f
	}
	example := func(method string, members ...string) *Example {
		js := &JSONSample{}
		for _, m := range members {
			js.Members = append(js.Members, JSONMember{Name: m})
		}
		return &Example{Request: &Message{Method: method, JSON: js}}
	}
	for _, tt := range []struct {
		name, method, last string
		typ                *Type
		rows               []*Field
		complete           bool
		examples           []*Example
		want               string
	}{
		{name: "create", method: "POST", typ: pot, want: "id:read-only name:required made:read-only"},
		{name: "required and read-only", method: "POST", typ: bodyAPI(map[string][]RuleKind{"id": {Required, ReadOnly}}), want: "id:read-only"},
		{name: "required and read-only, own", method: "POST", typ: pot, rows: []*Field{row("name", Required, ReadOnly)}, want: "name:read-only id:read-only made:read-only"},
		{name: "update", method: "PATCH", typ: pot, want: "id:read-only shape:not-updatable made:read-only"},
		{name: "own row beats the resource", method: "PATCH", typ: pot, rows: []*Field{row("id"), row("shape")}, want: "made:read-only"},
		{
			name: "own row says more", method: "POST", typ: pot, rows: []*Field{row("name", ReadOnly, MaxLength), row("shape", Required, MaxLength)},
			want: "name:read-only shape:required shape:max-length id:read-only made:read-only",
		},
		{name: "required of an update", method: "PATCH", typ: pot, rows: []*Field{row("name", Required)}, want: "id:read-only shape:not-updatable made:read-only"},
		{name: "own list without required", method: "POST", typ: pot, rows: []*Field{row("shape")}, complete: true, want: "id:read-only made:read-only accepts shape"},
		{
			name: "table about something inside", method: "POST", typ: pot, rows: []*Field{row("lid", Required), row("rim", Required), row("id")}, complete: true,
			want: "id:read-only name:required made:read-only",
		},
		{name: "reference", method: "POST", last: "$ref", typ: pot, rows: []*Field{row("name", Required)}, want: ""},
		{name: "action", method: "POST", rows: []*Field{row("why", Required, MaxLength), row("who", ReadOnly)}, want: "why:required who:read-only"},
		{
			name: "examples beat the resource", method: "POST", typ: pot, examples: []*Example{example("PATCH", "id"), example("POST", "made", "shape")},
			want: "id:read-only (name:required) (made:read-only)",
		},
		{name: "bound is there", method: "POST", typ: pot, examples: []*Example{example("POST", "name@odata.bind")}, want: "id:read-only name:required made:read-only"},
		{
			name: "examples do not beat the page's own table", method: "POST", typ: pot, rows: []*Field{row("id", ReadOnly)}, examples: []*Example{example("POST", "id", "name")},
			want: "id:read-only made:read-only",
		},
	} {
		o := &Op{Examples: tt.examples, Body: Body{Fields: tt.rows, Complete: tt.complete}}
		e := &Endpoint{Method: tt.method, Path: Path{Segments: []Segment{{Text: "pots"}, {Text: tt.last}}}}
		if got := ruleNames(o.BodyRules(e, tt.typ)); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestViolations(t *testing.T) {
	enum := &Enum{Name: "a.color", Members: []*Member{{Name: "red"}, {Name: "darkBlue"}}}
	lo, hi, n := 1.0, 5.0, 2.0
	lid := &Type{Name: "a.lid"}
	special := &Type{Name: "a.specialLid", Base: lid, Fields: []*Field{{Name: "name", Type: String, Rules: []*Constraint{testRule(MaxLength)}}}}
	lid.Derived = []*Type{special}
	fields := []*Field{
		{Name: "name", Type: String, Rules: []*Constraint{testRule(MaxLength), testRule(NotNull)}},
		{Name: "kind", Type: String, Values: []string{"big", "small"}, Rules: []*Constraint{{Kind: OneOf}}},
		{Name: "color", Type: enum},
		{Name: "colors", Type: &List{enum}, Rules: []*Constraint{{Kind: MaxItems, Max: &n}}},
		{Name: "size", Type: Int32, Rules: []*Constraint{{Kind: Range, Min: &lo, Max: &hi}}},
		{Name: "key", Type: GUID, Rules: []*Constraint{{Kind: Format, Text: "guid"}}},
		{Name: "lids", Type: &List{lid}},
	}
	rules := BodyRules{
		Accepted: []string{"name", "kind", "color", "colors", "size", "key"},
		Rules:    []MemberRule{{fields[4], false, &Constraint{Kind: ReadOnly}}, {fields[0], false, &Constraint{Kind: Required}}, {fields[1], false, &Constraint{Kind: Exclusive, Text: "color"}}},
	}
	for _, tt := range []struct{ body, want string }{
		{`{"name": "äöüß", "kind": "Small", "color": "RED"}`, "kind:exclusive"},
		{`{"kind": "", "key": ""}`, "name:required"},
		{`{"name": "abcde"}`, "name:max-length"},
		{`{"name": null}`, "name:not-null name:required"},
		{`{"name@odata.bind": "x"}`, ""},
		{`{"name": "a", "kind": "wide"}`, "kind:one-of"},
		{`{"name": "a", "color": "mauve"}`, "color:enum"},
		{`{"name": "a", "color": "DarkBlue, red"}`, ""},
		{`{"name": "a", "colors": ["red", "x", "y"]}`, "colors[1]:enum colors[2]:enum colors:max-items"},
		{`{"name": "a", "size": 6}`, "size:range size:read-only"},
		{`{"name": "a", "size": null}`, "size:read-only"},
		{`{"name": "a", "key": "x"}`, "key:format"},
		{`{"name": "a", "lids": [{"name": "long name"}, {"@odata.type": "#a.specialLid", "name": "long name"}]}`, "lids[1].name:max-length lids:not-accepted"},
		{`{"name": 1, "kind": {}, "color": [], "colors": 1, "size": "6", "key": true, "lids": {}}`, "size:read-only kind:exclusive lids:not-accepted"},
		{`{"name": "a", "unknown": 1}`, ""},
	} {
		dec := json.NewDecoder(strings.NewReader(tt.body))
		dec.UseNumber()
		var body map[string]any
		if err := dec.Decode(&body); err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, v := range rules.Violations(fields, body) {
			got = append(got, v.Path+":"+string(v.Rule.Kind))
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("%s: %s, want %s", tt.body, strings.Join(got, " "), tt.want)
		}
	}
}

func TestOuterRows(t *testing.T) {
	part := &Type{Name: "a.part", Fields: []*Field{{Name: "id", Type: String}, {Name: "length", Type: Int32}}}
	parts, id, length, name := &Field{Name: "parts", Type: &List{part}}, &Field{Name: "id"}, &Field{Name: "length"}, &Field{Name: "name"}
	members := map[string]*Field{"parts": parts, "id": id, "name": name}
	own, all := outerRows([]*Field{parts, id, length, name}, members)
	if len(own) != 2 || own[0] != parts || own[1] != name || all {
		t.Errorf("rows of the parts are taken for the body's: %v, %v", own, all)
	}
	own, all = outerRows([]*Field{parts, id, name}, members)
	if len(own) != 3 || !all {
		t.Errorf("no row is of the parts alone, but %v, %v", own, all)
	}
}
