package main

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
)

// Every command has examples, and each example is a command line that it takes.
func TestHelpExamples(t *testing.T) {
	root := tree(&env{stdout: io.Discard, stderr: io.Discard})
	for _, cmd := range append(root.Commands(), root) {
		if cmd.Name() == "completion" || cmd.Name() == "help" {
			continue // cobra's own
		}
		if cmd.Example == "" {
			t.Errorf("help/%s.txt has no examples", cmd.Name())
		}
		for line := range strings.Lines(cmd.Example) {
			checkExample(t, strings.TrimSpace(line))
		}
	}
}

// checkExample reports an example that its command would refuse to begin with.
func checkExample(t *testing.T, line string) {
	before, _, _ := strings.Cut(line, " >")
	before, _, _ = strings.Cut(before, " | ")
	words := shellWords(before)
	if len(words) == 0 || words[0] != "docmill" {
		t.Errorf("example %q does not begin with docmill", line)
		return
	}
	cmd, rest, err := tree(&env{stdout: io.Discard, stderr: io.Discard}).Find(words[1:])
	if err != nil {
		t.Errorf("example %q: %v", line, err)
		return
	}
	if err := cmd.ParseFlags(rest); err != nil {
		t.Errorf("example %q: %v", line, err)
		return
	}
	if err := cmd.ValidateArgs(cmd.Flags().Args()); err != nil {
		t.Errorf("example %q: %v", line, err)
	}
}

// shellWords splits a command line as a shell does, without expansions.
func shellWords(line string) []string {
	var words []string
	var word bytes.Buffer
	quote, open := rune(0), false
	for _, r := range line {
		switch {
		case quote != 0 && r == quote:
			quote = 0
		case quote == 0 && (r == '"' || r == '\''):
			quote, open = r, true
		case quote == 0 && r == ' ':
			if open {
				words = append(words, word.String())
			}
			word.Reset()
			open = false
		default:
			word.WriteRune(r)
			open = true
		}
	}
	if open {
		words = append(words, word.String())
	}
	return words
}

// Every flag can be completed: by values, by files, or it takes free text, a
// number or a switch, which is listed here so that it is a decision.
func TestFlagsComplete(t *testing.T) {
	free := map[string]bool{
		"NAME": true, "OUT": true, "TITLE": true, "PATTERN": true, "PATH": true, "URL": true, "N": true, "SIZE": true, "DOCUMENTED=Name": true, "DOCUMENTED=PATH.Name": true,
		"RULE:PAGE[:LINE]=REASON": true, "PAGES[:LINE]": true,
	}
	root := tree(&env{stdout: io.Discard, stderr: io.Discard})
	for _, cmd := range root.Commands() {
		cmd.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name == "help" || f.Value.Type() == "bool" || cmd.Name() == "completion" {
				return
			}
			placeholder, _ := pflag.UnquoteUsage(f)
			complete, ok := cmd.GetFlagCompletionFunc(f.Name)
			if !ok {
				t.Errorf("%s --%s cannot be completed", cmd.Name(), f.Name)
				return
			}
			values, directive := complete(cmd, nil, "")
			if len(values) == 0 && directive == cobra.ShellCompDirectiveNoFileComp && !free[placeholder] {
				t.Errorf("%s --%s %s has no choices: add a case to its command's choices in complete.go, or its placeholder to this test", cmd.Name(), f.Name, placeholder)
			}
		})
	}
}

// Every setting of a target has its flag.
func TestGenerateHasAllSettings(t *testing.T) {
	generate, _, err := tree(&env{stdout: io.Discard, stderr: io.Discard}).Find([]string{"generate"})
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range config.Settings {
		if generate.Flags().Lookup(s.Flag) == nil {
			t.Errorf("generate has no --%s for %s", s.Flag, s.Key)
		}
	}
}
