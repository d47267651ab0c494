package gen

import (
	"encoding/json"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// TestOpenAPIHostile writes APIs made of hostile strings, and wants JSON whose
// references lead somewhere and whose names are those that OpenAPI allows.
func TestOpenAPIHostile(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for range 30 {
		text, _, err := OpenAPI(hostileAPI(rnd), Options{Title: hostile[rnd.IntN(len(hostile))]})
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(text, &doc); err != nil {
			t.Fatal(err)
		}
		checkReferences(t, doc, doc)
		for kind, list := range doc["components"].(map[string]any) {
			for name := range list.(map[string]any) {
				if !regexp.MustCompile(`^[a-zA-Z0-9._-]+$`).MatchString(name) {
					t.Errorf("%s is called %q", kind, name)
				}
			}
		}
		checkTemplates(t, doc["paths"].(map[string]any))
	}
}

func TestIsExact(t *testing.T) {
	for text, want := range map[string]bool{
		`{"a": 1, "b": [{"a": 1}, {"a": null}], "c": {"a": "x"}}`: true,
		`3`: true, `[]`: true, `{}`: true, `"a"`: true,
		`{"a": 1, "a": 2}`: false, `[{"b": {"a": 1, "c": [1, 2], "a": 1}}]`: false,
		``: false, `{`: false, `{} {}`: false, `{"a": ...}`: false,
	} {
		if got := isExact(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

func TestYAML(t *testing.T) {
	for text, want := range map[string]string{
		`{"a": 1, "b c": "d e", "on": true, "x/y": null}`:     "a: 1\nb c: d e\n\"on\": true\n\"x/y\": null\n",
		`{"a": {}, "b": [], "c": {"d": {"e": "no"}}}`:         "a: {}\nb: []\nc:\n  d:\n    e: \"no\"\n",
		`{"a": ["x", {"b": 1, "c": [2, [3]]}]}`:               "a:\n  - x\n  - b: 1\n    c:\n      - 2\n      - - 3\n",
		`{"a": "one\r\ntwo", "b": "0009", "c": "2020-01-01"}`: "a: \"one\\r\\ntwo\"\nb: \"0009\"\nc: \"2020-01-01\"\n",
		`{"a": "x: y", "b": "# z", "c": "<&>", "d": ""}`:      "a: \"x: y\"\nb: \"# z\"\nc: \"<&>\"\nd: \"\"\n",
		`{"a": "\u007f\ufeff"}`:                               "a: \"\\u007F\\uFEFF\"\n",
		`{"a": "x\u202ey", "b": "\ud83d\ude42\udb40\udc41"}`:  "a: \"x\\u202Ey\"\nb: \"🙂\\U000E0041\"\n",
	} {
		got, err := YAML([]byte(text))
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", text, err, got, want)
		}
	}
	if _, err := YAML([]byte(`{"a": `)); err == nil {
		t.Error("half a text is one")
	}
}

// checkReferences wants each reference below v to lead somewhere.
func checkReferences(t *testing.T, doc map[string]any, v any) {
	switch v := v.(type) {
	case []any:
		for _, sub := range v {
			checkReferences(t, doc, sub)
		}
	case map[string]any:
		for key, sub := range v {
			if key == "value" || key == "scopes" {
				continue // examples and scopes may have any name in them
			}
			ref, isRef := sub.(string)
			if !isRef || key != "$ref" {
				checkReferences(t, doc, sub)
				continue
			}
			at := doc
			for _, step := range strings.Split(strings.TrimPrefix(ref, "#/"), "/") {
				at, _ = at[step].(map[string]any)
			}
			if at == nil {
				t.Errorf("%s leads nowhere", ref)
			}
		}
	}
}

// checkTemplates wants paths that differ in more than the names of placeholders,
// and parameters for these and no others.
func checkTemplates(t *testing.T, paths map[string]any) {
	seen := make(map[string]bool)
	for path, item := range paths {
		shape := oaPlaceholder.ReplaceAllString(path, "{}")
		if seen[shape] || !strings.HasPrefix(path, "/") {
			t.Errorf("path %q", path)
		}
		seen[shape] = true
		for _, op := range item.(map[string]any) {
			n := 0
			list, _ := op.(map[string]any)["parameters"].([]any)
			for _, p := range list {
				if p := p.(map[string]any); p["in"] == "path" {
					n++
					if !strings.Contains(path, "{"+p["name"].(string)+"}") {
						t.Errorf("path %q has no %q", path, p["name"])
					}
				}
			}
			if n != strings.Count(path, "{") {
				t.Errorf("path %q has %d parameters", path, n)
			}
		}
	}
}
