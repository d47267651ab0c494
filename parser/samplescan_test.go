package parser

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// FuzzScanMembers compares the scanner of faultless JSON with encoding/json.
func FuzzScanMembers(f *testing.F) {
	for _, s := range []string{
		`{}`, ` { } `, `{"a": 1, "b": "String", "c": [], "d": ["Int32"], "e": {"@odata.type": "#x.shelf"}}`,
		"{\n  \"shelf\": {\"a\": [1, {}]},\r\n\t\"box\": -1.5e+3\n}\n", `{"a": true, "b": false, "c": null, "d": 0}`,
		`{"a": "\u00e9\n\"", "b\n": 1}`, `{"a": [[1]], "b": [{"@odata.type": "a", "@odata.type": 1}]}`, `{"a": "String (timestamp)"}`,
		`{"a": 01}`, `{"a": .5}`, `{"a": 1.}`, `{"a": 1e}`, `{"a" 1}`, `{"a": 1,}`, `{,}`, `{"a": tru}`, `{"a": 1} x`, `[1]`, ``, `{"a": "` + "\xff" + `"}`, `{"a": "\x"}`, `{"a": "\u12g4"}`, "{\"a\": \"\t\"}", `{"a": {`, `{"a": [1 2]}`, `{"é": 1, "é": 2}`, `{"a": "b\`,
		"{\"a\": 1, \"\xff\xff\xff\xff\xff\": 2",
	} {
		f.Add(s)
	}
	set, err := dialect.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	pos := diag.Pos{File: "t.md", Line: 3, Col: 5}
	f.Fuzz(func(t *testing.T, text string) {
		want := &model.JSONSample{Text: text, Pos: pos}
		readFaulty(want, set.English(), markdown.Limits{})
		got, ok := scanMembers([]model.JSONMember{}, text, pos, set.English(), markdown.Limits{})
		if !ok {
			return
		}
		if want.Err != nil {
			t.Fatalf("%q is taken for faultless: %v", text, want.Err)
		}
		if diff := cmp.Diff(want.Members, got); diff != "" {
			t.Errorf("%q (-encoding/json +scanner)\n%s", text, diff)
		}
	})
}

// FuzzSampleWord checks that the short way to the type of a string leads where the
// grammar of types does.
func FuzzSampleWord(f *testing.F) {
	for _, s := range []string{"", "String", "string (timestamp)", "x.shelf", "#x.shelf", "##x", "#Edm.String", "#string", "Edm.String", "Edm.Shelf", "a b", "None", "2006-01-02T15:04:05.000Z", "json", "a.", "enum"} {
		f.Add(s)
	}
	set, err := dialect.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, s string) {
		e, _ := cell.PlainType(s, set.English(), markdown.Limits{})
		if diff := cmp.Diff(wordType(model.SampleType{Name: e.Name, Collection: e.Collection, Enum: e.Enum}, s), sampleWord(s, set.English(), markdown.Limits{})); diff != "" {
			t.Errorf("%q (-grammar +short)\n%s", s, diff)
		}
	})
}

// TestScanMembers checks that the scanner reads what has no fault.
func TestScanMembers(t *testing.T) {
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]bool{
		`{}`: true, "\n{\"a\": [1, {\"b\": \"\\n\"}], \"c\": -0.5e3}\n": true, `{"a": {"@odata.type": "x"}}`: true,
		`[]`: false, `{"a": 1,}`: false, `{"\u0061": 1}`: false, ``: false,
	} {
		if _, ok := scanMembers(nil, text, diag.Pos{}, set.English(), markdown.Limits{}); ok != want {
			t.Errorf("scanMembers(%s): %v, want %v", text, ok, want)
		}
	}
}
