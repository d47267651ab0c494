package link

// This file decides the default namespace: the one a bare name belongs to on a
// page that does not name its own.
//
// Most documentation sets write a Namespace line on nearly every page; older
// ones have none, but annotations with full names; and some name no namespace
// anywhere. For the last a full name still needs one, because "@odata.type" and
// the model's JSON have full names only. An invented name would look like a
// fact, so it is the plainest there is: "api". A qualifier that occurs in cells
// only ("NAV.customer") is no candidate: nothing says that the pages' own types
// belong to it.

import (
	"strings"

	"github.com/docmill/docmill/model"
)

// fallbackNamespace is the namespace of documentation that names none.
const fallbackNamespace = "api"

func (l *linker) defaultNamespace() {
	lines, notes := make(map[string]int), make(map[string]int)
	for _, p := range l.pages {
		if p.Namespace != "" {
			lines[p.Namespace]++
		}
		for _, t := range p.Types {
			if ns, _ := model.SplitName(t.Name); ns != "" {
				notes[ns]++
			}
		}
	}
	l.ns = mostFrequent(lines)
	if l.ns == "" {
		l.ns = mostFrequent(notes)
	}
	if l.ns == "" {
		l.ns = fallbackNamespace
	}
	l.spaces[fold(l.ns)] = true
	for _, m := range []map[string]int{lines, notes} {
		for ns := range m {
			l.spaces[fold(ns)] = true
		}
	}
	known := make(map[string][]string)
	for p, n := range l.nodes {
		if known[p.Namespace] == nil {
			known[p.Namespace] = l.namespacesOf(p.Namespace)
		}
		n.spaces = known[p.Namespace]
	}
}

// mostFrequent returns the key with the highest count, the first in order of
// those with equal counts.
func mostFrequent(counts map[string]int) string {
	best := ""
	for k, n := range counts {
		if b := counts[best]; n > b || n == b && k < best {
			best = k
		}
	}
	return best
}

// fullName returns the full name of a thing that page p declares as name.
func (l *linker) fullName(p *model.Page, name string) string {
	name = strings.TrimPrefix(name, "#")
	switch {
	case strings.Contains(name, "."):
		return name
	case p.Namespace != "":
		return p.Namespace + "." + name
	default:
		return l.ns + "." + name
	}
}

// namespacesOf returns the namespaces in which a bare name is looked up that stands
// on a page of a namespace, nearest first: the page's own, the default, then the
// parents of the page's own.
func (l *linker) namespacesOf(own string) []string {
	if own == "" || fold(own) == fold(l.ns) {
		return []string{l.ns}
	}
	out := []string{own, l.ns}
	for ns, _ := model.SplitName(own); ns != ""; ns, _ = model.SplitName(ns) {
		if fold(ns) != fold(l.ns) {
			out = append(out, ns)
		}
	}
	return out
}
