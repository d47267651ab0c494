package gen

import (
	"encoding/json"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/parser"
)

// FuzzOpenAPI wants a document of any two pages that is JSON, whose references
// lead somewhere, and that says the same in YAML.
func FuzzOpenAPI(f *testing.F) {
	pages, err := fs.Glob(docssrc.FS, "v1.0/api/*.md")
	if err != nil {
		f.Fatal(err)
	}
	resources, err := fs.Glob(docssrc.FS, "v1.0/resources/*.md")
	if err != nil {
		f.Fatal(err)
	}
	for i, name := range pages {
		var seed [2][]byte
		for j, name := range []string{name, resources[i%len(resources)]} {
			if seed[j], err = fs.ReadFile(docssrc.FS, name); err != nil {
				f.Fatal(err)
			}
		}
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, page, resource []byte) {
		docs := fstest.MapFS{"api/page.md": {Data: page}, "resources/thing.md": {Data: resource}}
		api, _, err := parser.Load(docs, parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		text, _, err := OpenAPI(api, Options{Title: "the API"})
		if err != nil {
			t.Fatal(err)
		}
		checkOpenAPI(t, text)
	})
}

func checkOpenAPI(t *testing.T, text []byte) {
	t.Helper()
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		t.Fatal(err)
	}
	checkReferences(t, doc, doc)
	checkTemplates(t, doc["paths"].(map[string]any))
	inYAML, err := YAML(text)
	if err != nil {
		t.Fatal(err)
	}
	var back any
	if err := yaml.Unmarshal(inYAML, &back); err != nil {
		t.Fatalf("%v\n%s", err, inYAML)
	}
	asJSON, err := json.Marshal(back)
	if err != nil {
		t.Fatal(err)
	}
	var same map[string]any
	if err := json.Unmarshal(asJSON, &same); err != nil || !cmp.Equal(doc, same) {
		t.Errorf("YAML says something else: %v\n%s", err, cmp.Diff(doc, same))
	}
}
