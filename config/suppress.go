package config

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Suppressions are a list of them, as a flag too:
// --suppress RULE:PAGE[:LINE]=REASON, given once for each.
type Suppressions []Suppression

// Set adds a suppression in the form of the flag.
func (l *Suppressions) Set(text string) error {
	what, why, ok := strings.Cut(text, "=")
	rule, page, ok2 := strings.Cut(what, ":")
	if !ok || !ok2 {
		return errors.New(`want RULE:PAGE[:LINE]=REASON, as in "example-json:api/intune-*.md=shortened on purpose"`)
	}
	s := Suppression{Rule: rule, Page: page, Reason: why}
	if i := strings.LastIndex(page, ":"); i >= 0 {
		line, err := strconv.Atoi(page[i+1:])
		if err != nil || line < 1 {
			return fmt.Errorf("%q is no line number", page[i+1:])
		}
		s.Page, s.Line = page[:i], line
	}
	*l = append(*l, s)
	return nil
}

// String returns l in the form of the flag.
func (l *Suppressions) String() string {
	var out []string
	for _, s := range *l {
		place := s.Page
		if s.Line > 0 {
			place = fmt.Sprintf("%s:%d", place, s.Line)
		}
		out = append(out, s.Rule+":"+place+"="+s.Reason)
	}
	return strings.Join(out, ", ")
}

// Type is what help calls the value.
func (*Suppressions) Type() string { return "RULE:PAGE[:LINE]=REASON" }
