package sample

import (
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

func TestAccepts(t *testing.T) {
	tests := []struct {
		prim model.Prim
		yes  []string
		no   []string
	}{
		{model.String, []string{`""`, `"a"`}, []string{`1`, `true`, `{}`, `[]`}},
		{model.Boolean, []string{`true`, `false`}, []string{`"true"`, `1`}},
		{model.Byte, []string{`0`, `255`}, []string{`-1`, `256`, `1.0`}},
		{model.SByte, []string{`-128`, `127`}, []string{`128`}},
		{model.Int16, []string{`-32768`}, []string{`32768`}},
		{model.Int32, []string{`2147483647`}, []string{`2147483648`, `1.5`, `1e3`, `"1"`}},
		{model.Int64, []string{`9223372036854775807`}, []string{`9223372036854775808`}},
		{model.Double, []string{`1`, `1.5e10`, `"INF"`, `"-INF"`, `"NaN"`}, []string{`"1.5"`, `true`}},
		{model.Decimal, []string{`0.10`}, []string{`"0.10"`, `"INF"`}},
		{
			model.DateTimeOffset,
			[]string{`"2016-10-19T10:37:00Z"`, `"2016-10-19T10:37:00.1234567+02:00"`, `"2016-10-19T10:37:00.12345678901234Z"`},
			[]string{`"2016-10-19"`, `"2016-10-19T10:37:00"`, `"String (timestamp)"`, `1`},
		},
		{model.Date, []string{`"2016-02-29"`}, []string{`"2015-02-29"`, `"2016-10-19T10:37:00Z"`}},
		{model.TimeOfDay, []string{`"15:04"`, `"15:04:05"`, `"15:04:05.0000000"`}, []string{`"25:00"`, `"3 pm"`}},
		{model.Binary, []string{`""`, `"aGk="`, `"aGk"`, `"-_-_"`}, []string{`"a"`, `"not base64!"`, `1`}},
		{model.Duration, []string{`"PT1H"`}, []string{`1`}},
		{model.GUID, []string{`"x"`}, []string{`1`}},
		{model.JSON, []string{`1`, `"a"`, `{}`, `[]`, `true`}, nil},
		{model.Any, []string{`1`, `{}`}, nil},
		{model.Stream, []string{`"x"`}, nil},
	}
	for _, tt := range tests {
		for _, text := range tt.yes {
			if !acceptsJSON(t, tt.prim, text) {
				t.Errorf("%s does not accept %s", tt.prim, text)
			}
		}
		for _, text := range tt.no {
			if acceptsJSON(t, tt.prim, text) {
				t.Errorf("%s accepts %s", tt.prim, text)
			}
		}
	}
}

func acceptsJSON(t *testing.T, p model.Prim, text string) bool {
	t.Helper()
	v := mustParse(t, text)
	return accepts(p, v.Kind(), v.Text())
}

func mustParse(t *testing.T, text string) Value {
	t.Helper()
	v, err := Parse(text)
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return v
}

func TestParsePlaces(t *testing.T) {
	text := "{\n  \"a\": [1,\n    {\"b\" : null}]\n}"
	v := mustParse(t, text)
	b := v.Member("a").First().Next().Member("b")
	if got := text[b.Offset() : b.Offset()+4]; got != "null" {
		t.Errorf("value at %q", got)
	}
	pos := Place(diag.Pos{File: "x.md", Line: 10, Col: 5}, text, b.Offset())
	if pos.Line != 12 || pos.Col != 12 {
		t.Errorf("place %d:%d, want 12:12", pos.Line, pos.Col)
	}
	for _, bad := range []string{"", "{", `{"a":1} 2`, `{"a" 1}`, "[1,]", "{'a':1}"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q parses", bad)
		}
	}
}
