package sample

import "testing"

func TestPlaceholder(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"startDateTime", "datetime-value", true},
		{"serialNumber", "Serial Number value", true},
		{"contactITName", "Contact ITName value", true},
		{"issued", "String (timestamp)", true},
		{"isEnabled", "Boolean", true},
		{"id", "<id>", true},
		{"id", "{id}", true},
		{"id", "String (identifier)", true},
		{"key", "MIIDYDCC...", true},
		{"pattern", `{"a": "b"}`, false},
		{"colour", "red", false},
		{"colour", "the value", false},
		{"colour", "a best-value", false},
		{"colour", "", false},
		{"size", "12 (Int32)", false},
		{"day", "2020-01-01", false},
		{"rule", "<a> and <b>", false},
	} {
		if got := placeholder(c.name, c.text); got != c.want {
			t.Errorf("placeholder(%q, %q) = %v, want %v", c.name, c.text, got, c.want)
		}
	}
}
