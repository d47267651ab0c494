package model

import (
	"strings"
	"testing"
)

func TestSelect(t *testing.T) {
	tests := []struct {
		patterns string // separated by commas
		want     string // types, enums and operations
	}{
		{"", "s.file s.item s.lone s.owner s.color item-delete item-get item-lock item-owner"},
		// A type brings its descendants and their enums, what returns it, what
		// stands on the same path, and its actions; not what leads elsewhere.
		{"item", "s.file s.item s.color item-delete item-get item-lock"},
		{"S.ITEM", "s.file s.item s.color item-delete item-get item-lock"},
		// A base comes along, and as its field holds items, its descendants.
		{"s.file", "s.file s.item s.color"},
		{"owner", "s.owner item-owner"},
		{"color", "s.color"},
		{"item-o*", "s.owner item-owner"},
		{"/items/*/owner", "s.owner item-owner"},
		{"/items/{item-id}", "s.file s.item s.color item-delete item-get"},
		{"DELETE /items/**", "item-delete"},
		{"/**/lock,lone", "s.lone item-lock"},
		{"page:api/*-lock", "item-lock"},
		{"page:lone.md", "s.lone"},
	}
	for _, tt := range tests {
		var patterns []string
		if tt.patterns != "" {
			patterns = strings.Split(tt.patterns, ",")
		}
		api, err := sample().Select(patterns...)
		if err != nil {
			t.Errorf("%q: %v", tt.patterns, err)
			continue
		}
		if got := contents(api); got != tt.want {
			t.Errorf("%q:\n got %s\nwant %s", tt.patterns, got, tt.want)
		}
		checkClosed(t, tt.patterns, api)
	}
}

func TestSelectNothing(t *testing.T) {
	for _, p := range []string{"gone", "/gone", "PUT /items/**", "page:gone*", "[", "item-"} {
		if _, err := sample().Select(p); err == nil || !strings.Contains(err.Error(), p) {
			t.Errorf("Select(%q) = %v, want an error that names the pattern", p, err)
		}
	}
}

// TestSelectLeavesWhole checks that the whole API is not changed.
func TestSelectLeavesWhole(t *testing.T) {
	api := sample()
	before := len(api.Types[1].Derived)
	if _, err := api.Select("/items/*/owner"); err != nil {
		t.Fatal(err)
	}
	if len(api.Types[1].Derived) != before {
		t.Error("Select changed the API it selects from")
	}
}

func contents(a *API) string {
	var names []string
	for _, t := range a.Types {
		names = append(names, t.Name)
	}
	for _, e := range a.Enums {
		names = append(names, e.Name)
	}
	for _, o := range a.Operations {
		names = append(names, o.ID)
	}
	return strings.Join(names, " ")
}

// checkClosed checks that a refers to its own types and enums only.
func checkClosed(t *testing.T, name string, a *API) {
	t.Helper()
	own := make(map[Ref]bool)
	for _, x := range a.Types {
		own[x] = true
	}
	for _, x := range a.Enums {
		own[x] = true
	}
	check := func(r Ref) {
		r, _ = Elem(r)
		if _, prim := r.(Prim); r != nil && !prim && !own[r] {
			t.Errorf("%q: %s is referred to, but not selected", name, RefName(r))
		}
	}
	for _, x := range a.Types {
		if x.Base != nil {
			check(x.Base)
		}
		for _, d := range x.Derived {
			check(d)
		}
		for _, f := range x.Fields {
			check(f.Type)
		}
	}
	for _, o := range a.Operations {
		for _, r := range o.Responses {
			check(r.Type)
		}
	}
}
