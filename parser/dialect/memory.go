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
	out.memory = &memory{texts: make(map[string]*answers)}
	return &out
}

// Bounds of a memory: texts, and bytes of one of them. Longer ones hardly occur
// twice.
const (
	maxTexts = 1 << 14
	maxText  = 1 << 12
)

// A memory is what a dialect remembers of texts.
type memory struct {
	texts map[string]*answers
	sieve sieve
}

// answers are what is known of a text so far.
type answers struct {
	term          string // what Lookup returned, if it was asked
	known, looked bool

	low             string // of the phrases, if one was asked for; as what follows
	may, do, inPart []uint64
	found           []found
}

// found is the places of a phrase.
type found struct {
	phrase string
	at     []Match
}

// of returns what is known of a text.
func (m *memory) of(s string) *answers {
	if a := m.texts[s]; a != nil {
		return a
	}
	a := new(answers)
	if len(s) > maxText {
		return a
	}
	if len(m.texts) == maxTexts {
		clear(m.texts)
	}
	m.texts[s] = a
	return a
}
