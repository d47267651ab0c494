package selection

// This file reads patterns. docs/selection.md describes the grammar for users:
//
//	pattern   = name | [ methods blank ] path | "page:" file
//	name      = a type, enum or operation ID; a type or enum with all, some or
//	            none of its namespace
//	methods   = method { "," method }
//	path      = "/" segments, a key as {anything}
//	file      = a page's path in the documentation, or its last part, with or
//	            without extension
//
// "*" stands for any characters between two slashes (in a path it matches a key,
// too), "**" for any at all. Letter case never counts.

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// A pattern is one pattern, read.
type pattern struct {
	text    string   // as given
	name    string   // in lower case, "" for the other kinds
	page    string   // in lower case, without extension
	path    []string // segments in lower case
	methods []string // in upper case, nil for any
}

// httpMethods are those that request lines have.
var httpMethods = []string{"GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS", "MERGE"}

// parsePattern reads a pattern.
func parsePattern(text string) (pattern, error) {
	p := pattern{text: text}
	words := strings.Fields(text)
	if len(words) == 0 {
		return p, fmt.Errorf("the pattern %q is empty", text)
	}
	rest := strings.ToLower(strings.Join(words, " "))
	if page, ok := strings.CutPrefix(rest, "page:"); ok {
		p.page = trimExt(strings.TrimPrefix(strings.Trim(strings.ReplaceAll(page, `\`, "/"), " /"), "./"))
		if p.page == "" {
			return p, fmt.Errorf("the pattern %q names no page", text)
		}
		return p, nil
	}
	if strings.Contains(rest, "://") {
		return p, fmt.Errorf("the pattern %q is an address; give the path below the service root, like /users/{id}", text)
	}
	if path, ok := strings.CutPrefix(rest, "/"); ok {
		p.path = patternSegments("/" + path)
		return p, nil
	}
	methods, path, ok := strings.Cut(rest, " ")
	if !ok {
		p.name = rest
		return p, nil
	}
	if !strings.HasPrefix(path, "/") {
		return p, fmt.Errorf("the pattern %q is two words; a name is one, and a method goes before a path that begins with a slash: GET /users/**", text)
	}
	p.path = patternSegments(path)
	for m := range strings.SplitSeq(strings.ToUpper(methods), ",") {
		if !slices.Contains(httpMethods, m) {
			return p, fmt.Errorf("the pattern %q has no HTTP method before its path; there are %s", text, strings.Join(httpMethods, ", "))
		}
		p.methods = append(p.methods, m)
	}
	return p, nil
}

// patternSegments cuts a path, in lower case, in the way [pathSegments] does a
// request line's: a key in parentheses is a segment of its own, and so is the
// path of an item between colons. A query is passed over.
func patternSegments(path string) []string {
	path, _, _ = strings.Cut(path, "?")
	path = strings.ReplaceAll(path, ":/", "/")
	var out []string
	for s := range strings.SplitSeq(path, "/") {
		s = strings.TrimSuffix(strings.TrimSpace(s), ":")
		name, args, call := strings.Cut(s, "(")
		switch {
		case s == "":
			continue
		case strings.HasPrefix(s, "{"), call && name == "":
			out = append(out, key)
			continue
		case name != "*" && name != "**":
			name = model.ShortName(name)
		}
		out = append(out, name)
		if call && strings.HasPrefix(args, "{") && !strings.Contains(args, "=") && !strings.Contains(args, ",") {
			out = append(out, key)
		}
	}
	return out
}

// pathSegments returns the segments of a request line as patterns match them:
// in lower case, without namespaces and arguments.
func pathSegments(p model.Path) []string {
	out := make([]string, 0, len(p.Segments))
	for _, s := range p.Segments {
		switch s.Kind {
		case model.Key, model.ItemPath:
			out = append(out, key)
		case model.Literal, model.Function:
			if s.Text != "" {
				out = append(out, strings.ToLower(model.ShortName(s.Text)))
			}
		default:
			panic("selection: segment of unknown kind")
		}
	}
	return out
}

// trimExt cuts off the extension of a page.
func trimExt(page string) string {
	for _, ext := range []string{".md", ".txt", ".html", ".htm"} {
		if base, ok := strings.CutSuffix(page, ext); ok {
			return base
		}
	}
	return page
}

// matchesName reports whether p is a name and matches a full name, or the end
// of one that begins behind a dot.
func (p *pattern) matchesName(full string) bool {
	if p.name == "" {
		return false
	}
	full = strings.ToLower(full)
	for {
		if globMatch(p.name, full) {
			return true
		}
		_, rest, ok := strings.Cut(full, ".")
		if !ok {
			return false
		}
		full = rest
	}
}

// matchesID reports whether p is a name and matches the ID of an operation,
// with or without the variant behind it.
func (p *pattern) matchesID(id string) bool {
	id = strings.ToLower(id)
	base, _, _ := strings.Cut(id, "#")
	return p.name != "" && (globMatch(p.name, id) || globMatch(p.name, base))
}

// matchesPage reports whether p is about pages and matches one.
func (p *pattern) matchesPage(page string) bool {
	if p.page == "" || page == "" {
		return false
	}
	page = trimExt(strings.ToLower(page))
	if !strings.Contains(p.page, "/") {
		page = page[strings.LastIndexByte(page, '/')+1:]
	}
	return globMatch(p.page, page)
}

// matchesLine reports whether p is a path and matches a request line.
func (p *pattern) matchesLine(method string, segments []string) bool {
	return p.path != nil && (p.methods == nil || slices.Contains(p.methods, method)) && segmentsMatch(p.path, segments)
}
