package runtime

import "testing"

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
