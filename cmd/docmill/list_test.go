package main

import (
	"testing"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
)

// TestListTellsTheSize selects every row of docmill list and compares the size
// it tells with what is then written, by itself and added to something else.
func TestListTellsTheSize(t *testing.T) {
	src, err := openSample("beta")
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := load(src, parser.Options{})
	if err != nil {
		t.Fatal(err)
	}
	graph := selection.NewGraph(api)
	for _, selected := range [][]string{nil, {"serviceNowConnection"}} {
		base, err := graph.Select(selection.Patterns{Select: selected})
		if err != nil {
			t.Fatal(err)
		}
		sizes, err := gen.Measure(api, gen.Options{Package: "api"})
		if err != nil {
			t.Fatal(err)
		}
		had := base.Selected()
		before := sizes.Add(had.Types, had.Requests)
		sizes.Have(had.Types, had.Requests)
		for _, kind := range selection.Kinds {
			entries, err := base.List(kind, 2, nil, sizes)
			if err != nil {
				t.Fatal(err)
			}
			listed := 0
			for _, e := range entries {
				listed++
				size := before + e.Bytes
				p := selection.Patterns{Select: append([]string{e.Pattern}, selected...)}
				part, err := graph.Select(p)
				if err != nil {
					t.Errorf("what list shows cannot be selected: %v", err)
					continue
				}
				files := generatePlain(t, part)
				written := 0
				for name, text := range files {
					if isPlainGo(name) {
						written += len(text)
					}
				}
				told := sizes.Fixed + size
				if off := told - written; off < -written*3/100 || off > written*3/100 {
					t.Errorf("%q: told %d bytes, wrote %d", p.Select, told, written)
				}
				all := part.Selected()
				if n, want := len(had.Types)+e.Types+e.Enums, len(all.Types); n != want {
					t.Errorf("%q: %d types, selected are %d", p.Select, n, want)
				}
			}
			if listed == 0 {
				t.Errorf("nothing is listed by %s", kind)
			}
		}
	}
}

func generatePlain(t *testing.T, part *selection.Part) map[string][]byte {
	files, _, err := gen.Generate(part.API(), gen.Options{Package: "api", Whole: part.Whole(), Emit: []string{"client", "validators"}})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
