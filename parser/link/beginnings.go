package link

// This file collects how paths begin. An example whose path begins as those of
// other pages do and ends like its own page's is one more way to the same
// thing: GET /drive/items/{id}/comments on a page that lists
// /me/drive/items/{id}/comments only, where other pages have /drive/items/{id}.

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// beginnings holds the beginnings of all documented paths by their first name,
// longest first.
type beginnings map[string][][]model.Segment

func collectBeginnings(ops []*model.Op) beginnings {
	seen := make(map[string]bool)
	out := make(beginnings)
	for _, o := range ops {
		for _, line := range o.Endpoints {
			segments := line.Path.Segments
			for n := len(segments); n > 0 && segments[0].Kind == model.Literal; n-- {
				key := pathKey(segments[:n])
				if seen[key] {
					break // and so are the shorter ones
				}
				seen[key] = true
				first := fold(segments[0].Text)
				out[first] = append(out[first], segments[:n:n])
			}
		}
	}
	for _, list := range out {
		slices.SortFunc(list, func(a, b []model.Segment) int {
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			return strings.Compare(pathKey(a), pathKey(b))
		})
	}
	return out
}

// at returns the beginnings with the name in the first part of a URL's path.
func (b beginnings) at(part string) [][]model.Segment {
	name, _, _ := strings.Cut(part, "(")
	return b[fold(name)]
}

// pathKey is equal for segments that differ only in case and in the names of
// their placeholders.
func pathKey(segments []model.Segment) string {
	return endpointKey(&model.Endpoint{Path: model.Path{Segments: segments}})
}

// join returns a path that fits url: a documented beginning, and the end of
// path. What is taken from path holds a name: a key alone could be anything.
func (b beginnings) join(path model.Path, url string) (model.Path, bool) {
	first, _, _ := strings.Cut(strings.TrimLeft(url, "/"), "/")
	for n := range path.Segments {
		end := path.Segments[n:]
		if !slices.ContainsFunc(end, func(s model.Segment) bool { return s.Kind == model.Literal || s.Kind == model.Function }) {
			break
		}
		for _, begin := range b.at(first) {
			joined := model.Path{Segments: append(slices.Clone(begin), end...), Query: path.Query}
			if _, ok := joined.Match(url); ok {
				return joined, true
			}
		}
	}
	return path, false
}
