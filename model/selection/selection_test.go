package selection

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
)

func TestSelect(t *testing.T) {
	tests := []struct {
		name, selected, excluded string // patterns, separated by blanks
		want                     string
	}{
		{"everything", "", "", "author book item lone map name paper.cover shelf color book-create item-delete item-get item-lend item-list item-list-authors map-create note-get shelf-get shelf-update"},
		// A type brings its descendants and what they have; what returns or takes
		// it; what stands on the same paths; its actions. Not what leads to
		// others, and not the guest on its path.
		{"type", "item", "", "author book item map name paper.cover color book-create item-delete item-get item-lend item-list map-create"},
		// One request is one method: both pages say what it takes.
		{"descendant", "map", "", "author book item map name paper.cover color book-create item-list map-create"},
		{"base without its other descendants", "page:resources/map", "", "item map paper.cover"},
		{"owner", "author", "", "author name item-list-authors"},
		{"nobody has it", "lone", "", "lone"},
		{"enum", "color", "", "color"},
		{"path", "/shelves/*", "", "author book item map name paper.cover shelf color shelf-get shelf-update"},
		// What an update takes is what a GET returns.
		{"sibling", "shelf-update", "", "author book item map name paper.cover shelf color shelf-get shelf-update"},
		{"some request lines", "/me/items/{id}", "", "author book item map name paper.cover color item-delete:me item-get:me note-get:me"},
		{"method", "DELETE,POST /shelves/**", "", "author book item map name paper.cover color book-create item-delete:shelves item-lend map-create"},
		// A guest needs the page that the request is about.
		{"guest", "note-get", "", "author book item map name paper.cover color item-get:me note-get"},
		{"several", "name lone", "", "lone name"},

		{"all but a path", "", "/me/** /a /b /c /d", "author book item lone map name paper.cover shelf color book-create item-delete:shelves item-get:shelves item-lend item-list item-list-authors map-create shelf-get shelf-update"},
		// With a type go its operations, but not those it shares.
		{"all but a descendant", "", "map", "author book item lone name paper.cover shelf color book-create item-delete item-get item-lend item-list item-list-authors note-get shelf-get shelf-update"},
		{"all but a type", "", "author", "book item lone map name paper.cover shelf color book-create item-delete item-get item-lend item-list map-create note-get shelf-get shelf-update"},
		{"a base stays", "book", "item", "author book item map name paper.cover color book-create map-create"},
		{"what was needed", "shelf", "item", "shelf shelf-get shelf-update"},
		{"an enum", "page:book", "color", "author book item name paper.cover"},
	}
	for _, tt := range tests {
		part, err := Of(library(), Patterns{strings.Fields(tt.selected), nil})
		if strings.Contains(tt.selected, ",") {
			part, err = Of(library(), Patterns{[]string{tt.selected}, nil})
		}
		if tt.excluded != "" {
			part, err = Of(library(), Patterns{strings.Fields(tt.selected), strings.Fields(tt.excluded)})
		}
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := contents(part.API()); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
		checkClosed(t, tt.name, part.API())
		checkReasons(t, tt.name, part)
	}
}

