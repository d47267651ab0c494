package config

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/rogpeppe/go-internal/txtar"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// This file holds the JSON Schema against files and against what Read says of
// them: an editor must not underline what docmill takes.

// compiled is the schema, as committed.
var compiled = sync.OnceValues(func() (*jsonschema.Schema, error) {
	schema, err := jsonschema.UnmarshalJSON(bytes.NewReader(Schema))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("docmill.schema.json", schema); err != nil {
		return nil, err
	}
	return c.Compile("docmill.schema.json")
})

// validate holds a file against the schema; one that is no YAML passes.
func validate(t *testing.T, text string) error {
	t.Helper()
	schema, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.YAMLToJSON([]byte(strings.TrimPrefix(text, "\ufeff")))
	if err != nil {
		return nil
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(value)
}

// configurations returns all files of the repository that are configurations:
// its own, the one to start with, those of scripts and those in documentation.
func configurations(t *testing.T) map[string]string {
	out := map[string]string{"all settings": strings.Replace(uncommented(t), "    sample: v1.0\n", "", 1)}
	read := func(name string) string {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	out["docmill.yaml"] = read("../docmill.yaml")
	scripts, err := filepath.Glob("../cmd/docmill/testdata/script/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		for _, f := range txtar.Parse([]byte(read(script))).Files {
			if strings.HasSuffix(f.Name, ".yaml") {
				out[filepath.Base(script)+" "+f.Name] = string(f.Data)
			}
		}
	}
	pages, err := filepath.Glob("../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range pages {
		for i, block := range strings.Split(read(page), "```yaml\n")[1:] {
			block, _, _ = strings.Cut(block, "```")
			if strings.HasPrefix(block, "targets:") {
				block = "version: 1\n" + block
			}
			if strings.HasPrefix(block, "version: 1\n") {
				out[filepath.Base(page)+" "+string(rune('a'+i))] = block
			}
		}
	}
	return out
}

func TestSchemaTakesWhatReadTakes(t *testing.T) {
	taken := 0
	for name, text := range configurations(t) {
		_, err := Read("docmill.yaml", []byte(text))
		if err == nil {
			taken++
			if err := validate(t, text); err != nil {
				t.Errorf("%s: docmill takes it, the schema does not: %v\n%s", name, err, text)
			}
		}
		if err != nil && !strings.Contains(name, ".txt ") {
			t.Errorf("%s: %v\n%s", name, err, text)
		}
	}
	if taken < 10 {
		t.Errorf("only %d configurations found", taken)
	}
}
