package check

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

func TestLint(t *testing.T) {
	at := func(line int) diag.Pos { return diag.Pos{File: "a.md", Line: line, Col: 1} }
	base := &model.Type{Name: "s.item", Key: "key", KeyPos: at(3), Pos: at(1), Fields: []*model.Field{{Name: "id", Type: model.String}}}
	file := &model.Type{Name: "s.file", Base: base, Key: "id", Pos: at(2), Fields: []*model.Field{{Name: "size", Type: model.Int32}}}
	base.Derived = []*model.Type{file}
	link := &model.Type{Name: "s.link", Base: base, Pos: at(4), Fields: []*model.Field{{Name: "href", Type: model.String}}}
	base.Derived = append(base.Derived, link)
	open := &model.Type{Name: "s.open", Open: true, Fields: base.Fields}
	fields := []*model.Field{
		{Name: "id", Pos: at(10)},
		{Name: "size", Pos: at(11)}, // of a descendant
		{Name: "colour", Pos: at(12)},
		{Name: "owner@odata.bind", Pos: at(13)},
		{Name: "parts/name", Pos: at(14)},
	}
	holds := []*model.Field{{Name: "files", Type: &model.List{Elem: file}, Pos: at(15)}}
	nested := []*model.Field{{Name: "link", Type: link, Pos: at(16)}, {Name: "href", Pos: at(17)}}
	siblings := []*model.Field{{Name: "href", Pos: at(18)}}
	grants := func(line int, scopes ...string) []*model.PermissionTable {
		return []*model.PermissionTable{{Grants: [3]model.Grant{{AnyOf: [][]string{scopes}, Pos: at(line)}}}}
	}
	api := &model.API{
		Types: []*model.Type{base, file, open},
		Operations: []*model.Op{
			{Body: model.Body{Type: file, Fields: holds}},
			{Body: model.Body{Type: base, Fields: nested}},
			{Body: model.Body{Type: file, Fields: siblings}},
			{Body: model.Body{Type: base, Fields: fields}, Permissions: grants(20, "Item.Read", "Flow.Read")},
			{Body: model.Body{Type: open, Fields: fields}, Permissions: grants(21, "Item.read")},
			{Body: model.Body{Fields: fields}, Permissions: grants(22, "Item.Read", "flow.Read")},
		},
	}
	var got []string
	for _, d := range Lint(api) {
		got = append(got, d.String())
	}
	want := []string{
		`a.md:3:1: warning: the key of s.item is "key", which neither its tables nor its JSON have (unknown-key)`,
		`a.md:12:1: warning: the request table lists "colour", which s.item does not have (unknown-field)`,
		`a.md:16:1: warning: the request table lists "link", which s.item does not have (unknown-field)`,
		`a.md:21:1: warning: scope "Item.read" is spelt "Item.Read" on most pages (scope-spelling)`,
		// Spelt each way once: the order of letters decides.
		`a.md:22:1: warning: scope "flow.Read" is spelt "Flow.Read" on most pages (scope-spelling)`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("findings (-want +got):\n%s", diff)
	}
}
