package main

import (
	"github.com/spf13/pflag"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/model"
)

// modelCommand prints the API that documentation describes as JSON.
type modelCommand struct {
	sourceFlags
	schema bool
}

func (c *modelCommand) bind(fs *pflag.FlagSet) {
	c.sourceFlags.bind(fs, config.Selecting)
	fs.BoolVar(&c.schema, "schema", false, "print the JSON Schema of what this command prints, and read nothing")
}

func (c *modelCommand) run(e *env, _ []string) error {
	if c.schema {
		_, err := e.stdout.Write(model.Schema)
		return err
	}
	src, err := c.single(e)
	if err != nil {
		return err
	}
	read := c.options(e)
	read.Files = true
	part, err := src.readPart(read)
	if err != nil {
		return err
	}
	return part.API().WriteJSON(e.rawOut)
}
