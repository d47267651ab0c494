package main

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// TestHostileOutput has documentation that would act on the terminal of whoever
// looks at it, or on the runner of a workflow, in the texts and the names of files,
// and all commands that print text of it.
func TestHostileOutput(t *testing.T) {
	for name, versions := range map[string]map[string]string{
		"terminal": {"old": "@\x1b[2J\x1b]0;title\x07", "new": "@\u009b31m\u202e\u2066\u0085\u2028\u200b\x1b]8;;http://x.example\x1b\\"},
		"runner":   {"old": "@\n::error::x", "new": "::error::@ ##vso[task.x]y"},
	} {
		t.Run(name, func(t *testing.T) { hostileOutput(t, versions) })
	}
}

func hostileOutput(t *testing.T, versions map[string]string) {
	dir := t.TempDir()
	for version, payload := range versions {
		docs := hostileDocs(payload, places())
		err := fs.WalkDir(docs, ".", func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				write(t, filepath.Join(dir, version, filepath.FromSlash(name)), string(docs[name].Data))
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "fixes", version, "resources", "description.md"), "# "+payload+" resource type\n")
	}
	write(t, filepath.Join(dir, "bad.yaml"), "version: 1\ndocs: [\"a\\e[2J\\u202e\"]\n\"x\\e[2J\": 1\n")
	hostileName := "::no\x1b[2Jbody ##[x]"
	for _, args := range [][]string{
		{"lint", "--docs", "new", "--level", "info"},
		{"lint", "--docs", "new", "--account"},
		{"show", "--docs", "new", "--stage", "document", "resources/description.md"},
		{"show", "--docs", "new", "--stage", "page", "resources/description.md"},
		{"show", "--docs", "new", "--stage", "api"},
		{"show", "--docs", "new", "--stage", "plan"},
		{"show", "--docs", "new", "--stage", "names"},
		{"show", "--docs", "new", hostileName},
		{"list", "--docs", "new"},
		{"why", "--docs", "new", "description"},
		{"why", "--docs", "new", hostileName},
		{"diff", "old", "new"},
		{"diff", "old", "new", "--format", "markdown"},
		{"diff", "old", hostileName},
		{"generate", "--docs", "new", "--out", "out", "--package", "api", "--dry-run"},
		{"generate", "--docs", "new", "--out", "out", "--package", "api"},
		{"generate", "--docs", "new", "--out", "out", "--package", hostileName},
		{"generate", "--docs", "new", "--out", "out", "--package", "api", "--check"},
		{"generate", "--config", "bad.yaml"},
		{"overlay", "list", "--docs", "new", "--overlay", "fixes/new"},
		{"explain", hostileName},
		{hostileName},
		{"lint", "--docs", hostileName},
		{"lint", "--" + hostileName},
	} {
		_, out := ends(t, append([]string{"-C", dir}, args...)...)
		for _, fault := range append(controls(strings.Join(args, " "), out), obeyed(strings.Join(args, " "), out)...) {
			t.Error(fault)
		}
		if out == "" {
			t.Errorf("%q prints nothing", args)
		}
	}
}
