// Package dialect is the vocabulary of documentation pages: which words mean
// which canonical English term, and which phrases of prose say which fact.
//
// A dialect is a list of lines of two kinds, read from data/<locale>.txt:
//
//	term   property = property name; name of property
//	phrase read-only = \bread[- ]?only\b
//
// A term line names the canonical term and its synonyms: column titles, row
// labels, section titles, type words. A phrase line names a fact and a regular
// expression, matched against lower-case text with white space folded; its
// named groups are the arguments. Several lines may name one canonical.
//
// Vocabulary is all a dialect knows. A family that arranges its pages in
// another way needs section readers, not a dialect.
package dialect

import (
	"bufio"
	"embed"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

//go:embed data/*.txt
var data embed.FS

// A Dialect is a vocabulary. It does not change after it was made, so many
// goroutines may use it.
type Dialect struct {
	terms   map[string]string
	phrases []phrase
	byName  map[string][]int // indexes in phrases
}

type phrase struct {
	name     string
	re       *regexp.Regexp
	literals []string // a match contains one of these; nil if not known
}

// A Match is a phrase found in a text. Start and End are byte offsets.
type Match struct {
	Phrase     string
	Start, End int
	args       map[string][2]int
	text       string
}

// Arg returns the text of a named group, as written (not lower-cased), "" if
// the group did not take part in the match.
func (m Match) Arg(name string) string {
	at, ok := m.args[name]
	if !ok {
		return ""
	}
	return m.text[at[0]:at[1]]
}

// ArgAt returns the byte offsets of a named group, and false if it did not
// take part in the match.
func (m Match) ArgAt(name string) (start, end int, ok bool) {
	at, ok := m.args[name]
	return at[0], at[1], ok
}

// Builtin returns the dialect of a locale ("en-us"; "" means that). The error
// lists the locales there are.
func Builtin(locale string) (*Dialect, error) {
	if locale == "" {
		locale = "en-us"
	}
	locale = strings.ToLower(locale)
	load, ok := builtin()[locale]
	if !ok {
		return nil, fmt.Errorf("no dialect %q; there are: %s", locale, strings.Join(Locales(), ", "))
	}
	return load()
}

// Locales lists the built-in dialects, sorted.
func Locales() []string {
	var out []string
	for name := range builtin() {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// builtin has one loader for each file in data; each reads its file once.
var builtin = sync.OnceValue(func() map[string]func() (*Dialect, error) {
	out := make(map[string]func() (*Dialect, error))
	files, _ := fs.Glob(data, "data/*.txt")
	for _, file := range files {
		name := strings.TrimSuffix(strings.TrimPrefix(file, "data/"), ".txt")
		out[name] = sync.OnceValues(func() (*Dialect, error) {
			d := empty()
			return d, d.read(data, file)
		})
	}
	return out
})

func empty() *Dialect {
	return &Dialect{terms: make(map[string]string), byName: make(map[string][]int)}
}

// Load reads a user's own words over the built-in English ones. The error
// names file and line.
func Load(fsys fs.FS, path string) (*Dialect, error) {
	base, err := Builtin("")
	if err != nil {
		return nil, err
	}
	d := empty()
	for k, v := range base.terms {
		d.terms[k] = v
	}
	d.phrases = slices.Clone(base.phrases)
	for name, at := range base.byName {
		d.byName[name] = slices.Clone(at)
	}
	return d, d.read(fsys, path)
}

// read adds the lines of a file to d.
func (d *Dialect) read(fsys fs.FS, path string) error {
	f, err := fsys.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewScanner(f)
	seen := make(map[string]string)
	for n := 1; in.Scan(); n++ {
		if err := d.line(in.Text(), seen); err != nil {
			return fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
	return in.Err()
}

// line adds one line: "term a = b; c", "phrase a = regexp", a comment that
// starts with "#", or nothing. A word may not belong to two terms of one file,
// of which seen has the words so far.
func (d *Dialect) line(s string, seen map[string]string) error {
	s = strings.TrimSpace(s)
	if s == "" || s[0] == '#' {
		return nil
	}
	kind, rest, _ := strings.Cut(s, " ")
	name, value, ok := strings.Cut(rest, " = ")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" || value == "" {
		return fmt.Errorf("want %q or %q", "term NAME = WORD; WORD", "phrase NAME = PATTERN")
	}
	switch kind {
	case "term":
		return d.addTerm(name, value, seen)
	case "phrase":
		return d.addPhrase(name, value)
	}
	return fmt.Errorf("unknown kind of line %q; want term or phrase", kind)
}

func (d *Dialect) addTerm(name, value string, seen map[string]string) error {
	for word := range strings.SplitSeq(name+";"+value, ";") {
		word = fold(word)
		if old, ok := seen[word]; ok && old != name {
			return fmt.Errorf("%q is a word for %q and for %q", word, old, name)
		}
		seen[word] = name
		d.terms[word] = name
	}
	return nil
}

func (d *Dialect) addPhrase(name, pattern string) error {
	re, err := regexp.Compile(pattern)
	if err != nil {
		return err
	}
	d.byName[name] = append(d.byName[name], len(d.phrases))
	d.phrases = append(d.phrases, phrase{name, re, literals(pattern)})
	return nil
}

// Term returns the canonical form of a column title, row label, section title
// or type word: the canonical term if the dialect knows s, else s in lower
// case with white space folded.
func (d *Dialect) Term(s string) string {
	term, _ := d.Lookup(s)
	return term
}

// Lookup is like [Dialect.Term] and also reports whether the dialect knows s.
func (d *Dialect) Lookup(s string) (string, bool) {
	s = fold(s)
	if term, ok := d.terms[s]; ok {
		return term, true
	}
	if term, ok := d.terms[strings.TrimRight(s, ":., ")]; ok {
		return term, true
	}
	return s, false
}

// Is reports whether s is a spelling of the canonical term.
func (d *Dialect) Is(term, s string) bool {
	got, ok := d.Lookup(s)
	return ok && got == term
}

// Find returns all phrases in s, which should have its white space folded,
// ordered by where they begin, then by name.
func (d *Dialect) Find(s string) []Match {
	low := lower(s)
	var out []Match
	for i := range d.phrases {
		out = d.phrases[i].appendAll(out, s, low)
	}
	slices.SortStableFunc(out, func(a, b Match) int {
		if a.Start != b.Start {
			return a.Start - b.Start
		}
		return strings.Compare(a.Phrase, b.Phrase)
	})
	return out
}

// FindPhrase returns the places where one phrase stands in s.
func (d *Dialect) FindPhrase(name, s string) []Match {
	low := lower(s)
	var out []Match
	for _, i := range d.byName[name] {
		out = d.phrases[i].appendAll(out, s, low)
	}
	slices.SortStableFunc(out, func(a, b Match) int { return a.Start - b.Start })
	return out
}

// First returns the first place where a phrase stands in s.
func (d *Dialect) First(name, s string) (Match, bool) {
	m := d.FindPhrase(name, s)
	if len(m) == 0 {
		return Match{}, false
	}
	return m[0], true
}

// Has reports whether a phrase stands in s.
func (d *Dialect) Has(name, s string) bool {
	low := lower(s)
	for _, i := range d.byName[name] {
		if p := &d.phrases[i]; p.possible(low) && p.re.MatchString(low) {
			return true
		}
	}
	return false
}

func (p *phrase) possible(low string) bool {
	if p.literals == nil {
		return true
	}
	for _, lit := range p.literals {
		if strings.Contains(low, lit) {
			return true
		}
	}
	return false
}

func (p *phrase) appendAll(out []Match, s, low string) []Match {
	if !p.possible(low) {
		return out
	}
	names := p.re.SubexpNames()
	for _, at := range p.re.FindAllStringSubmatchIndex(low, -1) {
		m := Match{Phrase: p.name, Start: at[0], End: at[1], text: s}
		for i := 1; i < len(names); i++ {
			if names[i] != "" && at[2*i] >= 0 {
				if m.args == nil {
					m.args = make(map[string][2]int)
				}
				m.args[names[i]] = [2]int{at[2*i], at[2*i+1]}
			}
		}
		out = append(out, m)
	}
	return out
}

// fold returns s in lower case with white space folded.
func fold(s string) string {
	return strings.ToLower(strings.Join(strings.FieldsFunc(s, isSpace), " "))
}

func isSpace(r rune) bool {
	return unicode.IsSpace(r) || r == 0x200B || r == 0x200E || r == 0x200F || r == 0xFEFF
}

// lower is strings.ToLower that keeps every byte offset: a letter whose lower
// case has another length (İ) stays.
func lower(s string) string {
	low := strings.ToLower(s)
	if len(low) == len(s) {
		return low
	}
	out := []byte(s)
	for i, r := range s {
		if l := unicode.ToLower(r); r != utf8.RuneError && utf8.RuneLen(l) == utf8.RuneLen(r) {
			utf8.EncodeRune(out[i:], l)
		}
	}
	return string(out)
}
