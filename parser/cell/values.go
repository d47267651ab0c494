package cell

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
)

// This file finds the lists of possible values that descriptions hold:
//
//	Possible values are: `open`, `closed`, or `unknown`.
//	Possible values: open (the default), closed.
//	It can be " ", "Ship" or "Invoice".
//
// A phrase of the dialect leads in; then come items between separators. Each
// item is a code span, bold text, quoted text, or a bare word. The mistakes to
// beware of: ranges ("Valid values 0 to 50") and sentences that only begin like
// a list ("Possible values are determined by the shelf") are no lists, and
// "null" and "etc." are no members. So bare words count only if all of the
// list, up to the full stop, consists of single words between separators; code
// spans may carry remarks.

// Values reads the list of possible values in a description, nil if there is
// none. Members that a page promises to those who ask for unknown ones
// ("Prefer: include-unknown-enum-members …: `x`, `y`") follow the others.
func (t Description) Values() []model.ValueClaim {
	l := &lister{f: t.f, d: t.d, closing: strings.LastIndexByte(t.f.text, ')')}
	if m, ok := t.in.First("values"); ok && !l.leads(m) {
		for _, m := range t.in.All("values")[1:] {
			if l.leads(m) {
				break
			}
		}
	}
	if m, ok := t.in.First("evolvable"); ok {
		l.more(m.End)
	}
	return l.out
}

// leads reads the list that a phrase leads in, and reports whether there is one.
func (l *lister) leads(m dialect.Match) bool {
	l.list(m.End)
	if len(l.out) == 1 && weak(m) {
		l.out = nil
	}
	return len(l.out) > 0
}

// weak reports whether a lead-in introduces other things than lists, too: "The
// external id can be `x`." One item does not make a list of it then.
func weak(m dialect.Match) bool {
	_, _, ok := m.ArgAt("weak")
	return ok
}

type lister struct {
	f   *flat
	d   *dialect.Dialect
	out []model.ValueClaim
	at  map[string]int // where a name stands in out, unless it was taken out again

	closing int // where the last ")" of the text is, -1 if there is none
}

// list reads a list that begins at i, and leaves nothing if it is none.
func (l *lister) list(i int) {
	i = l.skip(i, " :-*,")
	if i >= len(l.f.text) {
		return
	}
	switch {
	case l.marked(i):
		l.markedItems(i)
	case l.f.beginsLine(i):
		l.lineItems(i)
	default:
		l.bareItems(i)
	}
}

// more adds the marked items after the first colon past i.
func (l *lister) more(i int) {
	if colon := strings.IndexByte(l.f.text[min(i, len(l.f.text)):], ':'); colon >= 0 {
		if i = l.skip(i+colon+1, " "); i < len(l.f.text) && l.marked(i) {
			l.markedItems(i)
		}
	}
}

func (l *lister) skip(i int, cutset string) int {
	for i < len(l.f.text) && strings.IndexByte(cutset, l.f.text[i]) >= 0 && (l.f.text[i] == ' ' || !l.f.span(i).Code) {
		i++
	}
	return i
}

// marked reports whether the item at i is code, bold, italic or in quotes.
func (l *lister) marked(i int) bool {
	if l.f.text[i] == ' ' { // a blank before a span counts to the span
		return false
	}
	s := l.f.span(i)
	return s.Code || s.Bold || s.Italic || closingQuote(l.f.text[i:]) != "" && !l.apostrophe(i)
}

