package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// This file runs the walk-through of README.md, all its shell blocks after
// the first (which runs these tests), as a new user would: in a folder beside
// the checkout, with the go command alone.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the walk-through builds a module of its own")
	}
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var script []string
	for _, m := range regexp.MustCompile("(?s)\n```sh\n(.*?)```").FindAllStringSubmatch(string(text), -1)[1:] {
		script = append(script, m[1])
	}
	if len(script) < 4 {
		t.Fatalf("README.md has %d shell blocks after the first, want the walk-through", len(script))
	}
	program := regexp.MustCompile("(?s)> main.go <<'END'\n.*?\n\\)\n(.*?)\nEND\n").FindStringSubmatch(string(text))
	if program == nil {
		t.Fatal("README.md has no main.go")
	}
	if n := len(regexp.MustCompile(`(?m)^.*\S`).FindAllString(program[1], -1)); n > 30 {
		t.Errorf("the program of README.md has %d lines below its imports, want at most 30", n)
	}
	dir := t.TempDir()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(root, filepath.Join(dir, "docmill")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(dir, "start"), 0o777); err != nil {
		t.Fatal(err)
	}
	// A program carries nothing of the package for tests.
	script = append(script, "if go list -deps . | grep -E 'connectorstest|^testing$'; then exit 1; fi\n")
	script = append(script, "go vet ./...\ngo tool docmill generate --check\n")
	cmd := exec.Command("bash", "-eu")
	cmd.Dir = filepath.Join(dir, "start")
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod", "GOWORK=off", "TOKEN=")
	cmd.Stdin = strings.NewReader(strings.Join(script, "\n"))
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{
		"[DeviceManagementConfiguration.ReadWrite.All] <nil>", "the token source returned no usable token", "ok  \texample.com/snow\t",
		"ok  \texample.com/snow/connectors\t", "ok  \texample.com/snow/connectors/connectorstest\t",
	} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the walk-through does not print %q:\n%s", want, out)
		}
	}
}
