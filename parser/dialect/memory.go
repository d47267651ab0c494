package dialect

import "hash/maphash"

// This file remembers answers. Thousands of pages have the same headings, column
// titles, rows and sentences: of the texts that the pages of one tree are asked
// about, three in a hundred are new.

// Remembering returns the same vocabularies for one goroutine: they remember
// what they were asked.
func (s *Set) Remembering() *Set {
	out := &Set{english: s.english.remembering()}
	for _, d := range s.others {
		out.others = append(out.others, d.remembering())
	}
	return out
}

func (d *Dialect) remembering() *Dialect {
	out := *d
	out.memory = &memory{seed: maphash.MakeSeed(), texts: make(map[uint64]*answers, slabSize), shelves: make(map[string]any)}
	return &out
}

// A Shelf has what was made of texts for one purpose, by a vocabulary and by
// nothing else. What is on it must not be changed. The nil Shelf is always empty.
type Shelf[T any] struct {
	memory *memory
	of     map[uint64]made[T] // by hashes of texts
}

// made is what was made of a text. Of two with one hash, the later is kept.
type made[T any] struct {
	text  string
	value T
}

// ShelfOf returns what d remembers for a purpose; nil if d does not remember. One
// purpose has one type.
func ShelfOf[T any](d *Dialect, purpose string) *Shelf[T] {
	if d.memory == nil {
		return nil
	}
	s, ok := d.memory.shelves[purpose].(*Shelf[T])
	if !ok {
		s = &Shelf[T]{d.memory, make(map[uint64]made[T])}
		d.memory.shelves[purpose] = s
	}
	return s
}

// Get returns what was put on the shelf for a text, if that is remembered.
func (s *Shelf[T]) Get(text string) (v T, ok bool) {
	if s == nil {
		return v, false
	}
	if m, ok := s.of[maphash.String(s.memory.seed, text)]; ok && m.text == text {
		return m.value, true
	}
	return v, false
}

// Put remembers what was made of a text.
func (s *Shelf[T]) Put(text string, v T) {
	if s == nil || len(text) > maxText {
		return
	}
	if s.memory.made++; s.memory.made > maxTexts {
		clear(s.memory.shelves)
		clear(s.of)
		s.memory.made = 1
	}
	s.of[maphash.String(s.memory.seed, text)] = made[T]{text, v}
}

// Bounds of a memory: texts, and bytes of one of them. Longer ones hardly occur
// twice.
const (
	maxTexts = 1 << 15
	maxText  = 1 << 12
)

// A memory is what a dialect remembers of texts. It finds them by their hashes:
// maps of strings would hash each anew whenever they grow.
type memory struct {
	seed  maphash.Seed
	texts map[uint64]*answers
	// shelves are the Shelf of each purpose, and made is how much is on all.
	shelves map[string]any
	made    int
	// recent are texts of the last questions: most are about one of these.
	recent [256]*answers
	slabs
	passing slabs // for texts that are only among those
}

// slabs are what answers are made of.
type slabs struct {
	answers slab[answers]
	sets    slab[uint64]
}

// A slab makes many small slices of one large one, for good.
type slab[T any] struct{ free []T }

// slabSize is how many values are allocated at once.
const slabSize = 256

// take returns a slice of n zero values that nothing else uses. A nil slab
// allocates each.
func (s *slab[T]) take(n int) []T {
	if s == nil {
		return make([]T, n)
	}
	if n > len(s.free) {
		s.free = make([]T, max(n, slabSize))
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	return out
}

// about returns what is known of a new text: nothing. A long one is to go alone, not
// with those that it shares a slab with.
func (s *slabs) about(text string) *answers {
	if len(text) > maxText {
		return &answers{text: text}
	}
	a := &s.answers.take(1)[0]
	a.text = text
	return a
}

// answers are what is known of a text so far.
type answers struct {
	text string

	low     string // the text in lower case, "" if nobody needed it
	passage        // of the filter, if a phrase was asked for; as what follows
	found   []found
}

// found is the places of a phrase, all of them or at least the first.
type found struct {
	phrase string
	at     []Match
	all    bool
}

// of returns what is known of a text.
func (m *memory) of(s string) *answers {
	r := m.slot(s)
	if *r == nil || (*r).text != s {
		*r = m.find(s)
	}
	return *r
}

// once is of for a text that is to be forgotten.
func (m *memory) once(s string) *answers {
	r := m.slot(s)
	if *r == nil || (*r).text != s {
		*r = m.passing.about(s)
	}
	return *r
}

// slot returns where a text is if it is one of the recent.
func (m *memory) slot(s string) **answers {
	slot := len(s) // with a few bytes of the text, which tell most apart
	if slot > 0 {
		slot += 3*int(s[0]) + 7*int(s[len(s)/2]) + 31*int(s[len(s)-1])
	}
	return &m.recent[slot%len(m.recent)]
}

func (m *memory) find(s string) *answers {
	if len(s) > maxText {
		return m.passing.about(s)
	}
	hash := maphash.String(m.seed, s)
	if a := m.texts[hash]; a != nil && a.text == s {
		return a
	}
	a := m.about(s)
	if len(m.texts) == maxTexts {
		clear(m.texts)
	}
	m.texts[hash] = a
	return a
}
