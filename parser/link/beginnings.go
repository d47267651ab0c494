package link

// This file collects how paths begin. An example whose path begins as those of
// other pages do and ends like its own page's is one more way to the same
// thing: GET /drive/items/{id}/comments on a page that lists
// /me/drive/items/{id}/comments only, where other pages have /drive/items/{id}.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// beginnings holds the beginnings of all documented paths by the first two names
// in them. A service may have any number of paths below one name (/users), but
// those of an example are among few.
type beginnings struct {
	firsts map[string]bool // folded
	lists  map[opening][]beginning
}

// An opening is the first name of a beginning, folded, and the next one, "" if there
// is none, as [model.Segment.Name] has it.
type opening struct{ first, next string }

type beginning struct {
	segments []model.Segment
	key      string // of the segments
}

func collectBeginnings(requests []request) beginnings {
	seen := make(map[string]bool)
	out := beginnings{make(map[string]bool), make(map[opening][]beginning)}
	keys := countKeys(requests)
	for i := range requests {
		r := &requests[i]
		segments := r.end.Path.Segments
		if len(segments) == 0 || segments[0].Kind != model.Literal {
			continue
		}
		at := opening{first: fold(segments[0].Text)}
		out.firsts[at.first] = true
		for n := range keys.sound(r) {
			if n > 0 && at.next == "" {
				at.next = r.name(n)
			}
			if key := r.path(n + 1); !seen[key] {
				seen[key] = true
				out.lists[at] = append(out.lists[at], beginning{segments[: n+1 : n+1], key})
			}
		}
	}
	return out
}

// keyCounts counts what follows a name in documented paths: keys less names, by
// the path up to there.
type keyCounts map[string]int

func countKeys(requests []request) keyCounts {
	counts := make(keyCounts)
	for i := range requests {
		r := &requests[i]
		for n, s := range r.end.Path.Segments {
			switch {
			case n == 0 || strings.HasPrefix(s.Text, "$"):
			case s.Kind == model.Key:
				counts[r.path(n)]++
			case s.Kind == model.Literal:
				counts[r.path(n)]--
			}
		}
	}
	return counts
}

// sound returns how many segments stand before the first key that follows what
// most pages follow with a name: /me/drive/{id} on one page has lost a part of
// the /me/drive/items/{id} that all others have.
func (c keyCounts) sound(r *request) int {
	segments := r.end.Path.Segments
	for n, s := range segments {
		if n > 0 && s.Kind == model.Key && c[r.path(n)] < 0 {
			return n
		}
	}
	return len(segments)
}

// has reports whether a path begins with the name in a part of a URL's path.
func (b beginnings) has(part string) bool { return b.firsts[firstName(part)] }

func firstName(part string) string {
	name, _, _ := strings.Cut(part, "(")
	return fold(name)
}

// of returns the beginnings of a URL, which path is, longest first.
func (b beginnings) of(url model.URLPath, path string) []beginning {
	var out []beginning
	part, _, _ := strings.Cut(strings.TrimLeft(path, "/"), "/")
	next := append(url.Names(), "")
	slices.Sort(next)
	for _, name := range slices.Compact(next) {
		for _, begin := range b.lists[opening{firstName(part), name}] {
			if url.MayBegin(begin.segments) {
				out = append(out, begin)
			}
		}
	}
	slices.SortFunc(out, func(a, b beginning) int {
		return cmp.Or(len(b.segments)-len(a.segments), strings.Compare(a.key, b.key))
	})
	return out
}

// join returns a path that fits url: a documented beginning, of those that may be its
// own, and the end of path. What is taken from path holds a name: a key alone could be
// anything. A beginning that goes on where path's own ends leads to something else,
// which need not have what path has.
func join(may func() []beginning, path model.Path, url model.URLPath) (model.Path, bool) {
	if n := len(path.Segments); n == 0 || !url.MayEnd(path.Segments[n-1]) {
		return path, false
	}
	for n := range path.Segments {
		end := path.Segments[n:]
		if !slices.ContainsFunc(end, func(s model.Segment) bool { return s.Kind == model.Literal || s.Kind == model.Function }) {
			break
		}
		for _, b := range may() {
			begin := b.segments
			if !url.IsJoined(begin, end) || n > 0 && len(begin) > n && pathKey(begin[:n]) == pathKey(path.Segments[:n]) {
				continue
			}
			return model.Path{Segments: slices.Concat(begin, end), Query: path.Query}, true
		}
	}
	return path, false
}
