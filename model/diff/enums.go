package diff

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares enums.

// enum compares an enumeration with what it has become.
func (d *differ) enum(e *model.Enum) {
	switch f := d.pair[e].(type) {
	case nil:
		d.told[e] = d.add(EnumRemoved, e.Name, strings.Join(memberNames(e), ", "), "", e.Pos, diag.Pos{})
	case *model.Type:
		d.add(TypeKind, e.Name, "enumeration", "type", e.Pos, f.Pos)
	case *model.Enum:
		if e.Name != f.Name {
			d.told[e] = d.add(EnumRenamed, f.Name, e.Name, f.Name, e.Pos, f.Pos)
			d.told[f] = d.told[e]
		}
		var flags *Change
		if e.Flags != f.Flags {
			flags = d.add(EnumFlags, f.Name, several(e), several(f), e.Pos, f.Pos)
		}
		if c := d.members(e, f, flags); d.told[e] == nil && c != nil {
			d.told[e], d.told[f] = c, c
		}
		d.text(Description, f.Name, e.Doc, f.Doc, e.Pos, f.Pos)
	}
}

func several(e *model.Enum) string {
	if e.Flags {
		return "several members at once"
	}
	return "one member"
}

// members compares the members of an enumeration, and returns the first change
// of which there are, nil if all are as they were. Flags is what changed about
// them as a whole, nil for nothing.
func (d *differ) members(e, f *model.Enum, flags *Change) (first *Change) {
	note := func(k *Kind, subject, from, to string, prev, next diag.Pos) {
		first = cmp.Or(first, d.add(k, subject, from, to, prev, next))
	}
	at := make(map[string]*model.Member)
	for _, m := range f.Members {
		at[m.Name] = m
	}
	had := make(map[string]bool)
	for _, m := range e.Members {
		had[m.Name] = true
	}
	renamed := d.renamedMembers(e, f, at, had)
	for _, m := range e.Members {
		subject := f.Name + "." + m.Name
		n := at[m.Name]
		if n == nil {
			if n = renamed[m]; n == nil {
				note(EnumMemberRemoved, subject, m.Name, "", m.Pos, f.Pos)
				continue
			}
			subject = f.Name + "." + n.Name
			note(EnumMemberRenamed, subject, m.Name, n.Name, m.Pos, n.Pos)
			had[n.Name] = true
		}
		if a, b := number(m.Value), number(n.Value); a != b {
			c := EnumMemberValue.change(subject, a, b, m.Pos, n.Pos)
			if flags != nil {
				d.absorb(flags, &c) // the numbers say so
			} else {
				d.report(c)
			}
		}
		d.text(Description, subject, m.Doc, n.Doc, m.Pos, n.Pos)
	}
	for _, n := range f.Members {
		if !had[n.Name] {
			note(EnumMemberAdded, f.Name+"."+n.Name, "", n.Name, e.Pos, n.Pos)
		}
	}
	return first
}

// renamedMembers pairs members without a namesake that have the same number,
// the same description, or the same neighbours.
func (d *differ) renamedMembers(e, f *model.Enum, at map[string]*model.Member, had map[string]bool) map[*model.Member]*model.Member {
	of := func(m *model.Member) traits { return traits{words: []string{words(m.Doc)}} }
	gone := candidates(e.Members, func(m *model.Member) bool { return at[m.Name] == nil }, of)
	came := candidates(f.Members, func(m *model.Member) bool { return !had[m.Name] }, of)
	out := make(map[*model.Member]*model.Member)
	resemble(gone, came, d.opts.MostCompared, func(a, b candidate) float64 {
		m, n := e.Members[a.at], f.Members[b.at]
		beside := nameAt(e.Members, a.at-1) == nameAt(f.Members, b.at-1) && nameAt(e.Members, a.at+1) == nameAt(f.Members, b.at+1)
		switch {
		case m.Value != nil && n.Value != nil && *m.Value == *n.Value, m.Doc != "" && a.words[0] == b.words[0]:
			return 1
		case beside && len(e.Members) == len(f.Members) && len(e.Members) > 1:
			return 0.5
		}
		return 0
	}, func(i, j int) { out[e.Members[i]] = f.Members[j] })
	return out
}

func nameAt(list []*model.Member, i int) string {
	if i < 0 || i >= len(list) {
		return ""
	}
	return list[i].Name
}

func number(n *int64) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(*n)
}
