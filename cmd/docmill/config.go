package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/report"
)

// This file reads docmill.yaml. A key that is unknown is an error with its
// place, because a misspelt key that is ignored costs an afternoon.

const configName = "docmill.yaml"

// A config is docmill.yaml.
type config struct {
	Version int      `yaml:"version"`
	Targets []target `yaml:"targets"`
}

// A target is one package to generate. Paths are relative to the file.
type target struct {
	Docs    []string `yaml:"docs"`
	Sample  string   `yaml:"sample"`
	Out     string   `yaml:"out"`
	Package string   `yaml:"package"`
	// Title says which API it is, for the package comment: "the Microsoft Graph API".
	Title  string   `yaml:"title"`
	Select []string `yaml:"select"`
	// Dialect is a file of words for titles, labels and phrases, over the
	// built-in ones.
	Dialect string `yaml:"dialect"`
	// Emit lists what to write beside types, by the names in gen.Emitters, or
	// "all"; empty for all but the server.
	Emit []string `yaml:"emit"`
	// Import is the import path of the package, "" for what go.mod says.
	Import string `yaml:"import"`
	// Rename gives Go names to documented names: "microsoft.graph.alert" or
	// "microsoft.graph.alert.category".
	Rename map[string]string `yaml:"rename"`
	Rules  ruleConfig        `yaml:"rules"`
	Lint   lintConfig        `yaml:"lint"`
}

// A ruleConfig says which documented rules generated code does not check: codes
// ("max-length") and places ("resources/group.md:12", relative to the docs).
type ruleConfig struct {
	Off []string `yaml:"off"`
}

// A lintConfig says what to think of findings.
type lintConfig struct {
	// Levels gives rules another level, by code: error, warning, info or off.
	Levels map[string]string `yaml:"levels"`
	// Suppress hides single findings.
	Suppress []struct {
		Rule   string `yaml:"rule"`   // code
		Page   string `yaml:"page"`   // pattern, relative to the docs: "api/intune-*.md"
		Line   int    `yaml:"line"`   // 0 for the whole page
		Reason string `yaml:"reason"` // required
	} `yaml:"suppress"`
}

// policy returns c as a policy, or what is wrong with it and where.
func (c lintConfig) policy() (*report.Policy, string, error) {
	var hidden []report.Suppression
	for _, s := range c.Suppress {
		hidden = append(hidden, report.Suppression(s))
	}
	return report.NewPolicy(c.Levels, hidden)
}

// readConfig reads the configuration file name; docs and out of its targets
// are joined to the file's folder.
func readConfig(e *env, name string) (*config, error) {
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		return nil, fmt.Errorf("configuration %s: %w", name, reason(err))
	}
	c := new(config)
	if err := yaml.UnmarshalWithOptions(data, c, yaml.Strict()); err != nil {
		return nil, yamlError(name, err)
	}
	if at, err := c.check(); err != nil {
		return nil, fmt.Errorf("%s%s: %w", name, position(data, at), err)
	}
	base := filepath.Dir(name)
	join := func(p string) string {
		if filepath.IsAbs(p) {
			return p
		}
		return filepath.Join(base, p)
	}
	for i := range c.Targets {
		t := &c.Targets[i]
		t.Out = join(t.Out)
		if t.Dialect != "" {
			t.Dialect = join(t.Dialect)
		}
		for j := range t.Docs {
			t.Docs[j] = join(t.Docs[j])
		}
	}
	return c, nil
}

// check returns what is wrong with c, and where as a YAML path.
func (c *config) check() (at string, err error) {
	if c.Version != 1 {
		return "$.version", fmt.Errorf("version is %d; this docmill reads version 1", c.Version)
	}
	if len(c.Targets) == 0 {
		return "$.targets", errors.New("no targets")
	}
	outs := make(map[string]int)
	for i, t := range c.Targets {
		at := fmt.Sprintf("$.targets[%d]", i)
		switch {
		case t.Out == "":
			return at, fmt.Errorf("target %d has no out: the folder to write", i+1)
		case len(t.Docs) == 0 && t.Sample == "":
			return at, fmt.Errorf("target %d has no docs: the folders to read", i+1)
		case len(t.Docs) > 0 && t.Sample != "":
			return at + ".sample", fmt.Errorf("target %d has both docs and sample", i+1)
		}
		if n, err := checkEmit(t.Emit); err != nil {
			return fmt.Sprintf("%s.emit[%d]", at, n), err
		}
		if _, err := model.ParseOff(t.Rules.Off); err != nil {
			return at + ".rules.off", err
		}
		if _, place, err := t.Lint.policy(); err != nil {
			return at + ".lint." + place, err
		}
		out := filepath.Clean(t.Out)
		if other, ok := outs[out]; ok {
			return at + ".out", fmt.Errorf("targets %d and %d write into the same folder %s", other+1, i+1, t.Out)
		}
		outs[out] = i
	}
	return "", nil
}

// yamlError puts err into the form file:line:col: message.
func yamlError(name string, err error) error {
	var ye yaml.Error
	if errors.As(err, &ye) && ye.GetToken() != nil {
		p := ye.GetToken().Position
		return fmt.Errorf("%s:%d:%d: %s", name, p.Line, p.Column, ye.GetMessage())
	}
	return fmt.Errorf("%s: %w", name, err)
}

// position returns ":line:col" of a node, or of the nearest one above it that
// is there.
func position(data []byte, at string) string {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return ""
	}
	for at != "$" && at != "" {
		if p, err := yaml.PathString(at); err == nil {
			if node, err := p.FilterFile(file); err == nil && node.GetToken() != nil {
				pos := node.GetToken().Position
				return fmt.Sprintf(":%d:%d", pos.Line, pos.Column)
			}
		}
		at = at[:lastStep(at)]
	}
	return ":1:1"
}

// lastStep returns where the last ".name" or "[n]" of a YAML path begins.
func lastStep(at string) int {
	for i := len(at) - 1; i > 0; i-- {
		if at[i] == '.' || at[i] == '[' {
			return i
		}
	}
	return 0
}

// findConfig reads docmill.yaml in the working directory, nil if there is none.
func findConfig(e *env) (*config, error) {
	if _, err := os.Stat(e.path(configName)); errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return readConfig(e, configName)
}
