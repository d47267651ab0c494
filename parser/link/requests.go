package link

// This file says which request lines mean the same: paths are compared without
// regard to case and to the names of their placeholders. What follows compares
// every line of every page, and every beginning of each, several times, so the
// forms in which they are compared are made once.

import (
	"unicode/utf8"

	"github.com/docmill/docmill/model"
)

// A request is one request line and the operation whose page has it.
type request struct {
	op   *model.Op
	end  *model.Endpoint
	key  string // equal for the same request, e.g. "GET/users/{}/messages"
	ends []int  // where each segment ends in key
}

// path returns what is equal for paths that begin with the same n segments.
func (r *request) path(n int) string {
	from := len(r.end.Method)
	if n == 0 {
		return ""
	}
	return r.key[from:r.ends[n-1]]
}

// short returns the name of segment n, folded and without namespace, "" for a
// placeholder.
func (r *request) short(n int) string {
	switch s := r.end.Path.Segments[n]; s.Kind {
	case model.Literal:
		from := len(r.end.Method)
		if n > 0 {
			from = r.ends[n-1]
		}
		return model.ShortName(r.key[from+1 : r.ends[n]])
	case model.Function:
		return fold(model.ShortName(s.Text))
	}
	return ""
}

// name returns [model.Segment.Name] of segment n, which its short name is unless
// that is spelt in an unusual way.
func (r *request) name(n int) string {
	short := r.short(n)
	for i := range len(short) {
		if short[i] >= utf8.RuneSelf || short[i] == '%' {
			return r.end.Path.Segments[n].Name()
		}
	}
	return short
}

// indexRequests makes l.requests, in the order of operations and their lines.
func (l *linker) indexRequests() {
	for _, o := range l.api.Operations {
		for _, e := range o.Endpoints {
			r := request{op: o, end: e, ends: make([]int, 0, len(e.Path.Segments))}
			key := append(make([]byte, 0, 128), e.Method...)
			for _, s := range e.Path.Segments {
				key = appendSegment(key, s)
				r.ends = append(r.ends, len(key))
			}
			r.key = string(key)
			l.requests = append(l.requests, r)
		}
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
