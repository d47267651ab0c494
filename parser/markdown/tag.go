package markdown

// This file reads HTML tags in text. Writers forget to escape placeholders
// ("https://<instance>.service-now.com", "Bearer <token>"), so only tags that
// HTML has are tags; the rest stays text and is not lost.

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tagNames are the elements that occur in documentation text.
var tagNames = map[string]bool{
	"a": true, "abbr": true, "b": true, "big": true, "blockquote": true, "br": true, "center": true, "cite": true,
	"code": true, "col": true, "colgroup": true, "dd": true, "del": true, "details": true, "div": true, "dl": true,
	"dt": true, "em": true, "figcaption": true, "figure": true, "font": true, "h1": true, "h2": true, "h3": true,
	"h4": true, "h5": true, "h6": true, "hr": true, "i": true, "iframe": true, "img": true, "ins": true, "kbd": true,
	"li": true, "mark": true, "nobr": true, "ol": true, "p": true, "pre": true, "q": true, "s": true, "samp": true,
	"script": true, "small": true, "source": true, "span": true, "strike": true, "strong": true, "style": true,
	"sub": true, "summary": true, "sup": true, "table": true, "tbody": true, "td": true, "tfoot": true, "th": true,
	"thead": true, "tr": true, "tt": true, "u": true, "ul": true, "var": true, "video": true, "wbr": true,
}

// tagName returns the lower-case name of the HTML element whose tag opens s,
// with "/" before it for an end tag; "" if s is no tag of HTML.
func tagName(s []byte) string {
	if len(s) < 3 || s[0] != '<' {
		return ""
	}
	slash := ""
	s = s[1:]
	if s[0] == '/' {
		slash, s = "/", s[1:]
	}
	n := 0
	for n < len(s) && n < 12 && (isLetter(s[n]) || n > 0 && '0' <= s[n] && s[n] <= '9') {
		n++
	}
	if n == 0 || n == len(s) || !isBlank(s[n]) && s[n] != '>' && s[n] != '/' {
		return ""
	}
	name := strings.ToLower(string(s[:n]))
	if !tagNames[name] {
		return ""
	}
	return slash + name
}

// A tagNode is a tag or a comment within text.
type tagNode struct {
	ast.BaseInline
	name  string // "br", "/a"; "" for a comment
	start int
	stop  int
}

var kindTag = ast.NewNodeKind("DocmillTag")

func (n *tagNode) Kind() ast.NodeKind         { return kindTag }
func (n *tagNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// A tagParser reads tags and comments that begin and end on one line.
type tagParser struct{}

func (tagParser) Trigger() []byte { return []byte{'<'} }

func (tagParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	n := 0
	name := ""
	if bytes.HasPrefix(line, commentOpen) {
		if n = bytes.Index(line[len(commentOpen):], commentClose); n < 0 {
			return nil
		}
		n += len(commentOpen) + len(commentClose)
	} else {
		if name = tagName(line); name == "" {
			return nil
		}
		if n = tagLen(line); n == 0 {
			return nil
		}
	}
	block.Advance(n)
	return &tagNode{name: name, start: seg.Start, stop: seg.Start + n}
}

// maxTag bounds the length of a tag in bytes.
const maxTag = 4096

// tagLen returns the length of the tag that opens line, 0 if it does not close.
func tagLen(line []byte) int {
	quote := byte(0)
	for i, c := range line[:min(len(line), maxTag)] {
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return 0
}

// attribute returns the value of an attribute of tag, "" if it has none.
func attribute(tag []byte, name string) string {
	for rest := tag; ; {
		i := bytes.Index(rest, []byte(name))
		if i < 0 {
			return ""
		}
		before := rest[:i]
		rest = bytes.TrimLeft(rest[i+len(name):], " \t\n")
		if len(before) == 0 || !isBlank(before[len(before)-1]) || len(rest) == 0 || rest[0] != '=' {
			continue
		}
		rest = bytes.TrimLeft(rest[1:], " \t\n")
		if len(rest) == 0 {
			return ""
		}
		if q := rest[0]; q == '"' || q == '\'' {
			v, _, _ := bytes.Cut(rest[1:], rest[:1])
			return string(v)
		}
		end := bytes.IndexAny(rest, " \t\n>")
		return strings.TrimSuffix(string(rest[:max(end, 0)]), "/")
	}
}