// apostrophe reports whether the quotation mark at i stands in or after a word.
func (l *lister) apostrophe(i int) bool {
	r, _ := utf8.DecodeLastRuneInString(l.f.text[:i])
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// closingQuote returns the quotation mark that ends a quotation beginning at
// the start of s, "" if none begins there.
func closingQuote(s string) string {
	for _, q := range [...][2]string{{`"`, `"`}, {"'", "'"}, {"“", "”"}, {"‘", "’"}, {"„", "“"}, {"「", "」"}, {"『", "』"}, {"«", "»"}} {
		if strings.HasPrefix(s, q[0]) {
			return q[1]
		}
	}
	return ""
}

// markedItems reads marked items as long as separators join them, or as long
// as each has an explanation of its own. "`c1` through `c25`" is a range.
func (l *lister) markedItems(i int) {
	before := len(l.out)
	for i < len(l.f.text) && l.marked(i) {
		end := l.markedItem(i)
		if l.beginsRange(end) {
			l.out = l.out[:before]
			return
		}
		next, ok := l.separator(end)
		if !ok {
			next, ok = l.explained(end)
		}
		if !ok {
			return
		}
		i = next
	}
}

// longestWord is as long as no word of a vocabulary is. Each item is asked what word is
// behind it, and the next blank may be far.
const longestWord = 64

// beginsRange reports whether the item that ends at i is the first of a range.
func (l *lister) beginsRange(i int) bool {
	i = l.skip(i, " ")
	word, _, _ := strings.Cut(l.f.text[i:min(i+longestWord, len(l.f.text))], " ")
	i += len(word) + 1
	return l.d.Is("up to", word) && i < len(l.f.text) && l.marked(i)
}

// explained steps from the end of a marked item over its explanation ("`a` -
// the first. `b` - the second.") to the next item, which begins a line, or
// begins a sentence and is explained likewise.
func (l *lister) explained(i int) (int, bool) {
	if !l.dash(i) && !l.nextLine(i) {
		return i, false
	}
	for j := i; j < len(l.f.text); j++ {
		if !l.marked(j) {
			continue
		}
		if l.f.beginsLine(j) {
			return j, true
		}
		end := l.f.runEnd(j, len(l.f.text))
		if q := closingQuote(l.f.text[j:]); q != "" {
			end = j + 1 + strings.Index(l.f.text[j+1:]+q, q) + len(q)
		}
		if l.dash(end) && strings.HasSuffix(strings.TrimRight(l.f.text[:j], " "), ".") {
			return j, true
		}
		j = max(j, end-1)
	}
	return i, false
}

// nextLine reports whether nothing but blanks stands between i and the next
// line.
func (l *lister) nextLine(i int) bool {
	j := l.skip(i, " .,;")
	return j < len(l.f.text) && l.f.beginsLine(j)
}

// dash reports whether an explanation begins at i: a dash or a colon.
func (l *lister) dash(i int) bool {
	s := strings.TrimLeft(l.f.text[min(i, len(l.f.text)):], " ")
	return strings.HasPrefix(s, "-") || strings.HasPrefix(s, "–") || strings.HasPrefix(s, "—") || strings.HasPrefix(s, ":")
}

// lineItems reads lines of which each begins with a member: "open -- It is
// open." All lines from i on must, and there must be two.
func (l *lister) lineItems(i int) {
	before := len(l.out)
	for _, from := range l.f.lines {
		if from < i {
			continue
		}
		word, rest, _ := strings.Cut(l.f.text[from:], " ")
		word = strings.TrimRight(word, ":,;.")
		alone := rest == "" || l.f.beginsLine(len(l.f.text)-len(rest))
		if !isMember(word) || !alone && !l.dash(len(l.f.text)-len(rest)) && !strings.HasSuffix(l.f.text[:len(l.f.text)-len(rest)], ": ") {
			l.out = l.out[:before]
			return
		}
		l.add(word, from, false)
	}
	if len(l.out)-before < 2 {
		l.out = l.out[:before]
	}
}

// markedItem adds the item at i and returns where it ends.
func (l *lister) markedItem(i int) int {
	s := l.f.span(i)
	if s.Code || s.Bold || s.Italic {
		end := l.f.runEnd(i, len(l.f.text))
		if s.Code || !l.callout(i, end) {
			l.addRun(i, end, s.Code)
		}
		return end
	}
	open := i
	_, size := utf8.DecodeRuneInString(l.f.text[i:])
	quote := closingQuote(l.f.text[i:])
	n := strings.Index(l.f.text[i+size:], quote)
	if n < 0 {
		return len(l.f.text)
	}
	if n > 0 {
		l.add(l.f.text[open+size:i+size+n], open+size, false)
	}
	return i + size + n + len(quote)
}

// callout reports whether the bold or italic run leads in a remark on the next
// line, "**Note:** …", which looks like a member with its explanation.
func (l *lister) callout(i, end int) bool {
	word := strings.TrimSpace(l.f.text[i:end])
	colon := strings.HasSuffix(word, ":") || strings.HasPrefix(strings.TrimSpace(l.f.text[end:]), ":")
	return colon && l.d.Has("remark", word)
}

// addRun adds the members of a code or bold span, which may hold several:
// `a, b, c`.
func (l *lister) addRun(i, end int, code bool) {
	for part := range strings.SplitSeq(l.f.text[i:end], ",") {
		name := strings.Trim(part, " \"'.;:")
		if name != "" {
			l.add(name, i+strings.Index(l.f.text[i:end], name), code)
		}
	}
}

func (l *lister) add(name string, at int, code bool) {
	if l.d.Is("no value", name) || l.d.Is("null", name) {
		return
	}
	if i, ok := l.at[name]; ok && i < len(l.out) && l.out[i].Name == name {
		return
	}
	if l.at == nil {
		l.at = make(map[string]int)
	}
	l.at[name] = len(l.out)
	l.out = append(l.out, model.ValueClaim{Name: name, Pos: l.f.place(at), Code: code})
}

// separator steps from the end of a marked item to the next one: over a
// separator, or over a remark and a separator. It reports false where the
// list ends.
func (l *lister) separator(i int) (int, bool) {
	for j := i; j < len(l.f.text); j++ {
		if l.marked(j) {
			between := l.f.text[i:j]
			return j, l.joins(between)
		}
		if l.stop(j) {
			return j, false
		}
		if l.f.text[j] == '(' && j < l.closing {
			j += strings.IndexByte(l.f.text[j:], ')')
		}
	}
	return len(l.f.text), false
}

// maxRemark is the length of the longest remark between two items that is not
// in parentheses.
const maxRemark = 90

// joins reports whether the text between two marked items makes them items of
// one list: it is or ends with a separator.
func (l *lister) joins(between string) bool {
	s := strings.TrimSpace(between)
	remark := len(s)
	if open, end := strings.IndexByte(s, '('), strings.LastIndexByte(s, ')'); open >= 0 && open < end {
		remark -= end - open
	}
	if s == "" || remark > maxRemark {
		return false
	}
	if strings.ContainsAny(s[len(s)-1:], ",;|/&") {
		return true
	}
	last := s[strings.LastIndexAny(s, " ,)")+1:]
	return l.d.Is("and", last) || l.d.Is("or", last)
}

// stop reports whether a sentence ends at j: at a full stop that a blank or
// nothing follows.
func (l *lister) stop(j int) bool {
	return l.f.text[j] == '.' && !l.f.span(j).Code && (j+1 == len(l.f.text) || l.f.text[j+1] == ' ')
}
