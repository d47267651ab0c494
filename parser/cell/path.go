package cell

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

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

// RequestLine reads "METHOD template". The method is in upper case, "" if the
// line does not begin with one. The error is a *SyntaxError; if the path has
// segments nevertheless, they are what the line clearly means.
func RequestLine(line string) (method string, path model.Path, err error) {
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
	path, err = template(rest, len(line)-len(rest))
	if joined && err == nil {
		err = &SyntaxError{len(line) - len(rest), errors.New("want a blank after the method")}
	}
	return method, path, err
}

// Template reads a path template without a method.
func Template(s string) (model.Path, error) {
	rest := strings.TrimLeftFunc(s, markdown.IsSpace)
	return template(rest, len(s)-len(rest))
}

var httpVersion = regexp.MustCompile(`[\s\x{a0}\x{202f}]+HTTP/[0-9.]+$`)

// withoutVersion returns a request line without the version of HTTP at its end.
func withoutVersion(s string) string {
	if !strings.Contains(s, "HTTP/") {
		return s
	}
	return httpVersion.ReplaceAllString(s, "")
}

// URL cuts the URL of a request into its path below the service root and its
// query, both as written; a slash that a path lacks in front is added. The path
// is "" if s is no URL.
func URL(s string) (path, query string) {
	s = withoutVersion(strings.TrimFunc(s, markdown.IsSpace))
	root := serviceRoot(s)
	path, query, _ = strings.Cut(s[root:], "?")
	if root == 0 && !strings.HasPrefix(path, "/") {
		if !bareURL.MatchString(path) {
			return "", ""
		}
		path = "/" + path
	}
	return path, query
}

// bareURL is a path without its first slash: me/devices.
var bareURL = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9.]*/[^\s:]+$`)

// maxSegments is how many parts a path can have: each becomes a service, whose
// name is that of its path. Real ones have a dozen. As many arguments of functions
// and of the query can be in it: each becomes a parameter of a method.
const maxSegments = 50

func template(s string, offset int) (model.Path, error) {
	s = withoutVersion(strings.TrimRightFunc(s, markdown.IsSpace))
	root := serviceRoot(s)
	p := &pathParser{s: s, i: root, offset: offset, start: root}
	path := p.path()
	if len(path.Segments) > maxSegments {
		p.fault(root, "the path has %d parts, more than %d", len(path.Segments), maxSegments)
		p.dead = true
	}
	if n := arguments(path); n > maxSegments {
		p.fault(root, "the path has %d arguments, more than %d", n, maxSegments)
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

var (
	apiVersion  = regexp.MustCompile(`^(/[^?]*)?/api/v[0-9]+(\.[0-9]+)*(/|$)`)
	bareVersion = regexp.MustCompile(`^/?((?i:v[0-9]+\.[0-9]+|beta))(/|$)`)
)

// serviceRoot returns how many bytes of s are host and version. A host may be
// a placeholder: "businesscentralPrefix/companies". Its version may follow a
// tenant: "/v2.0/{tenant}/api/v2.0/companies".
func serviceRoot(s string) int {
	n := 0
	if len(s) > 1 && s[0] == '/' && strings.IndexByte("vVbB", s[1]) < 0 {
		return 0 // most lines: neither a host nor "/v1.0" or "/beta"
	}
	if n = host(s); n > 0 && strings.Contains(s[n:], "/api/v") {
		if m := apiVersion.FindStringSubmatch(s[n:]); m != nil {
			return n + len(m[0]) - len(m[3])
		}
	}
	if m := bareVersion.FindStringSubmatch(s[n:]); m != nil {
		n += len(m[0]) - len(m[2])
	}
	return n
}

// host returns how many bytes at the start of s are a host, or stand for one, up to
// a slash or the end.
func host(s string) int {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	word := s[:n]
	switch {
	case word == "" && strings.HasPrefix(s, "~"):
		n = 1
	case (word == "http" || word == "https") && strings.HasPrefix(s[n:], "://"):
		n = len(s)
		if end := strings.IndexAny(s[len(word)+3:], "/?"); end >= 0 {
			n = len(word) + 3 + end
		}
	case word == "Prefix" || !strings.HasSuffix(word, "Prefix"):
		return 0
	}
	if n < len(s) && s[n] != '/' {
		return 0
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

// word reads a blank, a literal segment, a function, or a key that begins
// with a name.
func (p *pathParser) word() {
	if r, _ := utf8.DecodeRuneInString(p.s[p.i:]); markdown.IsSpace(r) {
		p.blank()
		return
	}
	at := p.i
	p.needSlash()
	name := p.literal()
	switch c := p.peek(); {
	case name == "":
		p.fatal(at, "unexpected %q in a path", p.s[at:])
	case c == '(':
		p.call(name)
	case c == '{' && strings.HasSuffix(name, "="):
		p.add(p.key(strings.TrimSuffix(name, "=")))
	case c == '}':
		p.fault(at, "%q lacks its opening brace", name+"}")
		p.i++
		p.add(placeholder(name))
	case c != '?' && missingQuestion(name) > 0:
		n := missingQuestion(name)
		p.fault(at+n, "want ? before %q", name[n:])
		p.add(model.Segment{Text: name[:n]})
		p.queryAt(at + n)
	default:
		p.add(p.plain(name, at))
	}
}

const literalBytes = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$._-~!@%;+,=&"

// literal reads what may stand in a segment. A colon belongs to it unless it
// opens or closes an item path.
func (p *pathParser) literal() string {
	at := p.i
	for p.i < len(p.s) {
		c := p.s[p.i]
		colon := c == ':' && p.i > at && p.i+1 < len(p.s) && p.s[p.i+1] != '/' && p.s[p.i+1] != '{'
		if !colon && strings.IndexByte(literalBytes, c) < 0 {
			break
		}
		p.i++
	}
	for p.i > at+1 && p.s[p.i-1] == ':' {
		p.i-- // "root::"
	}
	return p.s[at:p.i]
}

// missingQuestion returns where the query of "contacts$filter=…" begins, 0 if
// the word has none.
func missingQuestion(name string) int {
	n := strings.IndexByte(name, '$')
	if n <= 0 || !strings.Contains(name[n:], "=") {
		return 0
	}
	return n
}

func (p *pathParser) queryAt(at int) {
	p.s = p.s[:at] + "?" + p.s[at:]
	p.i = at
}

var guid = regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$|^[0-9a-f-]{24,}$|^[0-9A-Za-z_-]{8,}={1,2}$`)

