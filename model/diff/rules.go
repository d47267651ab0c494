package diff

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file compares what rows state about values: the possible ones, and rules.

// values compares the possible values that a row lists in prose.
func (d *differ) values(subject string, f, g *model.Field) {
	gone, came := minus(f.Values, g.Values), minus(g.Values, f.Values)
	from, to := strings.Join(gone, ", "), strings.Join(came, ", ")
	switch {
	case len(gone) > 0 && len(g.Values) == 0, len(came) > 0 && len(f.Values) == 0:
		if _, ok := g.Type.(*model.Enum); !ok {
			k := RuleAdded
			if len(came) == 0 {
				k = RuleRemoved
			}
			d.add(k, subject, quoteRule(model.OneOf, from), quoteRule(model.OneOf, to), f.Pos, g.Pos)
		}
	case len(gone) > 0 && len(came) > 0:
		d.add(RuleChanged, subject, quoteRule(model.OneOf, from), quoteRule(model.OneOf, to), f.Pos, g.Pos)
	case len(gone) > 0:
		d.add(ValueRemoved, subject, from, "", f.Pos, g.Pos)
	case len(came) > 0:
		d.add(ValueAdded, subject, "", to, f.Pos, g.Pos)
	}
}

func quoteRule(k model.RuleKind, text string) string {
	if text == "" {
		return ""
	}
	return string(k) + "(" + text + ")"
}

// minus returns what a has and b lacks, in a's order.
func minus(a, b []string) []string {
	if slices.Equal(a, b) { // as nearly all are
		return nil
	}
	in := make(map[string]bool, len(b))
	for _, s := range b {
		in[s] = true
	}
	return slices.DeleteFunc(slices.Clone(a), func(s string) bool { return in[s] })
}

// rules compares the rules that a row states, kind by kind. Those that a fact
// of the row states, too, were compared with it.
func (d *differ) rules(subject string, f, g *model.Field) {
	for _, kind := range model.RuleKinds {
		switch kind {
		case model.Required, model.ReadOnly, model.NotNull, model.OneOf:
			if f.ReadOnly != g.ReadOnly || f.Required != g.Required || f.Nullable != g.Nullable || kind == model.OneOf {
				continue
			}
		}
		a, b := ofKind(f.Rules, kind), ofKind(g.Rules, kind)
		for i := range max(len(a), len(b)) {
			switch {
			case i >= len(b):
				d.add(RuleRemoved, subject, a[i].String(), "", a[i].Pos, g.Pos)
			case i >= len(a):
				d.add(RuleAdded, subject, "", b[i].String(), f.Pos, b[i].Pos)
			case a[i].String() != b[i].String():
				d.add(strictness(a[i], b[i]), subject, a[i].String(), b[i].String(), a[i].Pos, b[i].Pos)
			}
		}
	}
	if f.AnyValue != g.AnyValue && d.same(f.Type, g.Type) {
		k := RuleAdded
		if g.AnyValue {
			k = RuleRemoved
		}
		d.add(k, subject, flag(!f.AnyValue, string(model.UnknownName)), flag(!g.AnyValue, string(model.UnknownName)), f.Pos, g.Pos)
	}
}

// ofKind returns the rules of a kind, in the order of what they say.
func ofKind(rules []*model.Constraint, kind model.RuleKind) []*model.Constraint {
	var out []*model.Constraint
	for _, r := range rules {
		if r.Kind == kind {
			out = append(out, r)
		}
	}
	slices.SortStableFunc(out, func(a, b *model.Constraint) int { return strings.Compare(a.String(), b.String()) })
	return slices.CompactFunc(out, func(a, b *model.Constraint) bool { return a.String() == b.String() })
}

// strictness returns which of two rules of one kind takes less.
func strictness(a, b *model.Constraint) *Kind {
	looser := cmpLimit(b.Max, a.Max, 1) + cmpLimit(b.Min, a.Min, -1)
	tighter := cmpLimit(a.Max, b.Max, 1) + cmpLimit(a.Min, b.Min, -1)
	switch {
	case looser > 0 && tighter == 0:
		return RuleLoosened
	case tighter > 0 && looser == 0:
		return RuleTightened
	}
	return RuleChanged
}

// cmpLimit returns 1 if the limit x lets more through than y; sign is 1 for
// upper limits, -1 for lower ones. None lets everything through.
func cmpLimit(x, y *float64, sign float64) int {
	switch {
	case y == nil:
		return 0
	case x == nil, *x*sign > *y*sign:
		return 1
	}
	return 0
}
