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
	keys := countKeys(ops)
	for _, o := range ops {
		for _, line := range o.Endpoints {
			segments := line.Path.Segments
			if len(segments) == 0 || segments[0].Kind != model.Literal {
				continue
			}
			for n := range keys.sound(segments) {
				key := pathKey(segments[:n+1])
				if !seen[key] {
					seen[key] = true
					first := fold(segments[0].Text)
					out[first] = append(out[first], segments[:n+1:n+1])
				}
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

// keyCounts counts what follows a name in documented paths: keys less names, by
// the path up to there.
type keyCounts map[string]int

func countKeys(ops []*model.Op) keyCounts {
	counts := make(keyCounts)
	for _, o := range ops {
		for _, line := range o.Endpoints {
			for n, s := range line.Path.Segments {
				switch {
				case n == 0 || strings.HasPrefix(s.Text, "$"):
				case s.Kind == model.Key:
					counts[pathKey(line.Path.Segments[:n])]++
				case s.Kind == model.Literal:
					counts[pathKey(line.Path.Segments[:n])]--
				}
			}
		}
	}
	return counts
}

// sound returns how many segments stand before the first key that follows what
// most pages follow with a name: /me/drive/{id} on one page has lost a part of
// the /me/drive/items/{id} that all others have.
func (c keyCounts) sound(segments []model.Segment) int {
	for n, s := range segments {
		if n > 0 && s.Kind == model.Key && c[pathKey(segments[:n])] < 0 {
			return n
		}
	}
	return len(segments)
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
// path. What is taken from path holds a name: a key alone could be anything. A
// beginning that goes on where path's own ends leads to something else, which
// need not have what path has.
func (b beginnings) join(path model.Path, url string) (model.Path, bool) {
	first, _, _ := strings.Cut(strings.TrimLeft(url, "/"), "/")
	parts := model.ParseURL(url)
	if n := len(path.Segments); n == 0 || !parts.MayEnd(path.Segments[n-1]) {
		return path, false
	}
	may := slices.DeleteFunc(slices.Clone(b.at(first)), func(begin []model.Segment) bool { return !parts.MayBegin(begin) })
	for n := range path.Segments {
		end := path.Segments[n:]
		if !slices.ContainsFunc(end, func(s model.Segment) bool { return s.Kind == model.Literal || s.Kind == model.Function }) {
			break
		}
		for _, begin := range may {
			joined := model.Path{Segments: append(slices.Clone(begin), end...), Query: path.Query}
			if _, ok := joined.MatchURL(parts); !ok || n > 0 && len(begin) > n && pathKey(begin[:n]) == pathKey(path.Segments[:n]) {
				continue
			}
			return joined, true
		}
	}
	return path, false
}
