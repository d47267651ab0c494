package selection

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhy(t *testing.T) {
	tests := []struct {
		selected, excluded, name string
		all                      bool
		want                     []string // reasons, chains of the last one above it indented
	}{
		{"shelf", "", "name", false, []string{
			"type s.name of 1",
			" shelf: type s.shelf > property items: type s.item > descendant: type s.book > property authors: type s.author > property name: type s.name",
		}},
		{"shelf", "", "s.item", false, []string{"type s.item of 1", " shelf: type s.shelf > property items: type s.item"}},
		{"shelf item", "", "cover", true, []string{
			"type s.paper.cover of 2",
			" item: type s.item > property cover: type s.paper.cover",
			" shelf: type s.shelf > property items: type s.item > property cover: type s.paper.cover",
		}},
		{"item", "", "item-lend", false, []string{
			"operation item-lend of 1",
			" item: type s.item > is an action, a function or a link of it: operation item-lend: POST /shelves/{id}/items/{id}/lend",
		}},
		{"page:resources/map", "", "item", false, []string{"type s.item of 1", " page:resources/map: type s.map > base: type s.item"}},
		{"map-create", "", "book-create", false, []string{
			"operation book-create of 1",
			" map-create: operation map-create: POST /shelves/{id}/items > is the same request: operation book-create: POST /shelves/{id}/items",
		}},
		{"shelf-update", "", "shelf", false, []string{
			"type s.shelf of 1",
			" shelf-update: operation shelf-update: PATCH /shelves/{id} > gets what is at the path: operation shelf-get: GET /shelves/{id} > response: type s.shelf",
		}},
		// A property is there with its type; what is inherited counts.
		{"map", "", "map.cover", false, []string{
			"property s.map.cover of 1",
			" map: type s.map > property cover: type s.paper.cover",
		}},
		{"DELETE\u00a0/me/**", "", "DELETE /me/items/{id}", false, []string{
			"operation item-delete of 1", " DELETE\u00a0/me/**: operation item-delete: DELETE /me/items/{id}",
		}},
		// Several things of one name, in the order of the API.
		{"color", "", "*o*r", false, []string{"type s.author of 0", "type s.paper.cover of 0", "enum s.color of 1", " color: enum s.color"}},
		{"shelf", "item", "item", false, []string{"type s.item of 0 excluded by item", " cut s.shelf, property items"}},
		{"map", "item", "item", false, []string{"type s.item of 1 excluded by item", " map: type s.map > base: type s.item"}},
		// Without a selection, operations are the roots.
		{"", "", "shelf", false, []string{"type s.shelf of 2", " : operation shelf-get: GET /shelves/{id} > response: type s.shelf"}},
		{"", "", "lone", false, []string{"type s.lone of 0"}},
	}
	for _, tt := range tests {
		part, err := Of(library(), Patterns{strings.Fields(tt.selected), strings.Fields(tt.excluded)})
		if strings.Contains(tt.selected, "\u00a0") {
			part, err = Of(library(), Patterns{[]string{tt.selected}, nil})
		}
		if err != nil {
			t.Fatal(err)
		}
		reasons, err := part.Why(tt.name, tt.all)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := printReasons(reasons), strings.Join(tt.want, "\n")+"\n"; got != want {
			t.Errorf("why %s, of %q:\n%swant\n%s", tt.name, tt.selected, got, want)
		}
	}
	part, err := Of(library(), Patterns{})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"itm", "item.gone", "", "https://x"} {
		if _, err := part.Why(name, false); err == nil {
			t.Errorf("why %q: no error", name)
		}
	}
}

func printReasons(reasons []Reason) string {
	var b strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&b, "%s %s of %d", r.Kind, r.Name, r.Roots)
		if r.Excluded != "" {
			b.WriteString(" excluded by " + r.Excluded)
		}
		b.WriteByte('\n')
		for _, c := range r.Cuts {
			b.WriteString(" cut " + c.Name + "\n")
		}
		for _, c := range r.Chains {
			b.WriteString(" " + c.Pattern + ":")
			for i, s := range c.Steps {
				if i > 0 {
					b.WriteString(" > " + s.Why + ":")
				}
				b.WriteString(" " + s.Kind + " " + s.Name)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// Everything in a part has a chain, and its last step is the thing itself.
func TestEverythingHasAChain(t *testing.T) {
	g := NewGraph(library())
	for _, selected := range []string{"shelf", "item", "note-get", "/**", "page:api/*"} {
		part, err := g.Select(Patterns{Select: []string{selected}})
		if err != nil {
			t.Fatal(err)
		}
		for id := range g.nodes {
			if len(part.from[id]) == 0 {
				continue
			}
			reasons, err := part.Why(g.name(id), true)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range reasons {
				if r.Chains == nil && r.Name == g.name(id) {
					t.Errorf("%s has %s and no chain to it", selected, r.Name)
				}
				for _, c := range r.Chains {
					if last := c.Steps[len(c.Steps)-1]; !strings.HasPrefix(last.Name, r.Name) {
						t.Errorf("%s: the chain to %s ends at %s", selected, r.Name, last.Name)
					}
				}
			}
		}
	}
}
