package main

import (
	"bytes"
	"go/format"
	"hash/crc32"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/parser"
)

// This file fuzzes the way from pages to files. The page that go test invents
// stands among three others that it can refer to, and that refer to it.

// neighbours are the other pages.
var neighbours = map[string]string{
	"includes/all-clouds.md": "| Global service |\n|---|\n| yes |\n",
	"resources/thing.md": "# thing resource type\n\nNamespace: microsoft.graph\n\nA thing.\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n" +
		"|id|String|The key.|\n|kind|kind|What it is. Possible values are: `big`, `small`.|\n|parts|[part](part.md) collection|Its parts.|\n",
	"resources/part.md": "# part resource type\n\nA part, derived from [thing](thing.md).\n\n## Properties\n|Property|Type|Description|\n|:---|:---|:---|\n|count|Int32|How many.|\n",
	"api/thing-get.md":  operation(map[string]string{"path": "/things/{id}/get"}),
}

// seedPages adds the sample pages, and those of the hostile documentation with
// a payload that does no harm.
func seedPages(f *testing.F) {
	err := fs.WalkDir(docssrc.FS, "v1.0", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		page, err := fs.ReadFile(docssrc.FS, name)
		f.Add(page)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(strings.ReplaceAll(stream("/streams/{id}/content"), "§", "<p>\x1b\r\u200b\xff")))
	for i, p := range places() {
		for _, text := range p.files {
			if i%3 == 0 {
				f.Add([]byte(strings.ReplaceAll(text, "§", "some")))
			}
		}
	}
}

// loadFuzzed reads the page with its neighbours. Findings and facts must be at
// places that are there.
func loadFuzzed(t *testing.T, page []byte) *model.API {
	docs := fstest.MapFS{"api/page.md": {Data: page}}
	for name, text := range neighbours {
		docs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	api, found, err := parser.Load(docs, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range append(found, check.Lint(api)...) {
		if docs[d.Pos.File] == nil || d.Msg == "" {
			t.Errorf("finding %s", d)
		}
	}
	return api
}

// nth reports whether a page is one of the few that a costly check is for: one in
// n, and always the same, so that a failure can be repeated.
func nth(page []byte, n uint32) bool { return crc32.ChecksumIEEE(page)%n == 0 }

// FuzzGenerate wants Go of any page: files that parse, formatted, with nothing of
// the page in them but as data; one package in 50 is type-checked and made a
// second time.
func FuzzGenerate(f *testing.F) {
	seedPages(f)
	opts := gen.Options{Package: "hostile", Title: "the API", Emit: gen.Emitters, Import: "example.com/hostile/p"}
	standard() // go test gives an input ten seconds, which these may take
	constant()
	f.Fuzz(func(t *testing.T, page []byte) {
		api := loadFuzzed(t, page)
		files, _, err := gen.Generate(api, opts)
		if err != nil {
			t.Fatal(err)
		}
		faults := scanPackage(files)
		if nth(page, 50) {
			faults = append(faults, typeFaults(files)...)
			again, _, err := gen.Generate(api, opts)
			if err != nil || !maps.EqualFunc(files, again, bytes.Equal) {
				faults = append(faults, "made twice, it is not the same")
			}
		}
		if len(faults) > 0 {
			t.Errorf("%s", strings.Join(faults, "\n"))
		}
		for name, text := range files {
			if !strings.HasSuffix(name, ".go") || bytes.Equal(text, constant()[name]) {
				continue
			}
			if formatted, err := format.Source(text); err != nil || !bytes.Equal(formatted, text) {
				t.Errorf("%s is not as gofmt has it: %v\n%s", name, err, cmp.Diff(string(text), string(formatted)))
			}
		}
	})
}
