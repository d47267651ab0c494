package runtime

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// checked is a type with a rule of each kind.
type checked struct {
	Name  Opt[string]      `json:"name,omitzero"`
	Kind  Opt[string]      `json:"kind,omitzero"`
	Color Opt[color]       `json:"color,omitzero"`
	N     Opt[int32]       `json:"n,omitzero"`
	Dec   Opt[json.Number] `json:"dec,omitzero"`
	Tags  []string         `json:"tags,omitzero"`
	Mail  Opt[string]      `json:"mail,omitzero"`
	Made  Opt[time.Time]   `json:"made,omitzero"`
	Child Opt[*checked]    `json:"child,omitzero"`
	Many  []*checked       `json:"many,omitzero"`
	A     Opt[bool]        `json:"a,omitzero"`
	B     Opt[bool]        `json:"b,omitzero"`
	Extra Extra            `json:"-"`
}

func (x *checked) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
func (x checked) MarshalJSON() ([]byte, error)     { return marshal(&x) }

func (x *checked) Validate() error { return validate(x, rulesOfChecked) }

var rulesOfChecked = []MemberRule{
	{"name", RuleRequired, "", "", ""},
	{"name", RuleMaxLength, "3", "At most 3 characters", "resources/checked.md:7"},
	{"kind", RuleNotNull, "", "", ""},
	{"kind", RuleOneOf, "big\nsmall", "", ""},
	{"color", RuleEnum, "", "", ""},
	{"n", RuleRange, "0..10", "", ""},
	{"dec", RuleRange, "1..", "", ""},
	{"dec", RuleRange, "..5", "", ""},
	{"tags", RuleMaxItems, "2", "", ""},
	{"tags", RuleMaxLength, "4", "", ""},
	{"mail", RuleFormat, "email", "", ""},
	{"made", RuleReadOnly, "", "", ""},
	{"a", RuleExclusive, "b", "", ""},
	{"gone", RuleReadOnly, "", "", ""},
	{"gone", RuleMaxLength, "1", "", ""},
}

