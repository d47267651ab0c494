package parser

import (
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
