package main

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/config"
	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file puts the payloads into what the user gives docmill beside pages. A
// configuration is trusted more than a page, but it is copied from strangers,
// too; what it says is refused, or becomes what it is meant to be and nothing
// else.

// hostileSettings returns where values of the configuration reach Go, renames
// apart.
func hostileSettings() map[string]func(payload string) gen.Options {
	return map[string]func(payload string) gen.Options{
		"package":        func(p string) gen.Options { return gen.Options{Package: p} },
		"import":         func(p string) gen.Options { return gen.Options{Import: p} },
		"import below":   func(p string) gen.Options { return gen.Options{Import: "example.com/hostile/" + p} },
		"emit":           func(p string) gen.Options { return gen.Options{Emit: []string{"client", p}} },
		"rename nothing": func(p string) gen.Options { return renaming(p, "Thing") },
		"type":           func(p string) gen.Options { return gen.Options{Types: map[string]string{"Edm.String": p}} },
		"type of a module": func(p string) gen.Options {
			return gen.Options{Types: map[string]string{"Edm.String": "example.com/hostile/pmodule." + p}}
		},
		"module of a type": func(p string) gen.Options {
			return gen.Options{Types: map[string]string{"Edm.String": "example.com/hostile/p" + p + ".Text"}}
		},
		"type of what": func(p string) gen.Options { return gen.Options{Types: map[string]string{p: "Text"}} },
	}
}

func renaming(what, name string) gen.Options {
	return gen.Options{Rename: map[string]string{what: name}}
}

// TestHostileSettings makes a package with each payload in each setting.
func TestHostileSettings(t *testing.T) {
	api, _, err := parser.Load(hostileDocs("plain", slices.DeleteFunc(places(), func(p place) bool { return len(p.files) > 1 })), parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	small := smallAPI(api)
	list, _, err := gen.Names(small, gen.Options{Package: "hostile"})
	if err != nil {
		t.Fatal(err)
	}
	settings := hostileSettings()
	for _, n := range list { // one of each kind
		settings["rename "+n.Kind] = func(p string) gen.Options { return renaming(n.Pin(), p) }
	}
	for _, setting := range slices.Sorted(maps.Keys(settings)) {
		for i, payload := range payloads {
			if i%8 != 0 && vetEvery() > 1 && !typed(payload) {
				continue // DOCMILL_HOSTILE=all has them all
			}
			payload = strings.ReplaceAll(payload, "@", word)
			opts := settings[setting](payload)
			if opts.Package == "" && setting != "package" {
				opts.Package = "hostile"
			}
			if opts.Emit == nil && (setting == "import" || setting == "import below") {
				opts.Emit = gen.Emitters
			}
			files, _, err := gen.Generate(small, opts)
			if err != nil {
				for _, fault := range controls("the error", strings.ReplaceAll(err.Error(), payload, "")) {
					t.Errorf("%s = %.60q: %s", setting, payload, fault)
				}
				continue
			}
			for _, fault := range scanPackage(files) {
				if setting == "package" && strings.Contains(fault, ": package ") || opts.Import != "" && strings.Contains(fault, ": import ") {
					continue // as told
				}
				t.Errorf("%s = %.60q: %s", setting, payload, fault)
			}
		}
	}
}

// smallAPI returns an API with one operation and the types it needs: the checks
// are about settings.
func smallAPI(api *model.API) *model.API {
	out := *api
	out.Operations = slices.DeleteFunc(slices.Clone(api.Operations), func(o *model.Op) bool {
		return !slices.ContainsFunc(o.Endpoints, func(e *model.Endpoint) bool { return strings.HasPrefix(e.Path.Raw, "/things6/") })
	})
	out.Types = slices.DeleteFunc(slices.Clone(api.Types), func(ty *model.Type) bool { return ty.Name != "microsoft.graph.description" })
	out.Enums = nil
	return &out
}

// TestHostileFiles gives each payload as a configuration file, as words of a
// dialect, and as overlays in text and name.
func TestHostileFiles(t *testing.T) {
	docs := fstest.MapFS{"resources/thing.md": {Data: []byte(page + "|size|String|x|\n")}}
	set, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for i, payload := range payloads {
		if i%8 != 0 && vetEvery() > 1 && !typed(payload) {
			continue
		}
		payload = strings.ReplaceAll(payload, "@", word)
		for _, format := range []string{"%s", "version: 1\n%s: x\n", "version: 1\ndocs: [docs]\nout: out\npackage: \"%s\"\n", "version: 1\nrename: {\"a\": \"%s\"}\n", "version: 1\ndocs: [\"%s\"]\nout: %[1]s\ntitle: '%[1]s'\n"} {
			_, _ = config.Read(config.Name, fmt.Appendf(nil, format, payload))
		}
		words := fmt.Sprintf("term property = %s\nterm %[1]s = %[1]s\nphrase values = %[1]s\nphrase %[1]s = x\n%[1]s\n", payload)
		for line := range strings.Lines(words) { // one by one: what is wrong ends the reading
			given, err := set.With(strings.NewReader(line), "words")
			if err != nil {
				continue
			}
			attemptFiles(t, docs, parser.Options{Dialects: given}, fmt.Sprintf("the word %.60q", line))
		}
		name := "resources/" + payload + ".md"
		if !validName(name) {
			name = fmt.Sprintf("resources/overlay%d.md", i)
		}
		overlay := fstest.MapFS{
			name:                      {Data: []byte("# " + payload + " resource type\n\n" + payload + "\n\n## Properties\n|Property|Type|Description|\n|---|---|---|\n|" + payload + "|" + payload + "|" + payload + "|\n")},
			"resources/thing.part.md": {Data: []byte("---\npage: " + payload + "\nover: " + payload + "\n---\n\n## " + payload + "\n" + payload + "\n")},
		}
		over, err := markdown.ReadOverlays(docs, overlay)
		if err != nil {
			continue
		}
		attemptFiles(t, union([]fs.FS{over.Pages(0), docs}), parser.Options{Overlays: over}, fmt.Sprintf("the overlay %.60q", payload))
	}
}

// attemptFiles makes a package of docs and looks at it.
func attemptFiles(t *testing.T, docs fs.FS, opts parser.Options, what string) {
	t.Helper()
	api, _, err := parser.Load(docs, opts)
	if err != nil {
		return
	}
	files, _, err := gen.Generate(api, gen.Options{Package: "hostile"})
	if err != nil {
		t.Errorf("%s: %v", what, err)
		return
	}
	for _, fault := range scanPackage(files) {
		t.Errorf("%s: %s", what, fault)
	}
}
