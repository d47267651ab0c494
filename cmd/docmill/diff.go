package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model/diff"
)

// diffCommand says what changed between two states of documentation.
type diffCommand struct {
	settings settingFlags
	format   string
	failOn   []string
	jobs     int
}

func (c *diffCommand) bind(fs *pflag.FlagSet) {
	fs.StringVar(&c.format, "format", diff.Formats()[0], "`FORMAT` of the changes: "+strings.Join(diff.Formats(), ", "))
	fs.StringSliceVar(&c.failOn, "fail-on", nil, "exit 1 if there are changes of these `CLASSES`: "+strings.Join(diff.Classes(), ","))
	c.settings.bindKeys(fs, "overlays", "rules.off", "dialect")
	c.settings.bind(fs, config.Selecting)
	c.settings.bindKeys(fs, "rename")
	fs.IntVar(&c.jobs, "jobs", 0, "read `N` pages at once (default one for each processor)")
}

func (c *diffCommand) run(e *env, args []string) error {
	if !slices.Contains(diff.Formats(), c.format) {
		return fmt.Errorf("--format %q: want %s", c.format, strings.Join(diff.Formats(), ", "))
	}
	var fatal diff.Class
	for _, name := range c.failOn {
		class, ok := diff.ParseClass(name)
		if !ok {
			return fmt.Errorf("--fail-on %q: want %s", name, strings.Join(diff.Classes(), ", "))
		}
		fatal |= class
	}
	var sides [2]*side
	for i, name := range args {
		s, err := c.read(e, name)
		if err != nil {
			return err
		}
		defer s.close()
		sides[i] = s
	}
	changes := c.compare(sides[0], sides[1])
	report := diff.Report{OldName: args[0], NewName: args[1], Changes: changes}
	if err := report.Write(e.stdout, c.format); err != nil {
		return err
	}
	if n := countOf(changes, fatal); n > 0 {
		return verdict(count(n, "change") + " of class " + strings.Join(fatal.Names(), " or "))
	}
	return nil
}

// countOf counts the changes of any of the classes.
func countOf(changes []diff.Change, class diff.Class) int {
	n := 0
	for _, c := range changes {
		if c.Class&class != 0 {
			n++
		}
	}
	return n
}

// compare returns what changed, files named from where the user stands.
func (c *diffCommand) compare(prev, next *side) []diff.Change {
	changes := diff.Diff(prev.api, next.api, diff.Options{OldText: prev.text, NewText: next.text})
	for i := range changes {
		changes[i].Old = prev.located(changes[i].Old)
		changes[i].New = next.located(changes[i].New)
	}
	return changes
}
