package dialect

import (
	"fmt"
	"hash/maphash"
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
				if once := remembers.Once(s).All(name); fmt.Sprint(once) != fmt.Sprint(want) {
					t.Errorf("%s once in %q: %v, want %v", name, s, once, want)
				}
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
	d.Once("box").Has("range")
	if d.memory.texts[maphash.String(d.memory.seed, "box")] != nil {
		t.Error("a text is kept that is to be forgotten")
	}
	if n := len(d.memory.texts); n > maxTexts {
		t.Errorf("%d texts are kept", n)
	}
	for _, a := range d.memory.texts {
		if len(a.text) > maxText {
			t.Errorf("a text of %d bytes is kept", len(a.text))
		}
	}
}

// TestShelf checks that what was made of a text is remembered for its purpose, and
// that a dialect without a memory has none.
func TestShelf(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := set.Remembering().English()
	ShelfOf[int](d, "size").Put("shelf", 5)
	ShelfOf[string](d, "name").Put("box", "Box")
	if n, ok := ShelfOf[int](d, "size").Get("shelf"); n != 5 || !ok {
		t.Errorf("shelf: %d, %v", n, ok)
	}
	if n, ok := ShelfOf[int](d, "size").Get("box"); ok {
		t.Errorf("box: %d", n)
	}
	if s, ok := ShelfOf[string](d, "name").Get("shelf"); ok {
		t.Errorf("shelf: %q", s)
	}
	none := ShelfOf[int](set.English(), "size")
	none.Put("shelf", 5)
	if n, ok := none.Get("shelf"); ok {
		t.Errorf("without a memory: %d", n)
	}
}

// TestShelvesAreBounded checks that what is made of endless texts for endless
// purposes is not kept.
func TestShelvesAreBounded(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	d := set.Remembering().English()
	for i := range 2*maxTexts + 1 {
		ShelfOf[int](d, fmt.Sprint(i%999)).Put(fmt.Sprint("shelf ", i), i)
	}
	n := 0
	for _, s := range d.memory.shelves {
		n += len(s.(*Shelf[int]).of)
	}
	if n > maxTexts {
		t.Errorf("%d are kept", n)
	}
}
