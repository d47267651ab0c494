package main

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/dialect"
)

// sourceFlags say what to read.
type sourceFlags struct {
	docs    []string
	sample  string
	config  string
	selects []string
	rename  map[string]string
	ruleOff []string
	dialect string
	jobs    int
}

func (f *sourceFlags) bind(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.docs, "docs", nil, "documentation `DIR`; if given several times, the first that has a file wins")
	fs.StringVar(&f.sample, "sample", "", "read the sample documentation that is part of docmill, `v1.0` or beta (--sample=beta)")
	fs.Lookup("sample").NoOptDefVal = "v1.0"
	fs.StringArrayVar(&f.ruleOff, "rule-off", nil, "leave out the documented rules that `CODE|FILE[:LINE]` names, by kind or by place")
	fs.StringVar(&f.dialect, "dialect", "", "words of your own for titles, labels and phrases, from `FILE`")
	fs.StringVar(&f.config, "config", "", "configuration `FILE` (default docmill.yaml, if there is no --docs or --sample)")
	fs.IntVar(&f.jobs, "jobs", 0, "read `N` pages at once (default one for each processor)")
}

func (f *sourceFlags) bindRename(fs *pflag.FlagSet) {
	fs.StringToStringVar(&f.rename, "rename", nil, "Go name for a type or property, as in `DOCUMENTED=Name`")
}

func (f *sourceFlags) bindSelect(fs *pflag.FlagSet) {
	fs.StringArrayVar(&f.selects, "select", nil, "only the types and operations that `PATTERN` matches, and what they need")
}

// errNoSource is what a user reads who starts docmill for the first time.
var errNoSource = errors.New(`nothing to read; say which documentation:
	docmill generate --docs DIR --out DIR   read the pages in a folder
	docmill generate --sample --out DIR     read the sample that is part of docmill
	docmill generate                        read ` + configName + ` in the working directory (there is none)`)

// targets returns what the flags and the configuration together ask for.
// Without --docs, --sample and --config the configuration is docmill.yaml.
func (f *sourceFlags) targets(e *env) ([]target, error) {
	if f.jobs < 0 {
		return nil, fmt.Errorf("--jobs %d: want a number of pages, or 0 for one for each processor", f.jobs)
	}
	if len(f.docs) > 0 && f.sample != "" {
		return nil, errors.New("--docs and --sample exclude each other")
	}
	var conf *config
	var err error
	switch {
	case f.config != "":
		conf, err = readConfig(e, f.config)
	case len(f.docs) == 0 && f.sample == "":
		conf, err = findConfig(e)
	default:
		conf = &config{Targets: []target{{}}}
	}
	if err != nil {
		return nil, err
	}
	if conf == nil {
		return nil, errNoSource
	}
	return f.override(conf.Targets)
}

// override applies the flags to the single target they are about.
func (f *sourceFlags) override(targets []target) ([]target, error) {
	if len(f.docs) == 0 && f.sample == "" && len(f.selects) == 0 && len(f.rename) == 0 && len(f.ruleOff) == 0 && f.dialect == "" {
		return targets, nil
	}
	if len(targets) != 1 {
		return nil, fmt.Errorf("the configuration has %d targets; --docs, --sample, --select, --rename, --rule-off and --dialect are for one", len(targets))
	}
	t := targets[0]
	if len(f.docs) > 0 || f.sample != "" {
		t.Docs, t.Sample = f.docs, f.sample
	}
	if len(f.selects) > 0 {
		t.Select = f.selects
	}
	if len(f.rename) > 0 {
		t.Rename = f.rename
	}
	if f.dialect != "" {
		t.Dialect = f.dialect
	}
	t.Rules.Off = append(t.Rules.Off, f.ruleOff...)
	return []target{t}, nil
}

// sources opens the documentation of every target.
func (f *sourceFlags) sources(e *env) ([]*source, error) {
	targets, err := f.targets(e)
	if err != nil {
		return nil, err
	}
	var out []*source
	for _, t := range targets {
		s, err := t.open(e)
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// single opens the documentation of the only target.
func (f *sourceFlags) single(e *env) (*source, error) {
	all, err := f.sources(e)
	if err != nil {
		return nil, err
	}
	if len(all) != 1 {
		return nil, fmt.Errorf("the configuration has %d targets; say which documentation with --docs", len(all))
	}
	return all[0], nil
}

// open opens the documentation of t.
func (t target) open(e *env) (*source, error) {
	open := func() (*source, error) { return openSource(e, t.Docs) }
	if t.Sample != "" {
		open = func() (*source, error) { return openSample(t.Sample) }
	}
	src, err := open()
	if err != nil {
		return nil, err
	}
	src.rulesOff = t.Rules.Off
	src.policy, _, err = t.Lint.policy()
	if err != nil {
		return nil, err
	}
	src.dialects, err = readDialect(e, t.Dialect)
	return src, err
}

// readDialect returns the built-in vocabularies with the words of a user's
// file, if there is one.
func readDialect(e *env, name string) (*dialect.Set, error) {
	set, err := dialect.Builtin()
	if err != nil || name == "" {
		return set, err
	}
	f, err := os.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("dialect %s: %w", name, reason(err))
	}
	defer f.Close()
	return set.With(f, name)
}

// options returns how to read pages.
func (f *sourceFlags) options(e *env) parser.Options {
	return parser.Options{Jobs: f.jobs, Progress: progress(e.stderr)}
}
