// Package templates holds what does not vary in generated packages: the
// hand-written Go files that are copied into each of them.
package templates

import (
	"embed"
	"fmt"
	"strconv"
	"strings"
)

// Runtime holds the sources of package templates/runtime, under "runtime/".
// Which of them are copied, and when, says [Files].
//
//go:embed runtime/*.go
var Runtime embed.FS

// ServerTest holds the sources of package templates/servertest, under
// "servertest/". Which of them are copied, and when, says [ServerFiles].
//
//go:embed servertest/*.go
var ServerTest embed.FS

// A Need says what a generated package must contain for a runtime file to be
// copied into it.
type Need string

const (
	Always      Need = "always"
	Polymorphic Need = "polymorphic" // types with documented descendants
	Flags       Need = "flags"       // enums whose values are sets
	Validators  Need = "validators"  // Validate methods
	Client      Need = "client"      // operations: the client, the operation table, MinimalScopes
	Tests       Need = "tests"       // values through all types, replayed examples
)

// A File is one file that is copied.
type File struct {
	Name string // in Runtime below "runtime/", in ServerTest below "servertest/"
	As   string // in the generated package
	Need Need
}

// files lists every file of the runtime except its tests, doc.go and
// standin.go.
var files = []File{
	{"apierror.go", "apierror.go", Client},
	{"call.go", "call.go", Client},
	{"callanswer.go", "callanswer.go", Client},
	{"check.go", "check.go", Validators},
	{"client.go", "client.go", Client},
	{"dates.go", "dates.go", Always},
	{"decode.go", "decode.go", Always},
	{"decodeerror.go", "decodeerror.go", Always},
	{"encode.go", "encode.go", Always},
	{"enum.go", "enum.go", Always},
	{"everytype.go", "everytype_test.go", Tests},
	{"everyvalue.go", "everyvalue_test.go", Tests},
	{"extra.go", "extra.go", Always},
	{"flags.go", "flags.go", Flags},
	{"formats.go", "formats.go", Validators},
	{"grants.go", "grants.go", Client},
	{"guard.go", "guard.go", Client},
	{"operation.go", "operation.go", Client},
	{"opt.go", "opt.go", Always},
	{"page.go", "page.go", Client},
	{"path.go", "path.go", Client},
	{"plan.go", "plan.go", Always},
	{"polymorph.go", "polymorph.go", Polymorphic},
	{"primitive.go", "primitive.go", Always},
	{"replay.go", "replay_test.go", Tests},
	{"replaycall.go", "replaycall_test.go", Tests},
	{"replaymapped.go", "replaymapped_test.go", Tests},
	{"replayrules.go", "replayrules_test.go", Tests},
	{"replaysame.go", "replaysame_test.go", Tests},
	{"replayserver.go", "replayserver_test.go", Tests},
	{"replaytype.go", "replaytype_test.go", Tests},
	{"request.go", "request.go", Client},
	{"requestoptions.go", "requestoptions.go", Client},
	{"retry.go", "retry.go", Client},
	{"rules.go", "rules.go", Validators},
	{"scan.go", "scan.go", Always},
	{"scantext.go", "scantext.go", Always},
	{"scopes.go", "scopes.go", Client},
	{"validate.go", "validate.go", Validators},
	{"validatebody.go", "validatebody.go", Client},
}

// Files returns the runtime files a generated package with the given needs
// contains, sorted by name. Always is implied, and so is what a need needs
// itself: Tests needs Client, Client needs Validators.
func Files(needs ...Need) []File {
	want := map[Need]bool{Always: true}
	for _, n := range needs {
		want[n] = true
		if n == Tests {
			want[Client] = true
		}
	}
	if want[Client] {
		want[Validators] = true
	}
	return needed(files, want)
}

func needed(files []File, want map[Need]bool) []File {
	var out []File
	for _, f := range files {
		if want[f.Need] {
			out = append(out, f)
		}
	}
	return out
}

// serverFiles lists every file of package servertest except its tests, doc.go
// and standin.go.
var serverFiles = []File{
	{"answer.go", "answer.go", Always},
	{"behaviour.go", "behaviour.go", Always},
	{"failure.go", "failure.go", Always},
	{"record.go", "record.go", Always},
	{"route.go", "route.go", Always},
	{"server.go", "server.go", Always},
	{"validate.go", "validate.go", Always},
	{"walk.go", "walk_test.go", Tests},
}

// ServerFiles returns the files that the package for tests contains beside a
// generated package with the given needs, sorted by name.
func ServerFiles(needs ...Need) []File {
	want := map[Need]bool{Always: true}
	for _, n := range needs {
		want[n] = true
	}
	return needed(serverFiles, want)
}

// Source returns the text of a runtime file by its name, with the package
// clause "package runtime" replaced by one of pkg.
func Source(name, pkg string) (string, error) {
	return source(Runtime, "runtime", name, pkg)
}

// runtimePath is what the files of package servertest import as api.
const runtimePath = `"github.com/docmill/docmill/templates/runtime"`

// ServerSource returns the text of a file of package servertest by its name,
// with the package clause replaced by one of pkg, and the import of package
// runtime by that of the generated package, whose import path is given.
func ServerSource(name, pkg, importPath string) (string, error) {
	text, err := source(ServerTest, "servertest", name, pkg)
	return strings.Replace(text, runtimePath, strconv.Quote(importPath), 1), err
}

func source(files embed.FS, dir, name, pkg string) (string, error) {
	b, err := files.ReadFile(dir + "/" + name)
	if err != nil {
		return "", fmt.Errorf("templates: %w", err)
	}
	return strings.Replace(string(b), "package "+dir+"\n", "package "+pkg+"\n", 1), nil
}
