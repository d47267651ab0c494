package dialect

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"testing"
)

// TestNeeds checks what a match must contain. Each way is its clauses, joined
// by "&", with "=" before one that says all; "<" and ">" stand for the ends of
// a word, "^" and "$" for those of the text.
func TestNeeds(t *testing.T) {
	tests := []struct{ pattern, want string }{
		{`\bread[- ]?only\b`, "=<read only>|<read-only>|<readonly>"},
		{`^(?:not|non)[- ]nullable`, "=^non nullable|^non-nullable|^not nullable|^not-nullable"},
		{`(?:cannot|must not) be null`, "=cannot be null|must not be null"},
		{`(?:one|two)+`, "one|two"},
		{`a?b*`, ""},
		{`(?:abc|d?)`, ""},
		{`(?:[0-9]+ characters){1,2}`, " characters&0|1|2|3|4|5|6|7|8|9"},
		{`(?i)Loud`, ""},
		{`只读|必須です`, "=只读|必須です"},
		{`\bbody\b.*\bcontains\b`, "<contains>&<body>"},
		{`^the (?:big|\S+) shelf$`, "=^the big shelf$ ;  shelf$&^the "},
		{`\bif\b|^$`, ""},
		{`\b(?:if|unless)\b`, "=<if>|<unless>"},
		{`x\by`, ""},
		{`(?:the|a) \b[a-z]+ shelf`, " shelf&the >|a >"},
		{`max(?:imum)? (?:allowed )?(?:string )?(?:length|size)(?: limit)?(?: is)? [0-9]+`, "<length limit|<length is |<length |<size limit i|<size limit |<size is |<size &maximum allo|maximum stri|maximum |max allowed |max string |max &<0|<1|<2|<3|<4|<5|<6|<7|<8|<9"},
	}
	for _, tt := range tests {
		var ways []string
		for _, n := range needs(tt.pattern) {
			var clauses []string
			for _, atoms := range n.clauses {
				var texts []string
				for _, a := range atoms {
					texts = append(texts, edgeMarks(a.before, "<^")+a.text+edgeMarks(a.after, ">$"))
				}
				clauses = append(clauses, strings.Join(texts, "|"))
			}
			way := strings.Join(clauses, "&")
			if n.exact {
				way = "=" + way
			}
			ways = append(ways, way)
		}
		if got := strings.Join(ways, " ; "); got != tt.want {
			t.Errorf("needs(%q)\n got %s\nwant %s", tt.pattern, got, tt.want)
		}
	}
}

func edgeMarks(e edge, marks string) string {
	out := ""
	if e&wordEdge != 0 {
		out += marks[:1]
	}
	if e&(textStart|textEnd) != 0 {
		out += marks[1:]
	}
	return out
}

// TestFilterHidesNothing compares the filters of all vocabularies with their
// expressions, on texts that each expression matches, alone, in a sentence, and
// with letters changed, and on such texts mixed.
func TestFilterHidesNothing(t *testing.T) {
	set, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, locale := range set.Locales() {
		d := set.Locale(locale)
		g := &generator{rand.New(rand.NewPCG(1, 2))}
		all := d.patterns()
		check := newChecker(all)
		for i, p := range all {
			if d != set.English() && i < len(set.English().phrases) {
				continue // they have had their turn
			}
			re, err := syntax.Parse(p, syntax.Perl)
			if err != nil {
				t.Fatal(err)
			}
			s, other := g.match(re), g.match(re)
			for _, text := range []string{s, "The " + s + " shelf.", g.worse(s), s + ". " + other} {
				if err := check.text(lower(text), i); err != nil {
					t.Fatalf("%s: %v", locale, err)
				}
			}
		}
	}
}

func (d *Dialect) patterns() []string {
	var out []string
	for _, p := range d.phrases {
		out = append(out, p.pattern)
	}
	return out
}

// A checker compares a filter with the expressions it is made of.
type checker struct {
	filter *filter // that parts are asked about
	plain  *filter // that they are not
	exprs  []*regexp.Regexp
	// phrases are the expressions as texts are searched for them.
	phrases []*phrase
	asked   []question
}

// check returns an error if p does not find in s what re does.
func (p *phrase) check(s string, re *regexp.Regexp) error {
	if at, _ := p.atFront(); at == nil {
		return nil
	}
	want := re.FindAllStringSubmatchIndex(s, -1)
	for _, all := range []bool{true, false} {
		got := p.find(nil, s, s, all)
		same := len(got) == len(want)
		if !all {
			same = len(got) == min(1, len(want))
		}
		for i := 0; same && i < len(got); i++ {
			same = slices.Equal(got[i].at, want[i])
		}
		if !same {
			return fmt.Errorf("%q: %s is found at %v, want %v", s, re, got, want)
		}
	}
	return nil
}

func newChecker(patterns []string) *checker {
	c := &checker{}
	var all [][]need
	for _, p := range patterns {
		all = append(all, needs(p))
		c.exprs = append(c.exprs, regexp.MustCompile(p))
		c.phrases = append(c.phrases, &phrase{pattern: p})
		c.asked = append(c.asked, newQuestion("", []int{len(c.asked)}, all))
	}
	parted := make([]parts, len(all))
	for i := range all {
		parted[i] = sentenceParts
	}
	c.filter = newFilter(all, parted)
	c.plain = newFilter(all, make([]parts, len(all)))
	return c
}

