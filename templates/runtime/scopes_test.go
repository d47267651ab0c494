package runtime

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// grant reads "A, B+C": A, or B and C together.
func grant(s string) Grant {
	var g Grant
	for alternative := range strings.SplitSeq(s, ",") {
		var set []Scope
		for name := range strings.SplitSeq(alternative, "+") {
			set = append(set, Scope(strings.TrimSpace(name)))
		}
		g.AnyOf = append(g.AnyOf, set)
	}
	return g
}

func opNeeding(grants ...string) *Operation {
	var sets []PermissionSet
	for _, g := range grants {
		sets = append(sets, PermissionSet{Application: grant(g)})
	}
	return &Operation{Name: "test.op", permissions: permissionText(sets...)}
}

// permissionText is what the generator writes.
func permissionText(sets ...PermissionSet) string {
	var lines []string
	for _, p := range sets {
		var parts []string
		for i, name := range []string{"work", "personal", "application"} {
			if g := p.Grant(Scheme(i)); !g.IsZero() {
				parts = append(parts, name+" "+strings.NewReplacer("(", "", ")", "").Replace(g.String()))
			}
		}
		if p.For != "" {
			parts = append(parts, "for "+p.For)
		}
		lines = append(lines, strings.Join(parts, "; "))
	}
	return strings.Join(lines, "\n")
}

func TestPermissions(t *testing.T) {
	want := []PermissionSet{
		{DelegatedWork: grant("A.Read, B+C, D"), DelegatedPersonal: Grant{NotSupported: true}, Application: grant("A")},
		{Application: grant("A+B"), For: "work with; or for application"},
		{DelegatedWork: grant("A")},
	}
	op := &Operation{permissions: permissionText(want...)}
	if got := op.Permissions(); !reflect.DeepEqual(got, want) {
		t.Errorf("%q is read as %v", op.permissions, got)
	}
	if got := new(Operation).Permissions(); got != nil {
		t.Errorf("nothing is read as %v", got)
	}
}

func TestMinimalScopes(t *testing.T) {
	for _, tt := range []struct {
		name string
		ops  []*Operation
		want string
	}{
		{"none", nil, "[]"},
		{"least privileged first", []*Operation{opNeeding("A.Read, A.Write")}, "[A.Read]"},
		{"one for two", []*Operation{opNeeding("A.Read, A.Write"), opNeeding("A.Write")}, "[A.Write]"},
		{"smaller beats earlier", []*Operation{opNeeding("A, C"), opNeeding("B, C")}, "[C]"},
		{"together", []*Operation{opNeeding("A+B, C+D+E")}, "[A B]"},
		{"together beats several", []*Operation{opNeeding("A+B, C"), opNeeding("A"), opNeeding("B")}, "[A B]"},
		{"several tables", []*Operation{opNeeding("A, B", "C, B")}, "[B]"},
		{"unrelated", []*Operation{opNeeding("B"), opNeeding("A")}, "[A B]"},
		{"as small, but earlier", []*Operation{opNeeding("X, A"), opNeeding("X, B"), opNeeding("Y, A"), opNeeding("Y, B")}, "[X Y]"},
		{"not greedy", []*Operation{opNeeding("A"), opNeeding("C, A"), opNeeding("C, A, D"), opNeeding("C, B"), opNeeding("C, B, D"), opNeeding("B")}, "[A B]"},
		{"not greedy, all open", []*Operation{opNeeding("A, E"), opNeeding("C, A"), opNeeding("C, A"), opNeeding("C, B"), opNeeding("C, B"), opNeeding("B, F")}, "[A B]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := MinimalScopes(SchemeApplication, tt.ops...)
			if err != nil || fmt.Sprint(got) != tt.want {
				t.Errorf("got %v, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestMinimalScopesErrors(t *testing.T) {
	refused := &Operation{Name: "a.b", permissions: "application not supported"}
	silent := &Operation{Name: "c.d"}
	got, err := MinimalScopes(SchemeApplication, refused, silent, opNeeding("A"))
	want := "a.b: application permissions are not supported\nc.d: application permissions are not documented"
	if err == nil || err.Error() != want || !slices.Equal(got, []Scope{"A"}) {
		t.Errorf("got %v, %v", got, err)
	}
}

// Hundreds of operations end in reasonable time with a set that suffices.
func TestMinimalScopesMany(t *testing.T) {
	var ops []*Operation
	for i := range 400 {
		ops = append(ops, opNeeding(fmt.Sprintf("A%d, B%d, C%d", i%37, i%41, i%43)))
	}
	got, err := MinimalScopes(SchemeApplication, ops...)
	if err != nil {
		t.Fatal(err)
	}
	for _, op := range ops {
		if !slices.ContainsFunc(op.Permissions()[0].Application.AnyOf, func(s []Scope) bool { return slices.Contains(got, s[0]) }) {
			t.Fatalf("%v does not suffice for %s", got, op.Permissions()[0].Application)
		}
	}
}

// An operation for several cases needs something for each, or for the one that
// is asked for.
func TestOperationFor(t *testing.T) {
	op := &Operation{Name: "subscribe", permissions: "application Mail.Read; for message\napplication Calendars.Read; for event\napplication Subscribe"}
	for feature, want := range map[string]string{
		"message": "[Mail.Read Subscribe] <nil>",
		"event":   "[Calendars.Read Subscribe] <nil>",
		"cup":     "[Subscribe] <nil>",
	} {
		got, err := MinimalScopes(SchemeApplication, op.For(feature))
		if s := fmt.Sprint(got, err); s != want {
			t.Errorf("for %s: got %s, want %s", feature, s, want)
		}
	}
	if got, _ := MinimalScopes(SchemeApplication, op); fmt.Sprint(got) != "[Calendars.Read Mail.Read Subscribe]" {
		t.Errorf("for all: got %v", got)
	}
	op.permissions = strings.TrimSuffix(op.permissions, "\napplication Subscribe")
	if got, err := MinimalScopes(SchemeApplication, op.For("cup")); err == nil {
		t.Errorf("for an unknown case: got %v, want an error", got)
	}
}

// The message after 403 names the cases, the first few of many.
func TestNeedsOfCases(t *testing.T) {
	e := &APIError{StatusCode: 403}
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		e.Needs = append(e.Needs, PermissionSet{For: name, Application: grant("X." + name)})
	}
	want := "403 Forbidden; application needs X.a for a; application needs X.b for b; application needs X.c for c; and 2 other cases"
	if got := e.Error(); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestGrantString(t *testing.T) {
	for want, g := range map[string]Grant{
		"A":              grant("A"),
		"A or (B and C)": grant("A, B+C"),
		"not supported":  {NotSupported: true},
		"not documented": {},
		"A and B":        grant("A+B"),
	} {
		if got := g.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
