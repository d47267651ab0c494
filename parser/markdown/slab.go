package markdown

// A slab makes many small slices of one large one: a page has thousands of
// texts and cells, most of them of one span, and each allocation is work for
// the collector, too.
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
