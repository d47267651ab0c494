package main

import (
	"cmp"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
)

// openapiCommand prints the API that documentation describes as OpenAPI.
type openapiCommand struct {
	sourceFlags
	title, format string
}

func (c *openapiCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting)
	fs.StringVar(&c.title, "title", "", "`NAME` of the API, as in \"the Contoso API\" (default the title of the configuration)")
	fs.StringVar(&c.format, "format", "json", "`FORMAT` to print: json, yaml")
}

func (c *openapiCommand) run(e *env, _ []string) error {
	if c.format != "json" && c.format != "yaml" {
		return fmt.Errorf("--format %q: want json, yaml", c.format)
	}
	src, err := c.single(e)
	if err != nil {
		return err
	}
	part, err := src.readPart(c.options(e))
	if err != nil {
		return err
	}
	text, _, err := gen.OpenAPI(part.API(), gen.Options{Title: cmp.Or(c.title, src.target.Title), Whole: part.Whole()})
	if err == nil && c.format == "yaml" {
		text, err = gen.YAML(text)
	}
	if err != nil {
		return fmt.Errorf("openapi: %w", err)
	}
	_, err = e.rawOut.Write(text)
	return err
}
