package gen

import "testing"

// A page may be called anything; its examples stand in a file that every system
// takes and that the go command embeds.
func TestExampleFile(t *testing.T) {
	for id, want := range map[string]string{
		"user-get": "user-get", "User-Get": "user-get", "#cgo": "cgo", "page#2": "page.2", "aux": "_aux", "CON": "_con", "nul#2": "_nul.2", "com1": "_com1", "a b/c": "a_b_c",
	} {
		if got := exampleFile(id); got != want {
			t.Errorf("%q: got %q, want %q", id, got, want)
		}
	}
	for _, id := range []string{"", "#", "##"} {
		if got := exampleFile(id); got == "" || got[0] == '.' {
			t.Errorf("%q: got %q", id, got)
		}
	}
}
