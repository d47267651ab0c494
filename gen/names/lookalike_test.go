package names

import "testing"

func TestLookalike(t *testing.T) {
	for _, test := range []struct {
		name, exported string
		want           bool
	}{
		{"scope", "Scope", false},
		{"s\u0441ope", "SU0441ope", true},
		{"\u0441\u043e\u0441\u043e", "U0441U043EU0441U043E", true}, // coco in Cyrillic
		{"\u03b1d", "U03B1d", true},
		{"größe", "Größe", false},
		{"имя", "Имя", false},
		{"длина cm", "U0434U043BU0438U043DU0430Cm", true},
		{"名前Name", "X名前Name", false},
		{"a\u3164b", "AU3164b", true}, // cannot be seen
		{"\uff53ize", "UFF53ize", true},
		{"\U0001d41aa", "U1D41Aa", true},
		{"a · b", "AB", false},
	} {
		if got := Lookalike(test.name); got != test.want {
			t.Errorf("Lookalike(%q) = %v", test.name, got)
		}
		if got := Exported(test.name); got != test.exported {
			t.Errorf("Exported(%q) = %q, want %q", test.name, got, test.exported)
		}
	}
}
