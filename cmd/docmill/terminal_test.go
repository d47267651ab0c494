package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Colours and progress are for terminals. NO_COLOR switches colours off, not
// progress.
func TestTerminal(t *testing.T) {
	docs := t.TempDir()
	page := filepath.Join(docs, "resources", "pot.md")
	if err := os.MkdirAll(filepath.Dir(page), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(page, []byte("# pot resource type\n\n## Properties\n\n|Property|Type|Description|\n|:---|:---|:---|\n|lid|contoso.lid|Its lid.|\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name               string
		terminal           bool
		noColor            string
		colored, progressy bool
	}{
		{"pipe", false, "", false, false},
		{"terminal", true, "", true, true},
		{"NO_COLOR", true, "1", false, true},
	} {
		t.Setenv("NO_COLOR", test.noColor)
		var stdout, stderr bytes.Buffer
		e := &env{stdout: &stdout, stderr: &stderr, rawOut: &stdout, rawErr: &stderr, terminal: func(io.Writer) bool { return test.terminal }}
		root := tree(e)
		root.SetArgs([]string{"lint", "--docs", docs})
		if err := root.Execute(); !isVerdict(err) {
			t.Fatalf("%s: %v", test.name, err)
		}
		if colored := strings.Contains(stdout.String(), "\x1b["); colored != test.colored {
			t.Errorf("%s: colours: %t\n%s", test.name, colored, &stdout)
		}
		if progressy := strings.Contains(stderr.String(), "\r"); progressy != test.progressy {
			t.Errorf("%s: progress: %t\n%s", test.name, progressy, &stderr)
		}
	}
	if isTerminal(new(bytes.Buffer)) {
		t.Error("a buffer is a terminal")
	}
	if f, err := os.Open(page); err != nil || isTerminal(f) {
		t.Errorf("a file is a terminal, %v", err)
	}
}
