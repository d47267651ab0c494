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