func TestExcludedIsAnyJSON(t *testing.T) {
	part, err := Of(library(), Patterns{[]string{"shelf", "book-create"}, []string{"item", "color"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, typ := range part.API().Types {
		for _, f := range typ.Fields {
			if f.Name == "items" && model.RefName(f.Type) != "Collection(any)" || f.Name == "color" && f.Type != model.Any {
				t.Errorf("%s.%s is %s", typ.Name, f.Name, model.RefName(f.Type))
			}
		}
	}
	var got []string
	for _, c := range part.Cuts() {
		got = append(got, c.Name+" > "+c.To+" by "+c.Pattern+" at "+c.Pos.String())
	}
	want := "s.book, property color > s.color by color at resources/book.md:5:1\n" +
		"s.shelf, property items > s.item by item at resources/shelf.md:5:1"
	if strings.Join(got, "\n") != want {
		t.Errorf("cuts are\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

// TestLeavesWhole checks that the whole API is not changed.
func TestLeavesWhole(t *testing.T) {
	api := library()
	part, err := Of(api, Patterns{[]string{"page:resources/map"}, nil})
	if err != nil {
		t.Fatal(err)
	}
	part.API()
	if item := api.Types[2]; len(item.Derived) != 2 || contents(api) != contents(library()) {
		t.Error("Select changed the API it selects from")
	}
}

// A part of an operation keeps what belongs to its request lines, counted anew.
func TestKeepLines(t *testing.T) {
	api := library()
	o := api.Operations[1] // item-delete
	o.Permissions = []*model.PermissionTable{
		{For: "shelf", Tie: model.TiedByPath, Endpoints: []int{0}},
		{For: "me", Tie: model.TiedByActor, Endpoints: []int{1}},
		{For: "both"},
		{For: "nobody", Tie: model.TiedToNone},
	}
	o.Examples = []*model.Example{{Endpoint: 0}, {Endpoint: 1}, {Endpoint: -1}}
	part, err := Of(api, Patterns{[]string{"/me/**"}, nil})
	if err != nil {
		t.Fatal(err)
	}
	cut := part.API().Operations[0]
	var tables []string
	for _, p := range cut.Permissions {
		tables = append(tables, p.For)
	}
	if got := strings.Join(tables, " "); got != "me both nobody" || cut.Permissions[0].Endpoints[0] != 0 {
		t.Errorf("permissions for %s, the first at %v", got, cut.Permissions[0].Endpoints)
	}
	if e := cut.Examples; e[0].Endpoint != -1 || e[1].Endpoint != 0 || e[2].Endpoint != -1 || o.Examples[1].Endpoint != 1 {
		t.Errorf("examples at %d %d %d", e[0].Endpoint, e[1].Endpoint, e[2].Endpoint)
	}
}

// checkClosed checks that a refers to its own types and enums only.
func checkClosed(t *testing.T, name string, a *model.API) {
	t.Helper()
	own := make(map[model.Ref]bool)
	for _, x := range a.Types {
		own[x] = true
	}
	for _, x := range a.Enums {
		own[x] = true
	}
	check := func(r model.Ref) {
		for list, ok := r.(*model.List); ok; list, ok = r.(*model.List) {
			r = list.Elem
		}
		if _, prim := r.(model.Prim); r != nil && !prim && !own[r] {
			t.Errorf("%s: %s is referred to, but not selected", name, model.RefName(r))
		}
	}
	for _, x := range a.Types {
		if x.Base != nil {
			check(x.Base)
		}
		for _, d := range x.Derived {
			check(d)
			if d.Base != x {
				t.Errorf("%s: %s derives from %s, which does not know", name, d.Name, x.Name)
			}
		}
		for _, f := range x.Fields {
			check(f.Type)
		}
	}
	for _, o := range a.Callable() {
		check(o.Body.Type)
		for _, f := range o.Body.Fields {
			check(f.Type)
		}
		for _, p := range o.Params {
			check(p.Type)
		}
		for _, r := range o.Responses {
			check(r.Type)
		}
	}
}

// checkReasons checks that everything in a part is there for a reason: without
// any one thing, what is next to it in its chain would lack something.
func checkReasons(t *testing.T, name string, s *Part) {
	t.Helper()
	if !s.IsCut() {
		return
	}
	for id := range s.graph.nodes {
		if len(s.from[id]) == 0 {
			continue
		}
		steps := 0
		for at := id; s.from[at][0].from >= 0; steps++ {
			why := s.from[at][0]
			if why.to != at || steps > len(s.graph.nodes) {
				t.Fatalf("%s: the chain to %s leads nowhere", name, s.graph.name(id))
			}
			at = why.from
		}
	}
	a := s.API()
	for _, typ := range a.Types {
		if !s.has(typeNode{s.graph.typeCalled(typ.Name), false}) {
			t.Errorf("%s: %s has no reason", name, typ.Name)
		}
	}
}

// typeCalled returns the type with a full name.
func (g *Graph) typeCalled(name string) *model.Type {
	for _, t := range g.api.Types {
		if t.Name == name {
			return t
		}
	}
	return nil
}
