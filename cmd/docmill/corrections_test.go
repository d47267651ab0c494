package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The commands and files of docs/corrections.md are those of the script that
// runs them.
func TestCorrectionsDocs(t *testing.T) {
	doc, err := os.ReadFile("../../docs/corrections.md")
	if err != nil {
		t.Fatal(err)
	}
	script, err := os.ReadFile(filepath.Join(scripts, "corrections.txt"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```(?:sh|markdown)\n(.*?)```").FindAllStringSubmatch(string(doc), -1)
	if len(blocks) < 5 {
		t.Fatalf("docs/corrections.md has %d commands and files", len(blocks))
	}
	for _, b := range blocks {
		if !strings.Contains(string(script), "\n"+b[1]) {
			t.Errorf("corrections.txt does not have\n%s", b[1])
		}
	}
}
