package markdown

// This file holds the memory that pages are parsed in. A page has thousands of
// texts, cells and lines, most of them small; to allocate each alone would cost
// as much as to parse it, and the collector pays again.

import "github.com/yuin/goldmark/text"

// A workspace is what pages are parsed in, one after the other. Nothing of a
// finished document is in its arenas.
type workspace struct {
	src     source
	state   state
	speller speller        // of the text at hand
	refs    bool           // the page may define links
	ids     map[string]int // how often each anchor of the page was used

	cells    slab[Text]
	paras    slab[Para]
	sections slab[Section]

	parts      []interval // of the line at hand
	intervals  arena[interval]
	segments   arena[text.Segment]
	rawCells   arena[rawCell]
	cellNodes  arena[cellNode]
	paragraphs arena[simpleParagraph]
	headings   arena[simpleHeading]
	raws       arena[raw]
	rows       arena[rawRow]
	ends       arena[int]
}

// begin returns the source of the next page, which is empty.
func (w *workspace) begin(name string) *source {
	w.intervals.reset()
	w.segments.reset()
	w.rawCells.reset()
	w.cellNodes.reset()
	w.paragraphs.reset()
	w.headings.reset()
	w.raws.reset()
	w.rows.reset()
	w.ends.reset()
	w.src = source{files: append(w.src.files[:0], name), buf: w.src.buf[:0], runs: w.src.runs[:0]}
	return &w.src
}

// workspace returns one that nobody uses; it is to be put back.
func (l *Loader) workspace() *workspace {
	if w, ok := l.spaces.Get().(*workspace); ok {
		return w
	}
	return new(workspace)
}

// A slab makes many small slices of one large one, for good.
type slab[T any] struct{ free []T }

// slabSize is how many values are allocated at once.
const slabSize = 64

// take returns a slice of n zero values that nothing else uses, nil if n is 0.
func (s *slab[T]) take(n int) []T {
	if n == 0 {
		return nil
	}
	if n > len(s.free) {
		s.free = make([]T, max(n, slabSize))
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}

// of returns a copy of values.
func (s *slab[T]) of(values []T) []T {
	out := s.take(len(values))
	copy(out, values)
	return out
}

// one returns a pointer to a zero value.
func (s *slab[T]) one() *T { return &s.take(1)[0] }

// An arena makes small slices that are used until it is reset.
type arena[T any] struct{ all, free []T }

// maxArena bounds how many values an arena keeps when it is reset.
const maxArena = 1 << 14

// take returns a slice of n zero values that nothing else uses until a reset.
func (a *arena[T]) take(n int) []T {
	if n > len(a.free) {
		a.all = make([]T, max(n, slabSize, 2*len(a.all)))
		a.free = a.all
	}
	out := a.free[:n:n]
	a.free = a.free[n:]
	return out
}

// one returns a pointer to a zero value.
func (a *arena[T]) one() *T { return &a.take(1)[0] }

// of returns a copy of values.
func (a *arena[T]) of(values []T) []T {
	out := a.take(len(values))
	copy(out, values)
	return out
}

// append appends v to values, which the arena made.
func (a *arena[T]) append(values []T, v T) []T {
	if len(values) == cap(values) {
		values = append(a.take(max(2, 2*len(values)))[:0], values...)
	}
	return append(values, v)
}

func (a *arena[T]) reset() {
	if len(a.all) > maxArena {
		a.all, a.free = nil, nil
	}
	clear(a.all[:len(a.all)-len(a.free)])
	a.free = a.all
}