func TestValidate(t *testing.T) {
	for _, tt := range []struct {
		name string
		x    *checked
		want string
	}{
		{"fine", &checked{Name: Some("äöü"), Kind: Some("big"), Color: Some[color]("red"), N: Some[int32](10), Dec: Some(json.Number("5")), Tags: []string{"a", "b"}, Mail: Some("a@b.org")}, ""},
		{"other letter case, lists, empty", &checked{Name: Some(""), Kind: Some("Small, BIG"), Color: Some[color](""), Mail: Some("")}, ""},
		{"required", &checked{}, `checked: name is required`},
		{"required and null", &checked{Name: Null[string]()}, `checked: name is required`},
		{"required and bound", &checked{Extra: Extra{"name@odata.bind": json.RawMessage(`"x"`)}}, ``},
		{"not null", &checked{Name: Some("a"), Kind: Null[string]()}, `checked: kind cannot be null`},
		{"long", &checked{Name: Some("four")}, `checked: name "four" is longer than 3 characters: "At most 3 characters" (resources/checked.md:7)`},
		{"one of", &checked{Name: Some("a"), Kind: Some("wide")}, `checked: kind "wide" is none of big, small`},
		{"enum", &checked{Name: Some("a"), Color: Some[color]("mauve")}, `checked: color "mauve" is no documented value`},
		{"range", &checked{Name: Some("a"), N: Some[int32](11)}, `checked: n 11 is more than 10`},
		{"lower limit", &checked{Name: Some("a"), Dec: Some(json.Number("0.5"))}, `checked: dec "0.5" is less than 1`},
		{"upper limit", &checked{Name: Some("a"), Dec: Some(json.Number("6"))}, `checked: dec "6" is more than 5`},
		{"items", &checked{Name: Some("a"), Tags: []string{"a", "b", "ccccc"}}, "checked: tags 3 elements are more than 2\nchecked: tags[2] \"ccccc\" is longer than 4 characters"},
		{"format", &checked{Name: Some("a"), Mail: Some("Ada")}, `checked: mail "Ada" is no email`},
		{"read-only", &checked{Name: Some("a"), Made: Some(time.Time{})}, `checked: made 0001-01-01 00:00:00 +0000 UTC is read-only`},
		{"read-only and null", &checked{Name: Some("a"), Made: Null[time.Time]()}, `checked: made is read-only`},
		{"exclusive", &checked{Name: Some("a"), A: Some(true), B: Some(false)}, `checked: a true cannot be set together with b`},
		{"nested", &checked{Name: Some("a"), Child: Some(&checked{Name: Some("b"), Many: []*checked{nil, {}}}), Many: []*checked{{Name: Some("c"), N: Some[int32](-1)}}}, "checked: child.many[1].name is required\nchecked: many[0].n -1 is less than 0"},
		{"nil child", &checked{Name: Some("a"), Child: Some[*checked](nil)}, ""},
		{"nil", nil, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := errorText(tt.x.Validate()); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

func TestValidateBody(t *testing.T) {
	const page = "api/checked-update.md:20"
	op := &Operation{Body: []BodyRules{
		{Type: "other", Rules: []MemberRule{{"kind", RuleReadOnly, "", "", ""}}},
		{Type: "checked", Accepted: []string{"name", "kind", "tags", "n"}, Source: page, Rules: []MemberRule{
			{"name", RuleMaxLength, "9", "Up to 9 characters", page},
			{"kind", RuleReadOnly, "", "Read-only", page},
			{"n", RuleNotUpdatable, "", "", page},
			{"b", RuleReadOnly, "", "", ""},
		}},
	}}
	for _, tt := range []struct {
		name string
		op   *Operation
		body any
		want string
	}{
		{"the operation's limit", op, &checked{Name: Some("up to nine")}, `checked: name "up to nine" is longer than 9 characters: "Up to 9 characters" (api/checked-update.md:20)`},
		{"beats the type's", op, &checked{Name: Some("up to 9")}, ""},
		{"read-only", op, &checked{Name: Some("a"), Kind: Some("big")}, `checked: kind "big" is read-only: "Read-only" (api/checked-update.md:20)`},
		{"not updatable", op, &checked{Name: Some("a"), N: Some[int32](1)}, `checked: n 1 cannot be changed (api/checked-update.md:20)`},
		{"not accepted", op, &checked{Name: Some("a"), A: Some(true)}, `checked: a true is none of the members that the operation takes (api/checked-update.md:20)`},
		{"not accepted and read-only", op, &checked{Name: Some("a"), B: Some(true)}, `checked: b true is read-only`},
		{"collection that is null", op, &checked{Name: Some("a"), Extra: Extra{"many": json.RawMessage("null")}}, `checked: many is none of the members that the operation takes (api/checked-update.md:20)`},
		{"the type's own rules", op, &checked{}, `checked: name is required`},
		{"no rules", new(Operation), &checked{}, `checked: name is required`},
		{"nil", op, (*checked)(nil), ""},
		{"no body", op, nil, ""},
		{"no struct", op, strings.NewReader("x"), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := errorText(tt.op.ValidateBody(tt.body)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
}

func TestValidationErrorsAsAndIs(t *testing.T) {
	err := (&checked{Name: Some("long name"), Color: Some[color]("mauve")}).Validate()
	var list ValidationErrors
	var one *ValidationError
	if !errors.As(err, &list) || len(list) != 2 || !errors.As(err, &one) || one.Path != "name" {
		t.Errorf("errors.As: %v, %v", list, one)
	}
	if !errors.Is(err, RuleMaxLength) || errors.Is(err, RuleRequired) {
		t.Error("errors.Is does not find the rule")
	}
	if rest := list.WithoutWarnings(); strings.Contains(rest.Error(), "mauve") || !errors.Is(rest, RuleMaxLength) {
		t.Errorf("without warnings: %v", rest)
	}
	if list[1:].WithoutWarnings() != nil {
		t.Error("only warnings are an error")
	}
}

func TestFormats(t *testing.T) {
	for format, values := range map[string]struct{ good, bad string }{
		"guid":      {"01234567-89ab-CDEF-0123-456789abcdef", "01234567-89ab-CDEF-0123-456789abcdeg 0123456789abcdef0123456789abcdef x"},
		"url":       {"https://example.org/x?y#z urn:a:b http://[::1]/ mailto:a@b", "example.org/x //a %zz"},
		"email":     {"a@b a.b+c@d.example", "a @b a@ a@b,c@d Ada<a@b>"},
		"date":      {"2021-01-31", "2021-02-30 31.1.2021 2021-01-31T00:00:00Z"},
		"date-time": {"2021-01-01T00:00:00Z 2021-01-01T00:00:00.1+01:00", "2021-01-01 12:00:00Z x"},
		"duration":  {"P1D PT1S P1Y2M3W4DT5H6M7.8S -PT1M", "P PT 1D P1S PT1D P1DT PxD PT.S P1D1Y"},
	} {
		for s := range strings.SplitSeq(values.good, " ") {
			if !hasFormat(s, format) {
				t.Errorf("%s: %q is refused", format, s)
			}
		}
		for s := range strings.SplitSeq(values.bad, " ") {
			if hasFormat(s, format) {
				t.Errorf("%s: %q is accepted", format, s)
			}
		}
	}
}
