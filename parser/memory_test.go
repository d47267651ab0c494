package parser

import (
	"bytes"
	"io/fs"
	"maps"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
)

// loaded returns all that [Load] says of a tree, as text.
func loaded(t *testing.T, fsys fs.FS, opts Options) string {
	t.Helper()
	api, diags, err := Load(fsys, opts)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := api.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		b.WriteString(d.String() + "\n")
	}
	return b.String()
}

// Whatever is done to a tree, a Memory makes no difference.
func TestMemory(t *testing.T) {
	tree := make(fstest.MapFS)
	sub, err := fs.Sub(docssrc.FS, "v1.0")
	if err != nil {
		t.Fatal(err)
	}
	err = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			data, rerr := fs.ReadFile(sub, name)
			tree[name], err = &fstest.MapFile{Data: data}, rerr
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	const page = "# thing resource type\n\nNamespace: microsoft.graph\n\n[!INCLUDE [x](../includes/new.md)]\n\n## Properties\n\n|Property|Type|Description|\n|:-|:-|:-|\n|size|Int32|How large.|\n"
	put := func(name, text string) func() {
		return func() { tree[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	opts := Options{Memory: new(Memory), ExamplesOff: []string{"api/*-get.md"}}
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"the beginning", func() {}},
		{"nothing", func() {}},
		{"a new page, whose include is missing", put("resources/thing.md", page)},
		{"another page", put("api/thing-get.md", "# Get thing\n\n## HTTP request\n\n```http\nGET /things/{id}\n```\n")},
		{"a folder of includes, without this one", put("includes/other.md", "Other.\n")},
		{"the include", put("includes/new.md", "A [!INCLUDE [y](deep.md)]\n")},
		{"an include in it", put("includes/deep.md", "deep thing.\n")},
		{"an edit there", put("includes/deep.md", "very deep thing.\n")},
		{"the include in another case", func() { tree["includes/NEW.md"] = tree["includes/new.md"]; delete(tree, "includes/new.md") }},
		{"no include", func() { delete(tree, "includes/NEW.md") }},
		{"an edit of the page", put("resources/thing.md", strings.ReplaceAll(page, "size", "length"))},
		{"no page", func() { delete(tree, "resources/thing.md") }},
		{"the page again", put("resources/thing.md", page)},
	} {
		step.do()
		without := opts
		without.Memory = nil
		if diff := cmp.Diff(loaded(t, tree, without), loaded(t, tree, opts)); diff != "" {
			t.Fatalf("%s (-without +with memory):\n%s", step.name, diff)
		}
	}
}

// A page that is as it was is not read again, and one of which an include
// changed is.
func TestMemoryRecalls(t *testing.T) {
	tree := fstest.MapFS{
		"a.md":          {Data: []byte("# a resource type\n\n[!INCLUDE [x](includes/x.md)]\n")},
		"b.md":          {Data: []byte("# b resource type\n")},
		"includes/x.md": {Data: []byte("X.\n")},
	}
	opts := Options{Memory: new(Memory)}
	pages := func() map[string]*remembered {
		loaded(t, tree, opts)
		return maps.Clone(opts.Memory.pages)
	}
	first := pages()
	tree["includes/x.md"] = &fstest.MapFile{Data: []byte("Y.\n")}
	second := pages()
	if first["b.md"] != second["b.md"] || first["a.md"] == second["a.md"] {
		t.Error("want b.md to be recalled and a.md to be read")
	}
	delete(tree, "b.md")
	if third := pages(); len(third) != 1 || third["a.md"] != second["a.md"] {
		t.Errorf("%d pages are kept", len(third))
	}
}

// Linking and what follows leave remembered pages as they are.
func TestMemoryCorpus(t *testing.T) {
	tree := corpus(t, "business-central-v2/api-reference/v2.0")
	opts := Options{Memory: new(Memory)}
	if diff := cmp.Diff(loaded(t, tree, opts), loaded(t, tree, opts)); diff != "" {
		t.Error(diff)
	}
}
