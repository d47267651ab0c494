package link_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser"
	"github.com/docmill/docmill/parser/link"
)

// TestCorpus links real documentation, if there is some, in two orders of its
// pages: the results must be the same, refer to nothing outside, and agree
// with the findings about what did not resolve.
func TestCorpus(t *testing.T) {
	for _, root := range corpusRoots(t) {
		t.Run(filepath.ToSlash(root), func(t *testing.T) {
			pages, _, err := parser.Pages(os.DirFS(root), parser.Options{})
			if err != nil {
				t.Fatal(err)
			}
			api, diags := link.Pages(pages, link.MaxBases)
			t.Logf("%d pages, %d types, %d enums, %d operations", len(pages), len(api.Types), len(api.Enums), len(api.Operations))
			t.Log(diags.Count())
			checkClosed(t, api)
			want := printed(t, api, diags)
			r := rand.New(rand.NewPCG(1, 2))
			r.Shuffle(len(pages), func(i, j int) { pages[i], pages[j] = pages[j], pages[i] })
			api, diags = link.Pages(pages, link.MaxBases)
			if !bytes.Equal(want, printed(t, api, diags)) {
				t.Error("another order of pages gives another API")
			}
		})
	}
}

// corpusRoots returns folders of documentation: v1.0, v2.0 and, for whole runs,
// beta below $DOCMILL_CORPUS or below shared/corpus beside the repository.
func corpusRoots(t *testing.T) []string {
	dir := os.Getenv("DOCMILL_CORPUS")
	if dir == "" {
		dir = filepath.FromSlash("../../../shared/corpus")
	}
	names := []string{"v1.0", "v2.0"}
	if !testing.Short() && os.Getenv("DOCMILL_CORPUS_FULL")+os.Getenv("CI") != "" {
		names = append(names, "beta")
	}
	var roots []string
	for _, name := range names {
		found, _ := filepath.Glob(filepath.Join(dir, "*", "api-reference", name))
		roots = append(roots, found...)
	}
	if len(roots) == 0 {
		t.Skipf("no documentation under %s: set DOCMILL_CORPUS", dir)
	}
	return roots
}

func printed(t *testing.T, api *model.API, diags diag.List) []byte {
	var b bytes.Buffer
	if err := api.WriteJSON(&b); err != nil {
		t.Fatal(err)
	}
	if err := model.PrintAPI(&b, api); err != nil {
		t.Fatal(err)
	}
	for _, d := range diags {
		b.WriteString(d.String() + "\n")
	}
	return b.Bytes()
}

// checkClosed checks the promises of [model.API]: names are unique, references
// lead to the API's own types, bases have no cycles, Derived mirrors Base.
func checkClosed(t *testing.T, api *model.API) {
	own := make(map[model.Ref]bool)
	names := make(map[string]bool)
	add := func(r model.Ref) {
		if name := model.RefName(r); names[name] {
			t.Errorf("two things are called %s", name)
		} else {
			names[name] = true
		}
		own[r] = true
	}
	for _, x := range api.Types {
		add(x)
	}
	for _, x := range api.Enums {
		add(x)
		if len(x.Members) == 0 {
			t.Logf("%s: enum %s has no members", x.Pos, x.Name)
		}
	}
	check := func(where diag.Pos, r model.Ref) {
		elem, _ := model.Elem(r)
		if _, prim := elem.(model.Prim); !prim && !own[elem] {
			t.Errorf("%s: refers to %q, which is not in the API", where, model.RefName(elem))
		}
	}
	for _, x := range api.Types {
		checkType(t, x, check)
	}
	ids := make(map[string]bool)
	for _, o := range api.Operations {
		if ids[o.ID] {
			t.Errorf("two operations have the ID %s", o.ID)
		}
		ids[o.ID] = true
		for _, r := range o.Responses {
			if r.Type != nil {
				check(r.Pos, r.Type)
			}
		}
		for _, f := range o.Body.Fields {
			check(f.Pos, f.Type)
		}
		for _, p := range o.Params {
			check(p.Pos, p.Type)
		}
	}
}

func checkType(t *testing.T, x *model.Type, check func(diag.Pos, model.Ref)) {
	names := make(map[string]bool)
	for _, f := range x.Fields {
		check(f.Pos, f.Type)
		if names[f.Name] {
			t.Errorf("%s: %s.%s is there twice", f.Pos, x.Name, f.Name)
		}
		names[f.Name] = true
	}
	for _, d := range x.Derived {
		if d.Base != x {
			t.Errorf("%s is listed as derived from %s, but is not", d.Name, x.Name)
		}
	}
	steps := 0
	for b := x.Base; b != nil; b = b.Base {
		if steps++; steps > 50 {
			t.Fatalf("%s inherits from itself", x.Name)
		}
	}
}
