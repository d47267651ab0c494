// Package config reads docmill.yaml, and says what there is to set: each
// setting is a field of [Target], with its doc comment, and a row of
// [Settings]. Flags, the JSON Schema, the commented file that docmill init
// writes and docs/configuration.md follow from the two; tests hold them equal.
package config

import "github.com/docmill/docmill/model/report"

// Name is what the configuration is called in the folder it is about.
const Name = "docmill.yaml"

// A File is docmill.yaml.
type File struct {
	// Version is the version of this form of configuration. This docmill reads 1.
	Version int `yaml:"version"`
	// Targets are the packages to make, one after the other. No two of them
	// may write into the same folder.
	Targets []Target `yaml:"targets"`
}

// A Target is one package to make. Paths are relative to the file.
type Target struct {
	// Docs are the documentation folders, each one version of one API. They are
	// read as one; a page of the first covers that of the second.
	Docs []string `yaml:"docs"`
	// Overlays are folders of corrections: pages, and parts of pages, that
	// replace those of the documentation; of two the first wins
	// (docs/corrections.md).
	Overlays []string `yaml:"overlays"`
	// Sample takes, instead of docs, the sample documentation that is part of
	// docmill: v1.0 or beta.
	Sample string `yaml:"sample"`
	// Out is the folder to write the package into. docmill makes it, and
	// touches no file there that it did not write.
	Out string `yaml:"out"`
	// Package is the name of the package. Without it, it is called as the
	// folder, in lower case and without "-" and "_".
	Package string `yaml:"package"`
	// Title says which API it is, for the package comment: "the Contoso API".
	Title string `yaml:"title"`
	// Import is the import path of the package, which the server for tests
	// needs. Without it, the path is what the nearest go.mod says.
	Import string `yaml:"import"`
	// Select takes only the types and operations that one of the patterns
	// matches, and what they need: a type (serviceNowConnection), a path
	// (/deviceManagement/**), a page (page:api/intune-*), as docs/selection.md
	// describes. Without it, all.
	Select []string `yaml:"select"`
	// Exclude leaves out what one of the patterns matches, in the same grammar.
	// What would refer to an excluded type holds any JSON.
	Exclude []string `yaml:"exclude"`
	// Emit lists what to write beside types and enums: validators, client,
	// examples (the pages' examples as tests), readme (README.md, how to
	// start), server (a package for tests of programs that use the client), or
	// all. Without it, all but the server.
	Emit []string `yaml:"emit"`
	// Rename gives Go names to what is documented: types, enums
	// ("microsoft.graph.alert"), properties, members of enums
	// ("microsoft.graph.alert.category"), services ("/users/messages"), methods
	// ("GET /users/{id}") and all else that docmill show --stage=names lists
	// (docs/names.md).
	Rename map[string]string `yaml:"rename"`
	// Types gives Go types of your own, by import path and name
	// ("github.com/google/uuid.UUID"), to documented ones: primitive types
	// ("Edm.Guid"), enums, and single properties ("microsoft.graph.user.id").
	// They read and write themselves as text (docs/names.md).
	Types map[string]string `yaml:"types"`
	// Dialect is a file of words for titles, labels and phrases over the
	// built-in ones (docs/dialects.md).
	Dialect string `yaml:"dialect"`
	// Limits bound what the pages of strangers may cost.
	Limits Limits `yaml:"limits"`
	// Rules says which documented rules not to check.
	Rules Rules `yaml:"rules"`
	// Examples says which examples of the pages not to use.
	Examples Examples `yaml:"examples"`
	// Requests says what the client does with requests.
	Requests Requests `yaml:"requests"`
	// Lint says what to think of findings.
	Lint Lint `yaml:"lint"`
}

// Rules says which documented rules generated code does not check.
type Rules struct {
	// Off lists kinds ("max-length") and places ("resources/group.md:12",
	// relative to the documentation folder) of rules that are wrong
	// (docs/validators.md).
	Off []string `yaml:"off"`
}

// Examples says which examples of the pages not to use.
type Examples struct {
	// Off lists pages ("api/intune-*.md") and places ("api/group-create.md:48",
	// relative to the documentation folder) of examples that are wrong: nothing
	// is inferred from them, they are no tests, and the server for tests does
	// not answer with them (docs/examples.md).
	Off []string `yaml:"off"`
}

// Requests says what the client does with requests.
type Requests struct {
	// Validate lets every client check request bodies against the documented
	// rules before it sends them. Without it, a client does so if it is made
	// with WithRequestValidation; with it, unless it is made with
	// WithoutRequestValidation (docs/validators.md).
	Validate bool `yaml:"validate"`
}

// Lint says what to think of findings.
type Lint struct {
	// Levels gives rules another level, by code: error, warning, info or off.
	Levels map[string]string `yaml:"levels"`
	// Suppress hides single findings, each with the reason why that is right.
	Suppress Suppressions `yaml:"suppress"`
}

// A Suppression hides findings of a rule on some pages.
type Suppression struct {
	// Rule is the code of the findings.
	Rule string `yaml:"rule"`
	// Page is a pattern over pages, relative to the documentation folder:
	// "api/intune-*.md".
	Page string `yaml:"page"`
	// Line is the line of the finding; without it, the whole page is meant.
	Line int `yaml:"line"`
	// Reason says why it is right to hide them.
	Reason string `yaml:"reason"`
}

// Policy returns l as a policy, or what is wrong with it and where: "levels.CODE"
// or "suppress[N]".
func (l Lint) Policy() (p *report.Policy, at string, err error) {
	var hidden []report.Suppression
	for _, s := range l.Suppress {
		hidden = append(hidden, report.Suppression(s))
	}
	return report.NewPolicy(l.Levels, hidden)
}
