// Command openapi checks that OpenAPI documents are valid OpenAPI 3.1: it prints
// the first thing that is wrong with each, or how many examples it has and how
// many of these are not what their schemas say, which pages are to blame for.
// Beside a document in JSON, it wants the same in YAML, if there is one.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"

	// Generated code imports it.
	_ "github.com/oapi-codegen/runtime"
	"go.yaml.in/yaml/v3"
)

func main() {
	failed := false
	for _, name := range os.Args[1:] {
		examples, misfits, err := check(name)
		if err = errors.Join(err, compareYAML(name)); err != nil {
			failed = true
			fmt.Printf("%s: %v\n", name, err)
			continue
		}
		fmt.Printf("%s: valid, %d examples, %d misfits\n", name, examples, misfits)
	}
	if failed {
		os.Exit(1)
	}
}

func check(name string) (examples, misfits int, err error) {
	doc, err := openapi3.NewLoader().LoadFromFile(name)
	if err != nil {
		return 0, 0, err
	}
	if !doc.IsOpenAPI31OrLater() {
		return 0, 0, fmt.Errorf("OpenAPI %s", doc.OpenAPI)
	}
	if err := doc.Validate(context.Background(), openapi3.DisableExamplesValidation()); err != nil {
		return 0, 0, err
	}
	count := func(content openapi3.Content) {
		for _, media := range content {
			for _, e := range media.Examples {
				examples++
				if media.Schema.Value.VisitJSON(e.Value.Value, openapi3.EnableJSONSchema2020()) != nil {
					misfits++
				}
			}
		}
	}
	for _, item := range doc.Paths.Map() {
		for _, op := range item.Operations() {
			if op.RequestBody != nil {
				count(op.RequestBody.Value.Content)
			}
			for _, r := range op.Responses.Map() {
				count(r.Value.Content)
			}
		}
	}
	return examples, misfits, nil
}

// compareYAML compares a document with the one in YAML beside it.
func compareYAML(name string) error {
	text, err := os.ReadFile(strings.TrimSuffix(name, ".json") + ".yaml")
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var other any
	if err := yaml.Unmarshal(text, &other); err != nil {
		return err
	}
	if text, err = json.Marshal(other); err != nil {
		return err
	}
	var a, b any
	if err := json.Unmarshal(text, &b); err != nil {
		return err
	}
	if text, err = os.ReadFile(name); err == nil {
		err = json.Unmarshal(text, &a)
	}
	if err == nil && !reflect.DeepEqual(a, b) {
		return errors.New("the YAML beside it says something else")
	}
	return err
}
