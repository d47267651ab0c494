package cell

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file mines descriptions for facts: read-only, required, nullable, base
// types, rules about values. Each is looked for in one sentence at a time, so
// that a condition ("Read-only if the door is closed") or a negation is seen
// together with the words it is about. The phrases are the dialect's; a phrase
// whose name ends in "-maybe" takes the fact back. A fact that is not certain
// is not recorded: silence costs a validator nothing, a wrong rule rejects
// good values.

// Facts are what a description says about the values of a field.
type Facts struct {
	ReadOnly, Nullable, Required model.Tri
	Deprecated                   bool
	Inherited                    *model.TypeExpr     // "Inherited from [x](x.md)", nil if it is not said
	Rules                        []*model.Constraint // in the order of the text
}

// A Description is a description laid out for all that is looked for in it.
type Description struct {
	f  *flat
	d  *dialect.Dialect
	in dialect.Phrases // in all of it
}

// Describe returns t as a description.
func Describe(t markdown.Text, d *dialect.Dialect) Description {
	f := flatten(t)
	return Description{f, d, d.Once(f.text)}
}

// Facts reads the facts in a description.
func (t Description) Facts() Facts {
	if !t.in.MayHaveFact() {
		return Facts{}
	}
	m := &miner{d: t.d, f: t.f}
	for s := range sentences(m.f) {
		m.sentence(s)
	}
	if t.in.Has("updatable") { // "It cannot be updated later. Other values can be updated."
		m.facts.Rules = slices.DeleteFunc(m.facts.Rules, func(c *model.Constraint) bool { return c.Kind == model.NotUpdatable })
	}
	return m.facts
}

type miner struct {
	d     *dialect.Dialect
	f     *flat
	facts Facts
}

// A sentence is a part of a description: text[from:to] of its flat.
type sentence struct{ from, to int }

// factPhrases are the phrases that say a plain fact, with the phrase that
// takes it back and the place to note it.
var factPhrases = []struct {
	phrase, unless string
	set            func(*Facts)
	rule           model.RuleKind // the rule that follows, "" if none does
}{
	{"read-only", "read-only-maybe", func(f *Facts) { f.ReadOnly = model.Yes }, model.ReadOnly},
	{"optional", "optional-maybe", func(f *Facts) { f.Required = model.No }, ""},
	{"required", "required-maybe", func(f *Facts) { f.Required = model.Yes }, model.Required},
	{"required-create", "whether", func(f *Facts) { f.Required = model.Yes }, model.Required},
	{"not-nullable", "null-maybe", func(f *Facts) { f.Nullable = model.No }, model.NotNull},
	{"nullable", "null-maybe", func(f *Facts) { f.Nullable = model.Yes }, ""},
	{"deprecated-fact", "not-deprecated", func(f *Facts) { f.Deprecated = true }, ""},
}

// rulePhrases are the phrases that state a rule about values.
var rulePhrases = []struct {
	phrase, unless string
	rule           func(dialect.Match) *model.Constraint
}{
	{"not-updatable", "updatable-maybe", func(dialect.Match) *model.Constraint {
		return &model.Constraint{Kind: model.NotUpdatable}
	}},
	{"max-length", "max-length-maybe", maxRule(model.MaxLength)},
	{"max-items", "max-items-maybe", maxRule(model.MaxItems)},
	{"range", "range-maybe", rangeRule},
	{"minimum", "range-maybe", minRule},
	{"maximum", "range-maybe", maxRule(model.Range)},
	{"format-guid", "format-maybe", formatRule("guid")},
	{"format-url", "format-maybe", formatRule("url")},
	{"format-email", "format-maybe", formatRule("email")},
	{"format-duration", "format-maybe", formatRule("duration")},
	{"format-date-time", "format-maybe", formatRule("date-time")},
	{"format-date", "format-maybe", formatRule("date")},
}

func (m *miner) sentence(at sentence) {
	s := m.f.text[at.from:at.to]
	in := m.d.In(s)
	if !in.MayHaveFact() {
		return
	}
	for _, p := range factPhrases {
		found, ok := in.First(p.phrase)
		if !ok || in.Has(p.unless) {
			continue
		}
		p.set(&m.facts)
		if p.rule != "" {
			m.rule(&model.Constraint{Kind: p.rule}, s, at.from+found.Start)
		}
	}
	m.inherited(in, at)
	for _, p := range rulePhrases {
		if found, ok := in.First(p.phrase); ok && !in.Has(p.unless) {
			m.rule(p.rule(found), s, at.from+found.Start)
		}
	}
	m.exclusions(at)
}

