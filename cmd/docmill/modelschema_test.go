package main

import (
	"bytes"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/itchyny/gojq"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// This file checks the JSON of the model: against its schema, and against the
// examples of docs/model.md. The corpora are checked where they are read
// anyway, in TestCorpus.

func TestModelSchema(t *testing.T) {
	for _, version := range sampleVersions() {
		checkSchema(t, sampleAPI(t, version))
	}
}

// sampleAPI reads the sample documentation.
func sampleAPI(t *testing.T, version string) *model.API {
	t.Helper()
	src, err := openSample(version)
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := parser.Load(src.fsys, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// checkSchema wants the JSON of an API to be as model.schema.json says.
func checkSchema(t *testing.T, api *model.API) {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(model.Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("model.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("model.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := api.WriteJSON(&text); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&text)
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(value); err != nil {
		message := err.Error()
		t.Errorf("the model is not what its schema says: %.3000s", message)
	}
}

// Each jq program of docs/model.md prints, of the sample, what stands below it.
func TestModelDocs(t *testing.T) {
	text, err := os.ReadFile("../../docs/model.md")
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	if err := sampleAPI(t, "v1.0").WriteJSON(&buf); err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(&buf)
	if err != nil {
		t.Fatal(err)
	}
	examples := regexp.MustCompile("(?s)```sh\njq (?:-r|-c) '([^']*)' model.json\n```\n\n```text\n(.*?)```").FindAllStringSubmatch(string(text), -1)
	if n := strings.Count(string(text), "\njq "); len(examples) < 5 || len(examples) != n {
		t.Fatalf("docs/model.md has %d lines of jq, %d of them with output", n, len(examples))
	}
	for _, e := range examples {
		if diff := gocmp.Diff(e[2], jq(t, e[1], value)); diff != "" {
			t.Errorf("jq '%s' prints another (-docs +jq):\n%s", e[1], diff)
		}
	}
}

// jq returns what jq -r prints: strings as they are, the rest as JSON.
func jq(t *testing.T, program string, value any) string {
	t.Helper()
	query, err := gojq.Parse(program)
	if err != nil {
		t.Fatalf("jq '%s': %v", program, err)
	}
	var out strings.Builder
	for iter := query.Run(value); ; {
		v, ok := iter.Next()
		if !ok {
			return out.String()
		}
		switch v := v.(type) {
		case error:
			t.Fatalf("jq '%s': %v", program, v)
		case string:
			fmt.Fprintln(&out, v)
		default:
			text, err := gojq.Marshal(v)
			if err != nil {
				t.Fatal(err)
			}
			fmt.Fprintln(&out, string(text))
		}
	}
}
