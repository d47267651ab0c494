package servertest

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file finds the operation that a request is for, by the templates of the
// operations' paths.

// A route is one operation with the answer to it.
type route struct {
	op     *api.Operation
	status int
	list   bool   // answers with a collection
	file   string // the page's example, in folder examples
	body   string // where file is "": the smallest answer of the documented form
	header [][2]string
	needs  []string // headers that the page calls required
	takes  string   // media type of the request's body, "*/*" for any, "" for none
}

// firstSegment returns what stands before the second slash of a template or
// path, "" if that is or has a parameter.
func firstSegment(path string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	if strings.Contains(first, "{") {
		return ""
	}
	return first
}

// find returns the route of a request with its path parameters. If only
// other methods have the path, allow lists them.
func (s *Server) find(method string, r *http.Request) (rt *route, params map[string]string, allow string) {
	if m, ok := strings.CutPrefix(r.URL.Query().Get("$skiptoken"), secondPage); ok {
		method = m // a next link is fetched with GET, also that of a function called with POST
	}
	path := r.URL.EscapedPath()
	if rest, ok := strings.CutPrefix(path, basePath); ok && (rest == "" || rest[0] == '/') {
		path = rest
	}
	path = "/" + strings.Trim(path, "/")
	var args []string
	var methods []string
	for _, key := range slices.Compact([]string{firstSegment(path), ""}) {
		for _, candidate := range s.index[key] {
			found, ok := match(candidate.op.Path, path, nil)
			if !ok {
				continue
			}
			methods = append(methods, candidate.op.Method)
			if candidate.op.Method == method && (rt == nil || isMoreSpecific(candidate.op.Path, rt.op.Path)) {
				rt, args = candidate, found
			}
		}
	}
	slices.Sort(methods)
	if rt == nil {
		return nil, nil, strings.Join(slices.Compact(methods), ", ")
	}
	return rt, namedArgs(rt.op.Path, args), ""
}

// isMoreSpecific reports whether of two templates that match the same path a
// is the one to take: the one that has a fixed text where the other one has a
// parameter, as /users/delta and /users/{id}.
func isMoreSpecific(a, b string) bool {
	for {
		fixedA, restA, inA := strings.Cut(a, "{")
		fixedB, restB, inB := strings.Cut(b, "{")
		if fixedA != fixedB || !inA || !inB {
			return len(fixedA) > len(fixedB) // one begins with the other: both match
		}
		_, a, _ = strings.Cut(restA, "}")
		_, b, _ = strings.Cut(restB, "}")
	}
}

// match reports whether path, escaped, fits template, and returns args and
// what stands for the parameters of template.
func match(template, path string, args []string) ([]string, bool) {
	fixed, rest, found := strings.Cut(template, "{")
	if !strings.HasPrefix(path, fixed) {
		return nil, false
	}
	path = path[len(fixed):]
	if !found {
		return args, path == ""
	}
	_, rest, _ = strings.Cut(rest, "}")
	wholePath := strings.HasSuffix(fixed, ":/")
	start := 1
	if strings.HasSuffix(fixed, "'") {
		start = 0 // the empty string
	}
	for end := start; end <= len(path); end++ {
		if end > 0 && (path[end-1] == '/' && !wholePath || path[end-1] == ':' && wholePath) {
			break // the end of a segment, or of a path within a drive
		}
		if out, ok := match(rest, path[end:], append(args[:len(args):len(args)], path[:end])); ok {
			return out, true
		}
	}
	return nil, false
}

// namedArgs returns args, unescaped, by the names of template's parameters.
func namedArgs(template string, args []string) map[string]string {
	out := make(map[string]string, len(args))
	for _, arg := range args {
		fixed, rest, _ := strings.Cut(template, "{")
		name, after, _ := strings.Cut(rest, "}")
		if s, err := url.PathUnescape(arg); err == nil {
			arg = s
		}
		if strings.HasSuffix(fixed, "'") {
			arg = strings.ReplaceAll(arg, "''", "'")
		}
		out[name], template = arg, after
	}
	return out
}
