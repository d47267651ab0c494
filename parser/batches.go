package parser

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"
)

// This file says which worker reads which pages. Each worker remembers what texts
// say, so pages that have much text in common should be read by one: those of a
// type and of its operations, whose files have names that begin alike, in two
// folders.

// batches are the pages that no worker has taken yet.
type batches struct {
	mu    sync.Mutex
	left  []int // indexes of pages
	parts int   // a batch is one of so many parts of what is left
}

// newBatches returns batches of all paths for some workers.
func newBatches(paths []string, workers int) *batches {
	type page struct {
		name string
		i    int
	}
	pages := make([]page, len(paths))
	for i, p := range paths {
		pages[i] = page{path.Base(p), i}
	}
	slices.SortFunc(pages, func(a, b page) int { return cmp.Or(strings.Compare(a.name, b.name), a.i-b.i) })
	b := &batches{left: make([]int, len(paths)), parts: 4 * workers}
	for k, p := range pages {
		b.left[k] = p.i
	}
	return b
}

// take returns the next batch, which is empty when all are taken. The first are
// large, and the last so small that no worker waits long for another.
func (b *batches) take() []int {
	b.mu.Lock()
	defer b.mu.Unlock()
	n := min(len(b.left), 1+len(b.left)/b.parts)
	out := b.left[:n]
	b.left = b.left[n:]
	return out
}
