package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model/selection"
)

// whyCommand says why something is in a selection.
type whyCommand struct {
	sourceFlags
	all bool
}

func (c *whyCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting)
	fs.BoolVar(&c.all, "all", false, "show a chain from everything that leads to NAME, not only the shortest")
}

func (c *whyCommand) run(e *env, args []string) error {
	sources, err := c.sources(e)
	if err != nil {
		return err
	}
	var unknown error
	found := false
	for _, src := range sources {
		part, err := src.readPart(c.options(e))
		if err != nil {
			return err
		}
		reasons, err := part.Why(args[0], c.all)
		if err != nil {
			unknown = err // but another target may have it
			continue
		}
		found = true
		if len(sources) > 1 {
			fmt.Fprintf(e.stdout, "%s → %s\n", src, src.target.Out)
		}
		for _, r := range reasons {
			if err := writeReason(e.stdout, r, part.IsCut()); err != nil {
				return err
			}
		}
	}
	if found {
		return nil
	}
	return unknown
}

// writeReason prints why one thing is selected, or why it is in the API.
func writeReason(w io.Writer, r selection.Reason, isCut bool) error {
	fmt.Fprintf(w, "%s %s  %s\n", r.Kind, r.Name, r.Pos)
	switch {
	case r.Excluded != "" && r.Chains != nil:
		fmt.Fprintf(w, "  excluded by %q, but a base of what is selected\n", r.Excluded)
	case r.Excluded != "":
		fmt.Fprintf(w, "  not selected: excluded by %q\n", r.Excluded)
	case r.Chains == nil && isCut:
		fmt.Fprintf(w, "  not selected: no pattern matches it or something that needs it\n")
	case r.Chains == nil:
		fmt.Fprintf(w, "  no operation leads to it\n")
	}
	for _, c := range r.Cuts {
		fmt.Fprintf(w, "  any JSON instead of it: %s  %s\n", c.Name, c.Pos)
	}
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, chain := range r.Chains {
		first := "matches"
		if isCut {
			fmt.Fprintf(tab, "  pattern %s\n", orEverything(chain.Pattern))
		} else {
			fmt.Fprintf(tab, "  nothing is selected from the API\n")
			first = "has"
		}
		for i, s := range chain.Steps {
			why := s.Why
			if i == 0 {
				why = first
			}
			fmt.Fprintf(tab, "  → %s:\t%s %s\t%s\n", why, s.Kind, s.Name, s.Pos)
		}
		if err := tab.Flush(); err != nil {
			return err
		}
	}
	if more := r.Roots - len(r.Chains); more > 0 {
		fmt.Fprintf(w, "  and from %d more (--all)\n", more)
	}
	return nil
}

// orEverything returns how to call a pattern, "" for that of everything.
func orEverything(pattern string) string {
	if strings.TrimSpace(pattern) == "" {
		return "none: everything that is not excluded"
	}
	return pattern
}
