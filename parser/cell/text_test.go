package cell

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

func english(t testing.TB) *dialect.Dialect {
	t.Helper()
	s, err := dialect.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	return s.English()
}

// text makes the inline content that package markdown would make of s, for the
// marks that tables of tests need: `code`, **bold**, [text](target). Nothing
// nests but bold or code in a link.
func text(whole string) markdown.Text {
	var spans []markdown.Span
	link := ""
	add := func(s, at string, style markdown.Span) {
		if s == "" {
			return
		}
		style.Text, style.Link = s, link
		style.Pos = diag.Pos{File: "t.md", Line: 1, Col: 1 + len(whole) - len(at) + strings.Index(at, s)}
		spans = append(spans, style)
	}
	var inline func(s string)
	inline = func(s string) {
		for s != "" {
			i := strings.IndexAny(s, "`*[")
			if i < 0 {
				add(s, s, markdown.Span{})
				return
			}
			rest := s[i:]
			switch {
			case rest[0] == '`' && strings.Contains(rest[1:], "`"):
				add(s[:i], s, markdown.Span{})
				code, after, _ := strings.Cut(rest[1:], "`")
				add(code, s, markdown.Span{Code: true})
				s = after
			case strings.HasPrefix(rest, "**") && !strings.HasPrefix(rest, "** ") && strings.Contains(rest[2:], "**"):
				add(s[:i], s, markdown.Span{})
				bold, after, _ := strings.Cut(rest[2:], "**")
				add(bold, s, markdown.Span{Bold: true})
				s = after
			case rest[0] == '[' && strings.Contains(rest, "](") && strings.Contains(rest[strings.Index(rest, "]("):], ")"):
				add(s[:i], s, markdown.Span{})
				words, after, _ := strings.Cut(rest[1:], "](")
				target, after, _ := strings.Cut(after, ")")
				link = target
				inline(words)
				link = ""
				s = after
			default:
				add(s[:i+1], s, markdown.Span{})
				s = s[i+1:]
			}
		}
	}
	inline(whole)
	return markdown.Text{Spans: spans, Pos: diag.Pos{File: "t.md", Line: 1, Col: 1}}
}
