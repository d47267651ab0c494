package docssrc_test

// This file reads the sample pages with docmill's own parser. The facts are
// written down, one a line, in testdata, where people have read them through:
// whatever changes there is a change of the pages or of what docmill
// understands of them.

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

var update = flag.Bool("update", false, "rewrite testdata")

func TestModel(t *testing.T) {
	for _, version := range []string{"v1.0", "beta"} {
		t.Run(version, func(t *testing.T) {
			root, err := fs.Sub(docssrc.FS, version)
			if err != nil {
				t.Fatal(err)
			}
			api, findings, err := parser.Load(root, parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range findings {
				t.Errorf("%s: %s: %s", f.Pos, f.Rule.Code, f.Msg)
			}
			checkFacts(t, filepath.Join("testdata", version+".facts"), api)
		})
	}
}

func checkFacts(t *testing.T, golden string, api *model.API) {
	t.Helper()
	var got strings.Builder
	for _, line := range api.Lines() {
		got.WriteString(line.String() + "\n")
	}
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got.String(), "\n")); diff != "" {
		t.Errorf("facts (-want +got); rewrite with go test ./docs-src -update, and read the diff:\n%s", diff)
	}
}
