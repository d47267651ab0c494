package main

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/docmill/docmill/model/diag"
)

// Scripts show input and output of the command on one screen. In them
//
//	docmill ARGS         must exit 0
//	exit N docmill ARGS  must exit N
//	latin1 FILE          turns FILE from UTF-8 into Latin-1
//
// and stdout, stderr and cmp look at what it printed. go test -update rewrites
// the expected output; read the difference before you commit it.

var update = flag.Bool("update", false, "rewrite expected output")

const scripts = "testdata/script"

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 scripts,
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"docmill": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg {
					ts.Fatalf("say which exit code: exit N docmill …")
				}
				command(ts, exitOK, args)
			},
			"exit": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 || args[1] != "docmill" {
					ts.Fatalf("usage: exit N docmill ARGS")
				}
				code, err := strconv.Atoi(args[0])
				ts.Check(err)
				command(ts, code, args[2:])
			},
			"latin1": func(ts *testscript.TestScript, _ bool, args []string) {
				var out []byte
				for _, r := range ts.ReadFile(args[0]) {
					out = append(out, byte(r))
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), out, 0o666))
			},
		},
	})
}

// command runs docmill inside the test, in the script's folder.
func command(ts *testscript.TestScript, want int, args []string) {
	args = append([]string{"-C", ts.MkAbs(".")}, args...)
	if got := run(args, strings.NewReader(""), ts.Stdout(), ts.Stderr()); got != want {
		ts.Fatalf("docmill exited %d, want %d", got, want)
	}
}

// TestRuleScripts checks that each rule has a script rule_<code>.txt whose
// expected output has the code, and that each such script is about a rule.
func TestRuleScripts(t *testing.T) {
	have := make(map[string]bool)
	for _, r := range diag.Rules() {
		file := filepath.Join(scripts, "rule_"+r.Code+".txt")
		have[file] = true
		text, err := os.ReadFile(file)
		if err != nil {
			t.Errorf("rule %s: %v", r.Code, err)
			continue
		}
		if !wanted(string(text), r.Code) {
			t.Errorf("%s: the output it expects has no %s", file, r.Code)
		}
	}
	all, err := filepath.Glob(filepath.Join(scripts, "rule_*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		if !have[file] {
			t.Errorf("%s is about no rule", file)
		}
	}
}

// wanted reports whether the file "want" of a script, which the script must
// compare with, has a finding of this code.
func wanted(script, code string) bool {
	compares := regexp.MustCompile(`(?m)^cmp stdout want$`).MatchString(script)
	_, want, _ := strings.Cut(script, "\n-- want --\n")
	return compares && strings.Contains(want, " ("+code+")\n")
}
