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
	end      *step // of the last segment
}

func collectBeginnings(requests []request) beginnings {
	out := beginnings{make(map[string]bool), make(map[opening][]beginning)}
	countKeys(requests)
	var steps []*step
	for i := range requests {
		segments := requests[i].end.Path.Segments
		if len(segments) == 0 || segments[0].Kind != model.Literal {
			continue
		}
		at := opening{first: fold(segments[0].Text)}
		steps = requests[i].steps(steps)
		for n, s := range steps {
			if n > 0 && segments[n].Kind == model.Key && steps[n-1].keysLess < 0 {
				break // the path is not sound
			}
			if n > 0 && at.next == "" {
				at.next = s.name
			}
			if !s.begins {
				s.begins = true
				out.firsts[at.first] = true
				out.lists[at] = append(out.lists[at], beginning{segments[: n+1 : n+1], s})
			}
		}
	}
	return out
}

// countKeys counts what follows each step in documented paths: keys less names. A
// path is sound up to the first key that follows what most pages follow with a name:
// /me/drive/{id} on one page has lost a part of the /me/drive/items/{id} that all
// others have.
func countKeys(requests []request) {
	for i := range requests {
		segments := requests[i].end.Path.Segments
		n := len(segments) - 1
		for s := requests[i].at.above; n > 0; s, n = s.above, n-1 {
			switch {
			case strings.HasPrefix(segments[n].Text, "$"):
			case segments[n].Kind == model.Key:
				s.above.keysLess++
			case segments[n].Kind == model.Literal:
				s.above.keysLess--
			}
		}
	}
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
		return cmp.Or(len(b.segments)-len(a.segments), strings.Compare(a.end.path(), b.end.path()))
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
