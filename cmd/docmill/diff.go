package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
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
	c.settings.bindKeys(fs, "overlays", "rules.off", "dialect", "limits.page", "limits.includes", "limits.times")
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
	target, err := c.target()
	if err != nil {
		return err
	}
	var sides [2]*side
	for i, name := range args {
		s, err := c.open(e, name, target)
		if err != nil {
			return err
		}
		defer s.close()
		sides[i] = s
	}
	if err := selectParts(sides, &target); err != nil {
		return err
	}
	changes, err := compare(sides[0], sides[1], &target)
	if err != nil {
		return err
	}
	report := diff.Report{OldName: args[0], NewName: args[1], Changes: changes}
	out := e.stdout
	if c.format == "json" {
		out = e.rawOut
	}
	if err := report.Write(out, c.format); err != nil {
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
func compare(prev, next *side, t *config.Target) ([]diff.Change, error) {
	limits, err := limitsOf(*t)
	if err != nil {
		return nil, err
	}
	var err2 error
	opts := diff.Options{OldText: prev.text, NewText: next.text, MostCompared: limits.Most(diff.MaxCompared), GoNames: func() (a, b map[string]string) {
		var wg sync.WaitGroup
		wg.Go(func() { a, err = goNames(prev.api, t) })
		wg.Go(func() { b, err2 = goNames(next.api, t) })
		wg.Wait()
		return a, b
	}}
	changes := diff.Diff(prev.api, next.api, opts)
	if err := cmp.Or(err, err2); err != nil {
		return nil, err
	}
	for i := range changes {
		changes[i].Old = prev.located(changes[i].Old)
		changes[i].New = next.located(changes[i].New)
	}
	return changes, nil
}

// goNames returns what everything is called in Go, by kind and documented name.
func goNames(api *model.API, t *config.Target) (map[string]string, error) {
	list, _, err := gen.Names(withoutExamples(api), gen.Options{Package: "api", Rename: t.Rename, Emit: []string{"client", "validators"}})
	if err != nil {
		return nil, err
	}
	out := make(map[string]string, len(list))
	for _, n := range list {
		out[n.Kind+" "+n.Key] = n.Go
	}
	return out, nil
}

// withoutExamples returns an API without what gives nothing its name: a saved
// model does not have it, and planning it takes longer than all else.
func withoutExamples(api *model.API) *model.API {
	strip := func(o *model.Op) *model.Op {
		c := *o
		c.Examples = nil
		return &c
	}
	out := *api
	out.Operations = nil
	for _, o := range api.Operations {
		c := strip(o)
		c.Implied = nil
		for _, i := range o.Implied {
			c.Implied = append(c.Implied, strip(i))
		}
		out.Operations = append(out.Operations, c)
	}
	return &out
}
