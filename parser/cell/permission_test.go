package cell

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// Each row is a shape that real pages have. Sets are separated by " | ", the
// scopes of a set by "+"; parts by " // ".
var permissionCells = []struct {
	cell, want string
	fault      string // part of the fault, "" for none
}{
	{"A.Read", "A.Read", ""},
	{"A.Read.All, B.Read.All", "A.Read.All | B.Read.All", ""},
	{"A.Read.All,B.Read.All", "A.Read.All | B.Read.All", ""},
	{"A.Read.All, , B.Read.All,", "A.Read.All | B.Read.All", ""},
	{"eDiscovery.Read.All", "eDiscovery.Read.All", ""},
	{"openid, User.Read", "openid | User.Read", ""},
	{"A.Read.All.", "A.Read.All", ""},
	{"A.Read.Group*, A.Read.All", "A.Read.Group | A.Read.All", ""},
	{"`A.Read.All`, `B.Read`", "A.Read.All | B.Read", ""},
	{"A.Read.All`, B.Read", "A.Read.All | B.Read", ""},
	{"[A.Read](x.md)", "A.Read", ""},

	{"A.Read and B.Read", "A.Read+B.Read", ""},
	{"A.Read and B.Read, C.Read", "A.Read+B.Read | C.Read", ""},
	{"A.Read and B.Read, A.Read and C.Read, D.Read", "A.Read+B.Read | A.Read+C.Read | D.Read", ""},
	{"A.Read, B.Read and C.Read", "A.Read | B.Read+C.Read", ""},
	{"A.Read, B.Read, and C.Read", "A.Read+B.Read+C.Read", ""},
	{"A.Read or B.Read or C.Read", "A.Read | B.Read | C.Read", ""},
	{"A.Read, B.Read, or C.Read", "A.Read | B.Read | C.Read", ""},
	{"A.Read plus B.Read", "A.Read+B.Read", ""},
	{"A.Read, B.Read plus C.Read", "A.Read+C.Read | B.Read+C.Read", ""},
	{"One from A.Read, B.Read plus either C.Read or D.Read", "A.Read+C.Read | A.Read+D.Read | B.Read+C.Read | B.Read+D.Read", ""},
	{"A.Read A.ReadWrite", "A.Read | A.ReadWrite", "no comma before"},
	{"A.Read, Directory AccessAsUser.All", "A.Read | Directory.AccessAsUser.All", "a blank inside"},
	{"Group. Read. All, User. Read", "Group.Read.All | User.Read", "a blank inside"},

	{"For **user** resource:<br>A.Read, B.Read<br><br>For **group** resource:<br>C.Read", "user: A.Read | B.Read // group: C.Read", ""},
	{"For **user** or **chat** resource: Not supported.<br>For **channel** resource: A.Read", "user or chat: no // channel: A.Read", ""},
	{"In teams: A.Read<br>In channels: B.Read, C.Read", "teams: A.Read // channels: B.Read | C.Read", ""},
	{"Photo of the signed-in **user**:<br>A.Read<br>For **group** resource:<br>B.Read", "user: A.Read // group: B.Read", ""},
	{"A.Read for a chat message.<br>B.Read for a channel message.", "chat message: A.Read // channel message: B.Read", ""},
	{"A.Read, B.Read<br>C.Read", "A.Read | B.Read | C.Read", ""},

	{"Not supported.", "no", ""},
	{"Not Supported", "no", ""},
	{"Not applicable", "no", ""},
	{"None.", "no", ""},
	{"n/a", "no", ""},
	{"", "unknown", ""},
	{"Not available.", "unknown", ""},
	{"**TODO: Determine scopes **", "unknown", "want scopes"},
	{"Role required to [create](x.md) or A.Read (see below).", "A.Read", "beside the scopes"},
	{"Global administrator", "unknown", "want scopes"},
}

func broken(s string) markdown.Text {
	var out markdown.Text
	for i, line := range strings.Split(s, "<br>") {
		if i > 0 {
			out.Spans = append(out.Spans, markdown.Span{Text: "\n"})
		}
		out.Spans = append(out.Spans, text(line).Spans...)
	}
	return out
}

func TestPermissions(t *testing.T) {
	d := english(t)
	for _, c := range permissionCells {
		parts, faults := Permissions(broken(c.cell), d)
		if got := shownParts(parts); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.cell, got, c.want)
		}
		var got []string
		for _, f := range faults {
			got = append(got, f.Msg)
		}
		if all := strings.Join(got, "; "); c.fault == "" && all != "" || !strings.Contains(all, c.fault) {
			t.Errorf("%q: faults %q, want %q", c.cell, all, c.fault)
		}
	}
}

func shownParts(parts []GrantPart) string {
	var out []string
	for _, p := range parts {
		var sets []string
		for _, set := range p.Grant.AnyOf {
			sets = append(sets, strings.Join(set, "+"))
		}
		s := strings.Join(sets, " | ")
		if s == "" {
			s = map[model.Tri]string{model.No: "no", model.Unknown: "unknown", model.Yes: "yes"}[p.Grant.Support]
		}
		if p.For != "" {
			s = p.For + ": " + s
		}
		out = append(out, s)
	}
	return strings.Join(out, " // ")
}

// FuzzPermissions checks that reading never panics, that every scope it gives
// has the form of one, and that a printed result reads back as the same.
func FuzzPermissions(f *testing.F) {
	d := english(f)
	for _, c := range permissionCells {
		f.Add(c.cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		parts, _ := Permissions(broken(cell), d)
		if len(parts) == 0 {
			t.Fatalf("%q: no parts", cell)
		}
		for _, p := range parts {
			for _, set := range p.Grant.AnyOf {
				if len(set) == 0 || p.Grant.Support != model.Yes {
					t.Fatalf("%q: sets %q, support %v", cell, p.Grant.AnyOf, p.Grant.Support)
				}
				for _, scope := range set {
					if !isScope(scope) && !d.Has("scope", scope) {
						t.Fatalf("%q: scope %q", cell, scope)
					}
				}
			}
		}
	})
}
