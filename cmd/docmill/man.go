package main

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// manCommand writes the help of all commands as manual pages.
type manCommand struct{}

func (*manCommand) bind(*pflag.FlagSet) {}

func (*manCommand) run(e *env, args []string) error {
	dir := e.path(args[0])
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("%s: %w", args[0], reason(err))
	}
	root := tree(e)
	root.InitDefaultHelpCmd()
	prepareForMan(root)
	date := buildTime()
	if err := doc.GenManTree(root, &doc.GenManHeader{Section: "1", Source: "docmill " + buildVersion(), Manual: "docmill", Date: &date}, dir); err != nil {
		return err
	}
	pages, err := filepath.Glob(filepath.Join(dir, "docmill*.1"))
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stdout, "%s in %s; read one with man -l %s\n", count(len(pages), "manual page"), args[0], filepath.Join(args[0], "docmill.1"))
	return nil
}

func (*manCommand) takesFiles() {}

// indented matches a line of help that is to be shown as it is.
var indented = regexp.MustCompile(`(?m)^  `)

// prepareForMan makes Markdown of the help of cmd and those below: lines that
// are set in by two spaces are code.
func prepareForMan(cmd *cobra.Command) {
	cmd.DisableAutoGenTag = true // it has the date of today
	cmd.Long = indented.ReplaceAllString(cmd.Long, "      ")
	for _, sub := range cmd.Commands() {
		prepareForMan(sub)
	}
}

// buildTime returns when the revision was made that the command was built of, so
// that equal builds write equal pages.
func buildTime() time.Time {
	for _, s := range buildInfo().Settings {
		if t, err := time.Parse(time.RFC3339, s.Value); s.Key == "vcs.time" && err == nil {
			return t
		}
	}
	return time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
}
