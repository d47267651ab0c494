package main

import (
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/docmill/docmill/gen"
	"github.com/docmill/docmill/model/check"
	"github.com/docmill/docmill/model/selection"
	"github.com/docmill/docmill/parser"
)

// TestProportion makes packages of a little of each shape. Twice as much may
// cost twice as much memory, with some room for what grows in steps: four times
// would be the square.
func TestProportion(t *testing.T) {
	const n = 400
	for _, s := range shapes {
		t.Run(s.name, func(t *testing.T) {
			spent(t, s, n) // the first has what is made once
			one, two, four := spent(t, s, n), spent(t, s, 2*n), spent(t, s, 4*n)
			if first, second := two-one, four-two; second > 3*first+(1<<20) {
				t.Errorf("%d %s more cost %d kB, and %d more cost %d kB", n, s.of, first>>10, 2*n, second>>10)
			}
		})
	}
}

// spent returns how many bytes are allocated for n of a shape.
func spent(t *testing.T, s shape, n int) int64 {
	t.Helper()
	docs := make(fstest.MapFS)
	for name, text := range s.files(n) {
		docs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	api, _, err := parser.Load(docs, parser.Options{Jobs: 1})
	if err != nil {
		t.Fatal(err)
	}
	check.Lint(api)
	selection.NewGraph(api)
	if _, _, err := gen.Generate(api, gen.Options{Package: "api"}); err != nil {
		t.Fatal(err)
	}
	runtime.ReadMemStats(&after)
	return int64(after.TotalAlloc - before.TotalAlloc)
}

// TestEverywhere puts some of the tokens in some of the spots: none may fail.
func TestEverywhere(t *testing.T) {
	for i, spot := range spots {
		for j := i % 7; j < len(tokens); j += 7 {
			if _, err := timeOf(spot.page, filler{"", tokens[j]}, 200); err != nil {
				t.Errorf("%s, %q: %v", spot.name, tokens[j], err)
			}
		}
		if !strings.Contains(spot.page, "§") {
			t.Errorf("%s has no room", spot.name)
		}
	}
}
