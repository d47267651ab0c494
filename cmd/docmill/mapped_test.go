package main

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// This file tests packages with types of the configuration and pinned names,
// in a module of their own that requires github.com/google/uuid: docmill's own
// does not.

const uuidModule = "github.com/google/uuid v1.6.0"

var uuidSum = []string{
	uuidModule + " h1:NIvaJDMOsjHA8n1jAhLSgzrAzy1Hgr+hNrb57e+94F0=",
	uuidModule + "/go.mod h1:TIyPZe4MgqvfeYDBFedMoGGpEw/LqOeaOT+nhxU+yHo=",
}

// scratchModule makes a module that can import uuid, and skips the test where
// that cannot be had.
func scratchModule(t *testing.T) (dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: builds generated packages with github.com/google/uuid")
	}
	dir = t.TempDir()
	writeFile(t, filepath.Join(dir, "go.mod"), "module scratch\n\ngo 1.26\n\nrequire "+uuidModule+"\n")
	writeFile(t, filepath.Join(dir, "go.sum"), strings.Join(uuidSum, "\n")+"\n")
	if out, err := goIn(dir, "mod", "download"); err != nil {
		t.Skipf("github.com/google/uuid cannot be downloaded here: %v\n%s", err, out)
	}
	return dir
}

func writeFile(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func goIn(dir string, args ...string) ([]byte, error) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	return cmd.CombinedOutput()
}

// generateIn runs docmill generate in dir.
func generateIn(t *testing.T, dir, configuration string, args ...string) {
	t.Helper()
	writeFile(t, filepath.Join(dir, "docmill.yaml"), configuration)
	var out bytes.Buffer
	if code := run(append([]string{"generate", "--chdir", dir}, args...), strings.NewReader(""), &out, &out); code != 0 {
		t.Fatalf("docmill generate exits %d:\n%s", code, out.String())
	}
}

// testIn compiles, vets and tests everything in dir.
func testIn(t *testing.T, dir string) string {
	t.Helper()
	out, err := goIn(dir, "test", "-v", "-vet=all", "./...")
	if err != nil {
		t.Fatalf("go test: %v\n%s", err, failures(string(out)))
	}
	return string(out)
}

// TestMapped generates with types of the configuration for what each place can
// hold, and uses them as a program does.
func TestMapped(t *testing.T) {
	dir := scratchModule(t)
	archive, err := txtar.ParseFile("testdata/mapped/parcels.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range archive.Files {
		writeFile(t, filepath.Join(dir, f.Name), string(f.Data))
	}
	generateIn(t, dir, `
version: 1
targets:
  - docs: [docs]
    out: parcels
    emit: [all]
    rename:
      post.office.parcel.insurance: Cover
    types:
      Guid: github.com/google/uuid.UUID
      Edm.Decimal: math/big.Float
      post.office.parcelState: Place
      post.office.parcel.host: net/netip.Addr
`)
	writeFile(t, filepath.Join(dir, "parcels", "place.go"), `package parcels

// A Place is where a parcel is.
type Place struct{ delivered bool }

func (p Place) MarshalText() ([]byte, error) {
	if p.delivered {
		return []byte("delivered"), nil
	}
	return []byte("onTheWay"), nil
}

func (p *Place) UnmarshalText(text []byte) error {
	p.delivered = string(text) == "delivered"
	return nil
}
`)
	out := testIn(t, dir)
	for _, want := range []string{"4 examples", "1 excluded: a type of the configuration refuses a value"} {
		if !strings.Contains(out, want) {
			t.Errorf("the tests do not log %q:\n%s", want, out)
		}
	}
}

// TestMappedWrong wants a type that does not read text to fail in the compiler,
// with a message that says so.
func TestMappedWrong(t *testing.T) {
	dir := scratchModule(t)
	generateIn(t, dir, `
version: 1
targets:
  - sample: v1.0
    out: connectors
    types: {microsoft.graph.identityApiConnector.id: net/http.Client}
`)
	out, err := goIn(dir, "build", "./...")
	const want = "*http.Client does not implement mappedType (missing method MarshalText)"
	if err == nil || !strings.Contains(string(out), want) {
		t.Errorf("go build: %v, want %s\n%s", err, want, out)
	}
}

// TestTargets generates two targets, one of them with a pinned name and a type
// of the configuration, and runs their tests: of the sample documentation
// always, of real documentation where it is at hand.
func TestTargets(t *testing.T) {
	dir := scratchModule(t)
	generateIn(t, dir, `
version: 1
targets:
  - sample: v1.0
    out: v1
    package: connectors
    select: ["/identity/**"]
    emit: [all]
  - sample: beta
    out: beta
    package: connectors
    select: ["/identity/**"]
    emit: [all]
    rename: {microsoft.graph.identityApiConnector: SignUpHook}
    types:
      Edm.Guid: github.com/google/uuid.UUID
      microsoft.graph.identityApiConnector.id: github.com/google/uuid.UUID
`)
	testIn(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, "beta", "signuphook.go"))
	if err != nil || !strings.Contains(string(text), "ID Opt[uuid.UUID]") {
		t.Errorf("no renamed type with a mapped property: %v\n%s", err, text)
	}
}

// TestTargetsCorpus is TestTargets with real documentation.
func TestTargetsCorpus(t *testing.T) {
	root, err := filepath.Abs(cmp.Or(os.Getenv("DOCMILL_CORPUS"), "../../../shared/corpus"))
	if err != nil {
		t.Fatal(err)
	}
	docs := filepath.Join(root, "graph-2021/api-reference")
	if _, err := os.Stat(docs); err != nil || os.Getenv("CI") == "" && os.Getenv("DOCMILL_CORPUS_FULL") == "" {
		t.Skip("generates and tests 1,400 files: set DOCMILL_CORPUS_FULL, and DOCMILL_CORPUS if the documentation is elsewhere")
	}
	dir := scratchModule(t)
	generateIn(t, dir, `
version: 1
targets:
  - docs: [`+docs+`/v1.0]
    out: v1
    select: ["/applications/**"]
    emit: [all]
  - docs: [`+docs+`/beta]
    out: beta
    select: ["/applications/**"]
    emit: [all]
    rename: {microsoft.graph.application: App}
    types: {Edm.Guid: github.com/google/uuid.UUID}
`)
	testIn(t, dir)
	text, err := os.ReadFile(filepath.Join(dir, "beta", "approle.go"))
	if err != nil || !strings.Contains(string(text), "ID Opt[uuid.UUID]") {
		t.Errorf("no property is a UUID: %v\n%s", err, text)
	}
}
