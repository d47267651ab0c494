package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/pflag"
	gomod "golang.org/x/mod/module"
	"golang.org/x/mod/semver"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/config/setup"
)

// initCommand writes what a folder needs to begin with.
type initCommand struct {
	settings settingFlags
	schema   bool
}

func (c *initCommand) bind(fs *pflag.FlagSet) {
	c.settings.bindKeys(fs, "docs", "sample", "out", "package", "title")
	fs.BoolVar(&c.schema, "schema", false, "print the JSON Schema of docmill.yaml, and write nothing")
}

func (c *initCommand) run(e *env, _ []string) error {
	if c.schema {
		_, err := e.stdout.Write(config.Schema)
		return err
	}
	given := make([]config.Target, 1)
	if err := c.settings.override(given); err != nil {
		return err
	}
	dir, err := filepath.Abs(e.path("."))
	if err != nil {
		return err
	}
	plan, err := setup.New(dir, given[0], schemaAddress(buildVersion()), setup.Tool+"@"+release(buildVersion(), "latest"))
	if err != nil {
		return err
	}
	for _, f := range plan.Files {
		if err := writeNew(filepath.Join(dir, f.Name), f.Text); err != nil {
			return fmt.Errorf("%s: %w", f.Name, reason(err))
		}
		fmt.Fprintf(e.stdout, "wrote %s: %s\n", f.Name, f.What)
	}
	for _, what := range plan.Kept {
		fmt.Fprintf(e.stdout, "kept %s\n", what)
	}
	for _, what := range plan.Notes {
		fmt.Fprintf(e.stdout, "note: %s\n", what)
	}
	for i, next := range plan.Next {
		fmt.Fprintf(e.stdout, "%-5s %s\n", []string{"next:", "then:"}[min(i, 1)], next)
	}
	return nil
}

// schemaAddress returns where the JSON Schema of docmill.yaml is published that
// belongs to a version of docmill.
func schemaAddress(version string) string {
	return "https://raw.githubusercontent.com/docmill/docmill/" + release(version, "main") + "/config/docmill.schema.json"
}

// release returns version if it is the tag of a release, else other.
func release(version, other string) string {
	if semver.IsValid(version) && semver.Build(version) == "" && !gomod.IsPseudoVersion(version) {
		return version
	}
	return other
}
