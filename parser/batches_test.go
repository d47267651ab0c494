package parser

import (
	"slices"
	"testing"
)

// TestBatches takes all pages, and wants each once, those with one name together.
func TestBatches(t *testing.T) {
	b := newBatches([]string{"api/box.md", "api/shelf-get.md", "api/shelf.md", "resources/box.md", "resources/shelf.md"}, 1)
	var got []int
	for batch := b.take(); len(batch) > 0; batch = b.take() {
		got = append(got, batch...)
	}
	if want := []int{0, 3, 1, 2, 4}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
