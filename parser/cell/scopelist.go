package cell

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file makes sets of scopes of the words of a permission cell.

// A scopeList collects the scopes of one part.
type scopeList struct {
	pos    diag.Pos
	text   string
	groups [][][]string // "plus" separates groups; any set of a group suffices
	other  []string     // words that are no part of the grammar
	fault  string
	// of the list being read:
	and, sep, series bool
	any              bool // a scope was read since the last "plus"
	plain            bool // an "and" without a comma before it was read
}

// read adds the words that begin before end.
func (l *scopeList) read(words []scopeWord, end int) {
	for _, w := range words {
		if w.at >= end {
			return
		}
		switch w.kind {
		case "scope":
			l.scope(w.text)
		case ",", "scope-or":
			l.sep = true
		case "scope-and":
			l.and = true
		case "scope-plus":
			l.endGroup()
		case "scope-filler":
		case "repaired":
			l.note(fmt.Sprintf("a blank inside of the scope %q", w.text))
		default:
			l.other = append(l.other, w.text)
		}
	}
	l.sep = true // a line break separates, too
}

func (l *scopeList) note(fault string) {
	if l.fault == "" {
		l.fault = fault
	}
}

func (l *scopeList) scope(name string) {
	if !l.any {
		l.groups = append(l.groups, nil)
	}
	group := &l.groups[len(l.groups)-1]
	switch {
	case l.any && l.and && !l.sep:
		last := &(*group)[len(*group)-1]
		if !slices.Contains(*last, name) {
			*last = append(*last, name)
		}
		l.plain = true
	default:
		if l.any && !l.sep && !l.and && len(l.other) == 0 {
			l.note(fmt.Sprintf("no comma before the scope %q", name))
		}
		l.series = l.series || l.and
		*group = append(*group, []string{name})
	}
	l.any, l.and, l.sep = true, false, false
}

// endGroup ends a list. "A, B, and C" makes one set of it.
func (l *scopeList) endGroup() {
	if l.series && !l.plain && len(l.groups) > 0 {
		group := &l.groups[len(l.groups)-1]
		*group = [][]string{slices.Concat(*group...)}
	}
	l.any, l.and, l.sep, l.series, l.plain = false, false, false, false, false
}

// grant returns what the collected words say, and a fault or "".
func (l *scopeList) grant(d *dialect.Dialect) (model.Grant, string) {
	l.endGroup()
	g := model.Grant{AnyOf: product(l.groups), Pos: l.pos}
	text := markdown.Fold(l.text)
	switch {
	case len(g.AnyOf) > 0:
		g.Support = model.Yes
		g.Note = strings.Join(l.other, " ")
		if g.Note != "" {
			l.note(fmt.Sprintf("found %q beside the scopes", g.Note))
		}
	case d.Has("permission-blank", text):
	case d.Has("permission-none", text):
		g.Support = model.No
	default:
		g.Note = text
		l.note(fmt.Sprintf("found %q; want scopes or \"Not supported.\"", text))
	}
	return g, l.fault
}

// maxSets bounds the combinations of a cell; no cell of a real page has more
// than six.
const maxSets = 256

// product returns the sets that satisfy all groups: one of each, combined.
func product(groups [][][]string) [][]string {
	var out [][]string
	for i, group := range groups {
		if i == 0 {
			out = group
			continue
		}
		if len(out)*len(group) > maxSets {
			break
		}
		var next [][]string
		for _, set := range out {
			for _, more := range group {
				next = append(next, append(slices.Clone(set), more...))
			}
		}
		out = next
	}
	return unique(out)
}

// unique drops repetitions of a set.
func unique(sets [][]string) [][]string {
	var out [][]string
	seen := make(map[string]bool, len(sets))
	for _, set := range sets {
		if key := strings.Join(set, " "); !seen[key] { // scopes have no blanks
			seen[key] = true
			out = append(out, set)
		}
	}
	return out
}
