package gen

import (
	"fmt"
	"testing"

	"github.com/docmill/docmill/model"
)

// TestPermissionDocIsShort pins how many cases a comment lists.
func TestPermissionDocIsShort(t *testing.T) {
	for cases, want := range map[int]struct {
		paragraphs int
		last       string
	}{
		4: {4, "Permissions for case 4: application S.Read."},
		5: {5, "Permissions for case 5: application S.Read."},
		6: {5, "And permissions for 2 other cases."},
	} {
		op := new(model.Op)
		for i := range cases {
			table := &model.PermissionTable{For: fmt.Sprintf("case %d", i+1)}
			table.Grants[model.Application].AnyOf = [][]string{{"S.Read"}}
			op.Permissions = append(op.Permissions, table)
		}
		doc := (&endpoint{home: []use{{op: op}}}).permissionDoc()
		if len(doc) != want.paragraphs || doc[len(doc)-1] != want.last {
			t.Errorf("%d cases: %q, want %d paragraphs, the last %q", cases, doc, want.paragraphs, want.last)
		}
	}
}
