package main

import (
	"bufio"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/gittree"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads one side of a comparison: a folder, a revision of a git
// repository, or a model that was saved.

// A side is one of the two things that are compared.
type side struct {
	api   *model.API
	text  func(file string) ([]byte, error) // nil for a saved model
	dir   string                            // what files are named below, "" for a saved model
	src   *source                           // nil for a saved model
	close func()
}

// target returns the settings of both sides.
func (c *diffCommand) target() (config.Target, error) {
	targets := make([]config.Target, 1)
	err := c.settings.override(targets)
	return targets[0], err
}

// selectParts cuts both sides down to what a target selects. A pattern may be
// for something that only one side has: then the other has nothing of it.
func selectParts(sides [2]*side, t *config.Target) error {
	if len(t.Select) == 0 && len(t.Exclude) == 0 {
		return nil
	}
	matched := make(map[string]bool)
	for _, s := range sides {
		want := selection.Patterns{Exclude: t.Exclude}
		for _, pattern := range t.Select {
			if _, err := selection.Of(s.api, selection.Patterns{Select: []string{pattern}}); err == nil {
				want.Select, matched[pattern] = append(want.Select, pattern), true
			}
		}
		if len(t.Select) > 0 && want.Select == nil {
			s.api = new(model.API)
			continue
		}
		part, err := selection.Of(s.api, want)
		if err != nil {
			return err
		}
		s.api = part.API()
	}
	for _, pattern := range t.Select {
		if !matched[pattern] {
			return fmt.Errorf("--select %q matches nothing on either side", pattern)
		}
	}
	return nil
}

func (c *diffCommand) open(e *env, name string, t config.Target) (*side, error) {
	if rev, ok := strings.CutPrefix(name, "git:"); ok {
		return c.openRevision(e, name, rev, t)
	}
	info, err := os.Stat(e.path(name))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: %w; want a documentation folder, git:REVISION[:FOLDER], or a file that docmill model wrote", name, reason(err))
	case !info.IsDir():
		return openSaved(e, name, t)
	}
	src, err := openSource(e, []string{name})
	if err != nil {
		return nil, err
	}
	s := &side{dir: filepath.ToSlash(name), close: func() {}}
	if err := c.load(e, s, src, t); err != nil {
		return nil, err
	}
	return s, nil
}

// openRevision reads REVISION or REVISION:FOLDER.
func (c *diffCommand) openRevision(e *env, name, rev string, t config.Target) (*side, error) {
	rev, dir := cutRevision(rev)
	tree, err := gittree.Open(e.path("."), rev, dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	src := &source{layers: []layer{{name: name, fsys: tree}}, policy: new(report.Policy), read: new(tally), limits: new(markdown.Limits)}
	s := &side{dir: rev + ":" + dir, close: func() { tree.Close() }}
	if err := src.check(); err != nil {
		tree.Close()
		return nil, err
	}
	return s, c.load(e, s, src, t)
}

// cutRevision cuts "HEAD:docs" at the first colon that is not inside of braces,
// as in main@{2024-01-31 10:00}.
func cutRevision(s string) (rev, dir string) {
	depth := 0
	for i, r := range s {
		switch {
		case r == '{':
			depth++
		case r == '}':
			depth--
		case r == ':' && depth <= 0:
			return s[:i], s[i+1:]
		}
	}
	return s, ""
}

// load reads the pages of a side.
func (c *diffCommand) load(e *env, s *side, src *source, t config.Target) error {
	err := src.limit(t)
	if err == nil {
		err = src.correct(e, t.Overlays)
	}
	if err == nil {
		src.target = t
		src.dialects, _, err = readDialect(e, t.Dialect)
	}
	if err == nil {
		s.api, _, err = parser.Load(src.fsys, src.options(parser.Options{Jobs: c.jobs, Progress: e.progress(), Files: true}))
	}
	if err != nil {
		s.close()
		return err
	}
	s.src, s.text = src, src.readPlace
	return nil
}

// openSaved reads what docmill model wrote.
func openSaved(e *env, name string, t config.Target) (*side, error) {
	limits, err := limitsOf(t)
	if err != nil {
		return nil, err
	}
	f, err := config.Open(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, reason(err))
	}
	defer f.Close()
	api, err := parser.Saved(bufio.NewReader(f), limits)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &side{api: api, close: func() {}}, nil
}

// located names a file from where the user stands, so that an editor finds it;
// of a revision as git does.
func (s *side) located(pos diag.Pos) diag.Pos {
	if isCorrection(pos.File) && s.src != nil {
		pos.File = s.src.locate(pos.File)
	} else if s.dir != "" && pos.IsValid() {
		if strings.HasSuffix(s.dir, ":") {
			pos.File = s.dir + pos.File
		} else {
			pos.File = path.Join(s.dir, pos.File)
		}
	}
	return pos
}
