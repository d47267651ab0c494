package diff

import (
	"strings"
	"testing"
)

// What a list has twice counts once: a long description is like itself.
func TestCommon(t *testing.T) {
	tests := []struct {
		a, b string
		want float64
	}{
		{"", "", 1},
		{"a", "", 0},
		{"a b", "a b", 1},
		{"the a of the b of the c", "the a of the b of the c", 1},
		{"a a a b", "a", 0.5},
		{"a b", "b c", 1.0 / 3},
	}
	for _, test := range tests {
		for _, pair := range [][2]string{{test.a, test.b}, {test.b, test.a}} {
			if got := common(strings.Fields(pair[0]), strings.Fields(pair[1])); got != test.want {
				t.Errorf("common(%q, %q) = %v, want %v", pair[0], pair[1], got, test.want)
			}
		}
	}
}
