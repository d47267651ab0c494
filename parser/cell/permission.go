package cell

import (
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads permission cells. The notation is that of people writing
// sentences, so precedence is that of English:
//
//	cell  = { [ "For x:" ] expr [ break ] }     one part for each x
//	expr  = list { "plus" list }                all lists are needed
//	list  = set { ( "," | "or" ) set }          any set suffices
//	set   = scope { "and" scope }               all scopes are needed
//
// "A and B, C" is (A and B) or C. "A, B plus C" is (A or B) and C. "A, B, and
// C" with the comma before "and" is how one lists three things that are all
// needed; "A, B and C" is A, or B and C, as the pages that write it mean it.

// A GrantPart is what a permission cell says, or, where the cell distinguishes
// kinds of resources, what it says for one of them.
type GrantPart struct {
	For   string // "user", "user or chat"; "" for all
	Grant model.Grant
}

// A Fault is something in a cell that the grammar does not cover.
type Fault struct {
	Pos diag.Pos
	Msg string
}

// isScope reports whether s has the form of a scope: words of letters, digits,
// "_" and "-", with dots between, the first beginning with a letter.
func isScope(s string) bool {
	if s == "" || !isLetter(s[0]) || s[len(s)-1] == '.' || strings.Contains(s, "..") {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !isNameByte(c) && c != '-' && c != '.' {
			return false
		}
	}
	return strings.Contains(s, ".")
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// Permissions reads a permission cell. There is always at least one part. The
// faults say what is left over; the scopes beside it are used.
func Permissions(t markdown.Text, d *dialect.Dialect) ([]GrantPart, []Fault) {
	r := &grantReader{d: d}
	for _, line := range lines(t) {
		r.line(line)
	}
	r.close()
	if len(r.parts) == 0 {
		r.parts = []GrantPart{{Grant: model.Grant{Pos: t.Pos}}}
	}
	return r.parts, r.faults
}

// lines cuts a text at its line breaks.
func lines(t markdown.Text) []markdown.Text {
	if !slices.ContainsFunc(t.Spans, func(s markdown.Span) bool { return s.Text == "\n" }) {
		if len(t.Spans) > 0 {
			t.Pos = t.Spans[0].Pos
		}
		return []markdown.Text{t}
	}
	var out []markdown.Text
	cur := markdown.Text{Pos: t.Pos}
	for _, s := range t.Spans {
		if s.Text == "\n" {
			out = append(out, cur)
			cur = markdown.Text{}
			continue
		}
		if len(cur.Spans) == 0 {
			cur.Pos = s.Pos
		}
		cur.Spans = append(cur.Spans, s)
	}
	return append(out, cur)
}

type grantReader struct {
	d      *dialect.Dialect
	parts  []GrantPart
	faults []Fault
	cur    *scopeList // of the part being read, nil if none
	forWho string
}

// line reads one line of a cell: it may begin with the resource that it and
// the lines after it are for, or end with the one it is for itself.
func (r *grantReader) line(t markdown.Text) {
	f := flatten(t)
	start := 0
	if m, ok := r.d.First("permission-for", f.text); ok && m.Start == 0 {
		from, to, _ := m.ArgAt("for")
		r.close()
		r.forWho, start = f.subject(from, to), m.End
	}
	if strings.TrimSpace(f.text[start:]) == "" {
		return
	}
	if r.cur == nil {
		r.cur = &scopeList{pos: f.place(start)}
	}
	words := r.words(f, start)
	if at := afterScopes(words); at > 0 {
		if m, ok := r.d.First("permission-for-after", f.text[at:]); ok {
			from, to, _ := m.ArgAt("for")
			r.forWho = f.subject(at+from, at+to)
			r.cur.read(words, at)
			r.close()
			return
		}
	}
	r.cur.text += " " + f.text[start:]
	r.cur.read(words, len(f.text))
}

// subject returns the bold words between two offsets, joined by "or", or the
// text if nothing is bold: "signed-in **user**" is for "user".
func (f *flat) subject(from, to int) string {
	var bold []string
	for i := from; i < to; {
		end := f.runEnd(i, to)
		if word := markdown.Fold(f.text[i:end]); f.span(i).Bold && word != "" {
			bold = append(bold, word)
		}
		i = end
	}
	if bold != nil {
		return strings.Join(bold, " or ")
	}
	return markdown.Fold(f.text[from:to])
}

// close ends the part being read.
func (r *grantReader) close() {
	if r.cur == nil {
		return
	}
	g, fault := r.cur.grant(r.d)
	if fault != "" {
		r.faults = append(r.faults, Fault{r.cur.pos, fault})
	}
	r.parts = append(r.parts, GrantPart{r.forWho, g})
	r.cur, r.forWho = nil, ""
}

// A scopeWord is one word of a cell, or a separator.
type scopeWord struct {
	kind string // a term: "scope", "scope-and", …; "," for a separator; "" for other words
	text string
	at   int
}

// words cuts text into words. A scope keeps neither its footnote mark nor its
// final stop.
func (r *grantReader) words(f *flat, start int) []scopeWord {
	var out []scopeWord
	for i := start; i < len(f.text); {
		if c := f.text[i]; c == ' ' {
			i++
			continue
		} else if c == ',' || c == ';' {
			out = append(out, scopeWord{",", ",", i})
			i++
			continue
		}
		end := len(f.text)
		if n := strings.IndexAny(f.text[i:], " ,;"); n >= 0 {
			end = i + n
		}
		out = append(out, r.word(f.text[i:end], i))
		i = end
	}
	return repair(out)
}

func (r *grantReader) word(s string, at int) scopeWord {
	bare := strings.Trim(s, "*`'\"()[]†‡¹²³")
	name := strings.TrimRight(bare, ".*`")
	if isScope(name) {
		return scopeWord{"scope", name, at}
	}
	for _, kind := range []string{"scope", "scope-and", "scope-or", "scope-plus", "scope-filler"} {
		if r.d.Has(kind, name) {
			return scopeWord{kind, name, at}
		}
	}
	return scopeWord{"", s, at}
}

var scopeStart = regexp.MustCompile(`^[A-Z][A-Za-z0-9]*\.?$`)

// repair joins scopes that stand with a blank in the middle: "Directory
// AccessAsUser.All" (a blank for the dot) and, on translated pages,
// "Group. Read. All". Only a capitalised word that stands alone between
// separators, in front of a scope's rest or with a dot behind it, is taken for
// a scope's beginning.
func repair(words []scopeWord) []scopeWord {
	var out []scopeWord
	for i := 0; i < len(words); i++ {
		w := words[i]
		first := len(out) == 0 || out[len(out)-1].kind == ","
		if !first || w.kind != "" || !scopeStart.MatchString(w.text) {
			out = append(out, w)
			continue
		}
		joined, n := joinScope(words[i:])
		if n < 2 {
			out = append(out, w)
			continue
		}
		out = append(out, scopeWord{"scope", joined, w.at}, scopeWord{"repaired", joined, w.at})
		i += n - 1
	}
	return out
}

// joinScope joins the words up to the next separator if together they are a
// scope, and returns how many they are.
func joinScope(words []scopeWord) (string, int) {
	var parts []string
	for _, w := range words {
		if w.kind == "," {
			break
		}
		if w.kind != "" && w.kind != "scope" {
			return "", 0
		}
		parts = append(parts, strings.Trim(w.text, ". *"))
	}
	if len(parts) < 2 {
		return "", 0
	}
	joined := strings.Join(parts, ".")
	last := words[len(parts)-1]
	if dotted := strings.HasSuffix(words[0].text, "."); !dotted && last.kind != "scope" || len(parts) > 3 || !isScope(joined) {
		return "", 0
	}
	return joined, len(parts)
}

// afterScopes returns where the words after the last scope begin, 0 if there
// are none or no scope.
func afterScopes(words []scopeWord) int {
	at := 0
	for _, w := range words {
		switch {
		case w.kind == "scope":
			at = -1
		case at == -1 && w.kind == "":
			at = w.at
		}
	}
	return max(at, 0)
}
