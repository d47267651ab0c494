package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"testing"
)

// bench/fuzz fails for what is a fault of ours, each time it is looked for, and
// for nothing else.
func TestBenchFuzz(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("bench/fuzz needs a Unix shell")
	}
	script, err := os.ReadFile("../../bench/fuzz")
	if err != nil {
		t.Fatal(err)
	}
	targets, err := os.ReadFile("testdata/benchfuzz/targets_test.go")
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "bench", "fuzz"), string(script))
	write(t, filepath.Join(dir, "go.mod"), "module example.com/p\n\ngo 1.26\n")
	write(t, filepath.Join(dir, "p_test.go"), string(targets))
	fuzz := exec.Command("bash", filepath.Join(dir, "bench", "fuzz"), "300x")
	fuzz.Env = append(os.Environ(), "FUZZCACHE=", "GOFLAGS=-mod=mod", "GOWORK=off")
	out, err := fuzz.CombinedOutput()
	if err == nil {
		t.Errorf("did not fail")
	}
	for _, want := range []string{
		`FuzzFine +[1-9][0-9]* .*[0-9] \n`, `FuzzFault .* FAILED\n`, `FuzzOnce .* failed once, and not again\n`, `FuzzSeedOnce .* failed once, and not again\n`,
		`FuzzSeed .* FAILED\n`, `FuzzTime +[1-9][0-9]* .*[0-9] \n`, `FuzzNothing .* FAILED: tried nothing\n`, `failed: FuzzFault FuzzSeed FuzzNothing\n`,
	} {
		if !regexp.MustCompile(want).Match(out) {
			t.Errorf("does not say %s", want)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "testdata", "fuzz", "*", "*")); len(left) != 1 || filepath.Base(filepath.Dir(left[0])) != "FuzzFault" {
		t.Errorf("left are the inputs %q", left)
	}
	if t.Failed() {
		t.Logf("%s", out)
	}
}
