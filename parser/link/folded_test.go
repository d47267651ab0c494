package link

import "testing"

func TestSameFolded(t *testing.T) {
	names := []string{
		"", "a", "A", "b", "ab", "aB", "AB", "a@", "a`", "A`", "a[", "a{", "id", "Id", "é", "É", "aé", "AÉ", "aÉb", "K", "k", "\u212A", // Kelvin
		"ß", "SS", "İ", "i", "ı", "\xff", "a\xff", "A\xfe", "aéx", "AÉ",
	}
	for _, a := range names {
		for _, b := range names {
			if got, want := sameFolded(a, b), fold(a) == fold(b); got != want {
				t.Errorf("sameFolded(%q, %q) = %v, want %v", a, b, got, want)
			}
			if got, want := foldsTo(a, fold(b)), fold(a) == fold(b); got != want {
				t.Errorf("foldsTo(%q, %q) = %v, want %v", a, fold(b), got, want)
			}
		}
	}
}
