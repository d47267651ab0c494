package cell

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads the words of a path template, and what people write where a
// word, a brace or a question mark should be. See path.go for the grammar.

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
	case isDots(name):
		p.fatal(at, "%q leads to another path", name)
	case c == '(':
		p.call(name)
	case c == '{' && strings.HasSuffix(name, "="):
		p.add(p.key(strings.TrimSuffix(name, "=")))
	case c == '}':
		p.fault(at, "%q lacks its opening brace", name+"}")
		p.i++
		p.add(placeholder(name))
	case missingQuestion(name) > 0:
		n := missingQuestion(name)
		p.fault(at+n, "want ? before %q", name[n:])
		p.add(model.Segment{Text: name[:n]})
		p.queryAt(at + n)
	default:
		p.add(p.plain(name, at))
	}
}

var literalBytes = bytesOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$._-~!@%;+,=&")

// literal reads what may stand in a segment. A colon belongs to it unless it
// opens or closes an item path.
func (p *pathParser) literal() string {
	at := p.i
	for p.i < len(p.s) {
		c := p.s[p.i]
		colon := c == ':' && p.i > at && p.i+1 < len(p.s) && p.s[p.i+1] != '/' && p.s[p.i+1] != '{'
		if !colon && !literalBytes[c] {
			break
		}
		p.i++
	}
	for p.i > at+1 && p.s[p.i-1] == ':' {
		p.i-- // "root::"
	}
	return p.s[at:p.i]
}

// isDots reports whether a segment is one that clients and servers take out of
// a path with what it leads out of, also where it is spelt with escapes (RFC 3986,
// 5.2.4).
func isDots(name string) bool {
	if len(name) > len("%2e%2e") {
		return false
	}
	name = strings.ReplaceAll(strings.ToLower(name), "%2e", ".")
	return name == "." || name == ".."
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
	mayBe := strings.HasSuffix(name, "=") || len(name) >= 24 && strings.Trim(name, "0123456789abcdefABCDEF-") == ""
	return mayBe && guid.MatchString(name)
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