// isExampleKey reports whether a segment is the identifier of an example.
func isExampleKey(name string) bool {
	return (len(name) >= 24 || strings.HasSuffix(name, "=")) && guid.MatchString(name)
}

// plain returns a literal segment, or a key where the writer forgot to make
// one: an example's identifier, or "id" without braces inside of a path
// ("/sites/id/items").
func (p *pathParser) plain(name string, at int) model.Segment {
	switch {
	case isExampleKey(name):
		p.fault(at, "%q is an example's value where a placeholder is expected", name)
		return placeholder("id")
	case name == "id" && len(p.segs) > 0 && p.peek() == '/':
		p.fault(at, "%q lacks its braces", name)
		return placeholder("id")
	}
	return model.Segment{Text: name}
}

func placeholder(name string) model.Segment {
	return model.Segment{Kind: model.Key, Text: name, Args: []model.Arg{{Param: name}}}
}

// blank handles white space inside of a template. "name ({id})" and
// "{id} | name" go on; a comment or a remark after the path ends it.
func (p *pathParser) blank() {
	at := p.i
	rest := strings.TrimLeftFunc(p.s[at:], markdown.IsSpace)
	switch {
	case rest == "":
		p.i = len(p.s)
	case rest[0] == '|':
		p.i = len(p.s) - len(rest)
	case rest[0] == '(' && len(p.segs) > 0 && p.segs[len(p.segs)-1].Kind == model.Literal:
		p.fault(at, "a blank inside of the path")
		name := p.segs[len(p.segs)-1].Text
		p.segs = p.segs[:len(p.segs)-1]
		p.i = len(p.s) - len(rest)
		p.call(name)
	case rest[0] != '#' && (strings.Contains(rest, "/") || p.s[p.start] != '/'):
		p.fatal(at, "a blank inside of the path")
	default:
		p.fault(at, "%q after the path", rest)
		p.s = p.s[:at]
	}
}

// alternative reads "| name" that was left outside of the braces:
// "/users/{id} | user-principal-name/chats".
func (p *pathParser) alternative() {
	at := p.i
	p.i++
	for p.peek() == ' ' {
		p.i++
	}
	name := strings.Trim(p.literal(), "{}")
	if name == "" || len(p.segs) == 0 || p.segs[len(p.segs)-1].Kind != model.Key {
		p.fatal(at, "unexpected | in a path")
		return
	}
	p.fault(at, "the alternative %q stands outside of the braces", name)
	last := &p.segs[len(p.segs)-1]
	last.Text += " | " + name
	last.Args = append(last.Args, model.Arg{Param: name})
}
