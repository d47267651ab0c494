package main

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/diff"
	"github.com/docmill/docmill/model/report"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
)

// This file completes command lines in a shell. What a flag of a setting takes,
// the table of settings says; what another one takes, its command; and that it
// takes files or folders, the placeholder in its help.

// A chooser is a subcommand that knows what can stand behind some of its flags,
// or, for the flag "", as its next argument. A choice can have a tab and words
// about it behind it.
type chooser interface {
	choices(e *env, flag string, args []string) []string
}

// addCompletions lets cmd complete the values of its flags and arguments.
func addCompletions(e *env, cmd *cobra.Command, impl subcommand) {
	ask, _ := impl.(chooser)
	cmd.ValidArgsFunction = func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
		if ask == nil {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return beginning(typed, ask.choices(e, "", args)), cobra.ShellCompDirectiveNoFileComp
	}
	if _, ok := impl.(takesFiles); ok {
		cmd.ValidArgsFunction = nil // the shell's own
	}
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		err := cmd.RegisterFlagCompletionFunc(f.Name, func(_ *cobra.Command, args []string, typed string) ([]string, cobra.ShellCompDirective) {
			if ask != nil {
				if list := ask.choices(e, f.Name, args); list != nil {
					return beginning(typed, list), cobra.ShellCompDirectiveNoFileComp
				}
			}
			if i := slices.IndexFunc(config.Settings, func(s config.Setting) bool { return s.Flag == f.Name }); i >= 0 {
				if list, more := settingChoices(config.Settings[i], typed); list != nil {
					return list, cobra.ShellCompDirectiveNoFileComp | more
				}
			}
			switch placeholder, _ := pflag.UnquoteUsage(f); placeholder {
			case "OUT":
				return beginning(typed, outs(e, cmd)), cobra.ShellCompDirectiveNoFileComp
			case "DIR":
				return nil, cobra.ShellCompDirectiveFilterDirs
			case "FILE":
				return nil, cobra.ShellCompDirectiveDefault
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		})
		if err != nil {
			panic("docmill: " + err.Error()) // a flag twice
		}
	})
}

// outs returns the targets of the configuration that the command line names.
func outs(e *env, cmd *cobra.Command) []string {
	f := sourceFlags{config: cmd.Flag("config").Value.String()}
	f.settings.bindKeys(new(pflag.FlagSet), "docs", "sample")
	targets, err := f.configured(e)
	if err != nil {
		return nil
	}
	return config.Outs(targets)
}

// takesFiles marks a subcommand whose arguments are files.
type takesFiles interface{ takesFiles() }

// beginning returns the choices that begin with what is typed.
func beginning(typed string, choices []string) []string {
	return slices.DeleteFunc(slices.Clone(choices), func(c string) bool { return !strings.HasPrefix(c, typed) })
}

// settingChoices returns what can follow in the value of a setting's flag, nil
// if anything can.
func settingChoices(s config.Setting, typed string) ([]string, cobra.ShellCompDirective) {
	switch {
	case s.Keys != nil:
		key, _, ok := strings.Cut(typed, "=")
		if !ok {
			var out []string
			for _, k := range s.Keys() {
				out = append(out, k+"=")
			}
			return beginning(typed, out), cobra.ShellCompDirectiveNoSpace
		}
		return prefixed(key+"=", typed, s.Values()), 0
	case s.Values == nil:
		return beginning(typed, otherChoices(s.Key)), 0
	case s.Commas:
		done := typed[:strings.LastIndex(typed, ",")+1]
		left := slices.DeleteFunc(s.Values(), func(v string) bool { return slices.Contains(strings.Split(done, ","), v) })
		return prefixed(done, typed, left), cobra.ShellCompDirectiveNoSpace
	}
	return beginning(typed, s.Values()), 0
}

// otherChoices returns values of settings that can have others, too.
func otherChoices(key string) []string {
	switch key {
	case "sample":
		return sampleVersions()
	case "rules.off":
		return ruleKinds()
	}
	return nil
}

func prefixed(prefix, typed string, values []string) []string {
	var out []string
	for _, v := range values {
		out = append(out, prefix+v)
	}
	return beginning(typed, out)
}

func ruleKinds() []string {
	var out []string
	for _, k := range model.RuleKinds {
		out = append(out, string(k))
	}
	slices.Sort(out)
	return out
}

// ruleChoices returns the codes of findings with what they mean.
func ruleChoices() []string {
	var out []string
	for _, r := range diag.Rules() {
		out = append(out, r.Code+"\t"+r.Summary())
	}
	return out
}

func levelChoices() []string {
	return []string{diag.Error.String(), diag.Warning.String(), diag.Info.String()}
}

// pages returns the names of all pages that the flags and the configuration
// name, nil if they do not say well which documentation is meant.
func (f *sourceFlags) pages(e *env) []string {
	sources, err := f.sources(e)
	if err != nil {
		return nil
	}
	var out []string
	for _, src := range sources {
		_ = fs.WalkDir(src.fsys, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() && name != "." && strings.HasPrefix(path.Base(name), ".") {
				return fs.SkipDir
			}
			if err == nil && !d.IsDir() && parser.IsPage(name) {
				out = append(out, name)
			}
			return nil
		})
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (c *lintCommand) choices(_ *env, flag string, _ []string) []string {
	switch flag {
	case "format":
		return report.Formats()
	case "level", "fail-on":
		return levelChoices()
	case "rule":
		return ruleChoices()
	}
	return nil
}

func (c *showCommand) choices(e *env, flag string, args []string) []string {
	switch {
	case flag == "stage":
		return stageNames()
	case flag == "" && len(args) == 0:
		return c.pages(e)
	}
	return nil
}

func (c *overlayCommand) choices(e *env, flag string, args []string) []string {
	switch {
	case flag != "":
		return nil
	case len(args) == 0:
		return []string{"new\tstart a correction of a page", "list\tlist corrections", "accept\tcorrections are for the pages as they are now"}
	case args[0] == "new" && len(args) == 1, args[0] == "accept":
		return c.pages(e)
	}
	return nil
}

func (*listCommand) choices(_ *env, flag string, _ []string) []string {
	switch flag {
	case "by":
		return selection.Kinds
	case "sort":
		return columnNames()
	}
	return nil
}

func (*openapiCommand) choices(_ *env, flag string, _ []string) []string {
	if flag == "format" {
		return []string{"json", "yaml"}
	}
	return nil
}

func (c *diffCommand) choices(_ *env, flag string, _ []string) []string {
	switch flag {
	case "format":
		return diff.Formats()
	case "fail-on":
		return diff.Classes()
	}
	return nil
}

func (*diffCommand) takesFiles() {}

func (*explainCommand) choices(_ *env, flag string, args []string) []string {
	if flag == "" && len(args) == 0 {
		return ruleChoices()
	}
	return nil
}
