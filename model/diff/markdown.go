package diff

import (
	"bufio"
	"fmt"
	"strings"
	"unicode"
)

// This file writes changes for a pull request. Code hosts cut comments off at
// 65536 characters (GitHub), so lines that do not fit are counted instead. What
// documentation says is shown as code: it cannot become markup, mention people
// or link to anything.

// maxMarkdown is how long the report may get, in bytes.
const maxMarkdown = 60_000

func writeMarkdown(w *bufio.Writer, r *Report) error {
	fmt.Fprintf(w, "**API changes:** %s\n", r.Summary())
	if len(r.Changes) > 0 {
		fmt.Fprintf(w, "\n%s → %s\n", code(r.OldName), code(r.NewName))
	}
	room := maxMarkdown
	for _, g := range r.groups() {
		open := ""
		if g.changes[0].Class&(Source|Wire) != 0 {
			open = " open"
		}
		fmt.Fprintf(w, "\n<details%s><summary>%s (%d)</summary>\n\n", open, g.title, len(g.changes))
		for i, c := range g.changes {
			line := markdownLine(c)
			if room -= len(line); room < 0 {
				fmt.Fprintf(w, "- … and %d more; docmill diff lists them all\n", len(g.changes)-i)
				break
			}
			w.WriteString(line)
		}
		w.WriteString("\n</details>\n")
	}
	return nil
}

// markdownLine returns a change as an item of a list.
func markdownLine(c Change) string {
	var b strings.Builder
	fmt.Fprintf(&b, "- **%s** %s", c.Kind.Code, code(c.Subject))
	if values := c.values(); values != "" {
		fmt.Fprintf(&b, ": %s", code(values))
	}
	if names := c.Class.Names(); len(names) > 1 {
		fmt.Fprintf(&b, " (%s)", strings.Join(names, ", "))
	}
	fmt.Fprintf(&b, "<br>%s %s", code(c.Places()), c.Reason)
	if n := len(c.Follows); n > 0 {
		fmt.Fprintf(&b, " With it: %s", code(c.Follows[0]))
		if n > 1 {
			fmt.Fprintf(&b, " and %d more", n-1)
		}
		b.WriteString(".")
	}
	return b.String() + "\n"
}

// code returns s as a code span, whatever it holds: the fence is longer than
// any row of back-quotes in s (CommonMark §6.1).
func code(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, short(s, 2*maxValue+len(" → ")))
	if strings.TrimSpace(s) == "" {
		return ""
	}
	longest, run := 0, 0
	for _, r := range s {
		if r != '`' {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	fence := strings.Repeat("`", longest+1)
	if longest == 0 {
		return fence + s + fence
	}
	return fence + " " + s + " " + fence
}