// inherited notes the type that a sentence says the member is inherited from.
func (m *miner) inherited(in dialect.Phrases, at sentence) {
	if m.facts.Inherited != nil {
		return
	}
	var e model.TypeExpr
	if found, ok := in.First("inherited"); ok {
		e = m.linkAfter(at.from+found.End, at.to)
	}
	if e.IsZero() {
		e = m.linkBefore("inherited-behind", at)
	}
	if !e.IsZero() {
		m.facts.Inherited = &e
	}
}

// exclusions notes each name in a sentence such as "Cannot be set if `a` or `b`
// is set". What is no member of the same thing is left out later.
func (m *miner) exclusions(at sentence) {
	s := m.f.text[at.from:at.to]
	in, ok := m.d.First("exclusive", s)
	if !ok || m.d.Has("exclusive-maybe", s) {
		return
	}
	from, to, _ := in.ArgAt("names")
	for i := from; i < to; {
		if !isNameByte(s[i]) {
			i++
			continue
		}
		end := i
		for end < to && isNameByte(s[end]) {
			end++
		}
		m.facts.Rules = append(m.facts.Rules, &model.Constraint{
			Kind: model.Exclusive, Text: s[i:end], Sentence: s, Pos: m.f.place(at.from + i),
		})
		i = end
	}
}

func isNameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// rule records a rule, with its sentence and place. A second rule of one kind
// only adds the bound that is missing: "The minimum is 1. The maximum is 9."
func (m *miner) rule(c *model.Constraint, s string, at int) {
	if c == nil {
		return
	}
	c.Sentence, c.Pos = s, m.f.place(at)
	for _, old := range m.facts.Rules {
		if old.Kind != c.Kind {
			continue
		}
		if old.Min == nil && old.Max != nil && c.Min != nil && c.Max == nil {
			old.Min = c.Min
			old.Sentence += " " + s
		} else if old.Max == nil && old.Min != nil && c.Max != nil && c.Min == nil {
			old.Max = c.Max
			old.Sentence += " " + s
		}
		return
	}
	m.facts.Rules = append(m.facts.Rules, c)
}

// linkAfter returns the type that follows a phrase: the first link, bold or
// code span that begins before end.
func (m *miner) linkAfter(i, end int) model.TypeExpr {
	for j := i; j < end; j++ {
		s := m.f.span(j)
		if (s.Link != "" || s.Bold || s.Code) && m.f.text[j] != ' ' {
			run := m.f.runEnd(j, len(m.f.text))
			return model.TypeExpr{Name: strings.TrimSpace(m.f.text[j:run]), Link: s.Link, Raw: m.f.text[i:max(end, run)], Pos: m.f.place(j)}
		}
	}
	return model.TypeExpr{}
}

// linkBefore returns the first link or bold span that a phrase follows: other
// languages say "from [x](x.md) inherits".
func (m *miner) linkBefore(phrase string, at sentence) model.TypeExpr {
	if !m.d.In(m.f.text[at.from:at.to]).MayHave(phrase) {
		return model.TypeExpr{}
	}
	for j := at.from; j < at.to; {
		run := m.f.runEnd(j, at.to)
		if s := m.f.span(j); s.Link != "" || s.Bold {
			if in, ok := m.d.First(phrase, m.f.text[run:min(at.to, run+maxGap)]); ok && in.Start == 0 {
				text := strings.TrimSpace(m.f.text[j:run])
				return model.TypeExpr{Name: text, Link: s.Link, Raw: text, Pos: m.f.place(j)}
			}
		}
		j = max(run, j+1)
	}
	return model.TypeExpr{}
}

func maxRule(kind model.RuleKind) func(dialect.Match) *model.Constraint {
	return func(m dialect.Match) *model.Constraint {
		n := number(m.Arg("n"))
		if n == nil {
			return nil
		}
		return &model.Constraint{Kind: kind, Max: n}
	}
}

func minRule(m dialect.Match) *model.Constraint {
	if n := number(m.Arg("n")); n != nil {
		return &model.Constraint{Kind: model.Range, Min: n}
	}
	return nil
}

// rangeRule reads "Valid values 0 to 50". The range of a number's type itself,
// which generated pages state for every property, is no rule.
func rangeRule(m dialect.Match) *model.Constraint {
	lo, hi := number(m.Arg("min")), number(m.Arg("max"))
	if lo == nil || hi == nil || *lo >= *hi || *hi > maxExact || *lo == -1<<31 && *hi == 1<<31-1 {
		return nil
	}
	return &model.Constraint{Kind: model.Range, Min: lo, Max: hi}
}

