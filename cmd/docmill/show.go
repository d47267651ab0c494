package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/markdown"
)

// showCommand prints one of the forms that documentation passes through.
type showCommand struct {
	sourceFlags
	stage string
}

func (c *showCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting)
	fs.StringVar(&c.stage, "stage", "page", "`FORM` to print: "+strings.Join(stageNames(), ", "))
}

// A stage prints one form of the page name of src, of all pages if name is "".
type stage struct {
	name  string
	whole bool // prints all pages if none is named
	print func(e *env, src *source, name string, opts parser.Options) (diag.List, error)
}

var stages = []stage{
	{"document", false, showDocument},
	{"page", false, showPage},
	{"api", true, showAPI},
	{"plan", true, showPlan},
	{"names", true, showNames},
}

func stageNames() []string {
	var names []string
	for _, s := range stages {
		names = append(names, s.name)
	}
	return names
}

func (c *showCommand) run(e *env, args []string) error {
	for _, s := range stages {
		if s.name != c.stage {
			continue
		}
		if len(args) == 0 && !s.whole {
			return fmt.Errorf("show --stage=%s needs a PAGE", s.name)
		}
		src, name, err := c.open(e, args)
		if err != nil {
			return err
		}
		diags, err := s.print(e, src, name, c.options(e))
		if err != nil {
			return err
		}
		return writeFindings(e, src, diags)
	}
	return fmt.Errorf("--stage %q: want %s", c.stage, strings.Join(stageNames(), ", "))
}

// open returns the source that has the page, and the page's name in it. With
// several targets the first that has it is meant.
func (c *showCommand) open(e *env, args []string) (*source, string, error) {
	if len(args) == 0 {
		src, err := c.single(e)
		return src, "", err
	}
	sources, err := c.sources(e)
	if err != nil {
		return nil, "", err
	}
	var errs []error
	for _, src := range sources {
		name, err := src.find(e, args[0])
		if err == nil {
			return src, name, nil
		}
		errs = append(errs, err)
	}
	return nil, "", errors.Join(errs...)
}

func showDocument(e *env, src *source, name string, _ parser.Options) (diag.List, error) {
	doc, diags, err := src.limits.NewLoader(src.fsys, src.overlays).Parse(name)
	if err != nil {
		return nil, err
	}
	markdown.Print(e.stdout, doc)
	return diags, nil
}

func showPage(e *env, src *source, name string, opts parser.Options) (diag.List, error) {
	page, diags, err := parser.Page(src.fsys, name, src.options(opts))
	if err != nil {
		return nil, err
	}
	if page != nil {
		model.PrintPage(e.stdout, page)
	}
	return diags, nil
}

// showAPI prints the facts that stand on the page, or those of the selection.
func showAPI(e *env, src *source, name string, opts parser.Options) (diag.List, error) {
	api, diags, err := load(src, opts)
	if err != nil {
		return nil, err
	}
	if name != "" {
		return about(diags, name), model.PrintAPI(e.stdout, api, name)
	}
	part, err := src.part(api)
	if err != nil {
		return nil, err
	}
	return selected(diags, part), model.PrintAPI(e.stdout, part.API())
}

// shownPart reads the part of the API that a page shows, all that is selected if
// name is "".
func shownPart(src *source, name string, opts parser.Options) (*selection.Part, diag.List, error) {
	api, diags, err := load(src, opts)
	if err != nil {
		return nil, nil, err
	}
	part, err := selection.Of(api, pagePatterns(src, name))
	if err != nil {
		return nil, nil, err
	}
	return part, selected(diags, part), nil
}

func showPlan(e *env, src *source, name string, opts parser.Options) (diag.List, error) {
	part, diags, err := shownPart(src, name, opts)
	if err != nil {
		return nil, err
	}
	return about(diags, name), gen.PrintPlan(e.stdout, part.API(), src.naming(part))
}

// showNames prints what is called what, as lines that pin it.
func showNames(e *env, src *source, name string, opts parser.Options) (diag.List, error) {
	part, diags, err := shownPart(src, name, opts)
	if err != nil {
		return nil, err
	}
	list, more, err := gen.Names(part.API(), src.naming(part))
	if err != nil {
		return nil, err
	}
	return about(append(diags, more...), name), gen.PrintNames(e.stdout, list)
}

// pagePatterns returns what selects the things on a page, or what the target
// selects for "".
func pagePatterns(src *source, name string) selection.Patterns {
	if name != "" {
		return selection.Patterns{Select: []string{"page:" + name}}
	}
	return patterns(&src.target)
}

// about returns the findings of one page, all for "".
func about(l diag.List, name string) diag.List {
	var out diag.List
	for _, d := range l {
		if name == "" || pageOf(d.Pos.File) == name {
			out = append(out, d)
		}
	}
	return out
}
