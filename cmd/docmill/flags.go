package main

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/dialect"
)

// sourceFlags say what to read.
type sourceFlags struct {
	settings settingFlags
	config   string
	target   string
	jobs     int
}

// bind defines the flags of all commands that read, and those of the settings
// of more groups.
func (f *sourceFlags) bind(fs *pflag.FlagSet, more ...config.Group) {
	f.settings.bind(fs, config.Reading)
	fs.StringVar(&f.config, "config", "", "configuration `FILE` (default docmill.yaml, if there is no --docs or --sample)")
	fs.StringVar(&f.target, "target", "", "of several targets in the configuration, the one that writes into `OUT`")
	fs.IntVar(&f.jobs, "jobs", 0, "read `N` pages at once (default one for each processor)")
	f.settings.bind(fs, more...)
}

// errNoSource is what a user reads who starts docmill for the first time.
var errNoSource = errors.New(`nothing to read; say which documentation:
	docmill generate --docs DIR --out DIR   read the pages in a folder
	docmill generate --sample --out DIR     read the sample that is part of docmill
	docmill generate                        read ` + config.Name + ` in the working directory (there is none;
	                                        docmill init writes one)`)

// targets returns what the flags and the configuration together ask for.
// Without --docs, --sample and --config the configuration is docmill.yaml.
func (f *sourceFlags) targets(e *env) ([]config.Target, error) {
	if f.jobs < 0 {
		return nil, fmt.Errorf("--jobs %d: want a number of pages, or 0 for one for each processor", f.jobs)
	}
	targets, err := f.configured(e)
	if err != nil {
		return nil, err
	}
	if f.target != "" {
		t, err := config.Pick(targets, f.target)
		if err != nil {
			return nil, fmt.Errorf("--target: %w", err)
		}
		targets = []config.Target{t}
	}
	return targets, f.settings.override(targets)
}

// configured returns the targets of the configuration, or an empty one for the
// flags to fill.
func (f *sourceFlags) configured(e *env) ([]config.Target, error) {
	var conf *config.File
	var err error
	switch {
	case f.config != "":
		conf, err = readConfig(e, f.config)
	case f.target == "" && (f.settings.has("docs") || f.settings.has("sample")):
		return make([]config.Target, 1), nil
	default:
		conf, err = findConfig(e)
	}
	if err != nil {
		return nil, err
	}
	if conf == nil {
		return nil, errNoSource
	}
	return conf.Targets, nil
}

// sources opens the documentation of every target.
func (f *sourceFlags) sources(e *env) ([]*source, error) {
	targets, err := f.targets(e)
	if err != nil {
		return nil, err
	}
	var out []*source
	for _, t := range targets {
		s, err := openTarget(e, t)
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
		var targets []config.Target
		for _, s := range all {
			targets = append(targets, s.target)
		}
		return nil, fmt.Errorf("the configuration has %d targets; say which with --target: %s", len(all), strings.Join(config.Outs(targets), ", "))
	}
	return all[0], nil
}

// openTarget opens the documentation of t.
func openTarget(e *env, t config.Target) (*source, error) {
	cache := cacheFolder(e)
	if cache != "" {
		e.beside.Go(func() { _, _ = programDigest() }) // which is asked for when all is open
	}
	open := func() (*source, error) { return openSource(e, t.Docs) }
	if t.Sample != "" {
		open = func() (*source, error) { return openSample(t.Sample) }
	}
	src, err := open()
	if err != nil {
		return nil, err
	}
	if err := src.limit(t); err != nil {
		return nil, err
	}
	if err := src.correct(e, t.Overlays); err != nil {
		return nil, err
	}
	src.target, src.cache, src.beside = t, cache, &e.beside
	src.policy, _, err = t.Lint.Policy()
	if err != nil {
		return nil, err
	}
	src.dialects, src.words, err = readDialect(e, t.Dialect)
	src.alike = src.readAlike()
	return src, err
}

// maxWords is how large a file of words may be, in bytes; the largest of the
// built-in ones has 30 kB.
const maxWords = 4 << 20

// readDialect returns the built-in vocabularies with the words of a user's
// file, and those words; nil if there is no such file.
func readDialect(e *env, name string) (*dialect.Set, []byte, error) {
	if name == "" {
		return nil, nil, nil
	}
	set, err := dialect.Builtin()
	if err != nil {
		return nil, nil, err
	}
	words, err := config.ReadFile(e.path(name), maxWords)
	if err != nil {
		return nil, nil, fmt.Errorf("dialect %s: %w", name, reason(err))
	}
	words = bytes.ReplaceAll(words, []byte("\r\n"), []byte("\n"))
	set, err = set.With(bytes.NewReader(words), name)
	return set, words, err
}

// options returns how to read pages.
func (f *sourceFlags) options(e *env) parser.Options {
	return parser.Options{Jobs: f.jobs, Progress: e.progress()}
}
