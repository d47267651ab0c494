package main

// This file is generate --watch. It ends with the process: to be interrupted is
// how it is meant to end, and a write that this cuts off is completed by the
// next run, as after any other kill.

import (
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"time"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/watch"
)

// A watching is one run of generate --watch.
type watching struct {
	e       *env
	c       *generateCommand
	targets map[string]*watched // by output folder
}

// watched is what was last made of a target.
type watched struct {
	diags diag.List
	again bool // try again, whatever changes
	// Of when files were last written: the findings that tell of a page that
	// is broken, and the kind of each page.
	bad   diag.List
	kinds map[string]model.PageKind
	// The pages that were read last, and what else decides how pages are read.
	memory *parser.Memory
	alike  string
}

// options returns how to read the pages of j: those that are as they were when
// they were read for t are not read again.
func (v *watching) options(j *job, t *watched) parser.Options {
	if t.memory == nil || t.alike != j.src.alike {
		t.memory, t.alike = new(parser.Memory), j.src.alike
	}
	opts := v.c.options(v.e)
	opts.Memory = t.memory
	return opts
}

// watch generates, and again whenever something that is read changes. It
// returns only if it cannot begin.
func (c *generateCommand) watch(e *env) error {
	endOnInterrupt()
	v := &watching{e: e, c: c, targets: make(map[string]*watched)}
	w := watch.New(func(s string) { fmt.Fprintln(e.stderr, s) })
	defer w.Close()
	var set watch.Set
	var changed []string
	for first := true; ; first = false {
		jobs, err := c.jobs(e)
		if err == nil {
			set = v.set(jobs)
		}
		if err == nil && len(set.Folders)+len(set.Files) == 0 {
			return errors.New("--watch: there is nothing to watch; the sample is part of docmill")
		}
		if w.Watch(set) && err == nil {
			// What was opened before it was watched may be of yesterday.
			closeAll(jobs)
			jobs, err = c.jobs(e)
			changed = append(changed, v.config())
		}
		switch {
		case err != nil && first:
			return err
		case err != nil:
			fmt.Fprintf(e.stderr, "docmill: %v\nnothing was written\n", err)
		default:
			v.generate(jobs, changed)
			closeAll(jobs)
		}
		if first {
			fmt.Fprintf(e.stderr, "watching %s; Ctrl-C ends\n", v.names(append(set.Folders, set.Files...)))
		}
		changed = w.Wait()
		fmt.Fprintf(e.stderr, "\nchanged: %s\n", v.names(changed))
	}
}

// closeAll closes what jobs read.
func closeAll(jobs []*job) {
	for _, j := range jobs {
		j.src.close()
	}
}

// endOnInterrupt makes an interrupt end the process even if whoever started it
// had it ignored, as shells do for what runs in the background: a watch that
// nobody can end is worse than one that ends with its script. Else the system
// ends the process, which is quicker than anything done here.
func endOnInterrupt() {
	if !signal.Ignored(os.Interrupt) {
		return
	}
	interrupted := make(chan os.Signal, 1)
	signal.Notify(interrupted, os.Interrupt)
	go func() {
		<-interrupted
		os.Exit(exitInterrupted)
	}()
}

// generate makes the jobs anew whose input changed.
func (v *watching) generate(jobs []*job, changed []string) {
	all := slices.Contains(changed, v.config())
	for _, j := range jobs {
		t := v.targets[j.Out]
		if t != nil && !t.again && !all && !touches(v.setOf(j), changed) {
			continue
		}
		if t == nil {
			t = new(watched)
			v.targets[j.Out] = t
			if err := v.begin(j, t); err != nil {
				fmt.Fprintf(v.e.stderr, "docmill: %v\n", err)
			}
			continue
		}
		if err := v.anew(j, t); err != nil {
			fmt.Fprintf(v.e.stderr, "docmill: %v\n%s keeps what was written last\n", err, j.Out)
		}
	}
}

