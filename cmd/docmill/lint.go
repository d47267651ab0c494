package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/parser"
)

// lintCommand lists what is wrong with documentation.
type lintCommand struct {
	sourceFlags
	format, level, failOn, link string
	rules                       []string
	baseline, writeBaseline     string
	accounts                    bool
}

func (c *lintCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting, config.Judging)
	fs.StringVar(&c.format, "format", report.Formats()[0], "`FORMAT` of the findings: "+strings.Join(report.Formats(), ", "))
	fs.StringVar(&c.level, "level", diag.Warning.String(), "leave out findings below `LEVEL`: error, warning, info")
	fs.StringArrayVar(&c.rules, "rule", nil, "show only findings of the rule `CODE`; can be given several times")
	fs.StringVar(&c.failOn, "fail-on", diag.Error.String(), "exit 1 if there are findings of `LEVEL` or above, shown or not")
	fs.StringVar(&c.baseline, "baseline", "", "hide the findings that `FILE` lists; exit 1 if it lists some that are gone")
	fs.StringVar(&c.writeBaseline, "write-baseline", "", "write the shown findings to `FILE`, for --baseline")
	fs.StringVar(&c.link, "link", "", "with --format html, places lead to `URL`, such as https://example.org/docs/{file}#L{line}")
	fs.BoolVar(&c.accounts, "account", false, "instead of findings, say of all content of the pages where it went: modelled, ignored by a rule, a finding, or unaccounted")
}

func (c *lintCommand) run(e *env, _ []string) error {
	level, err := parseLevel("level", c.level)
	if err != nil {
		return err
	}
	failOn, err := parseLevel("fail-on", c.failOn)
	if err != nil {
		return err
	}
	if err := c.checkNames(); err != nil {
		return err
	}
	sources, err := c.sources(e)
	if err != nil {
		return err
	}
	if c.accounts {
		return c.account(e, sources)
	}
	all, verdicts, err := c.collect(e, sources)
	if err != nil {
		return err
	}
	if all, err = c.hide(e, all, &verdicts); err != nil {
		return err
	}
	if n := len(atLeast(all, failOn)); n > 0 {
		verdicts = append(verdicts, verdict(count(n, "finding")+" of level "+failOn.String()+above(failOn)))
	}
	shown := ofRules(atLeast(all, level), c.rules)
	if c.writeBaseline != "" {
		return saveBaseline(e, c.writeBaseline, shown)
	}
	opts := reportOptions(sources...)
	opts.Link, opts.Color = c.link, e.colors(e.rawOut)
	if err := report.Write(e.rawOut, shown, c.format, opts); err != nil {
		return err
	}
	return firstFailure(verdicts)
}

// checkNames reports a format or rule that does not exist, and flags that do
// not go together.
func (c *lintCommand) checkNames() error {
	if !slices.Contains(report.Formats(), c.format) {
		return fmt.Errorf("--format %q: want %s", c.format, strings.Join(report.Formats(), ", "))
	}
	for _, code := range c.rules {
		if _, err := findRule(code); err != nil {
			return fmt.Errorf("--rule: %w", err)
		}
	}
	if c.accounts && c.format != "text" && c.format != "json" {
		return fmt.Errorf("--account --format %s: want text, json", c.format)
	}
	if c.link != "" && c.format != "html" {
		return errors.New("--link is for --format html")
	}
	if c.baseline != "" && c.writeBaseline != "" {
		return errors.New("--baseline and --write-baseline exclude each other")
	}
	return nil
}

// collect returns the findings of all sources, with files named from where the
// user stands, and a verdict for each suppression that hides nothing.
func (c *lintCommand) collect(e *env, sources []*source) (all diag.List, verdicts []error, err error) {
	for _, src := range sources {
		start := time.Now()
		api, diags, err := findings(src, c.options(e))
		if err != nil {
			return nil, nil, err
		}
		diags, unused := src.policy.Apply(diags)
		for _, s := range unused {
			verdicts = append(verdicts, verdict(fmt.Sprintf("%s: the suppression of %s hides nothing; take it out", src, s)))
		}
		all = append(all, located(src, diags)...)
		sum := &summary{title: src.String(), pages: api.Pages, api: api, diags: diags, time: time.Since(start)}
		sum.write(e.stderr)
	}
	return all, verdicts, nil
}

// hide leaves out what the baseline lists, and adds a verdict if it lists too
// much.
func (c *lintCommand) hide(e *env, all diag.List, verdicts *[]error) (diag.List, error) {
	if c.baseline == "" {
		return all, nil
	}
	f, err := config.Open(e.path(c.baseline))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no baseline %s; write one of today's findings with --write-baseline %s", c.baseline, c.baseline)
	}
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w", c.baseline, reason(err))
	}
	defer f.Close()
	base, err := report.ReadBaseline(f)
	if err != nil {
		return nil, fmt.Errorf("baseline %s: %w", c.baseline, err)
	}
	left, stale := base.Hide(all)
	if len(stale) > 0 {
		*verdicts = append(*verdicts, verdict(fmt.Sprintf("%s lists findings that are gone; take out:\n%s", c.baseline, strings.Join(stale, "\n"))))
	}
	return left, nil
}

func saveBaseline(e *env, name string, l diag.List) error {
	var b bytes.Buffer
	if err := report.NewBaseline(l).Write(&b); err != nil {
		return err
	}
	if err := writeWhole(e.path(name), b.Bytes()); err != nil {
		return fmt.Errorf("baseline %s: %w", name, reason(err))
	}
	return nil
}

// above returns what follows the name of a level that worse ones count with.
func above(level diag.Severity) string {
	if level == diag.Error {
		return ""
	}
	return " or above"
}

// ofRules returns the findings of the rules, all if there are none.
func ofRules(l diag.List, codes []string) diag.List {
	if len(codes) == 0 {
		return l
	}
	return slices.DeleteFunc(slices.Clone(l), func(d diag.Diag) bool { return !slices.Contains(codes, d.Rule.Code) })
}

// load reads documentation and judges it as a whole.
func load(src *source, opts parser.Options) (*model.API, diag.List, error) {
	api, diags, err := src.parse(opts)
	if err != nil {
		return nil, nil, err
	}
	diags = append(diags, check.Lint(api)...)
	diags.Sort()
	return api, diags, nil
}

// findings reads documentation for what is wrong with it, or with the pages
// that a selection uses. It also plans a package, because naming finds faults
// of its own.
func findings(src *source, opts parser.Options) (*model.API, diag.List, error) {
	api, diags, err := load(src, opts)
	if err != nil {
		return nil, nil, err
	}
	part, err := src.part(api)
	if err != nil {
		return nil, nil, err
	}
	_, more, err := gen.Names(part.API(), src.naming(part))
	if err != nil {
		return nil, nil, err
	}
	diags = append(selected(diags, part), more...)
	diags.Sort()
	return part.API(), diags, nil
}

// parseLevel returns the level that the user gave to a flag.
func parseLevel(flag, s string) (diag.Severity, error) {
	l, ok := diag.ParseSeverity(s)
	if !ok {
		return 0, fmt.Errorf("--%s %q: want error, warning, info", flag, s)
	}
	return l, nil
}

// atLeast returns the findings of a level and above.
func atLeast(l diag.List, level diag.Severity) diag.List {
	var out diag.List
	for _, d := range l {
		if d.Rule.Severity >= level {
			out = append(out, d)
		}
	}
	return out
}
