package dialect

import (
	"fmt"
	"testing"
)

// TestRemembering checks that a remembered answer is that of a vocabulary which
// remembers nothing, whatever was asked before and how often.
func TestRemembering(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	plain, remembers := set.English(), set.Remembering().English()
	texts := []string{"Read-only.", "Required. Read-only.", "Property", "Between 1 and 9", "", "Properties:", "Namespace: a.b"}
	phrases := []string{"read-only", "required", "range", "namespace", "type-note"}
	for range 3 {
		for _, s := range texts {
			term, known := plain.Lookup(s)
			if got, ok := remembers.Lookup(s); got != term || ok != known {
				t.Errorf("Lookup(%q) = %q, %v; want %q, %v", s, got, ok, term, known)
			}
			for _, name := range phrases {
				want, got := plain.FindPhrase(name, s), remembers.FindPhrase(name, s)
				if fmt.Sprint(got) != fmt.Sprint(want) || remembers.Has(name, s) != (len(want) > 0) || plain.Has(name, s) != (len(want) > 0) {
					t.Errorf("%s in %q: %v, want %v", name, s, got, want)
				}
			}
		}
	}
}

// TestMemoryIsBounded checks that a tree of endless different texts is not kept.
func TestMemoryIsBounded(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := set.Remembering().English()
	for i := range 2*maxTexts + 1 {
		d.Has("range", fmt.Sprint("shelf ", i))
	}
	d.Has("range", string(make([]byte, maxText+1)))
	if n := len(d.memory.texts); n > maxTexts {
		t.Errorf("%d texts are kept", n)
	}
	for s := range d.memory.texts {
		if len(s) > maxText {
			t.Errorf("a text of %d bytes is kept", len(s))
		}
	}
}

// TestOnce checks that a thing is made once for each text and purpose, and each
// time without a memory.
func TestOnce(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for d, want := range map[*Dialect]int{set.English(): 4, set.Remembering().English(): 3} {
		made := 0
		for _, key := range [][2]string{{"size", "shelf"}, {"size", "shelf"}, {"size", "box"}, {"name", "shelf"}} {
			if n := Once(d, key[0], key[1], func() int { made++; return len(key[1]) }); n != len(key[1]) {
				t.Errorf("%v: %d", key, n)
			}
		}
		if made != want {
			t.Errorf("made %d times, want %d", made, want)
		}
	}
}
