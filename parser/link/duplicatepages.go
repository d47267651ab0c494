package link

import (
	"fmt"
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file finds pages that document the same thing, which somebody copied or
// renamed and left the old one standing. Readers find either, and one of the
// two grows old.
//
// Sharing is no sign of it by itself: a type has rows on the page of its base
// and on overviews, the pages of derived types share their endpoints, and large
// objects are divided on purpose, each page with its own share of the
// properties. Two pages are one only if each is about the one type and most of
// what the shorter one lists is on both, or if just the two have one title and
// the very same requests.

// duplicatePages reports such pages and returns the operations that it
// reported.
func (l *linker) duplicatePages() map[*model.Op]bool {
	for _, n := range l.types.all() {
		l.duplicateTypes(n)
	}
	return l.duplicateOps()
}

// duplicateTypes reports the pages that are about type n beside the first.
func (l *linker) duplicateTypes(n *typeNode) {
	var first *typeClaim
	for i, c := range n.claims {
		switch {
		case c.page.Kind != model.ResourcePage || len(c.page.Types) != 1 || len(c.Fields) == 0:
		case first == nil:
			first = &n.claims[i]
		case c.page != first.page && sameTable(first.Fields, c.Fields):
			l.diags.AddRelated(diag.DuplicatePage, c.Pos, related(first.Pos, "the other page"),
				"%s is documented on %s as well", n.full, first.page.Path)
		}
	}
}

// sameTable reports whether most rows of the shorter of two tables, and at
// least two, are in both: every table of entities has an id.
func sameTable(a, b []*model.FieldClaim) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	names := make(folded[bool], len(b))
	for _, f := range b {
		names[fold(f.Name)] = true
	}
	shared := 0
	for _, f := range a {
		if names.at(f.Name) {
			shared++
		}
	}
	return shared >= 2 && 2*shared > len(a)
}

// duplicateOps reports operations with the title and the requests of one other
// page's. It returns them.
func (l *linker) duplicateOps() map[*model.Op]bool {
	groups := make(map[string][]*model.Op)
	rest := l.requests
	for _, o := range l.api.Operations {
		own := rest[:len(o.Endpoints)]
		rest = rest[len(o.Endpoints):]
		if len(own) > 0 && !slices.ContainsFunc(own, func(r request) bool { return r.at.ops == 1 }) {
			key := fmt.Sprint(requestIDs(own)) + fold(o.Title)
			groups[key] = append(groups[key], o)
		}
	}
	out := make(map[*model.Op]bool)
	for _, g := range groups { // findings are sorted in the end
		if len(g) != 2 || g[0].Page == g[1].Page {
			continue
		}
		first, o := g[0], g[1]
		out[o] = true
		l.diags.AddRelated(diag.DuplicatePage, o.Pos, related(first.Pos, "the other page"),
			"%q has the title and the requests of %s", o.Title, first.Page)
	}
	return out
}

// requestIDs returns the numbers of requests, each once, sorted.
func requestIDs(requests []request) []int {
	ids := make([]int, len(requests))
	for i, r := range requests {
		ids[i] = r.at.id
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
