package gen

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/docmill/docmill/model"
)

// TestClashingTypes puts values through types that are recursive, empty, in two
// namespaces, or called like each other, like Go or like the runtime: the
// generated test of the golden test's package passes.
func TestClashingTypes(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles net/http")
	}
	api := readGolden(t, "clashes.txt")
	for _, op := range api.Operations {
		if op.ID == "users" {
			op.Examples = []*model.Example{{
				Request:  &model.Message{Method: "GET", URL: "/users"},
				Response: &model.Message{Status: 200, Body: `{"value": [{"client": {"client": null}}]}`, JSON: new(model.JSONSample)},
			}}
		}
	}
	files, _, err := Generate(api, Options{Package: "sample", Emit: Emitters, Import: "example.com/sample"})
	if err != nil {
		t.Fatal(err)
	}
	if files["types_test.go"] == nil {
		t.Fatal("no test of the types")
	}
	dir := t.TempDir()
	files["go.mod"] = []byte("module example.com/sample\n\ngo 1.25\n")
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command("go", "test", "./...")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
