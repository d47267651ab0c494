package dialect

import (
	"embed"
	"io"
	"io/fs"
	"iter"
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

// A vote says whose word a title is.
type vote struct {
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

// Guess returns the vocabulary that knows the most of some titles beyond what
// English knows. Languages share words, so one word alone decides nothing;
// neither do a few among many English ones, or among many that nobody knows.
func (s *Set) Guess(titles iter.Seq[string]) *Dialect {
	var plain, foreign int
	var counts []int
	for t := range titles {
		v := s.vote(t)
		if v.english {
			plain++
			continue
		}
		foreign++
		if counts == nil && v.others != nil {
			counts = make([]int, len(s.others))
		}
		for _, i := range v.others {
			counts[i]++
		}
	}
	best, n := s.english, 1
	for i, count := range counts {
		if count > n && 3*count > plain && 3*count > foreign {
			best, n = s.others[i], count
		}
	}
	return best
}

func (s *Set) vote(title string) *vote {
	if s.english.memory == nil {
		return s.newVote(title)
	}
	a := s.english.memory.of(title)
	if a.vote == nil {
		a.vote = s.newVote(title)
	}
	return a.vote
}

func (s *Set) newVote(title string) *vote {
	word := strings.TrimRight(fold(title), ":., ")
	if _, ok := s.english.terms.terms[word]; ok {
		return &vote{english: true}
	}
	v := new(vote)
	for i, d := range s.others {
		if d.own.has(word) {
			v.others = append(v.others, i)
		}
	}
	return v
}
