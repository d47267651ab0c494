package dialect

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestTerm(t *testing.T) {
	d, err := Builtin("EN-us")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ in, want string }{
		{"Property", "property"},
		{"Property  name", "property"},
		{"Navigation", "relationship"},
		{"\u00a0Type\u00a0", "type"},
		{"Edm.datetimeoffset", "Edm.DateTimeOffset"},
		{"None.", "none"},
		{"Shelf Mark", "shelf mark"},
	}
	for _, tt := range tests {
		if got := d.Term(tt.in); got != tt.want {
			t.Errorf("Term(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestUnknownLocale(t *testing.T) {
	if _, err := Builtin("xx-yy"); err == nil || !strings.Contains(err.Error(), "en-us") {
		t.Errorf("got %v, want an error that lists en-us", err)
	}
}

// TestLocales reads every built-in file: a pattern that does not compile or a
// word of two terms is an error.
func TestLocales(t *testing.T) {
	for _, name := range Locales() {
		if _, err := Builtin(name); err != nil {
			t.Error(err)
		}
	}
}

func load(t *testing.T, text string) (*Dialect, error) {
	t.Helper()
	return Load(fstest.MapFS{"own.txt": {Data: []byte(text)}}, "own.txt")
}

func TestLoadOverBuiltin(t *testing.T) {
	d, err := load(t, "# ours\n\nterm property = trait\nterm shelf = property name\nphrase size = (?P<n>[0-9]+) (?P<unit>feet|yards)\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Term("Trait"); got != "property" {
		t.Errorf("own word: got %q", got)
	}
	if got := d.Term("Property Name"); got != "shelf" {
		t.Errorf("own word over a built-in one: got %q", got)
	}
	m := d.FindPhrase("size", "It is 12 FEET by 3 yards.")
	if len(m) != 2 || m[0].Arg("n") != "12" || m[0].Arg("unit") != "FEET" || m[1].Start != 17 {
		t.Errorf("got %+v", m)
	}
}

func TestLoadErrors(t *testing.T) {
	tests := []struct{ in, want string }{
		{"term a", "own.txt:1"},
		{"\nterm a = ", "own.txt:2"},
		{"noun a = b", `unknown kind of line "noun"`},
		{"phrase a = (", "missing closing"},
		{"term a = x\nterm b = x", `own.txt:2: "x" is a word for "a" and for "b"`},
	}
	for _, tt := range tests {
		if _, err := load(t, tt.in); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%q: got %v, want %q in it", tt.in, err, tt.want)
		}
	}
}

// TestLiterals checks the literals that a match must contain; a wrong one
// would hide matches.
func TestLiterals(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{`\bread[- ]?only\b`, "read"},
		{`^(?:not|non)[- ]nullable`, "nullable"},
		{`(?:cannot|must not) be null`, " be null"},
		{`(?:one|two)+`, "one|two"},
		{`a?b*`, ""},
		{`(?:abc|d?)`, ""},
		{`(?:[0-9]+ characters){1,2}`, " characters"},
		{`(?i)Loud`, ""},
	}
	for _, tt := range tests {
		if got := strings.Join(literals(tt.pattern), "|"); got != tt.want {
			t.Errorf("literals(%q) = %q, want %q", tt.pattern, got, tt.want)
		}
	}
}

func TestFindKeepsOffsets(t *testing.T) {
	d, err := load(t, "phrase x = needle")
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []string{"İİ NEEDLE", "\xff needle", "naïve Needle"} {
		m, ok := d.First("x", s)
		if !ok || !strings.EqualFold(s[m.Start:m.End], "needle") {
			t.Errorf("%q: got %+v", s, m)
		}
	}
}
