package dialect

import (
	"embed"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.txt
var data embed.FS

const englishLocale = "en-us"

// A Set is the vocabularies that the pages of a tree may be written in. It
// does not change after it was made.
type Set struct {
	english *Dialect
	others  []*Dialect // sorted by Locale
}

// A Vote says whose word a title is, for an [Election]. The zero Vote is for nobody.
type Vote struct {
	english bool
	others  []int // indexes of the others that have it and English has not
}

// Builtin returns the vocabularies that are part of docmill. The error is a
// fault of this package, which its tests would show.
func Builtin() (*Set, error) { return builtin() }

var builtin = sync.OnceValues(func() (*Set, error) {
	s := &Set{english: empty()}
	words, err := open(data, path.Join("data", englishLocale+".txt"), nil)
	if err != nil {
		return nil, err
	}
	s.english.add(words)
	s.english.own = newWords()
	files, err := fs.Glob(data, "data/*.txt")
	for _, name := range files {
		if path.Base(name) == englishLocale+".txt" {
			continue
		}
		words, err := open(data, name, s.english)
		if err != nil {
			return nil, err
		}
		s = s.with(words)
	}
	return s, err
})

func open(fsys fs.FS, name string, known *Dialect) (*file, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return (&fileReader{known: known, builtin: true}).read(f, name)
}

// With returns s with the words of a user's file. A file with a locale line
// adds a language, or words to one that s has; any other adds its words to
// all. The error says file:line:col.
// name is the file's, for errors.
func (s *Set) With(in io.Reader, name string) (*Set, error) {
	words, err := (&fileReader{known: s.english}).read(in, name)
	if err != nil {
		return nil, err
	}
	return s.with(words), nil
}

func (s *Set) with(words *file) *Set {
	out := &Set{english: s.english, others: slices.Clone(s.others)}
	add := func(d *Dialect) *Dialect {
		d = d.over()
		d.add(words)
		return d
	}
	if words.codes == nil {
		out.english = add(out.english)
		out.english.own = newWords()
		for i := range out.others {
			out.others[i] = add(out.others[i])
		}
		return out
	}
	for i, d := range out.others {
		if d.Locale == words.codes[0] {
			out.others[i] = add(d)
			return out
		}
	}
	out.others = append(out.others, add(out.english))
	slices.SortFunc(out.others, func(a, b *Dialect) int { return strings.Compare(a.Locale, b.Locale) })
	return out
}

// Without returns s less one language.
func (s *Set) Without(locale string) *Set {
	return &Set{english: s.english, others: slices.DeleteFunc(slices.Clone(s.others), func(d *Dialect) bool {
		return d.Locale == locale
	})}
}

// English returns the vocabulary of the pages that are in no other language.
func (s *Set) English() *Dialect { return s.english }

// Locales lists the first codes of the languages, sorted.
func (s *Set) Locales() []string {
	out := []string{englishLocale}
	for _, d := range s.others {
		out = append(out, d.Locale)
	}
	slices.Sort(out)
	return out
}

// Locale returns the vocabulary for a code such as "pt-BR" or "pt", nil if
// there is none.
func (s *Set) Locale(code string) *Dialect {
	code = strings.ToLower(code)
	main, _, _ := strings.Cut(code, "-")
	for _, want := range []string{code, main} {
		for _, d := range append([]*Dialect{s.english}, s.others...) {
			if slices.Contains(d.codes, want) {
				return d
			}
		}
	}
	return nil
}

// Vote returns whose word a title is.
func (s *Set) Vote(title string) Vote {
	word := strings.TrimRight(fold(title), ":., ")
	if _, ok := s.english.terms.terms[word]; ok {
		return Vote{english: true}
	}
	var v Vote
	for i, d := range s.others {
		if d.own.has(word) {
			v.others = append(v.others, i)
		}
	}
	return v
}

// An Election finds the vocabulary that knows the most of some titles beyond what
// English knows. Languages share words, so one word alone decides nothing; neither
// do a few among many English ones, or among many that nobody knows.
type Election struct {
	set            *Set
	plain, foreign int   // votes
	counts         []int // of the others; nil if none has any
}

// Election returns one without votes.
func (s *Set) Election() *Election { return &Election{set: s} }

// Add counts a vote of the same Set.
func (e *Election) Add(v Vote) {
	if v.english {
		e.plain++
		return
	}
	e.foreign++
	if e.counts == nil && v.others != nil {
		e.counts = make([]int, len(e.set.others))
	}
	for _, i := range v.others {
		e.counts[i]++
	}
}

// Elected returns the vocabulary that has won.
func (e *Election) Elected() *Dialect {
	best, n := e.set.english, 1
	for i, count := range e.counts {
		if count > n && 3*count > e.plain && 3*count > e.foreign {
			best, n = e.set.others[i], count
		}
	}
	return best
}
