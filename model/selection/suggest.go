package selection

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file suggests what a user may have meant with a pattern that matches
// nothing.

// nothing returns the error for a pattern that matches nothing.
func (g *Graph) nothing(p *pattern) error {
	what := "type, enum or operation is called"
	switch {
	case p.page != "":
		what = "page is called"
	case p.path != nil:
		what = "request line matches"
	}
	near := g.nearest(p)
	if len(near) == 0 {
		return fmt.Errorf("no %s %q; docmill list shows what there is", what, p.text)
	}
	return fmt.Errorf("no %s %q; did you mean %s?", what, p.text, orList(near))
}

// orList returns "a", "a or b", "a, b or c".
func orList(list []string) string {
	last := len(list) - 1
	if last == 0 {
		return list[0]
	}
	return strings.Join(list[:last], ", ") + " or " + list[last]
}

// A candidate is something that could have been meant: how the user would write
// it, and what the pattern is compared with.
type candidate struct{ text, compare string }

// nearest returns the candidates most like p, the best first, at most three.
func (g *Graph) nearest(p *pattern) []string {
	want := strings.ReplaceAll(cmp.Or(p.name, p.page, strings.Join(p.path, "/")), "*", "")
	type hit struct {
		candidate
		far int
	}
	var hits []hit
	limit := len(want)/3 + 1
	for _, c := range g.candidates(p) {
		if far := distance(want, strings.ReplaceAll(c.compare, "*", ""), limit); far <= limit {
			hits = append(hits, hit{c, far})
		}
	}
	slices.SortFunc(hits, func(a, b hit) int { return cmp.Or(cmp.Compare(a.far, b.far), cmp.Compare(a.text, b.text)) })
	var out []string
	for _, h := range hits {
		// What is twice as far as the best is a stranger.
		if h.far <= 2*hits[0].far+1 && !slices.Contains(out, h.text) && len(out) < 3 {
			out = append(out, h.text)
		}
	}
	return out
}

// candidates returns what patterns of p's kind can name.
func (g *Graph) candidates(p *pattern) []candidate {
	var out []candidate
	seen := make(map[string]bool)
	add := func(text, compare string) {
		if !seen[text] {
			seen[text] = true
			out = append(out, candidate{text, compare})
		}
	}
	for id, n := range g.nodes {
		switch {
		case p.name != "":
			name := model.ShortName(g.name(id))
			if g.kind(id) == "operation" {
				name = g.name(id)
			}
			add(name, strings.ToLower(name))
		case p.page != "":
			for _, page := range g.pages(id) {
				base := trimExt(page)
				if !strings.Contains(p.page, "/") {
					base = base[strings.LastIndexByte(base, '/')+1:]
				}
				add("page:"+base, strings.ToLower(base))
			}
		default:
			if line, ok := n.(lineNode); ok {
				g.pathCandidates(id, line, p, add)
			}
		}
	}
	return out
}

// pathCandidates adds the path of a line, or, for a pattern that ends in "**",
// the beginnings of it.
func (g *Graph) pathCandidates(id int, line lineNode, p *pattern, add func(text, compare string)) {
	n := len(p.path)
	open := n > 0 && p.path[n-1] == "**"
	if open {
		n--
	}
	segments := g.segments[id]
	if n > len(segments) || !open && n != len(segments) {
		return
	}
	var text strings.Builder
	for _, s := range line.Endpoint().Path.Segments {
		if n == strings.Count(text.String(), "/") {
			break
		}
		text.WriteString("/" + s.String())
	}
	if open {
		text.WriteString("/**")
	}
	add(text.String(), strings.Join(segments[:n], "/"))
}

// pages returns the pages that describe a node.
func (g *Graph) pages(id int) []string {
	switch n := g.nodes[id].(type) {
	case typeNode:
		return n.typ.Pages
	case enumNode:
		return []string{n.enum.Page}
	case lineNode:
		return []string{n.Op.Page}
	case opNode:
		return []string{n.op.Page}
	default:
		panic("selection: node of unknown kind")
	}
}

// distance returns how many bytes must be added, removed or changed to make b
// of a (Levenshtein), or more than limit as soon as it is. What contains the
// other is near.
func distance(a, b string, limit int) int {
	if len(a) > 3 && strings.Contains(b, a) {
		return min(limit, 1+(len(b)-len(a))/4)
	}
	if len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal, best := row[0], i+1
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
			best = min(best, row[j+1])
		}
		if best > limit {
			return limit + 1
		}
	}
	return row[len(b)]
}
