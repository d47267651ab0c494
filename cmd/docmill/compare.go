package main

// This file says what generate would do: --check, --diff and --dry-run.

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/docmill/docmill/gen/outdir"
)

// checkLines is how much of a difference --check prints in full. It is made to
// be read, at the end of a log; --diff prints all.
const checkLines = 10000

// dry reports whether nothing is to be written.
func (c *generateCommand) dry() bool { return c.check || c.diff || c.dryRun }

// modes returns an error if several of the flags that exclude each other are
// given.
func (c *generateCommand) modes() error {
	var given []string
	for _, m := range []struct {
		name string
		set  bool
	}{{"--check", c.check}, {"--diff", c.diff}, {"--dry-run", c.dryRun}, {"--watch", c.watched}} {
		if m.set {
			given = append(given, m.name)
		}
	}
	if c.watched && c.strict {
		given = append(given, "--strict")
	}
	if len(given) > 1 {
		return fmt.Errorf("%s exclude each other", strings.Join(given, " and "))
	}
	return nil
}

// compare prints how the output folder differs from files. The error is a
// verdict if it does, under --check.
func (c *generateCommand) compare(e *env, j *job, m *made) error {
	p, err := outdir.Compare(e.path(j.Out), m.files, m.record(c.force))
	if err != nil {
		return err
	}
	m.sum.plan = p
	label := strings.TrimPrefix(filepath.ToSlash(filepath.Clean(j.Out)), "/")
	switch {
	case c.dryRun:
		return listPlan(e, label, p)
	case c.diff:
		if err := p.WriteDiff(e.stdout, label, 0); err != nil {
			return err
		}
	default:
		if err := p.WriteDiff(e.stdout, label, checkLines); err != nil {
			return err
		}
	}
	if p.UpToDate() {
		return nil
	}
	text := j.Out + " is not what docmill generate would write" + reasons(p)
	if c.check {
		return verdict(text)
	}
	fmt.Fprintln(e.stderr, text)
	return nil
}

// listPlan prints what would be done, a file a line.
func listPlan(e *env, label string, p *outdir.Plan) error {
	var b strings.Builder
	refused := p.Refused()
	for _, r := range refused {
		fmt.Fprintf(&b, "refuse     %s/%s: %s\n", label, r.Name, r.Why)
	}
	for _, f := range p.Differences {
		if !slices.ContainsFunc(refused, func(r outdir.Refused) bool { return r.Name == f.Name }) {
			fmt.Fprintf(&b, "%-10s %s/%s\n", f.Op, label, f.Name)
		}
	}
	if p.Record {
		fmt.Fprintf(&b, "%-10s %s/MANIFEST\n", outdir.Change, label)
	}
	fmt.Fprintf(&b, "unchanged  %s\n", count(len(p.Unchanged), "file"))
	_, err := e.stdout.Write([]byte(b.String()))
	return err
}

// reasons says, a line each, why an output folder is not as it should be.
func reasons(p *outdir.Plan) string {
	var b strings.Builder
	say := func(format string, args ...any) { fmt.Fprintf(&b, "\n\t"+format, args...) }
	refused := p.Refused()
	for i, r := range refused {
		if i == 10 {
			say("and %d more are in the way", len(refused)-i)
			break
		}
		say("%s: %s", r.Name, r.Why)
	}
	lost, made := 0, 0
	for _, f := range p.Differences {
		switch {
		case f.Lost:
			lost++
		case !f.Edited:
			made++
		}
	}
	if lost > 0 {
		say("%s that docmill wrote: deleted", count(lost, "file"))
	}
	if p.Unfinished {
		say("a run was cut off, or is at work: the next one completes it")
	}
	if p.DocsChanged {
		say("the documentation changed since it was written")
	}
	if p.ConfigChanged {
		say("the configuration changed since it was written")
	}
	if made > 0 && !p.Unknown && !p.DocsChanged && !p.ConfigChanged {
		say("documentation and configuration are as they were: docmill changed since it was written")
	}
	if len(p.Differences) == 0 && p.Record {
		say("only the record in MANIFEST; no generated file changes")
	}
	return b.String()
}

// explainRefusal adds to a refusal what to do.
func explainRefusal(err error) error {
	ref, ok := errors.AsType[*outdir.RefusedError](err)
	if !ok {
		return err
	}
	edited := func(r outdir.Refused) bool { return r.Edited }
	switch {
	case !slices.ContainsFunc(ref.Files, edited):
		return fmt.Errorf("%w\nnothing was written; docmill never replaces what it did not write: move it away, or choose another folder", err)
	case slices.ContainsFunc(ref.Files, func(r outdir.Refused) bool { return !r.Edited }):
		return fmt.Errorf("%w\nnothing was written; move your changes elsewhere, or overwrite with --force what docmill wrote; it never replaces what it did not write", err)
	}
	return fmt.Errorf("%w\nnothing was written; move your changes elsewhere, or overwrite them with --force", err)
}
