package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
)

func offAPI() *API {
	rule := func(kind RuleKind, file string, line int) *Constraint {
		return &Constraint{Kind: kind, Pos: diag.Pos{File: file, Line: line, Col: 3}}
	}
	return &API{Types: []*Type{{Name: "a.pot", Fields: []*Field{
		{Name: "id", Type: String, ReadOnly: Yes, Required: Yes, Nullable: No, Rules: []*Constraint{
			rule(ReadOnly, "resources/pot.md", 4), rule(Required, "resources/pot.md", 4), rule(NotNull, "resources/pot.md", 4), rule(MaxLength, "inc/pot.md", 5),
		}},
		{Name: "shape", Type: &Enum{Name: "a.shape"}, Pos: diag.Pos{File: "resources/pot.md", Line: 9}},
	}}}, Operations: []*Op{{Body: Body{Complete: true, Pos: diag.Pos{File: "api/pot.md", Line: 7}}}}}
}

// state prints what is left of offAPI.
func state(a *API) string {
	id, shape := a.Types[0].Fields[0], a.Types[0].Fields[1]
	var out []string
	for _, c := range id.Rules {
		out = append(out, string(c.Kind))
	}
	for name, tri := range map[string]bool{"ro": id.ReadOnly == Yes, "req": id.Required == Yes, "nn": id.Nullable == No, "enum": !shape.AnyValue, "list": a.Operations[0].Body.Complete} {
		if tri {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestOff(t *testing.T) {
	for _, tt := range []struct{ off, want, unused string }{
		{"", "enum list max-length nn not-null read-only req required ro", ""},
		{"required", "enum list max-length nn not-null read-only ro", ""},
		{"max-length max-items", "enum list nn not-null read-only req required ro", ""},
		{"resources/pot.md:4", "enum list max-length", ""},
		{"./docs/resources/pot.md:4:77", "enum list max-length", ""},
		{"pot.md", "enum list max-length nn not-null read-only req required ro", "pot.md"},
		{"inc/pot.md", "enum list nn not-null read-only req required ro", ""},
		{"enum not-accepted", "max-length nn not-null read-only req required ro", ""},
		{"resources/pot.md:9 api/pot.md:7", "max-length nn not-null read-only req required ro", ""},
		{"resources/pot.md:8", "enum list max-length nn not-null read-only req required ro", "resources/pot.md:8"},
	} {
		off, err := ParseOff(strings.Fields(tt.off))
		if err != nil {
			t.Fatal(err)
		}
		api := offAPI()
		off.API(api)
		if got := state(api); got != tt.want || strings.Join(off.Unused(), " ") != tt.unused {
			t.Errorf("off %q: %s; unused %q", tt.off, got, off.Unused())
		}
	}
}

func TestParseOffRefuses(t *testing.T) {
	for _, s := range []string{"", "lenght", "resources/pot", "pot.md:", "pot.md:0", "pot.md:x", "Required"} {
		if _, err := ParseOff([]string{s}); err == nil {
			t.Errorf("ParseOff(%q) succeeds", s)
		}
	}
}
