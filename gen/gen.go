// Package gen writes Go for a documented API: first a plan, in which every
// name, type and file is decided, then the files.
package gen

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// Options says what to generate.
type Options struct {
	// Package is the name of the generated package.
	Package string
	// Title says which API it is, for the package comment, e.g.
	// "the Microsoft Graph API"; "" for a neutral phrase.
	Title string
	// Emit lists what to write beside types and enums, by the names in
	// [Emitters]; nil for all but the server.
	Emit []string
	// Import is the import path of the generated package. Only the server
	// needs it.
	Import string
	// Rename gives Go names to things by their documented names: types and
	// enums ("microsoft.graph.alert"), properties and members
	// ("microsoft.graph.alert.category"), services ("/users/messages"), methods
	// ("GET /users/{id}") and whatever else [Names] lists, by [Name.Pin].
	Rename map[string]string
	// Types gives Go types that read and write themselves as text to primitive
	// types ("Edm.Guid"), enums and properties, as [ParseType] reads them.
	Types map[string]string
	// ValidateRequests lets every client check request bodies unless its user
	// says otherwise. It needs the client and the validators.
	ValidateRequests bool
	// Whole is the API that the generated one is a part of, nil if it is whole.
	// What it has is called as it would be if all of it were generated.
	Whole *model.API
}

// Emitters lists what can be left out of a generated package: validators
// (Validate methods), client (services, operations and their permissions),
// examples (the pages' examples as tests of the client), readme (README.md,
// about the client), server (a package for tests of programs that use the
// client).
var Emitters = []string{"validators", "client", "examples", "readme", "server"}

// Generate returns the files of the generated package by name. It touches no
// disk. The findings are about names only: every other defect of the pages was
// found when they were read. An error means that opts ask for the impossible
// or that docmill is broken.
func Generate(api *model.API, opts Options) (map[string][]byte, diag.List, error) {
	p, err := newPlan(api, opts)
	if err != nil {
		return nil, nil, err
	}
	files, err := printAll(p)
	if err != nil {
		return nil, nil, err
	}
	p.diags.Sort()
	return files, p.diags, nil
}

// printAll returns the files of the planned package.
func printAll(p *plan) (map[string][]byte, error) {
	files := make(map[string][]byte)
	if err := copyRuntime(p, files); err != nil {
		return nil, err
	}
	if err := copyServer(p, files); err != nil {
		return nil, err
	}
	if err := run(slices.Concat(printTasks(goFiles(p)), printTasks(serverFiles(p)), exampleTasks(p)), files); err != nil {
		return nil, err
	}
	emitReadme(p, files)
	return files, nil
}

// PrintPlan writes the plan in a form for people: one line a declaration.
func PrintPlan(w io.Writer, api *model.API, opts Options) error {
	p, err := newPlan(api, opts)
	if err != nil {
		return err
	}
	return p.print(w)
}

// A task makes one file.
type task struct {
	name string
	make func(*scratch) ([]byte, error)
}

// A scratch is memory that files are printed in, one after the other.
type scratch struct {
	printed []byte
	raw     bytes.Buffer
}

// run makes the files of tasks.
func run(tasks []task, files map[string][]byte) error {
	made := make([][]byte, len(tasks))
	errs := make([]error, len(tasks))
	inParallel(len(tasks), func() func(int) {
		s := new(scratch)
		return func(i int) { made[i], errs[i] = tasks[i].make(s) }
	})
	for i, t := range tasks {
		if errs[i] != nil {
			return fmt.Errorf("gen: %s: %w", t.name, errs[i])
		}
		files[t.name] = made[i]
	}
	return nil
}
