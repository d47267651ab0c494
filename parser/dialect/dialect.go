// Package dialect is the vocabulary of documentation pages: which words mean
// which canonical English term, and which phrases of prose say which fact.
//
// A vocabulary is a list of lines, read from data/<locale>.txt or from a user's
// own file:
//
//	locale pt-br; pt
//	term   property = property name; name of property
//	phrase read-only = \bread[- ]?only\b
//
// A term line names the canonical term and its synonyms: column titles, row
// labels, section titles, type words. A phrase line names a fact and a regular
// expression, matched against lower-case text with white space folded; its
// named groups are the arguments. Several lines may name one canonical. A
// locale line says which language the words are of. A cloud line (clouds.go)
// names a deployment of the service.
//
// A [Dialect] is one vocabulary over the English one: a translated page is
// never translated in full. A [Set] is all of them, and knows which one a page
// is written in.
//
// Vocabulary is all a dialect knows. A family that arranges its pages in
// another way needs section readers, not a dialect.
package dialect

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Dialect is a vocabulary. It does not change after it was made, so many
// goroutines may use it.
type Dialect struct {
	// Locale is the first code of the language, "en-us" for English.
	Locale string

	codes   []string // all codes of the language, in lower case
	terms   map[string]string
	own     map[string]bool // the words that English lacks
	phrases []phrase
	byName  map[string][]int // indexes in phrases
	clouds  []cloud          // in the order of their lines
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

// MayHave reports whether s contains what every match of a phrase contains, so
// that a part of s may match. It is much cheaper than [Dialect.Has].
func (d *Dialect) MayHave(name, s string) bool {
	low := lower(s)
	for _, i := range d.byName[name] {
		if d.phrases[i].possible(low) {
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
