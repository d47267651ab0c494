package link

// This file says which request lines mean the same: paths are compared without
// regard to case and to the names of their placeholders. What follows compares
// every line of every page, and every beginning of each, several times: all paths
// together are a tree, in which those that begin alike have their first steps in
// common.

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model"
)

// A request is one request line and the operation whose page has it.
type request struct {
	op  *model.Op
	end *model.Endpoint
	at  *step // for the method, behind those of the path
}

// A step is a segment of the paths that begin alike up to there, or the method
// behind the last one.
type step struct {
	id    int
	above *step  // nil for the first
	text  string // of a segment as appendSegment has it
	short string // the name, folded and without namespace, "" for a placeholder
	name  string // as [model.Segment.Name] has it

	first    *request  // of a method: the first of its requests
	lastOp   *model.Op // the last operation that has it
	ops      int       // how many have it
	keysLess int       // keys less names behind a segment, see countKeys
	begins   bool      // a beginning ends here, see collectBeginnings
}

// path is equal for paths of which it is the last step.
func (s *step) path() string {
	if s == nil {
		return ""
	}
	return s.above.path() + s.text
}

// steps returns the steps of the segments of a path, in buf if there is room.
func (r *request) steps(buf []*step) []*step {
	n := len(r.end.Path.Segments)
	buf = slices.Grow(buf[:0], n)[:n]
	for s := r.at.above; s != nil; s = s.above {
		n--
		buf[n] = s
	}
	return buf
}

// indexRequests makes l.requests, in the order of operations and their lines.
func (l *linker) indexRequests() {
	total := 0
	for _, o := range l.api.Operations {
		total += len(o.Endpoints)
	}
	l.requests = make([]request, 0, total)
	tree := make(pathTree, total)
	for _, o := range l.api.Operations {
		for _, e := range o.Endpoints {
			l.requests = append(l.requests, request{op: o, end: e})
			r := &l.requests[len(l.requests)-1]
			r.at = tree.request(e)
			r.at.first = cmp.Or(r.at.first, r)
			if r.at.lastOp != o {
				r.at.lastOp = o
				r.at.ops++
			}
		}
	}
}

// A pathTree holds the steps of all paths.
type pathTree map[stepAt]*step

type stepAt struct {
	above *step
	text  string
}

// request returns the step of a request's method.
func (t pathTree) request(e *model.Endpoint) *step {
	var buf [64]byte
	var at *step
	for _, s := range e.Path.Segments {
		text := appendSegment(buf[:0], s)
		next := t[stepAt{at, string(text)}]
		if next == nil {
			next = t.add(at, string(text))
			next.setNames(s)
		}
		at = next
	}
	if method := t[stepAt{at, e.Method}]; method != nil {
		return method
	}
	return t.add(at, e.Method)
}

func (t pathTree) add(above *step, text string) *step {
	s := &step{id: len(t), above: above, text: text}
	t[stepAt{above, text}] = s
	return s
}

// setNames sets the names of the step of a segment.
func (s *step) setNames(seg model.Segment) {
	switch seg.Kind {
	case model.Literal:
		s.short = model.ShortName(s.text[1:])
	case model.Function:
		s.short = fold(model.ShortName(seg.Text))
	}
	s.name = s.short // unless that is spelt in an unusual way
	if strings.ContainsFunc(s.short, func(c rune) bool { return c >= utf8.RuneSelf || c == '%' }) {
		s.name = seg.Name()
	}
}

// pathKey is equal for segments that differ only in case and in the names of
// their placeholders.
func pathKey(segments []model.Segment) string {
	var key []byte
	for _, s := range segments {
		key = appendSegment(key, s)
	}
	return string(key)
}

func appendSegment(key []byte, s model.Segment) []byte {
	key = append(key, '/')
	switch s.Kind {
	case model.Key:
		return append(key, "{}"...)
	case model.ItemPath:
		return append(key, ":{}:"...)
	case model.Function:
		key = append(appendFold(key, s.Text), '(')
		for _, a := range s.Args {
			key = append(appendFold(key, a.Name), '=')
			key = append(append(key, a.Const...), ',')
		}
		return append(key, ')')
	default:
		return appendFold(key, s.Text)
	}
}
