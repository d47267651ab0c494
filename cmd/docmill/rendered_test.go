package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSeedPackage generates a package from the seeds, which are pages that
// people saved from a browser, as they are, and runs its tests. The seeds are
// not part of the repository.
func TestSeedPackage(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds a generated package")
	}
	dir := os.Getenv("DOCMILL_SEEDS")
	if dir == "" {
		dir = filepath.FromSlash("../../../shared/seeds")
	}
	if names, _ := filepath.Glob(filepath.Join(dir, "*.txt")); len(names) == 0 {
		t.Skipf("no seeds in %s: set DOCMILL_SEEDS to the folder that holds the rendered pages", dir)
	}
	out := t.TempDir()
	var stdout, stderr bytes.Buffer
	if code := run([]string{"generate", "--docs", dir, "--out", out, "--package", "seeds"}, nil, &stdout, &stderr); code != 0 {
		t.Fatalf("exit code %d\n%s%s", code, &stdout, &stderr)
	}
	want := []string{
		"DeviceManagementExchangeConnectorsUpdate", "DeviceManagementNdesConnectorsCreate",
		"DeviceManagementServiceNowConnectionsUpdate", "IdentityAPIConnectorsUpdate",
	}
	if diff := cmp.Diff(want, operationsIn(t, out)); diff != "" {
		t.Errorf("operations (-want +got):\n%s", diff)
	}
	if err := os.WriteFile(filepath.Join(out, "go.mod"), []byte("module example.com/seeds\n\ngo 1.26\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	test := exec.Command("go", "test", "-vet=all", ".")
	test.Dir = out
	test.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if text, err := test.CombinedOutput(); err != nil {
		t.Errorf("go test: %v\n%s", err, text)
	}
}

var operationForm = regexp.MustCompile(`(?m)^var Op(\w+) = &Operation`)

// operationsIn lists the operations that the Go files of a folder declare.
func operationsIn(t *testing.T, dir string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range operationForm.FindAllSubmatch(text, -1) {
			out = append(out, string(m[1]))
		}
	}
	slices.Sort(out)
	return out
}
