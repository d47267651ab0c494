package diff

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file writes changes as text and as JSON; markdown.go is for pull
// requests. What is shown is decided by the list: a format leaves nothing out
// but for lack of room, and says so.

// A Report is what the formats write.
type Report struct {
	OldName, NewName string // what was compared, as the user wrote it
	Changes          []Change
}

type format struct {
	name  string
	write func(w *bufio.Writer, r *Report) error
}

var formats = []format{{"text", writeText}, {"json", writeJSON}, {"markdown", writeMarkdown}}

// Formats returns the names that [Report.Write] takes, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// Write writes r to w in the named format:
//
//   - text: grouped by class, the worst first; a line for each change, and
//     below it its places and why it is of that class
//   - json: one object with a version, the version step and all changes
//   - markdown: for a pull request: a summary and collapsed details, no longer
//     than a comment may be
//
// An unknown format is an error; others are w's.
func (r *Report) Write(w io.Writer, name string) error {
	i := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("unknown format %q: want %s", name, strings.Join(Formats(), ", "))
	}
	b := bufio.NewWriter(w)
	if err := formats[i].write(b, r); err != nil {
		return err
	}
	return b.Flush()
}

// Summary says in one line how much changed and which version follows.
func (r *Report) Summary() string {
	if len(r.Changes) == 0 {
		return "nothing changed"
	}
	var parts []string
	n := Count(r.Changes)
	for _, k := range classes {
		if n[k.class] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[k.class], k.name))
		}
	}
	next := Next(r.Changes)
	return fmt.Sprintf("%s: %s; next version: %s (before v1: %s)",
		plural(len(r.Changes), "change", "changes"), strings.Join(parts, ", "), next, next.BeforeOne())
}

func writeText(w *bufio.Writer, r *Report) error {
	fmt.Fprintln(w, r.Summary())
	for _, group := range r.groups() {
		fmt.Fprintf(w, "\n%s (%d)\n", group.title, len(group.changes))
		for _, c := range group.changes {
			fmt.Fprintf(w, "  %s\n\t%s: %s\n", c.Headline(), c.Places(), c.Reason)
			for i, f := range c.Follows {
				if i == maxFollows && len(c.Follows) > maxFollows+1 {
					fmt.Fprintf(w, "\t… and %d more\n", len(c.Follows)-i)
					break
				}
				fmt.Fprintf(w, "\twith it: %s\n", short(f, maxValue))
			}
		}
	}
	return nil
}

// A group is the changes of one class.
type group struct {
	title   string
	changes []Change
}

// groups returns the classes that have changes, the worst first.
func (r *Report) groups() []group {
	var out []group
	for _, k := range classes {
		g := group{title: k.title}
		for _, c := range r.Changes {
			if c.Class.Worst() == k.class {
				g.changes = append(g.changes, c)
			}
		}
		if g.changes != nil {
			out = append(out, g)
		}
	}
	return out
}

// Lengths of what lines show.
const (
	maxValue   = 120 // bytes of a value
	maxFollows = 3   // what follows from a change
)

// Headline returns the change in one line: its kind, what changed, from what to
// what, and how it breaks programs if in more than one way.
func (c Change) Headline() string {
	line := c.Kind.Code + " " + c.Subject
	if values := c.values(); values != "" {
		line += ": " + values
	}
	if names := c.Class.Names(); len(names) > 1 {
		line += " [" + strings.Join(names, ", ") + "]"
	}
	return line
}

// values returns from what to what, cut down to where texts part.
func (c Change) values() string {
	from, to := c.From, c.To
	switch {
	case from == "" && to == "":
		return ""
	case (from == "" || to == "") && c.Kind.Mirror != "":
		return short(from+to, maxValue) // came or went
	}
	from, to = cmp.Or(from, nothing), cmp.Or(to, nothing)
	from, to = focus(from, to)
	return short(from, maxValue) + " → " + short(to, maxValue)
}

// nothing stands for what the pages do not say.
const nothing = "(nothing)"

// focus cuts off what two long texts have in common at their beginning.
func focus(a, b string) (string, string) {
	if len(a) <= maxValue && len(b) <= maxValue {
		return a, b
	}
	x, y := strings.Fields(a), strings.Fields(b)
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	if i -= 3; i <= 0 {
		return a, b
	}
	return "… " + strings.Join(x[i:], " "), "… " + strings.Join(y[i:], " ")
}

// short cuts s to n bytes, at a character.
func short(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// Places returns where the change stands in the old and the new documentation.
func (c Change) Places() string {
	switch {
	case !c.Old.IsValid() && !c.New.IsValid():
		return "-"
	case !c.New.IsValid() || c.Old == c.New:
		return c.Old.String()
	case !c.Old.IsValid():
		return c.New.String()
	}
	return c.Old.String() + " → " + c.New.String()
}

// What writeJSON writes, member by member; docs/diff.md describes it.
type (
	jsonReport struct {
		Version int          `json:"version"` // of this form
		Old     string       `json:"old"`
		New     string       `json:"new"`
		Next    jsonVersion  `json:"next"`
		Counts  jsonCounts   `json:"counts"`
		Changes []jsonChange `json:"changes"`
	}
	jsonVersion struct {
		Step      string `json:"step"`
		BeforeOne string `json:"beforeV1"`
	}
	jsonCounts struct {
		Source        int `json:"source"`
		Wire          int `json:"wire"`
		Behaviour     int `json:"behaviour"`
		Addition      int `json:"addition"`
		Documentation int `json:"documentation"`
	}
	jsonChange struct {
		Kind    string     `json:"kind"`
		Class   []string   `json:"class"` // the worst first
		Subject string     `json:"subject"`
		From    string     `json:"from,omitzero"`
		To      string     `json:"to,omitzero"`
		Old     *jsonPlace `json:"old,omitempty"`
		New     *jsonPlace `json:"new,omitempty"`
		Step    string     `json:"step"`
		Reason  string     `json:"reason"`
		Follows []string   `json:"follows,omitempty"`
	}
	jsonPlace struct {
		File string `json:"file"`
		Line int    `json:"line,omitzero"`
		Col  int    `json:"col,omitzero"`
	}
)

// formVersion is the version of the JSON form: another when a member changes
// its meaning or goes away.
const formVersion = 1

func writeJSON(w *bufio.Writer, r *Report) error {
	n := Count(r.Changes)
	next := Next(r.Changes)
	out := jsonReport{
		Version: formVersion, Old: r.OldName, New: r.NewName, Next: jsonVersion{next.String(), next.BeforeOne().String()},
		Counts:  jsonCounts{n[Source], n[Wire], n[Behaviour], n[Addition], n[Documentation]},
		Changes: []jsonChange{},
	}
	for _, c := range r.Changes {
		out.Changes = append(out.Changes, jsonChange{
			Kind: c.Kind.Code, Class: c.Class.Names(), Subject: c.Subject, From: c.From, To: c.To,
			Old: place(c.Old), New: place(c.New), Step: c.Version().String(), Reason: c.Reason, Follows: c.Follows,
		})
	}
	return diag.WriteJSON(w, " ", out)
}

// place returns nil for no place.
func place(p diag.Pos) *jsonPlace {
	if !p.IsValid() {
		return nil
	}
	return &jsonPlace{p.File, p.Line, p.Col}
}
