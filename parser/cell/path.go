package cell

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads request lines: a method and a path template.
//
//	line     = method blank template [ blank "HTTP/" version ]
//	template = [ host ] [ version ] { "/" segment } [ "?" query ]
//	host     = "https://" name | "~" | word "Prefix"
//	segment  = literal | key | name "(" args ")" | item
//	key      = "{" name { "|" name } "}" | "<" name ">" | "'" key "'" | name "=" key
//	args     = [ arg { "," arg } ]
//	arg      = [ name "=" ] ( key | constant )
//	item     = ":/" path [ ":" ]           OneDrive: root:/{item-path}:/content
//
// People write templates by hand, so a fault does not end the reading where
// what was meant is clear: "{group-id/drive" lacks one brace, and no template
// has a slash inside of braces. Such a line yields its path and a
// [SyntaxError]. Where it is not clear there is an error and no path.

// Methods are the HTTP methods that a request line may begin with.
var methods = []string{"GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "MERGE"}

// IsMethod reports whether s is an HTTP method in upper case.
func IsMethod(s string) bool { return slices.Contains(methods, s) }

// BeginsMethod reports whether a method, in upper or lower case, begins with c.
func BeginsMethod(c byte) bool {
	return slices.ContainsFunc(methods, func(m string) bool { return m[0] == c&^0x20 })
}

// RequestLine reads "METHOD template". The method is in upper case, "" if the
// line does not begin with one. The error is a *SyntaxError; if the path has
// segments nevertheless, they are what the line clearly means. Limits say how many parts
// a path may have.
func RequestLine(line string, limits markdown.Limits) (method string, path model.Path, err error) {
	rest := strings.TrimLeftFunc(line, markdown.IsSpace)
	end := strings.IndexFunc(rest, func(c rune) bool { return c == '/' || markdown.IsSpace(c) })
	if end <= 0 {
		return "", model.Path{}, &SyntaxError{0, errors.New("want METHOD /path")}
	}
	method = strings.ToUpper(rest[:end])
	if !IsMethod(method) {
		return "", model.Path{}, &SyntaxError{len(line) - len(rest), fmt.Errorf("%q is no HTTP method", rest[:end])}
	}
	joined := rest[end] == '/'
	rest = strings.TrimLeftFunc(rest[end:], markdown.IsSpace)
	path, err = template(rest, len(line)-len(rest), limits.Most(maxSegments))
	if joined && err == nil {
		err = &SyntaxError{len(line) - len(rest), errors.New("want a blank after the method")}
	}
	return method, path, err
}

// Template reads a path template without a method.
func Template(s string, limits markdown.Limits) (model.Path, error) {
	rest := strings.TrimLeftFunc(s, markdown.IsSpace)
	return template(rest, len(s)-len(rest), limits.Most(maxSegments))
}

var httpVersion = regexp.MustCompile(`[\s\x{a0}\x{202f}]+HTTP/[0-9.]+$`)

// withoutVersion returns a request line without the version of HTTP at its end.
func withoutVersion(s string) string {
	if !strings.Contains(s, "HTTP/") {
		return s
	}
	return httpVersion.ReplaceAllString(s, "")
}

// maxSegments is how many parts a path can usually have: each becomes a service, whose
// name is that of its path. Real ones have a dozen. As many arguments of functions
// and of the query can be in it: each becomes a parameter of a method.
const maxSegments = 50

// template reads a template of at most so many parts, which stands at an offset in its line.
func template(s string, offset, most int) (model.Path, error) {
	s = withoutVersion(strings.TrimRightFunc(s, markdown.IsSpace))
	root := serviceRoot(s)
	p := &pathParser{s: s, i: root, offset: offset, start: root, most: most}
	path := p.path()
	if len(path.Segments) > most {
		p.fault(root, "the path has %d parts, more than %d", len(path.Segments), most)
		p.dead = true
	}
	if n := arguments(path); n > most {
		p.fault(root, "the path has %d arguments, more than %d", n, most)
		p.dead = true
	}
	if p.dead {
		path = model.Path{}
	}
	if p.err != nil {
		return path, p.err
	}
	return path, nil
}

func arguments(path model.Path) int {
	n := len(path.Query)
	for _, s := range path.Segments {
		n += len(s.Args)
	}
	return n
}

// A pathParser reads one template. It stops at the first fault that leaves
// the meaning open (dead); of the others it keeps the first.
type pathParser struct {
	s      string
	i      int
	offset int // of s in the line
	start  int // of the path in s
	most   int // how many parts it may have
	segs   []model.Segment
	err    *SyntaxError
	dead   bool
}

func (p *pathParser) fault(at int, format string, args ...any) {
	if p.err == nil {
		p.err = &SyntaxError{p.offset + at, fmt.Errorf(format, args...)}
	}
}

// fatal is a fault after which nobody can say what the path is. It replaces
// the milder one that may have led to it.
func (p *pathParser) fatal(at int, format string, args ...any) {
	p.err = &SyntaxError{p.offset + at, fmt.Errorf(format, args...)}
	p.dead = true
	p.i = len(p.s)
}

// peek returns the byte at the current place, 0 at the end.
func (p *pathParser) peek() byte {
	if p.i < len(p.s) {
		return p.s[p.i]
	}
	return 0
}

func (p *pathParser) path() model.Path {
	if p.i >= len(p.s) && p.start == 0 {
		p.fatal(p.i, "the path is missing")
	}
	if c := p.peek(); c == '*' || c == '"' || c == '`' || c == ':' {
		p.fatal(p.i, "want a path, found %q", p.s[p.i:])
	}
	for p.i < len(p.s) && p.peek() != '?' {
		p.step()
	}
	path := model.Path{Raw: p.raw(), Segments: p.segs}
	if p.peek() == '?' {
		p.i++
		path.Query = p.query()
	}
	return path
}

// raw returns the path as written, from the service root on.
func (p *pathParser) raw() string {
	raw := strings.TrimRightFunc(p.s[p.start:p.i], markdown.IsSpace)
	if !strings.HasPrefix(raw, "/") {
		return "/" + raw
	}
	return raw
}

// step reads a slash, or the segment after it.
func (p *pathParser) step() {
	at := p.i
	switch c := p.peek(); {
	case c == '/':
		if p.i > p.start && p.s[p.i-1] == '/' {
			p.fault(at, "two slashes in a row")
		}
		p.i++
	case c == ':':
		p.item()
	case c == '(':
		p.parenAlone()
	case c == '{' || c == '<' || c == '\'':
		p.needSlash()
		p.add(p.key(""))
	case c == '}' || c == '>':
		p.fault(at, "%q without its opening brace", c)
		p.i++
	case c == '|':
		p.alternative()
	case strings.HasPrefix(p.s[p.i:], "..."), strings.HasPrefix(p.s[p.i:], "…"):
		p.fault(at, "the template leaves out segments")
		p.i += len("...") // "…" has three bytes, too
	default:
		p.word()
	}
}

func (p *pathParser) add(s model.Segment) {
	if p.segs == nil {
		p.segs = make([]model.Segment, 0, min(1+strings.Count(p.s[p.i:], "/"), p.most)) // mostly all
	}
	if !p.dead {
		p.segs = append(p.segs, s)
	}
}

// needSlash notes a segment that follows another one without a slash:
// "{id}$ref".
func (p *pathParser) needSlash() {
	if p.i > p.start && p.s[p.i-1] != '/' {
		p.fault(p.i, "want / before %q", p.s[p.i:])
	}
}
