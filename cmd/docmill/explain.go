package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/diff"
)

// findRule returns the rule of a code that a user wrote, or which was meant.
func findRule(code string) (*diag.Rule, error) {
	if r := diag.Find(code); r != nil {
		return r, nil
	}
	var codes []string
	for _, r := range diag.Rules() {
		codes = append(codes, r.Code)
	}
	hint := "docmill explain lists them all"
	if near := names.Nearest(code, codes); near != "" {
		hint = "did you mean " + near + "? " + hint
	}
	return nil, fmt.Errorf("no rule %q; %s", code, hint)
}

// explainCommand says what a rule means, or why a kind of change is of its
// class.
type explainCommand struct{}

func (*explainCommand) bind(*pflag.FlagSet) {}

func (*explainCommand) run(e *env, args []string) error {
	if len(args) == 0 {
		for _, r := range diag.Rules() {
			fmt.Fprintf(e.stdout, "%-22s %-8s %s\n", r.Code, r.Severity, r.Summary())
		}
		fmt.Fprintln(e.stdout, "\nKinds of changes, in docmill diff:")
		for _, k := range diff.Kinds() {
			fmt.Fprintf(e.stdout, "%-22s %-17s %s\n", k.Code, k.Class, k.Reason)
		}
		return nil
	}
	if k := diff.Find(args[0]); k != nil {
		_, err := fmt.Fprintf(e.stdout, "%s (%s)\n\n%s\n", k.Code, k.Class, k.Reason)
		return err
	}
	r, err := findRule(args[0])
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(e.stdout, "%s (%s)\n\n%s\n", r.Code, r.Severity, strings.TrimSpace(r.Doc))
	return err
}