// begin does for a target what generate does without --watch.
func (v *watching) begin(j *job, t *watched) error {
	t.again = true
	start := time.Now()
	m, err := j.make(v.options(j, t))
	if err != nil {
		return err
	}
	err = j.finish(v.e, v.c, m)
	m.sum.time = time.Since(start)
	m.sum.write(v.e.stderr)
	t.written(m.sum)
	t.again = err != nil
	return err
}

func (t *watched) written(s *summary) {
	t.diags, t.bad, t.kinds = s.diags, broken(s.diags), make(map[string]model.PageKind)
	for _, p := range s.pages {
		t.kinds[p.Path] = p.Kind
	}
}

// broken returns the findings that tell of a page that is broken.
func broken(l diag.List) diag.List {
	return slices.DeleteFunc(slices.Clone(l), func(d diag.Diag) bool {
		return d.Rule.Severity < diag.Error && d.Rule.Code != diag.NoProperties.Code
	})
}

// worse says what is broken now that was not when files were last written, ""
// if nothing is: findings, or a page of which nothing is left to make code of,
// because it was saved empty or its title is half written.
func (t *watched) worse(j *job, s *summary) string {
	if more, _ := report.NewBaseline(t.bad).Hide(broken(s.diags)); len(more) > 0 {
		return located(j.src, more)[0].String()
	}
	for _, p := range s.pages {
		if was := t.kinds[p.Path]; was != "" && was != model.ConceptPage && p.Kind == model.ConceptPage {
			return fmt.Sprintf("%s: was a page of kind %s, and now it is none that code can be made of", j.src.locate(p.Path), was)
		}
	}
	return ""
}

// anew makes a target again, and says what is new. While a page is broken that
// was not, the last output stays: somebody is in the middle of a sentence, and
// programs that use the package shall not lose a type by that.
func (v *watching) anew(j *job, t *watched) error {
	start := time.Now()
	t.again = true
	m, err := j.make(v.options(j, t))
	if err != nil {
		return err
	}
	v.findings(j, t.diags, m.sum.diags)
	t.diags = m.sum.diags
	if why := t.worse(j, m.sum); why != "" {
		return fmt.Errorf("%s\na page is broken that was not; generate without --watch would go on", why)
	}
	if err := j.finish(v.e, v.c, m); err != nil {
		return err
	}
	t.written(m.sum)
	t.again = false
	f := m.sum.files
	v.files("wrote", j.Out, f.Written)
	v.files("removed", j.Out, f.Removed)
	fmt.Fprintf(v.e.stderr, "%s: %d written, %d unchanged, %d removed, in %s\n", j.Out, len(f.Written), len(f.Unchanged), len(f.Removed), time.Since(start).Round(time.Millisecond))
	return nil
}

// files says what happened to files.
func (v *watching) files(what, out string, names []string) {
	for i, name := range names {
		if i == 20 {
			fmt.Fprintf(v.e.stderr, "  %-8s %d more\n", what, len(names)-i)
			return
		}
		fmt.Fprintf(v.e.stderr, "  %-8s %s/%s\n", what, filepath.ToSlash(out), name)
	}
}

// findings says which findings came and went.
func (v *watching) findings(j *job, before, now diag.List) {
	came, _ := report.NewBaseline(before).Hide(now)
	went, _ := report.NewBaseline(now).Hide(before)
	v.some("new", j, came)
	v.some("gone", j, went)
}

// some prints the findings of a list that lint would print.
func (v *watching) some(what string, j *job, l diag.List) {
	l = located(j.src, atLeast(l, diag.Warning))
	for i, d := range l {
		if i == 20 {
			fmt.Fprintf(v.e.stderr, "  %-8s %s more\n", what, count(len(l)-i, "finding"))
			return
		}
		fmt.Fprintf(v.e.stderr, "  %-8s %s\n", what, d)
	}
}
