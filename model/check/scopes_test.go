package check

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// pages adds n pages to an API, each of which names the scopes.
func pages(api *model.API, n int, scopes ...string) {
	for range n {
		g := model.Grant{Pos: diag.Pos{File: fmt.Sprintf("%d.md", len(api.Operations)), Line: 1, Col: 1}}
		for _, s := range scopes {
			g.AnyOf = append(g.AnyOf, []string{s})
		}
		api.Operations = append(api.Operations, &model.Op{Permissions: []*model.PermissionTable{{Grants: [3]model.Grant{g}}}})
	}
}

func TestScopeLetters(t *testing.T) {
	for _, c := range []struct {
		scope string
		pages int
		want  string
	}{
		{"Kettles.Read.All", 3, "Kettle.Read.All"}, // one more
		{"Kettl.Read.All", 1, "Kettle.Read.All"},   // one less
		{"Ketthe.Read.All", 1, "Kettle.Read.All"},  // another
		{"Ketlte.Read.All", 1, "Kettle.Read.All"},  // swapped
		{"Kettle.ReadWrit.All", 1, "Kettle.ReadWrite.All"},
		{"KettleRead.All", 1, "Kettle.Read.All"},
		{"Kettle.Read.WriteAll", 1, "Kettle.ReadWrite.All"},
		{"Kettle-Read.All", 1, "Kettle.Read.All"},
		{"Kettles.Read.All", 4, ""},   // too many to be a slip
		{"Kelttes.Read.All", 1, ""},   // two slips
		{"Kettles.Create", 1, ""},     // nobody names the other
		{"Cup.Read.All", 1, ""},       // short
		{"Kettle.Reed.All", 1, ""},    // short
		{"Kettle.ReadWrite", 1, ""},   // words that are common
		{"kettle.Read.All", 1, ""},    // case is another matter
		{"Saucers.Read.All", 1, ""},   // the other is as rare
		{"Kettle.Read.Shared", 1, ""}, // a word of its own
	} {
		var api model.API
		pages(&api, 5, "Kettle.Read.All", "Kettle.ReadWrite.All", "Cups.Read.All")
		pages(&api, 1, "Saucer.Read.All")
		pages(&api, c.pages, c.scope)
		var out diag.List
		scopeLetters(&api, &out)
		var got, want []string
		for _, d := range out {
			got = append(got, d.Msg)
		}
		if c.want != "" {
			want = strings.Split(strings.Repeat(fmt.Sprintf("\nscope %q is spelt %q on most pages", c.scope, c.want), c.pages), "\n")[1:]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s on %d pages (-want +got):\n%s", c.scope, c.pages, diff)
		}
	}
}
