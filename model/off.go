package model

// This file switches documented rules off. Documentation can be wrong, and
// docmill can misread it; then a user needs a way around one sentence until the
// page is mended, without a change of either.

import (
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// Off is a set of rules that are switched off.
type Off struct{ switches []offSwitch }

// An offSwitch is a kind of rule, or a place: a file, and a line unless that is
// 0.
type offSwitch struct {
	text string
	kind RuleKind
	file string
	line int
	used bool
}

// ParseOff reads a list of codes ("max-length"), files ("resources/group.md")
// and lines ("resources/group.md:12"; a column behind it is passed over, so that
// a finding's place can be pasted). The error names what is neither.
func ParseOff(list []string) (*Off, error) {
	o := &Off{}
	for _, s := range list {
		if slices.Contains(RuleKinds, RuleKind(s)) {
			o.switches = append(o.switches, offSwitch{text: s, kind: RuleKind(s)})
			continue
		}
		parts := strings.SplitN(s, ":", 3)
		at := offSwitch{text: s, file: strings.TrimPrefix(parts[0], "./")}
		if len(parts) > 1 {
			line, err := strconv.Atoi(parts[1])
			if err != nil || line < 1 {
				return nil, fmt.Errorf("rule %q: %q is no line number", s, parts[1])
			}
			at.line = line
		}
		if !isPageFile(at.file) {
			return nil, fmt.Errorf("rule %q is neither a place like resources/group.md:12 nor one of %s", s, joinKinds())
		}
		o.switches = append(o.switches, at)
	}
	return o, nil
}

// isPageFile reports whether a name ends as those of pages do.
func isPageFile(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".txt", ".html", ".htm":
		return true
	}
	return false
}

func joinKinds() string {
	var names []string
	for _, k := range RuleKinds {
		names = append(names, string(k))
	}
	slices.Sort(names)
	return strings.Join(names, ", ")
}

// Unused returns the places at which no rule was found, as given: a page has
// changed, and the rule that was meant may be back.
func (o *Off) Unused() []string {
	var out []string
	for _, s := range o.switches {
		if !s.used && s.kind == "" {
			out = append(out, s.text)
		}
	}
	return out
}

// has reports whether a rule is switched off.
func (o *Off) has(kind RuleKind, pos diag.Pos) bool {
	found := false
	for i := range o.switches {
		s := &o.switches[i]
		if s.kind == kind || s.kind == "" && pos.IsValid() && (s.line == 0 || s.line == pos.Line) && (s.file == pos.File || strings.HasSuffix(s.file, "/"+pos.File)) {
			s.used, found = true, true
		}
	}
	return found
}

// Page switches rules off in what a page claims. That a value must be one of
// its enum's cannot be told from one page and stays.
func (o *Off) Page(p *Page) {
	if len(o.switches) == 0 {
		return
	}
	for _, t := range p.Types {
		for _, f := range t.Fields {
			f.Rules = o.rules(f.Rules, &f.ReadOnly, &f.Required, &f.Nullable)
		}
	}
	for _, op := range p.Ops {
		op.Body.Complete = op.Body.Complete && !o.has(NotAccepted, op.Body.Pos)
		for _, f := range op.Body.Fields {
			f.Rules = o.rules(f.Rules, &f.ReadOnly, &f.Required, &f.Nullable)
		}
	}
}

// API switches rules off in an API.
func (o *Off) API(a *API) {
	if len(o.switches) == 0 {
		return
	}
	for _, t := range a.Types {
		o.fields(t.Fields)
	}
	for _, op := range a.Callable() {
		op.Body.Complete = op.Body.Complete && !o.has(NotAccepted, op.Body.Pos)
		o.fields(op.Body.Fields)
	}
}

func (o *Off) fields(fields []*Field) {
	for _, f := range fields {
		f.Rules = o.rules(f.Rules, &f.ReadOnly, &f.Required, &f.Nullable)
		if elem, _ := Elem(f.Type); isEnum(elem) {
			f.AnyValue = f.AnyValue || o.has(UnknownName, f.Pos)
		}
	}
}

// rules returns the rules that stay on. A fact that a switched-off sentence
// stated is no fact any more.
func (o *Off) rules(list []*Constraint, readOnly, required, nullable *Tri) []*Constraint {
	var out []*Constraint
	for _, c := range list {
		if !o.has(c.Kind, c.Pos) {
			out = append(out, c)
			continue
		}
		switch c.Kind {
		case ReadOnly:
			*readOnly = Unknown
		case Required:
			*required = Unknown
		case NotNull:
			*nullable = Unknown
		}
	}
	return out
}

func isEnum(r Ref) bool { _, ok := r.(*Enum); return ok }
