package main

import (
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/model/diag"
)

// explainCommand says what a rule means.
type explainCommand struct{}

func (*explainCommand) bind(*pflag.FlagSet) {}

func (*explainCommand) run(e *env, args []string) error {
	if len(args) == 0 {
		for _, r := range diag.Rules() {
			fmt.Fprintf(e.stdout, "%-22s %-8s %s\n", r.Code, r.Severity, r.Summary())
		}
		return nil
	}
	r := diag.Find(args[0])
	if r == nil {
		return fmt.Errorf("no rule %q; docmill explain lists them all", args[0])
	}
	_, err := fmt.Fprintf(e.stdout, "%s (%s)\n\n%s\n", r.Code, r.Severity, strings.TrimSpace(r.Doc))
	return err
}
