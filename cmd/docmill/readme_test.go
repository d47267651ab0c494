package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// This file runs the walk-through of README.md as a new user would: in a folder
// beside the checkout, with the go command alone. testdata/readme says what has
// to come of each of its shell blocks; the commands themselves stand in
// README.md only, so that the two cannot part.
func TestReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: the walk-through builds a module of its own")
	}
	blocks := readmeBlocks(t)
	next := 0
	state := make(map[string]string) // of "times"
	t.Cleanup(func() {
		if next != len(blocks) {
			t.Errorf("testdata/readme runs %d of %d blocks", next, len(blocks))
		}
	})
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/readme",
		RequireExplicitExec: true,
		Setup:               setUpReadme,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"readme": func(ts *testscript.TestScript, _ bool, args []string) {
				next = runBlock(ts, blocks, next, args[0], 0)
			},
			"exit": func(ts *testscript.TestScript, _ bool, args []string) {
				code, err := strconv.Atoi(args[0])
				ts.Check(err)
				next = runBlock(ts, blocks, next, args[2], code)
			},
			"times": func(ts *testscript.TestScript, _ bool, args []string) {
				state = fileTimes(ts, ts.MkAbs(args[0]))
			},
			"touched": func(ts *testscript.TestScript, _ bool, args []string) {
				got := differences(state, fileTimes(ts, ts.MkAbs(args[0])))
				want := slices.Sorted(slices.Values(args[1:]))
				if !slices.Equal(got, want) {
					ts.Fatalf("touched %q, want %q", got, want)
				}
			},
		},
	})
}

// readmeBlocks returns the shell blocks of the section about the user's own
// module.
func readmeBlocks(t *testing.T) []string {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, section, ok := strings.Cut(string(text), "\n## Use it in your module\n")
	if !ok {
		t.Fatal("README.md has no walk-through")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var blocks []string
	for _, m := range regexp.MustCompile("(?s)\n```sh\n(.*?)```").FindAllStringSubmatch(section, -1) {
		blocks = append(blocks, m[1])
	}
	program := regexp.MustCompile("(?s)/main.go <<'END'\n.*?\n\\)\n(.*?)\nEND\n").FindStringSubmatch(section)
	if program == nil {
		t.Fatal("README.md has no main.go")
	}
	if n := len(regexp.MustCompile(`(?m)^.*\S`).FindAllString(program[1], -1)); n > 30 {
		t.Errorf("the program of README.md has %d lines below its imports, want at most 30", n)
	}
	return blocks
}

// setUpReadme puts the checkout beside the folder to start in, and lets the go
// command use the caches of this machine.
func setUpReadme(e *testscript.Env) error {
	root, err := filepath.Abs("../..")
	if err != nil {
		return err
	}
	e.Setenv("GOFLAGS", "-mod=mod")
	e.Setenv("GOWORK", "off")
	e.Setenv("TOKEN", "")
	for _, name := range []string{"GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN"} {
		out, err := exec.Command("go", "env", name).Output()
		if err != nil {
			return err
		}
		e.Setenv(name, strings.TrimSpace(string(out)))
	}
	start := filepath.Join(e.WorkDir, "start")
	e.Cd = start
	return errors.Join(os.Mkdir(start, 0o777), os.Symlink(root, filepath.Join(e.WorkDir, "docmill")))
}

// runBlock runs the block number, which must be the next one, and goes where it
// ended. It returns how many have run.
func runBlock(ts *testscript.TestScript, blocks []string, done int, number string, code int) int {
	if number != strconv.Itoa(done+1) || done >= len(blocks) {
		ts.Fatalf("readme %s: %d of %d blocks have run", number, done, len(blocks))
	}
	end := filepath.Join(ts.Getenv("WORK"), "end")
	cmd := exec.Command("bash", "-eu")
	cmd.Dir = ts.MkAbs(".")
	cmd.Stdin = strings.NewReader("trap 'pwd > " + end + "' EXIT\n" + blocks[done])
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "TOKEN", "GOFLAGS", "GOWORK", "GOCACHE", "GOMODCACHE", "GOPROXY", "GOSUMDB", "GOTOOLCHAIN"} {
		cmd.Env = append(cmd.Env, name+"="+ts.Getenv(name))
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err := cmd.Run()
	_, werr := ts.Stdout().Write(stdout.Bytes())
	ts.Check(werr)
	_, werr = ts.Stderr().Write(stderr.Bytes())
	ts.Check(werr)
	if cmd.ProcessState.ExitCode() != code {
		ts.Fatalf("%v, want exit code %d of:\n%s", err, code, blocks[done])
	}
	dir, err := os.ReadFile(end)
	ts.Check(err)
	ts.Check(ts.Chdir(strings.TrimSpace(string(dir))))
	return done + 1
}

// fileTimes returns when each file below dir was written last.
func fileTimes(ts *testscript.TestScript, dir string) map[string]string {
	out := make(map[string]string)
	ts.Check(filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = info.ModTime().String()
		return err
	}))
	return out
}

// differences returns the names whose values differ, sorted.
func differences(a, b map[string]string) []string {
	var out []string
	for name, v := range b {
		if a[name] != v {
			out = append(out, name)
		}
	}
	for name := range a {
		if _, ok := b[name]; !ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
