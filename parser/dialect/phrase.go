package dialect

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// This file answers what phrases stand in a text. All questions about one text
// share what one pass of the filter over it tells, and hardly any expression
// runs at all.

// A phrase is one expression. It is compiled when it is first needed: most
// vocabularies are of languages that no page of a tree is in.
type phrase struct {
	name, pattern string

	compile sync.Once
	re      *regexp.Regexp

	begin  sync.Once
	starts []string       // of the pattern
	front  *regexp.Regexp // the pattern at the beginning of a text; nil if starts is
}

// expr returns the expression, which was checked when it was read.
func (p *phrase) expr() *regexp.Regexp {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.pattern) })
	return p.re
}

// atFront returns what a match begins with, as a word, and the expression that matches
// there; nil if it may begin elsewhere.
func (p *phrase) atFront() ([]string, *regexp.Regexp) {
	p.begin.Do(func() {
		if p.starts = starts(p.pattern); p.starts != nil {
			p.front = regexp.MustCompile("^(?:" + p.pattern + ")")
		}
	})
	return p.starts, p.front
}

// A lazyFilter is the filter of a dialect, made when it is first needed.
type lazyFilter struct {
	once sync.Once
	*filter
	// facts and factWays are the expressions of factPhrases: the clauses of those
	// ways that have one, and all other ways.
	facts    []uint64
	factWays []target
	// asked are the phrases by their names.
	asked questions
}

func (d *Dialect) newFilter() {
	exprs := make([][]need, len(d.phrases))
	for i, p := range d.phrases {
		exprs[i] = needs(p.pattern)
	}
	asked := make([]parts, len(exprs))
	for _, name := range slices.Concat(factPhrases, partPhrases) {
		for _, i := range d.byName[name] {
			asked[i] = sentenceParts
		}
	}
	for _, name := range behindPhrases {
		for _, i := range d.byName[name] {
			asked[i] = anyParts
		}
	}
	f := newFilter(exprs, asked)
	d.filter.filter, d.filter.facts = f, make([]uint64, f.parted)
	for _, name := range factPhrases {
		for _, i := range d.byName[name] {
			d.filter.addFact(f.ways[i])
		}
	}
	for name, at := range d.byName {
		d.filter.asked.add(newQuestion(name, at, exprs))
	}
}

// ask returns the phrase of a name.
func (d *Dialect) ask(name string) *question {
	d.filter.once.Do(d.newFilter)
	return d.filter.asked.get(name)
}

// addFact adds the ways of an expression to those that state a fact.
func (f *lazyFilter) addFact(ways []target) {
	if ways == nil {
		f.factWays = append(f.factWays, target{}) // always met
	}
	for _, w := range ways {
		if len(w.clauses) == 1 {
			add(f.facts, w.clauses[0])
		} else {
			f.factWays = append(f.factWays, w)
		}
	}
}

// factPhrases are the phrases that descriptions are looked through for, sentence
// by sentence.
var factPhrases = []string{
	"read-only", "optional", "required", "required-create", "not-nullable", "nullable", "deprecated-fact",
	"not-updatable", "max-length", "max-items", "range", "minimum", "maximum",
	"format-guid", "format-url", "format-email", "format-duration", "format-date-time", "format-date",
	"inherited", "inherited-behind", "exclusive",
}

// partPhrases are further phrases that are looked for in parts of texts, which begin
// where words do.
var partPhrases = []string{"base", "response-header"}

// behindPhrases are the phrases that are looked for behind links.
var behindPhrases = []string{"base-behind", "inherited-behind"}

// Phrases are the phrases in one text.
type Phrases struct {
	d    *Dialect
	text string
	a    *answers
}

// In returns the phrases in s, which should have its white space folded. It is
// for asking several questions about one text.
func (d *Dialect) In(s string) Phrases {
	if d.memory == nil {
		return d.pass(s, new(answers), nil)
	}
	return d.pass(s, d.memory.of(s), &d.memory.sets)
}

// Once is In for a text that hardly stands anywhere else: it is not remembered for
// longer than it is asked about.
func (d *Dialect) Once(s string) Phrases {
	if d.memory == nil {
		return d.pass(s, new(answers), nil)
	}
	return d.pass(s, d.memory.once(s), &d.memory.passing.sets)
}

// pass finds out which phrases a text may have, unless a has it.
func (d *Dialect) pass(s string, a *answers, sets *slab[uint64]) Phrases {
	if a.met == nil {
		d.filter.once.Do(d.newFilter)
		if !isASCII(s) {
			a.low = lower(s)
			a.passage = d.filter.pass(a.low, sets.take(d.filter.size()))
		} else {
			a.passage = d.filter.pass(s, sets.take(d.filter.size()))
		}
	}
	return Phrases{d: d, text: s, a: a}
}

