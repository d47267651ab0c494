// Package diag describes what is wrong with documentation, and where.
//
// A diagnostic is about the pages; an error is about docmill. The two never
// mix: every stage returns a [List] for the first and an error for the second.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A Pos is a place in a documentation file. The zero Pos is unknown.
type Pos struct {
	File string // slash-separated, relative to the docs root
	Line int    // from 1
	Col  int    // in bytes, from 1
}

// IsValid reports whether p names a place.
func (p Pos) IsValid() bool { return p.File != "" }

// String returns p as "resources/group.md:154:13".
func (p Pos) String() string {
	if !p.IsValid() {
		return "-"
	}
	if p.Line == 0 {
		return p.File
	}
	return p.File + ":" + strconv.Itoa(p.Line) + ":" + strconv.Itoa(p.Col)
}

// After returns the place behind a text that begins at p and goes on at the
// beginning of lines. A wrong byte of a page is U+FFFD in its text, three bytes:
// behind one, the column is that of the text.
func (p Pos) After(text string) Pos {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		p.Line += strings.Count(text, "\n")
		p.Col, text = 1, text[i+1:]
	}
	p.Col += len(text)
	return p
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Severity says how bad a finding is.
type Severity int

const (
	Info    Severity = iota // worth knowing: counted, shown on request
	Warning                 // probably a defect; nothing is lost by it
	Error                   // a fact is lost, contradicted or wrong
)

var severityNames = [...]string{"info", "warning", "error"}

// String returns "info", "warning" or "error".
func (s Severity) String() string { return severityNames[s] }

// ParseSeverity returns the severity of that name.
func ParseSeverity(name string) (Severity, bool) {
	i := slices.Index(severityNames[:], name)
	return Severity(max(i, 0)), i >= 0
}

// A Rule is one kind of diagnostic.
type Rule struct {
	Code     string // stable, never reused, e.g. "unresolved-type"
	Severity Severity
	Doc      string // what it means, why it matters, how to mend the page
}

// At returns the rule with another severity.
func (r *Rule) At(s Severity) *Rule {
	other := *r
	other.Severity = s
	return &other
}

// Text returns what the rule means in one paragraph.
func (r *Rule) Text() string { return strings.Join(strings.Fields(r.Doc), " ") }

// Summary returns the first sentence of the text.
func (r *Rule) Summary() string {
	first, _, more := strings.Cut(r.Text(), ". ")
	if more {
		first += "."
	}
	return first
}

// A Diag is one finding: a rule that a place in the documentation breaks.
type Diag struct {
	Rule    *Rule
	Pos     Pos
	Msg     string // what was found and what was expected; no final period
	Related []Related
	// Paste is what settles the finding in docmill.yaml, as lines for a target;
	// "" where nothing there does.
	Paste string
}

// Text returns the message and, below it, what to paste.
func (d Diag) Text() string {
	if d.Paste == "" {
		return d.Msg
	}
	return d.Msg + "\n" + d.Paste
}

// A Related place is the other side of a contradiction.
type Related struct {
	Pos Pos
	Msg string
}

// String returns d as "file:line:col: severity: message (code)".
func (d Diag) String() string {
	return fmt.Sprintf("%s: %s: %s (%s)", d.Pos, d.Rule.Severity, d.Msg, d.Rule.Code)
}

// A List is a list of diagnostics. The zero value is ready to use.
type List []Diag

// Add appends a finding of rule r at pos.
func (l *List) Add(r *Rule, pos Pos, format string, args ...any) {
	*l = append(*l, Diag{Rule: r, Pos: pos, Msg: fmt.Sprintf(format, args...)})
}

// AddRelated appends a finding that has a second place.
func (l *List) AddRelated(r *Rule, pos Pos, rel Related, format string, args ...any) {
	*l = append(*l, Diag{Rule: r, Pos: pos, Msg: fmt.Sprintf(format, args...), Related: []Related{rel}})
}

// Sort orders l by place, then code, then message, and drops exact repetitions
// (a page included twice reports its faults once).
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Diag) int {
		return cmp.Or(a.Pos.Compare(b.Pos), strings.Compare(a.Rule.Code, b.Rule.Code), strings.Compare(a.Msg, b.Msg))
	})
	*l = slices.CompactFunc(*l, func(a, b Diag) bool {
		return a.Rule.Code == b.Rule.Code && a.Pos == b.Pos && a.Msg == b.Msg
	})
}

// Count returns the number of findings of each code.
func (l List) Count() map[string]int {
	n := make(map[string]int)
	for _, d := range l {
		n[d.Rule.Code]++
	}
	return n
}

// Max returns the worst severity in l, and false if l is empty.
func (l List) Max() (Severity, bool) {
	if len(l) == 0 {
		return 0, false
	}
	worst := Info
	for _, d := range l {
		worst = max(worst, d.Rule.Severity)
	}
	return worst, true
}
