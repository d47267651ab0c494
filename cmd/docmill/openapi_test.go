package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// This file holds OpenAPI documents against tools of others: a validator, and a
// generator whose Go must compile. They are dependencies of the module in
// testdata/openapi and of nothing else.

const openAPIModule = "testdata/openapi"

// openAPITool runs the go command in the module, or skips the test if its
// dependencies cannot be downloaded.
func openAPITool(t *testing.T) func(dir string, args ...string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: builds kin-openapi and oapi-codegen")
	}
	command := func(dir string, args ...string) ([]byte, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		return cmd.CombinedOutput()
	}
	if out, err := command(openAPIModule, "mod", "download"); err != nil {
		t.Skipf("kin-openapi and oapi-codegen cannot be downloaded here: %v\n%s", err, out)
	}
	return func(dir string, args ...string) string {
		t.Helper()
		out, err := command(dir, args...)
		if err != nil {
			t.Fatalf("go %v: %v\n%.5000s", args, err, out)
		}
		return string(out)
	}
}

// writeOpenAPI writes the document of an API and returns its file.
func writeOpenAPI(t *testing.T, api *model.API, name string) string {
	t.Helper()
	text, _, err := gen.OpenAPI(api, gen.Options{Title: "the sample API"})
	if err != nil {
		t.Fatal(err)
	}
	if again, _, _ := gen.OpenAPI(api, gen.Options{Title: "the sample API"}); !bytes.Equal(text, again) {
		t.Errorf("%s: two documents of one API differ", name)
	}
	file := filepath.Join(t.TempDir(), name+".json")
	if err := os.WriteFile(file, text, 0o666); err != nil {
		t.Fatal(err)
	}
	if text, err = gen.YAML(text); err == nil { // which the tool compares
		err = os.WriteFile(strings.TrimSuffix(file, ".json")+".yaml", text, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// The document of the sample is valid, its examples are what its schemas say, and
// oapi-codegen makes Go of it that compiles.
func TestOpenAPI(t *testing.T) {
	tool := openAPITool(t)
	for _, version := range sampleVersions() {
		file := writeOpenAPI(t, sampleAPI(t, version), "sample")
		if examples, misfits := validity(t, tool(openAPIModule, "run", ".", file)); examples < 10 || misfits > 0 {
			t.Errorf("%s: %d examples, %d of them not what their schemas say", version, examples, misfits)
		}
		dir := t.TempDir()
		for _, name := range []string{"go.mod", "go.sum"} {
			text, err := os.ReadFile(filepath.Join(openAPIModule, name))
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
				t.Fatal(err)
			}
		}
		tool(openAPIModule, "tool", "oapi-codegen", "-generate", "types,client", "-package", "sample", "-o", filepath.Join(dir, "sample.go"), file)
		tool(dir, "vet", ".")
	}
}

// validity returns what the validator counted.
func validity(t *testing.T, out string) (examples, misfits int) {
	t.Helper()
	m := regexp.MustCompile(`valid, (\d+) examples, (\d+) misfits`).FindStringSubmatch(out)
	if m == nil {
		t.Fatalf("the validator says %q", out)
	}
	examples, _ = strconv.Atoi(m[1])
	misfits, _ = strconv.Atoi(m[2])
	return examples, misfits
}

// The documents of the corpora are valid. Of their examples few contradict their
// pages in a way that docmill does not see, or is lenient about.
func TestOpenAPICorpus(t *testing.T) {
	if _, ok := corporaRoot(); !ok {
		t.Skip("no documentation corpus: set DOCMILL_CORPUS")
	}
	tool := openAPITool(t)
	eachBuilt(t, allCorpora(), func(t *testing.T, dir string) {
		file := writeOpenAPI(t, corpusAPI(t, dir), "api")
		examples, misfits := validity(t, tool(openAPIModule, "run", ".", file))
		if misfits*50 > examples {
			t.Errorf("%d of %d examples are not what their schemas say", misfits, examples)
		}
		t.Logf("%d examples, %d misfits", examples, misfits)
	})
}

func corpusAPI(t *testing.T, dir string) *model.API {
	t.Helper()
	src, err := openSource(new(env), []string{dir})
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := parser.Load(src.fsys, src.options(parser.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	return api
}
