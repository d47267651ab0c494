package runtime

import (
	"slices"
	"testing"
)

func TestIsNamed(t *testing.T) {
	for _, c := range []struct {
		name, names string
		want        bool
	}{
		{"a", "a", true},
		{"b", "a\nb\nc", true},
		{"c", "a\nb\nc", true},
		{"a\nb", "a\nb", false},
		{"", "a\nb", false},
		{"", "", false},
		{"ab", "a\nb", false},
	} {
		if got := isNamed(c.name, c.names); got != c.want {
			t.Errorf("isNamed(%q, %q) is %v", c.name, c.names, got)
		}
	}
}

// shade is an enum as it is generated.
type shade string

func (v shade) Known() bool  { return isNamed(string(v), v.names()) }
func (*shade) names() string { return "light\ndark" }

func TestValuesOf(t *testing.T) {
	if got := ValuesOf[shade](); !slices.Equal(got, []shade{"light", "dark"}) {
		t.Errorf("got %q", got)
	}
	for _, v := range append(ValuesOf[shade](), "dim") {
		if v.Known() != (v != "dim") {
			t.Errorf("%q is wrongly known or not", v)
		}
	}
}