// text returns an error if the filter says something of a text that does not
// agree with the expressions, or of one of its halves with the one at index own.
func (c *checker) text(s string, own int) error {
	may, do, inPart := c.filter.sets(s, true)
	if may2, do2, _ := c.plain.sets(s, false); !slices.Equal(may, may2) || !slices.Equal(do, do2) {
		return fmt.Errorf("%q: that parts are asked about changes what is said of the whole", s)
	}
	for i, re := range c.exprs {
		if err := c.phrases[i].check(s, re); err != nil {
			return err
		}
		switch matches := re.MatchString(s); {
		case matches && !c.asked[i].mayBe(s):
			return fmt.Errorf("%q matches %s, and does not begin or end so", s, re)
		case c.asked[i].lone != "" && matches != standsIn(c.asked[i].lone, s):
			return fmt.Errorf("%q and %s: is found alone otherwise", s, re)
		case matches && !has(may, i):
			return fmt.Errorf("%q matches %s and is hidden", s, re)
		case !matches && has(do, i):
			return fmt.Errorf("%q does not match %s", s, re)
		case has(inPart, i):
		case has(may, i), i == own && (re.MatchString(s[middle(s):]) || re.MatchString(s[:middle(s)])):
			return fmt.Errorf("a part of %q matches %s and is hidden", s, re)
		}
	}
	return nil
}

// middle returns about the middle of a text, where no word is torn.
func middle(s string) int {
	i := len(s) / 2
	for 0 < i && i < len(s) && isWord(s[i-1]) && isWord(s[i]) {
		i++
	}
	return i
}

// TestFilterIsBounded checks that expressions for which there is no room run.
func TestFilterIsBounded(t *testing.T) {
	var all [][]need
	for i := range maxStates / 8 {
		all = append(all, needs(fmt.Sprintf("shelf%05d", i)))
	}
	f := newFilter(all, make([]parts, len(all)))
	if len(f.next) > (maxStates+2)<<f.shift {
		t.Errorf("%d states", len(f.next)>>f.shift)
	}
	last := fmt.Sprintf("shelf%05d", len(all)-1)
	if may, _, _ := f.sets("shelf00000 "+last, false); !has(may, 0) || !has(may, len(all)-1) || has(may, 1) {
		t.Error("a filter without room hides a match, or nothing")
	}
}

// sets returns what a pass says of a text: the expressions that may match it, that
// do, and, if parts are asked about, that may match some part of it.
func (f *filter) sets(low string, parts bool) (may, do, inPart []uint64) {
	p := f.pass(low, make([]uint64, f.size()))
	may, do, inPart = make([]uint64, len(f.ways)/64+1), make([]uint64, len(f.ways)/64+1), make([]uint64, len(f.ways)/64+1)
	for i := range f.ways {
		maybe, exact := f.may(p, i)
		if maybe {
			add(may, i)
		}
		if exact {
			add(do, i)
		}
		if parts && f.mayInPart(p, i) {
			add(inPart, i)
		}
	}
	return may, do, inPart
}

// A generator makes up texts.
type generator struct{ *rand.Rand }

// match returns a text that matches re, but for its \b.
func (g *generator) match(re *syntax.Regexp) string {
	switch re.Op {
	case syntax.OpLiteral:
		return string(re.Rune)
	case syntax.OpCharClass:
		i := 2 * g.IntN(len(re.Rune)/2)
		return string(re.Rune[i] + rune(g.IntN(min(int(re.Rune[i+1]-re.Rune[i])+1, 40))))
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return string(rune('a' + g.IntN(26)))
	case syntax.OpAlternate:
		return g.match(re.Sub[g.IntN(len(re.Sub))])
	case syntax.OpConcat, syntax.OpCapture:
		return g.repeat(re.Sub, 1)
	case syntax.OpQuest:
		return g.repeat(re.Sub, g.IntN(2))
	case syntax.OpStar:
		return g.repeat(re.Sub, g.IntN(4))
	case syntax.OpPlus:
		return g.repeat(re.Sub, 1+g.IntN(3))
	case syntax.OpRepeat:
		return g.repeat(re.Sub, re.Min+g.IntN(2))
	}
	return ""
}

func (g *generator) repeat(subs []*syntax.Regexp, n int) string {
	var b strings.Builder
	for range n {
		for _, sub := range subs {
			b.WriteString(g.match(sub))
		}
	}
	return b.String()
}

// worse returns a text with a byte dropped or put in.
func (g *generator) worse(s string) string {
	i := g.IntN(len(s) + 1)
	if g.IntN(2) == 0 && i < len(s) {
		return s[:i] + s[i+1:]
	}
	return s[:i] + string(" .x\x80"[g.IntN(4)]) + s[i:]
}

// FuzzNeeds compares what is found out about any expression with what it matches.
func FuzzNeeds(f *testing.F) {
	f.Add(`\bread[- ]?only\b`, "is read-only now", "readonly")
	f.Add(`^(?:not|non)[- ]nullable$`, "non-nullable", "")
	f.Add(`a\b|\Bb+(?:c|)\b`, "ab c", "bbc")
	f.Add(`(?:one|two){2,3}|\pL.`, "twoone", "x")
	f.Fuzz(func(t *testing.T, pattern, a, b string) {
		if len(pattern) > 60 || strings.Contains(pattern, `\Q`) { // which would quote what is put behind
			return
		}
		if _, err := regexp.Compile(pattern); err != nil {
			return
		}
		check := newChecker([]string{pattern, "(?:" + pattern + ")|" + pattern, `\b` + pattern, `^` + pattern + `$`})
		re, err := syntax.Parse(pattern, syntax.Perl)
		if err != nil {
			return
		}
		s := (&generator{rand.New(rand.NewPCG(uint64(len(a)), uint64(len(b))))}).match(re)
		for _, text := range []string{s, a, b, a + s, s + b, a + s + b, s + s} {
			for i := range check.exprs {
				if err := check.text(lower(text), i); err != nil {
					t.Fatal(err)
				}
			}
		}
	})
}
