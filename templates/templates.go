// Package templates holds what does not vary in generated packages: the
// hand-written Go files that are copied into each of them.
package templates

import (
	"embed"
	"io/fs"
	"strings"
)

// Runtime holds the sources of package templates/runtime, under "runtime/".
// Which of them are copied, and when, says [Files].
//
//go:embed runtime/*.go
var Runtime embed.FS

// A Need says what a generated package must contain for a runtime file to be
// copied into it.
type Need string

const (
	Always      Need = "always"
	Polymorphic Need = "polymorphic" // types with documented descendants
	Flags       Need = "flags"       // enums whose values are sets
	Validators  Need = "validators"  // Validate methods
	Client      Need = "client"      // operations: the client, the operation table, MinimalScopes
	Tests       Need = "tests"       // replayed examples
)

// A File is one runtime file that is copied.
type File struct {
	Name string // in Runtime, below "runtime/"
	As   string // in the generated package
	Need Need
}

// files lists every file of the runtime except its tests, doc.go and
// standin.go.
var files = []File{
	{"apierror.go", "apierror.go", Client},
	{"call.go", "call.go", Client},
	{"client.go", "client.go", Client},
	{"dates.go", "dates.go", Always},
	{"decode.go", "decode.go", Always},
	{"decodeerror.go", "decodeerror.go", Always},
	{"encode.go", "encode.go", Always},
	{"extra.go", "extra.go", Always},
	{"flags.go", "flags.go", Flags},
	{"formats.go", "formats.go", Validators},
	{"guard.go", "guard.go", Client},
	{"operation.go", "operation.go", Client},
	{"opt.go", "opt.go", Always},
	{"page.go", "page.go", Client},
	{"path.go", "path.go", Client},
	{"plan.go", "plan.go", Always},
	{"polymorph.go", "polymorph.go", Polymorphic},
	{"primitive.go", "primitive.go", Always},
	{"replay.go", "replay_test.go", Tests},
	{"request.go", "request.go", Client},
	{"retry.go", "retry.go", Client},
	{"scan.go", "scan.go", Always},
	{"scopes.go", "scopes.go", Client},
	{"validate.go", "validate.go", Validators},
}

// Files returns the runtime files a generated package with the given needs
// contains, sorted by name. Always is implied, and so is what a need needs
// itself: Tests needs Client.
func Files(needs ...Need) []File {
	want := map[Need]bool{Always: true}
	for _, n := range needs {
		want[n] = true
		if n == Tests {
			want[Client] = true
		}
	}
	var out []File
	for _, f := range files {
		if want[f.Need] {
			out = append(out, f)
		}
	}
	return out
}

// Source returns the text of a runtime file by its name, with the package
// clause "package runtime" replaced by one of pkg.
func Source(name, pkg string) (string, error) {
	b, err := fs.ReadFile(Runtime, "runtime/"+name)
	if err != nil {
		return "", err
	}
	return strings.Replace(string(b), "package runtime\n", "package "+pkg+"\n", 1), nil
}
