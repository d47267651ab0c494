package docssrc_test

// This file reads the seeds with docmill's own parser, as they are: copies of
// pages that people saved from a browser, of which nothing but text is left.
// What docmill makes of them must equal what it makes of the sample pages for
// the same operations.

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	docssrc "github.com/docmill/docmill/docs-src"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser"
)

// loadSeeds reads the seeds; it ends the test if there are none.
func loadSeeds(t *testing.T) *model.API {
	t.Helper()
	dir := seedsDir()
	if names, _ := filepath.Glob(filepath.Join(dir, "*.txt")); len(names) == 0 {
		t.Skipf("no seeds in %s: set DOCMILL_SEEDS to the folder that holds the rendered pages", dir)
	}
	api, _, err := parser.Load(os.DirFS(dir), parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// loadSample reads the sample pages of one version.
func loadSample(t *testing.T, version string) *model.API {
	t.Helper()
	root, err := fs.Sub(docssrc.FS, version)
	if err != nil {
		t.Fatal(err)
	}
	api, _, err := parser.Load(root, parser.Options{Files: true})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// TestSeedOperations compares the operations of the seeds with those of the
// sample pages: endpoints, headers, permissions, the members of bodies, and
// responses.
func TestSeedOperations(t *testing.T) {
	seeds := loadSeeds(t)
	samples := []*model.API{loadSample(t, "beta"), loadSample(t, "v1.0")}
	endpoints := make(map[string]bool)
	for _, op := range seeds.Operations {
		for _, e := range op.Endpoints {
			endpoints[endpoint(e)] = true
		}
		t.Run(op.ID, func(t *testing.T) {
			same, version := findOperation(samples, op)
			if same == nil {
				t.Fatalf("docs-src has no operation %s", endpoint(op.Endpoints[0]))
			}
			if diff := cmp.Diff(operationFacts(samples[version], same), operationFacts(seeds, op)); diff != "" {
				t.Errorf("docs-src (-), seed (+):\n%s", diff)
			}
		})
	}
	if len(endpoints) != 4 {
		t.Errorf("the seeds have %d endpoints, want 4: %v", len(endpoints), endpoints)
	}
}

func endpoint(e *model.Endpoint) string { return e.Method + " " + e.Path.String() }

// findOperation returns the operation of the same endpoint, in the first of the
// samples that has it.
func findOperation(samples []*model.API, op *model.Op) (*model.Op, int) {
	for i, api := range samples {
		for _, o := range api.Operations {
			if endpoint(o.Endpoints[0]) == endpoint(op.Endpoints[0]) {
				return o, i
			}
		}
	}
	return nil, 0
}

// operationFacts are the facts of one operation, without its ID. What the
// sample pages say in their own words (rules in prose, values of examples) is
// left out; the members of the bodies of examples are not, for they make the
// types.
func operationFacts(api *model.API, op *model.Op) []string {
	var out []string
	for _, l := range api.Lines() {
		key, ok := strings.CutPrefix(l.Key, "op "+op.ID+", ")
		if !ok || strings.HasPrefix(key, "example") || strings.HasPrefix(key, "rule") || strings.Contains(key, ", rule") {
			continue
		}
		value := strings.TrimSuffix(l.Value, " read-only")
		if key == "body" {
			value = strings.TrimSuffix(value, " complete")
		}
		out = append(out, key+": "+value)
	}
	slices.Sort(out)
	return out
}

// unsaid are the facts of types that docs-src has and the seeds cannot have, for
// no page of theirs says so.
var unsaid = map[string]string{
	// The page of the update lists what can be changed, which the key cannot,
	// and shows no response.
	"type microsoft.graph.identityApiConnector, property id": "",
	"type microsoft.graph.identityApiConnector":              "entity",
}

// TestSeedTypes compares the types of the seeds, and the members of their enums,
// with those of the sample pages.
func TestSeedTypes(t *testing.T) {
	got, want := typeFacts(loadSeeds(t)), make(map[string]string)
	for _, version := range []string{"v1.0", "beta"} {
		for key, value := range typeFacts(loadSample(t, version)) {
			if name, _, _ := strings.Cut(key, ","); slices.Contains(slices.Collect(maps.Keys(got)), name) {
				want[key] = value
			}
		}
	}
	for key, value := range unsaid {
		if want[key] = value; value == "" {
			delete(want, key)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs-src (-), seeds (+):\n%s", diff)
	}
}

// typeFacts are the facts of types and enums, without what only prose says
// (rules, facts about updates) and the numbers of members.
func typeFacts(api *model.API) map[string]string {
	out := make(map[string]string)
	for _, l := range api.Lines() {
		switch {
		case strings.Contains(l.Key, ", rule"):
		case strings.HasPrefix(l.Key, "enum "):
			out[l.Key] = ""
		case strings.HasPrefix(l.Key, "type "):
			out[l.Key] = inProse.Replace(l.Value)
		}
	}
	return out
}

var inProse = strings.NewReplacer(" read-only", "", " required", "", " not-nullable", "")
