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
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Dialect is a vocabulary. It does not change after it was made, so many
// goroutines may use it, unless it is one of [Set.Remembering].
type Dialect struct {
	// Locale is the first code of the language, "en-us" for English.
	Locale string

	codes   []string // all codes of the language, in lower case
	terms   words
	own     words // those of the terms that English lacks
	phrases []*phrase
	byName  map[string][]int // indexes in phrases
	clouds  []cloud          // in the order of their lines
	filter  *lazyFilter      // of phrases
	memory  *memory          // nil if nothing is remembered
}

// A Match is a phrase found in a text. Start and End are byte offsets.
type Match struct {
	Phrase     string
	Start, End int
	groups     []string // names of the expression's groups
	at         []int    // offsets of its groups, in pairs
	text       string
}

// Arg returns the text of a named group, as written (not lower-cased), "" if
// the group did not take part in the match.
func (m Match) Arg(name string) string {
	start, end, _ := m.ArgAt(name)
	return m.text[start:end]
}

// ArgAt returns the byte offsets of a named group, and false if it did not
// take part in the match.
func (m Match) ArgAt(name string) (start, end int, ok bool) {
	for i, group := range m.groups {
		if group == name && m.at[2*i] >= 0 {
			start, end, ok = m.at[2*i], m.at[2*i+1], true // the last of a name
		}
	}
	return start, end, ok
}

// Term returns the canonical form of a column title, row label, section title
// or type word: the canonical term if the dialect knows s, else s in lower
// case with white space folded.
func (d *Dialect) Term(s string) string {
	if term, ok := d.terms.find(s); ok {
		return term
	}
	return fold(s)
}

// Lookup returns the canonical term that s is a spelling of, and false if the
// dialect does not know s.
func (d *Dialect) Lookup(s string) (string, bool) { return d.terms.find(s) }

// Is reports whether s is a spelling of the canonical term.
func (d *Dialect) Is(term, s string) bool {
	got, ok := d.terms.find(s)
	return ok && got == term
}

// FindPhrase returns the places where one phrase stands in s, which should have
// its white space folded.
func (d *Dialect) FindPhrase(name, s string) []Match { return d.In(s).All(name) }

// First returns the first place where a phrase stands in s.
func (d *Dialect) First(name, s string) (Match, bool) {
	q := d.ask(name)
	if !q.mayBe(s) {
		return Match{}, false
	}
	return d.In(s).first(q)
}

// Has reports whether a phrase stands in s.
func (d *Dialect) Has(name, s string) bool {
	q := d.ask(name)
	if q.lone != "" {
		return standsIn(q.lone, s)
	}
	return q.mayBe(s) && d.In(s).has(q)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
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