// maxExact is beyond all limits that people set: 2⁵³.
const maxExact = 1 << 53

func formatRule(format string) func(dialect.Match) *model.Constraint {
	return func(dialect.Match) *model.Constraint {
		return &model.Constraint{Kind: model.Format, Text: format}
	}
}

var numberMarks = strings.NewReplacer(",", "", " ", "", "\u2212", "-")

// number reads "1,024", "- 90", "+90" and "-1.5".
func number(s string) *float64 {
	s = numberMarks.Replace(s)
	n, err := strconv.ParseFloat(strings.TrimRight(s, "."), 64)
	if err != nil {
		return nil
	}
	return &n
}

// sentences yields the sentences of a description: it is cut at full stops that a blank
// follows, or a capitalized word without one ("(`eq`).Read-only.", "The name.Required.").
// Stops inside of code are none, and "e.g." ends no sentence.
func sentences(f *flat) iter.Seq[sentence] {
	return func(yield func(sentence) bool) {
		for from := 0; from < len(f.text); {
			end := f.sentenceEnd(from)
			if s := f.trimmed(from, end); s.from < s.to && !yield(s) {
				return
			}
			from = end + 1
		}
	}
}

// sentenceEnd returns where the full stop stands that ends what begins at i, or the end
// of the text.
func (f *flat) sentenceEnd(i int) int {
	for {
		n := strings.IndexByte(f.text[i:], '.')
		if n < 0 {
			return len(f.text)
		}
		if i += n; !f.span(i).Code && endsSentence(f.text, i) {
			return i
		}
		i++
	}
}

// trimmed returns a part of the text without blanks and stops at its beginning.
func (f *flat) trimmed(from, to int) sentence {
	for from < to && (f.text[from] == ' ' || f.text[from] == '.') {
		from++
	}
	return sentence{from, to}
}

func endsSentence(s string, i int) bool {
	if i+1 == len(s) {
		return true
	}
	if s[i+1] == ' ' {
		return i < 2 || s[i-2] != '.' // "e.g. "
	}
	return i > 0 && (s[i-1] == ')' || 'a' <= s[i-1] && s[i-1] <= 'z') && beginsSentence(s[i+1:])
}

// beginsSentence reports whether s begins with a plain capitalized word:
// "Read-only." does, "ReadWrite.All" and "md" do not.
func beginsSentence(s string) bool {
	end := strings.IndexAny(s, " .,-")
	if end < 0 {
		end = len(s)
	}
	word := s[:end]
	return len(word) > 1 && 'A' <= word[0] && word[0] <= 'Z' && word[1:] == strings.ToLower(word[1:])
}

// SentenceAt returns the sentence that the place is in, the whole description if
// there is none.
func (t Description) SentenceAt(pos diag.Pos) string {
	for s := range sentences(t.f) {
		for i := s.from; i < s.to; i++ {
			if t.f.place(i) == pos {
				return t.f.text[s.from:s.to]
			}
		}
	}
	return t.f.text
}

// Bases returns the types that sentences say a type derives from: "Inherits
// from [x](x.md)", "is derived from **x**".
func Bases(t markdown.Text, d *dialect.Dialect) []model.TypeExpr {
	m := &miner{d: d, f: flatten(t)}
	if in := d.In(m.f.text); !in.MayHave("base") && !in.MayHave("base-behind") {
		return nil
	}
	var out []model.TypeExpr
	for s := range sentences(m.f) {
		for _, in := range d.FindPhrase("base", m.f.text[s.from:s.to]) {
			if e := m.linkAfter(s.from+in.End, min(s.to, s.from+in.End+maxGap)); !e.IsZero() {
				out = append(out, e)
			}
		}
		if e := m.linkBefore("base-behind", s); !e.IsZero() {
			out = append(out, e)
		}
	}
	return out
}

// maxGap is how far from the words "inherits from" the type may stand: "from
// the base class x", but not from a link later in the sentence.
const maxGap = 80

// FirstLink returns the first link of t as a type, the zero expression if
// there is none.
func FirstLink(t markdown.Text) model.TypeExpr {
	for _, s := range t.Spans {
		if s.Link != "" {
			return model.TypeExpr{Name: markdown.Fold(s.Text), Link: s.Link, Raw: t.String(), Pos: s.Pos}
		}
	}
	return model.TypeExpr{}
}
