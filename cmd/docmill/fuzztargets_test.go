package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var (
	fuzzTarget = regexp.MustCompile(`(?m)^func (Fuzz\w+)\(`)
	fuzzRow    = regexp.MustCompile("(?m)^\\| `([^`]+)` (Fuzz\\w+) \\| .+ \\|$")
)

// docs/fuzzing.md says of each fuzz target what it holds true, and of no other.
func TestFuzzTargetsAreDocumented(t *testing.T) {
	text, err := os.ReadFile("../../docs/fuzzing.md")
	if err != nil {
		t.Fatal(err)
	}
	var documented []string
	for _, m := range fuzzRow.FindAllStringSubmatch(string(text), -1) {
		documented = append(documented, m[1]+" "+m[2])
	}
	slices.Sort(documented)
	if diff := cmp.Diff(fuzzTargets(t), documented); diff != "" {
		t.Errorf("the table of docs/fuzzing.md (-targets +rows):\n%s", diff)
	}
}

// fuzzTargets returns "package target" of each, sorted.
func fuzzTargets(t *testing.T) []string {
	list := exec.Command("go", "list", "-f", "{{range .TestGoFiles}}{{$.Dir}}/{{.}}\n{{end}}{{range .XTestGoFiles}}{{$.Dir}}/{{.}}\n{{end}}", "./...")
	list.Dir = "../.."
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		t.Fatal(err)
	}
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	var targets []string
	for file := range strings.FieldsFuncSeq(string(out), func(r rune) bool { return r == '\n' || r == '\r' }) {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		dir, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range fuzzTarget.FindAllSubmatch(source, -1) {
			targets = append(targets, fmt.Sprintf("%s %s", filepath.ToSlash(dir), m[1]))
		}
	}
	slices.Sort(targets)
	return targets
}
