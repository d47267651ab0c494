package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// lintCommand lists what is wrong with documentation.
type lintCommand struct {
	sourceFlags
	format, level string
}

func (c *lintCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs)
	fs.StringVar(&c.format, "format", diag.Formats()[0], "`FORMAT` of the findings: "+strings.Join(diag.Formats(), ", "))
	fs.StringVar(&c.level, "level", diag.Warning.String(), "leave out findings below `LEVEL`: error, warning, info")
}

func (c *lintCommand) run(e *env, _ []string) error {
	level, err := parseLevel(c.level)
	if err != nil {
		return err
	}
	if !slices.Contains(diag.Formats(), c.format) {
		return fmt.Errorf("--format %q: want %s", c.format, strings.Join(diag.Formats(), ", "))
	}
	sources, err := c.sources(e)
	if err != nil {
		return err
	}
	var all diag.List
	for _, src := range sources {
		start := time.Now()
		api, diags, err := findings(src, c.options(e))
		if err != nil {
			return err
		}
		all = append(all, located(src, diags)...)
		sum := &summary{title: src.String(), pages: api.Pages, api: api, diags: diags, time: time.Since(start)}
		defer sum.write(e.stderr)
	}
	if err := atLeast(all, level).Write(e.stdout, c.format); err != nil {
		return err
	}
	if n := len(atLeast(all, diag.Error)); n > 0 {
		return verdict(count(n, "finding") + " of level error")
	}
	return nil
}

// load reads documentation and judges it as a whole.
func load(src *source, opts parser.Options) (*model.API, diag.List, error) {
	opts.RulesOff = src.rulesOff
	api, diags, err := parser.Load(src.fsys, opts)
	if err != nil {
		return nil, nil, err
	}
	diags = append(diags, check.Lint(api)...)
	diags.Sort()
	return api, diags, nil
}

// findings reads documentation for what is wrong with it. It also generates,
// into nothing, because naming finds faults of its own.
func findings(src *source, opts parser.Options) (*model.API, diag.List, error) {
	api, diags, err := load(src, opts)
	if err != nil {
		return nil, nil, err
	}
	_, more, err := gen.Generate(api, gen.Options{Package: "api"})
	if err != nil {
		return nil, nil, err
	}
	diags = append(diags, more...)
	diags.Sort()
	return api, diags, nil
}

func parseLevel(s string) (diag.Severity, error) {
	for l := diag.Info; l <= diag.Error; l++ {
		if l.String() == s {
			return l, nil
		}
	}
	return 0, fmt.Errorf("--level %q: want error, warning, info", s)
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

// located returns l with files named from where the user stands, so that an
// editor finds them.
func located(src *source, l diag.List) diag.List {
	files := make(map[string]string)
	locate := func(p *diag.Pos) {
		if !p.IsValid() {
			return
		}
		if _, ok := files[p.File]; !ok {
			files[p.File] = src.locate(p.File)
		}
		p.File = files[p.File]
	}
	out := slices.Clone(l)
	for i := range out {
		locate(&out[i].Pos)
		out[i].Related = slices.Clone(out[i].Related)
		for j := range out[i].Related {
			locate(&out[i].Related[j].Pos)
		}
	}
	return out
}
