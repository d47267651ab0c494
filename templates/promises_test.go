package templates

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// Every test that docs/client.md names exists, and every row names one.
func TestPromisesAreTested(t *testing.T) {
	doc, err := os.ReadFile("../docs/client.md")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	names, err := filepath.Glob("runtime/*_test.go")
	if err != nil || len(names) == 0 {
		t.Fatal("no tests", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(b)
	}
	name, rows := regexp.MustCompile("`((?:Test|Fuzz)[A-Za-z]+)`"), 0
	for line := range strings.Lines(string(doc)) {
		if !strings.HasPrefix(line, "|") || strings.HasPrefix(line, "|---") || strings.HasPrefix(line, "| promise") {
			continue
		}
		rows++
		tests := name.FindAllStringSubmatch(line, -1)
		if tests == nil {
			t.Errorf("no test holds the promise %s", line)
		}
		for _, m := range tests {
			if !strings.Contains(code.String(), "\nfunc "+m[1]+"(") {
				t.Errorf("there is no %s, which is to hold %s", m[1], line)
			}
		}
	}
	if rows < 20 {
		t.Errorf("docs/client.md has %d promises; was its form changed?", rows)
	}
}
