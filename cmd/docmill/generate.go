package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/gen/outdir"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// generateCommand makes Go packages of documentation.
type generateCommand struct {
	sourceFlags
	check, diff, dryRun, watched, strict, force bool
}

func (c *generateCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting, config.Judging, config.Writing)
	fs.BoolVar(&c.check, "check", false, "write nothing; print what would change, as a diff, and exit 1 if anything would")
	fs.BoolVar(&c.diff, "diff", false, "write nothing; print what would change, all of it, and exit 0")
	fs.BoolVar(&c.dryRun, "dry-run", false, "write nothing; list the files that would be written and removed")
	fs.BoolVar(&c.watched, "watch", false, "go on: generate again whenever what is read changes")
	fs.BoolVar(&c.strict, "strict", false, "exit 1 if there are findings of level error")
	fs.BoolVar(&c.force, "force", false, "overwrite files that docmill wrote and somebody edited since")
}

func (c *generateCommand) run(e *env, _ []string) error {
	if err := c.modes(); err != nil {
		return err
	}
	if c.watched {
		return c.watch(e)
	}
	jobs, err := c.jobs(e)
	if err != nil {
		return err
	}
	var results []error
	for _, j := range jobs {
		err := j.run(e, c)
		results = append(results, err)
		if err != nil && !isVerdict(err) {
			break
		}
	}
	return firstFailure(results)
}

// jobs prepares every target before the first is written: a wrong path in the
// last must not leave the others half done.
func (c *generateCommand) jobs(e *env) ([]*job, error) {
	targets, err := c.targets(e)
	if err != nil {
		return nil, err
	}
	var jobs []*job
	for _, t := range targets {
		j, err := c.prepare(e, t)
		if err != nil {
			return nil, err
		}
		jobs = append(jobs, j)
	}
	return jobs, checkPlaces(e, jobs)
}

// A job is one target, checked and opened.
type job struct {
	config.Target
	src *source
}

func (c *generateCommand) prepare(e *env, t config.Target) (*job, error) {
	if t.Out == "" {
		return nil, errors.New("--out DIR is missing: the folder to write the package into")
	}
	src, err := openTarget(e, t)
	if err != nil {
		return nil, err
	}
	if t.Package, err = packageName(e, t.Package, t.Out); err != nil {
		return nil, err
	}
	if slices.Contains(t.Emit, "all") {
		t.Emit = gen.Emitters
	}
	if slices.Contains(t.Emit, "server") {
		if t.Import, err = importPath(e, t.Import, t.Out); err != nil {
			return nil, err
		}
	}
	return &job{t, src}, nil
}

// run reads, generates and writes one target. The error is a verdict if the
// documentation (--strict) or the output (--check) does not pass.
func (j *job) run(e *env, c *generateCommand) error {
	start := time.Now()
	last := j.records(e, c)
	if sum := last.again(j); sum != nil {
		sum.time = time.Since(start)
		_, err := io.WriteString(e.stderr, last.Facts)
		sum.writeFiles(e.stderr)
		return err
	}
	m, err := j.make(c.options(e))
	if err != nil {
		return err
	}
	record := make(chan []byte, 1)
	go func() { record <- last.about(j, m) }() // beside writing files, which are as they are
	results := []error{j.finish(e, c, m)}
	if c.strict {
		results = append(results, strict(e, j.src, m.sum.diags))
	}
	m.sum.time = time.Since(start)
	m.sum.write(e.stderr)
	err = firstFailure(results)
	if err == nil {
		last.keep(m, <-record)
	}
	return err
}

// made is what a target's documentation becomes.
type made struct {
	files        map[string][]byte
	sum          *summary
	docs, config string // digests
}

// record returns how to write the files.
func (m *made) record(force bool) outdir.Options {
	return outdir.Options{Force: force, Docs: m.docs, Config: m.config}
}

// make reads the documentation and returns the files of the package.
func (j *job) make(read parser.Options) (*made, error) {
	api, diags, err := j.src.parse(read)
	if err != nil {
		return nil, err
	}
	judged := make(chan diag.List, 1)
	go func() { judged <- check.Lint(api) }() // beside what follows, which changes nothing of api
	sum := &summary{title: fmt.Sprintf("%s → %s (package %s)", j.src, j.Out, j.Package), pages: api.Pages, api: api}
	part, err := j.src.part(api)
	if err != nil {
		return nil, err
	}
	sum.part, sum.api = part, part.API()
	opts := j.options()
	opts.Whole = part.Whole()
	files, more, err := gen.Generate(sum.api, opts)
	if err != nil {
		return nil, fmt.Errorf("generate %s: %w", j.Out, err)
	}
	diags = append(diags, <-judged...)
	sum.diags = append(selected(diags, part), more...)
	sum.diags, _ = j.src.policy.Apply(sum.diags)
	sum.diags.Sort()
	return &made{files, sum, j.src.read.digest(), j.Digest(j.src.words)}, nil
}

// options returns how to generate the package.
func (j *job) options() gen.Options {
	return gen.Options{Package: j.Package, Title: j.Title, Rename: j.Rename, Types: j.Types, Emit: j.Emit, Import: j.Import, ValidateRequests: j.Requests.Validate}
}

// finish writes the files, or says what would be written.
func (j *job) finish(e *env, c *generateCommand, m *made) error {
	if c.dry() {
		return c.compare(e, j, m)
	}
	res, err := outdir.Write(e.path(j.Out), m.files, m.record(c.force))
	if err != nil {
		return explainRefusal(err)
	}
	m.sum.files = &res
	return nil
}

// strict prints the findings of level error and returns a verdict if there
// are any.
func strict(e *env, src *source, diags diag.List) error {
	bad := atLeast(diags, diag.Error)
	if len(bad) == 0 {
		return nil
	}
	if err := writeFindings(e, src, bad); err != nil {
		return err
	}
	return verdict(count(len(bad), "finding") + " of level error")
}

// firstFailure returns the first error that is no verdict, else all verdicts
// as one, else nil.
func firstFailure(errs []error) error {
	for _, err := range errs {
		if err != nil && !isVerdict(err) {
			return err
		}
	}
	if err := errors.Join(errs...); err != nil {
		return verdict(err.Error())
	}
	return nil
}

func isVerdict(err error) bool {
	_, ok := errors.AsType[verdict](err)
	return ok
}
