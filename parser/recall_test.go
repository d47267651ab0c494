package parser

import (
	"bytes"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// FuzzRecall checks that any page is read alike whatever was read before.
func FuzzRecall(f *testing.F) {
	set, err := dialect.Builtin()
	if err != nil {
		f.Fatal(err)
	}
	for _, page := range samplePages(f) {
		f.Add(page)
	}
	f.Fuzz(func(t *testing.T, page []byte) { checkRecall(t, set, page) })
}

// TestMoveLeavesNothing moves claims of which every place, however deep, is one, and
// wants each copy to have all places at the other, and the original none.
func TestMoveLeavesNothing(t *testing.T) {
	m := move{diag.Pos{File: "a", Line: 3, Col: 5}, diag.Pos{File: "b", Line: 7, Col: 1}}
	field, header, table := new(model.FieldClaim), new(model.HeaderClaim), new(model.PermissionTable)
	for _, claim := range []any{field, header, table} {
		fillPlaces(reflect.ValueOf(claim), m.from, 3)
	}
	for name, test := range map[string]struct{ claim, moved any }{
		"field":  {field, m.field(field)},
		"header": {header, m.headers([]*model.HeaderClaim{header})[0]},
		"table":  {table, m.grants([]grantPart{{table: table}})[0].table},
	} {
		var left, there factWalk
		left.value(reflect.ValueOf(test.claim))
		there.value(reflect.ValueOf(test.moved))
		if len(left.places) == 0 || len(left.places) != len(there.places) {
			t.Errorf("%s: %d places, %d in the copy", name, len(left.places), len(there.places))
		}
		if slices.ContainsFunc(left.places, func(p diag.Pos) bool { return p != m.from }) {
			t.Errorf("%s: the original is changed: %v", name, left.places)
		}
		if slices.ContainsFunc(there.places, func(p diag.Pos) bool { return p != m.to }) {
			t.Errorf("%s: not all places of the copy are moved: %v", name, there.places)
		}
	}
}

// fillPlaces makes pos of all places in v, and lists and pointers of one element,
// depth of them in one another.
func fillPlaces(v reflect.Value, pos diag.Pos, depth int) {
	switch {
	case v.Type() == posType:
		v.Set(reflect.ValueOf(pos))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillPlaces(v.Field(i), pos, depth)
		}
	case v.Kind() == reflect.Array:
		for i := range v.Len() {
			fillPlaces(v.Index(i), pos, depth)
		}
	case v.Kind() == reflect.Pointer && depth > 0:
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		fillPlaces(v.Elem(), pos, depth-1)
	case v.Kind() == reflect.Slice && depth > 0:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fillPlaces(v.Index(0), pos, depth-1)
	}
}

// checkRecall reads a page, a copy of it some lines further down, one with its
// tables in another column, and the first again, and checks that each is read as if
// it were the only one.
func checkRecall(t *testing.T, set *dialect.Set, page []byte) {
	t.Helper()
	docs := fstest.MapFS{
		"api/page.md":  {Data: page},
		"api/lower.md": {Data: append([]byte("\n\n"), page...)},
		"api/right.md": {Data: bytes.ReplaceAll(page, []byte("\n|"), []byte("\n |"))},
	}
	loader := markdown.NewLoader(docs, nil)
	remembering, work := set.Remembering(), new(workspace)
	read := func(name string, set *dialect.Set, work *workspace) *reader {
		f, err := loader.ReadPage(name)
		if err != nil {
			t.Fatal(err)
		}
		r, err := readPage(loader, f, Options{Dialects: set, work: work})
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	alone := make(map[string]*reader)
	for name := range docs {
		alone[name] = read(name, set, nil)
	}
	for _, name := range []string{"api/page.md", "api/lower.md", "api/right.md", "api/page.md"} {
		want, got := alone[name], read(name, remembering, work)
		if !reflect.DeepEqual(got.page, want.page) || !reflect.DeepEqual(got.diags, want.diags) {
			t.Fatalf("%s: after other pages it is read in another way: %s", name, cmp.Diff(want.page, got.page)+cmp.Diff(want.diags, got.diags))
		}
	}
}
