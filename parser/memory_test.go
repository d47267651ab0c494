package parser

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// loaded returns all that [Load] says of a tree, as text.
func loaded(t *testing.T, fsys fs.FS, opts Options) string {
	t.Helper()
	opts.Files = true
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
	kept, written := opts, ""
	kept.Memory = new(Memory)
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
		want := loaded(t, tree, without)
		if diff := cmp.Diff(want, loaded(t, tree, opts)); diff != "" {
			t.Fatalf("%s (-without +with memory):\n%s", step.name, diff)
		}
		if data := kept.Memory.Bytes(); data != nil {
			written = string(data)
		}
		kept.Memory = NewMemory(written)
		if diff := cmp.Diff(want, loaded(t, tree, kept)); diff != "" {
			t.Fatalf("%s (-without +with memory that was written):\n%s", step.name, diff)
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
	want := loaded(t, tree, opts)
	if diff := cmp.Diff(want, loaded(t, tree, opts)); diff != "" {
		t.Error(diff)
	}
	opts.Memory = NewMemory(string(opts.Memory.Bytes()))
	if diff := cmp.Diff(want, loaded(t, tree, opts)); diff != "" {
		t.Error(diff)
	}
	if opts.Memory.Bytes() != nil {
		t.Error("a page was not recalled")
	}
}

// Whatever claims are made of is written and read.
func TestMemoryCode(t *testing.T) {
	all := []*pageResult{new(pageResult)}
	fillAll(reflect.ValueOf(all[0]).Elem(), 3)
	all[0].Diags[0].Rule = diag.PathParameter.At(diag.Info)
	got := new(pageResult)
	if err := decode(new(encoder).encode("", all[0]), got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(all[0], got, cmp.Comparer(func(a, b error) bool { return a.Error() == b.Error() })); diff != "" {
		t.Error(diff)
	}
}

// fillAll sets v to something of which nothing is zero, lists to some depth.
func fillAll(v reflect.Value, depth int) {
	switch {
	case v.Type() == ruleType:
		v.Set(reflect.ValueOf(diag.NoTitle))
		return
	case v.Type() == errorType:
		v.Set(reflect.ValueOf(errors.New("wrong")))
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("text of " + v.Type().String())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int64:
		v.SetInt(-7)
	case reflect.Float64:
		v.SetFloat(-1.5)
	case reflect.Array:
		for i := range v.Len() {
			fillAll(v.Index(i), depth)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), depth)
		}
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		fillAll(p.Elem(), depth-1)
		v.Set(p)
	case reflect.Slice:
		if depth < 0 {
			v.Set(reflect.MakeSlice(v.Type(), 0, 0))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		for i := range 2 {
			fillAll(v.Index(i), depth-1)
		}
	default:
		panic("claims hold a " + v.Type().String())
	}
}

// A page that is not read is no reason to write all anew each time.
func TestMemoryUnread(t *testing.T) {
	tree := fstest.MapFS{"a.md": {Data: []byte("# a resource type\n")}, "b.md": {Data: bytes.Repeat([]byte("b"), 100)}}
	opts := Options{Memory: new(Memory), Limits: markdown.Limits{Page: 50}}
	loaded(t, tree, opts)
	opts.Memory = NewMemory(string(opts.Memory.Bytes()))
	loaded(t, tree, opts)
	if opts.Memory.Len() != 1 || opts.Memory.Bytes() != nil {
		t.Errorf("%d pages, or something to write", opts.Memory.Len())
	}
}

// Bytes that are anything else make an empty Memory.
func TestMemoryDamaged(t *testing.T) {
	tree := fstest.MapFS{"a.md": {Data: []byte("# a resource type\n")}}
	opts := Options{Memory: new(Memory)}
	loaded(t, tree, opts)
	data := opts.Memory.Bytes()
	if NewMemory(string(data)).Len() != 1 {
		t.Fatal("what was written is not read")
	}
	for i := range data {
		damaged := slices.Clone(data)
		damaged[i] ^= 1
		if NewMemory(string(damaged)).Len() != 0 || NewMemory(string(data[:i])).Len() != 0 {
			t.Fatalf("damaged at byte %d, and read", i)
		}
	}
}

// What an encoder wrote before does not show.
func TestEncoderAgain(t *testing.T) {
	var e encoder
	for _, file := range []string{"a.md", "b.md", "a.md", ""} {
		res := &pageResult{Page: &model.Page{Path: file, Name: "a.md"}, Diags: diag.List{{Msg: "b.md"}, {Pos: diag.Pos{File: file}}}}
		if got, want := e.encode(file, res), new(encoder).encode(file, res); got != want {
			t.Errorf("%s is written as %q, by a new encoder as %q", file, got, want)
		}
		got := new(pageResult)
		if err := decode(e.encode(file, res), got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(res, got); diff != "" {
			t.Errorf("%s: %s", file, diff)
		}
	}
}

// Code that is not what it was written as is no crash.
func TestDecodeDamaged(t *testing.T) {
	res := new(pageResult)
	fillAll(reflect.ValueOf(res).Elem(), 1)
	data := []byte(new(encoder).encode("", res))
	for i := range data {
		for _, bit := range []byte{1, 8, 128} {
			damaged := slices.Clone(data)
			damaged[i] ^= bit
			_ = decode(string(damaged), new(pageResult))
		}
		_ = decode(string(data[:i]), new(pageResult))
	}
}

// FuzzMemory checks that any bytes are refused or are what some page says: it is
// written, and read again, as it was.
func FuzzMemory(f *testing.F) {
	sub, err := fs.Sub(docssrc.FS, "v1.0")
	if err != nil {
		f.Fatal(err)
	}
	memory := new(Memory)
	if _, _, err := Load(sub, Options{Memory: memory}); err != nil {
		f.Fatal(err)
	}
	for _, page := range slices.Sorted(maps.Keys(memory.pages)) {
		if r := memory.pages[page].result; r != nil {
			f.Add(new(encoder).encode(page, r))
		}
	}
	f.Add("\x01\x03abc\x01\x00")
	f.Fuzz(func(t *testing.T, data string) {
		var got, again pageResult
		if decode(data, &got) != nil {
			return
		}
		code := new(encoder).encode("", &got)
		if err := decode(code, &again); err != nil {
			t.Fatal(err)
		}
		if new(encoder).encode("", &again) != code {
			t.Errorf("%q is read as %+v, and that as %+v", data, got, again)
		}
	})
}
