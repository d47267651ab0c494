package dialect

import (
	"regexp"
	"slices"
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
}

// expr returns the expression, which was checked when it was read.
func (p *phrase) expr() *regexp.Regexp {
	p.compile.Do(func() { p.re = regexp.MustCompile(p.pattern) })
	return p.re
}

// A lazyFilter is the filter of a dialect, made when it is first needed.
type lazyFilter struct {
	once sync.Once
	*filter
}

func (d *Dialect) newFilter() {
	exprs := make([][]need, len(d.phrases))
	for i, p := range d.phrases {
		exprs[i] = needs(p.pattern)
	}
	d.filter.filter = newFilter(exprs)
}

// Phrases are the phrases in one text.
type Phrases struct {
	d    *Dialect
	text string
	a    *answers
}

// In returns the phrases in s, which should have its white space folded. It is
// for asking several questions about one text.
func (d *Dialect) In(s string) Phrases {
	var a *answers
	var sv *sieve
	if d.memory != nil {
		a, sv = d.memory.of(s), &d.memory.sieve
	} else {
		a, sv = new(answers), new(sieve)
	}
	if a.may == nil {
		d.filter.once.Do(d.newFilter)
		a.low = lower(s)
		a.may, a.do, a.inPart = d.filter.pass(a.low, sv)
	}
	return Phrases{d: d, text: s, a: a}
}

// All returns the places where a phrase stands in the text. The caller must not
// change them.
func (p Phrases) All(name string) []Match {
	may := false
	for _, i := range p.d.byName[name] {
		may = may || has(p.a.may, i)
	}
	if !may {
		return nil
	}
	for i := range p.a.found {
		if p.a.found[i].phrase == name {
			return p.a.found[i].at
		}
	}
	var out []Match
	for _, i := range p.d.byName[name] {
		if has(p.a.may, i) {
			out = p.d.phrases[i].appendAll(out, p.text, p.a.low)
		}
	}
	slices.SortStableFunc(out, func(a, b Match) int { return a.Start - b.Start })
	p.a.found = append(p.a.found, found{name, out})
	return out
}

// First returns the first place where a phrase stands in the text.
func (p Phrases) First(name string) (Match, bool) {
	m := p.All(name)
	if len(m) == 0 {
		return Match{}, false
	}
	return m[0], true
}

// Has reports whether a phrase stands in the text.
func (p Phrases) Has(name string) bool {
	for _, i := range p.d.byName[name] {
		if has(p.a.do, i) {
			return true
		}
	}
	return len(p.All(name)) > 0
}

// MayHave reports whether a phrase may stand in some part of the text, of which
// "^" and "$" are the ends. It is much cheaper than to ask each part.
func (p Phrases) MayHave(name string) bool {
	for _, i := range p.d.byName[name] {
		if has(p.a.inPart, i) {
			return true
		}
	}
	return false
}

func (p *phrase) appendAll(out []Match, s, low string) []Match {
	re := p.expr()
	for _, at := range re.FindAllStringSubmatchIndex(low, -1) {
		out = append(out, Match{Phrase: p.name, Start: at[0], End: at[1], groups: re.SubexpNames(), at: at, text: s})
	}
	return out
}
