package parser

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestLeastFirst(t *testing.T) {
	for _, c := range []struct{ scopes, want string }{
		{"", ""},
		{"A.Read A.ReadWrite A.Read.All A.ReadWrite.All", "A.Read A.ReadWrite A.Read.All A.ReadWrite.All"},
		{"A.Read A.Read.All A.ReadWrite A.ReadWrite.All", "A.Read A.Read.All A.ReadWrite A.ReadWrite.All"},
		{"A.ReadWrite.All A.Read.All", "A.Read.All A.ReadWrite.All"},
		{"A.ReadWrite A.Read", "A.Read A.ReadWrite"},
		{"A.Read.All A.Read", "A.Read A.Read.All"},
		{"A.ReadWrite.All A.ReadWrite", "A.ReadWrite A.ReadWrite.All"},
		{"A.ReadWrite.All A.Read.All A.Read", "A.Read A.Read.All A.ReadWrite.All"},
		{"A.Read A.ReadBasic", "A.ReadBasic A.Read"},
		{"A.ReadWrite.All B.Read A.Read.All", "A.Read.All A.ReadWrite.All B.Read"},
		{"A.ReadWrite.Shared A.Read.Shared", "A.Read.Shared A.ReadWrite.Shared"},
		// Nothing is known of these.
		{"A.ReadWrite A.Read.All", "A.ReadWrite A.Read.All"},
		{"A.ReadWrite.All B.Read.All", "A.ReadWrite.All B.Read.All"},
		{"A.ReadWrite.Shared A.Read", "A.ReadWrite.Shared A.Read"},
		{"A.Manage.All A.Read.All", "A.Manage.All A.Read.All"},
		{"openid A.Read openid", "openid A.Read openid"},
	} {
		if got := strings.Join(leastFirst(strings.Fields(c.scopes)), " "); got != c.want {
			t.Errorf("leastFirst(%s) = %s, want %s", c.scopes, got, c.want)
		}
	}
}

// Scopes of all kinds in any order are moved as by looking at all that stand
// before each.
func TestLeastFirstOfMany(t *testing.T) {
	var kinds []string
	for _, name := range []string{"A.Read", "A.ReadBasic", "A.ReadWrite", "B.Read", "B.ReadWrite", "A.Read.Shared", "A.ReadWrite.Shared", "A.Manage", "openid"} {
		kinds = append(kinds, name, name+".All")
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 1000 {
		var scopes, want []string
		for range r.IntN(12) {
			s := kinds[r.IntN(len(kinds))]
			scopes = append(scopes, s)
			a, at := readScope(s), len(want)
			for i, o := range want {
				if b := readScope(o); a.verb >= 0 && a.name == b.name && b.includes(a) {
					at = min(at, i)
				}
			}
			want = slices.Insert(want, at, s)
		}
		if got := leastFirst(scopes); !slices.Equal(got, want) {
			t.Fatalf("leastFirst(%q) = %q, want %q", scopes, got, want)
		}
	}
}
