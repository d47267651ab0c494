package report

import (
	"fmt"
	"path"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// This file is what a team decides about findings: how bad each rule is for
// it, and which findings it accepts, each with the reason that the next reader
// will ask for.

// Off is the level of a rule whose findings a team does not want.
const Off = "off"

// A Policy changes findings. The zero value changes nothing.
type Policy struct {
	levels     map[string]*diag.Rule // by code; nil: off
	suppressed []Suppression
}

// A Suppression hides findings.
type Suppression struct {
	Rule   string // code
	Page   string // pattern of path.Match over the file, relative to the docs root
	Line   int    // 0 for any
	Reason string // why it is right to hide them
}

// NewPolicy returns a policy. Levels gives "error", "warning", "info" or "off"
// for codes. The error says what is wrong, at is where: "levels.CODE" or
// "suppress[N]".
func NewPolicy(levels map[string]string, suppress []Suppression) (p *Policy, at string, err error) {
	p = &Policy{levels: make(map[string]*diag.Rule), suppressed: suppress}
	for code, level := range levels {
		r := diag.Find(code)
		if r == nil {
			return nil, "levels." + code, unknownRule(code)
		}
		if level == Off {
			p.levels[code] = nil
			continue
		}
		s, ok := diag.ParseSeverity(level)
		if !ok {
			return nil, "levels." + code, fmt.Errorf("level %q: want error, warning, info or off", level)
		}
		p.levels[code] = r.At(s)
	}
	for i, s := range suppress {
		at := fmt.Sprintf("suppress[%d]", i)
		_, bad := path.Match(s.Page, "")
		switch {
		case diag.Find(s.Rule) == nil:
			return nil, at, unknownRule(s.Rule)
		case s.Page == "":
			return nil, at, fmt.Errorf("a suppression needs a page; use levels to switch a rule off everywhere")
		case bad != nil:
			return nil, at, fmt.Errorf("page %q is no pattern: %w", s.Page, bad)
		case strings.TrimSpace(s.Reason) == "":
			return nil, at, fmt.Errorf("a suppression needs a reason")
		}
	}
	return p, "", nil
}

func unknownRule(code string) error {
	return fmt.Errorf("no rule %q; docmill explain lists them all", code)
}

// Apply returns l as the policy wants it, and the suppressions that nothing
// needed: the fault is mended, or the pattern is wrong.
func (p *Policy) Apply(l diag.List) (out diag.List, unused []Suppression) {
	used := make([]bool, len(p.suppressed))
	for _, d := range l {
		hidden := false
		for i, s := range p.suppressed {
			if s.matches(d) {
				used[i], hidden = true, true
			}
		}
		r, set := p.levels[d.Rule.Code]
		if hidden || set && r == nil {
			continue
		}
		if set {
			d.Rule = r
		}
		out = append(out, d)
	}
	for i, s := range p.suppressed {
		if !used[i] {
			unused = append(unused, s)
		}
	}
	return out, unused
}

func (s Suppression) matches(d diag.Diag) bool {
	ok, _ := path.Match(s.Page, d.Pos.File) // checked by NewPolicy
	return ok && s.Rule == d.Rule.Code && (s.Line == 0 || s.Line == d.Pos.Line)
}

// String returns s as "link-text in api/a.md:7".
func (s Suppression) String() string {
	at := s.Page
	if s.Line > 0 {
		at = fmt.Sprintf("%s:%d", at, s.Line)
	}
	return s.Rule + " in " + at
}
