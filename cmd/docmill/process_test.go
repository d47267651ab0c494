package main

// This file starts docmill as a process of its own, for what only a process
// can show: that it is killed, interrupted, out of disk, or somebody else. The
// process is the test binary, which then does what main does.

import (
	"bytes"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

const asDocmill = "DOCMILL_TEST_AS_DOCMILL"

func TestMain(m *testing.M) {
	if os.Getenv(cacheVariable) == "" {
		os.Setenv(cacheVariable, "off") // tests leave nothing behind, and want the work done
	}
	if os.Getenv(asDocmill) != "" {
		main()
	}
	os.Exit(m.Run())
}

// process returns a docmill that is not started yet, and what it will print.
func process(t *testing.T, dir string, args ...string) (cmd *exec.Cmd, out *bytes.Buffer) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd = exec.Command(self, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), asDocmill+"=1")
	out = new(bytes.Buffer)
	cmd.Stdout, cmd.Stderr = out, out
	return cmd, out
}

// mustProcess runs docmill to its end.
func mustProcess(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd, out := process(t, dir, args...)
	if err := cmd.Run(); err != nil {
		t.Fatalf("docmill %v: %v\n%s", args, err, out)
	}
}

// readTree returns the files below dir.
func readTree(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := make(map[string]string)
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, p)
		out[filepath.ToSlash(name)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// writeTree writes files below dir.
func writeTree(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range maps.All(files) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// mustGo runs the go command in a module of its own.
func mustGo(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOFLAGS=", "GOWORK=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("go %v: %v\n%s", args, err, out)
	}
}
