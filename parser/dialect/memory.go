package dialect

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
	out.memory = &memory{texts: make(map[string]*answers, slabSize), made: make(map[[2]string]any, slabSize)}
	return &out
}

// Once returns what make makes of a text, which depends on the vocabulary and
// on nothing else. A dialect that remembers makes it once for each text and
// purpose. What is made must not be changed.
func Once[T any](d *Dialect, purpose, text string, make func() T) T {
	if v, ok := Recall[T](d, purpose, text); ok {
		return v
	}
	v := make()
	Keep(d, purpose, text, v)
	return v
}

// Recall returns what was given to [Keep] for a text and purpose, if that is
// remembered.
func Recall[T any](d *Dialect, purpose, text string) (T, bool) {
	if d.memory == nil {
		var none T
		return none, false
	}
	v, ok := d.memory.made[[2]string{purpose, text}].(T)
	return v, ok
}

// Keep remembers what was made of a text for a purpose, if d remembers. It must
// not be changed any more.
func Keep(d *Dialect, purpose, text string, v any) {
	if d.memory == nil || len(text) > maxText {
		return
	}
	if len(d.memory.made) == maxTexts {
		clear(d.memory.made)
	}
	d.memory.made[[2]string{purpose, text}] = v
}

// Bounds of a memory: texts, and bytes of one of them. Longer ones hardly occur
// twice.
const (
	maxTexts = 1 << 15
	maxText  = 1 << 12
)

// A memory is what a dialect remembers of texts.
type memory struct {
	texts map[string]*answers
	made  map[[2]string]any // by purpose and text
	// recent are texts of the last questions: most are about one of these.
	recent  [256]recentText
	answers slab[answers]
	sets    slab[uint64]
}

// A recentText is a text with what is known of it.
type recentText struct {
	text  string
	known *answers
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

// answers are what is known of a text so far.
type answers struct {
	vote *vote // of the Set, if it was asked; nobody changes it

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
	slot := len(s) // with a few bytes of the text, which tell most apart
	if slot > 0 {
		slot += 3*int(s[0]) + 7*int(s[len(s)/2]) + 31*int(s[len(s)-1])
	}
	r := &m.recent[slot%len(m.recent)]
	if r.known == nil || r.text != s {
		r.text, r.known = s, m.find(s)
	}
	return r.known
}

func (m *memory) find(s string) *answers {
	if a := m.texts[s]; a != nil {
		return a
	}
	if len(s) > maxText {
		return new(answers)
	}
	a := &m.answers.take(1)[0]
	if len(m.texts) == maxTexts {
		clear(m.texts)
	}
	m.texts[s] = a
	return a
}