// low returns the text in lower case.
func (p Phrases) low() string {
	if p.a.low == "" {
		p.a.low = lower(p.text)
	}
	return p.a.low
}

// All returns the places where a phrase stands in the text. The caller must not
// change them.
func (p Phrases) All(name string) []Match { return p.find(p.d.ask(name), true) }

// First returns the first place where a phrase stands in the text.
func (p Phrases) First(name string) (Match, bool) { return p.first(p.d.ask(name)) }

func (p Phrases) first(q *question) (Match, bool) {
	m := p.find(q, false)
	if len(m) == 0 {
		return Match{}, false
	}
	return m[0], true
}

// Has reports whether a phrase stands in the text.
func (p Phrases) Has(name string) bool { return p.has(p.d.ask(name)) }

func (p Phrases) has(q *question) bool {
	some := false
	for _, i := range q.exprs {
		may, exact := p.d.filter.may(p.a.passage, i)
		if exact {
			return true
		}
		some = some || may
	}
	return some && len(p.find(q, false)) > 0
}

// find returns all places of a phrase, or at least the first.
func (p Phrases) find(q *question, all bool) []Match {
	if !slices.ContainsFunc(q.exprs, p.may) {
		return nil
	}
	for i := range p.a.found {
		if f := &p.a.found[i]; f.phrase == q.name && (f.all || !all) {
			return f.at
		}
	}
	var out []Match
	for _, i := range q.exprs {
		if p.may(i) && (all || len(out) == 0 || out[0].Start > 0) {
			out = p.d.phrases[i].find(out, p.text, p.low(), all)
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return a.Start - b.Start })
	p.a.found = append(p.a.found, found{q.name, out, all})
	return out
}

func (p Phrases) may(i int) bool {
	may, _ := p.d.filter.may(p.a.passage, i)
	return may
}

// MayHaveFact reports whether one of the phrases that state a fact may stand in
// some sentence of the text, of which "^" and "$" are the ends. It is much cheaper
// than to ask each. Sentences begin and end where words do.
func (p Phrases) MayHaveFact() bool {
	for i, set := range p.d.filter.facts {
		if p.a.parts[i]&set != 0 {
			return true
		}
	}
	return slices.ContainsFunc(p.d.filter.factWays, func(t target) bool { return t.isMet(p.a.parts) })
}

// MayHave is like [Phrases.MayHaveFact] for one phrase. It knows the phrases that
// state a fact, those that are looked for in other parts of texts, and those that are
// looked for behind links, in any part of the text.
func (p Phrases) MayHave(name string) bool {
	if !slices.Contains(partPhrases, name) && !slices.Contains(factPhrases, name) && !slices.Contains(behindPhrases, name) {
		panic("phrase " + name + " is not looked for in parts of texts")
	}
	return slices.ContainsFunc(p.d.ask(name).exprs, func(i int) bool { return p.d.filter.mayInPart(p.a.passage, i) })
}

// find appends the places of p in s, which is low in lower case: all, or the first.
func (p *phrase) find(out []Match, s, low string, all bool) []Match {
	if more, ok := p.findWords(out, s, low, all); ok {
		return more
	}
	re := p.expr()
	if !all {
		if at := re.FindStringSubmatchIndex(low); at != nil {
			out = append(out, p.match(s, re, at))
		}
		return out
	}
	for _, at := range re.FindAllStringSubmatchIndex(low, -1) {
		out = append(out, p.match(s, re, at))
	}
	return out
}

// maxTries bounds how often [phrase.findWords] tries in vain, and by that its time.
const maxTries = 12

// findWords does what find does for a phrase that begins with a word: it looks at
// the words that may be that one. It gives up when it tried too often.
func (p *phrase) findWords(out []Match, s, low string, all bool) ([]Match, bool) {
	starts, re := p.atFront()
	if starts == nil {
		return out, false
	}
	tries := 0
	for i := 0; i < len(low); i++ {
		if !isWord(low[i]) || i > 0 && isWord(low[i-1]) || !beginsWithOne(low[i:], starts) {
			continue
		}
		at := re.FindStringSubmatchIndex(low[i:])
		if at == nil {
			if tries++; tries == maxTries {
				return out, false
			}
			continue
		}
		for k := range at {
			if at[k] >= 0 {
				at[k] += i
			}
		}
		out = append(out, p.match(s, re, at))
		if !all {
			break
		}
		i = at[1] - 1
	}
	return out, true
}

// beginsWithOne reports whether s begins with one of some strings.
func beginsWithOne(s string, starts []string) bool {
	for _, start := range starts {
		if strings.HasPrefix(s, start) {
			return true
		}
	}
	return false
}

func (p *phrase) match(s string, re *regexp.Regexp, at []int) Match {
	return Match{Phrase: p.name, Start: at[0], End: at[1], groups: re.SubexpNames(), at: at, text: s}
}
