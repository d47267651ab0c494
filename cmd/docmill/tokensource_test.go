package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// This file tests what README.md of a generated package says about azidentity
// and oauth2, with both. They are dependencies of the module in
// testdata/tokensource and of nothing else.

const tokenSourceDir = "testdata/tokensource"

// TestTokenSourceLines wants the lines of the generated README.md in the
// module, so that what is tested is what people read.
func TestTokenSourceLines(t *testing.T) {
	readme, err := os.ReadFile("../../generated/v1/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(tokenSourceDir + "/*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(text)
	}
	blocks := regexp.MustCompile("(?s)```go\n(tokens := .*?)```").FindAllStringSubmatch(string(readme), -1)
	if len(blocks) != 2 {
		t.Fatalf("README.md has %d blocks about tokens, want 2", len(blocks))
	}
	for _, b := range blocks {
		lines := "\t" + strings.ReplaceAll(strings.TrimSpace(b[1]), "\n", "\n\t") + "\n"
		if !strings.Contains(code.String(), lines) {
			t.Errorf("%s does not have these lines of README.md:\n%s", tokenSourceDir, lines)
		}
	}
}

// TestTokenSources compiles the lines and runs them against local servers.
func TestTokenSources(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: builds azidentity and oauth2")
	}
	goCommand := func(args ...string) ([]byte, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir = tokenSourceDir
		cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
		return cmd.CombinedOutput()
	}
	if out, err := goCommand("mod", "download"); err != nil {
		t.Skipf("azidentity and oauth2 cannot be downloaded here: %v\n%s", err, out)
	}
	if out, err := goCommand("test", "-vet=all", "./..."); err != nil {
		t.Errorf("go test: %v\n%s", err, out)
	}
}
