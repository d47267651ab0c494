package main

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
)

// TestPaste pastes the lines below each name clash into the configuration, and
// wants no clash any more and every name as it was.
func TestPaste(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/clashes.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range archive.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	api, _, err := parser.Load(fsys, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	const kinds = 5 // of things that clash on these pages
	if n := checkPaste(t, api); n < kinds {
		t.Errorf("%d clashes, want at least %d", n, kinds)
	}
	eachBuilt(t, allCorpora(), func(t *testing.T, dir string) {
		api, _, err := parser.Load(os.DirFS(dir), parser.Options{})
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%d clashes", checkPaste(t, api))
	})
}

// checkPaste returns how many clashes there are without the lines.
func checkPaste(t *testing.T, api *model.API) int {
	before, clashes := namesAndClashes(t, api, nil)
	rename := make(map[string]string)
	for _, d := range clashes {
		text := "version: 1\ntargets:\n  - docs: [docs]\n    out: out\n"
		for line := range strings.Lines(d.Paste) {
			text += "    " + line
		}
		conf, err := config.Read("docmill.yaml", []byte(text))
		if err != nil || len(conf.Targets[0].Rename) == 0 {
			t.Fatalf("%v\nhas the lines %q (error %v)", d, d.Paste, err)
		}
		maps.Copy(rename, conf.Targets[0].Rename)
	}
	after, left := namesAndClashes(t, api, rename)
	for _, d := range left {
		t.Errorf("with the lines: %v", d)
	}
	if !slices.Equal(before, after) {
		t.Error("the lines rename something")
	}
	return len(clashes)
}

func namesAndClashes(t *testing.T, api *model.API, rename map[string]string) ([]gen.Name, diag.List) {
	t.Helper()
	list, diags, err := gen.Names(api, gen.Options{Package: "api", Rename: rename})
	if err != nil {
		t.Fatal(err)
	}
	return list, slices.DeleteFunc(diags, func(d diag.Diag) bool { return d.Rule != diag.NameClash })
}
