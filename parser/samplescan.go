package parser

import (
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file reads JSON that has no fault, which is nearly all of it, in one
// pass: it keeps what a sample tells and makes no value of the rest. It gives
// up at the first byte that it does not know; encoding/json then says what is
// wrong, or that nothing is.

// A sampleScanner scans a JSON text.
type sampleScanner struct {
	text   string
	at     int
	d      *dialect.Dialect
	limits markdown.Limits // of types
}

// scanMembers appends the members of an object that stands at pos, and returns
// false if the text is not exactly one object without a fault, or if a name is
// spelt with escapes.
func scanMembers(out []model.JSONMember, text string, pos diag.Pos, d *dialect.Dialect, limits markdown.Limits) ([]model.JSONMember, bool) {
	s := &sampleScanner{text: text, d: d, limits: limits}
	line, seen := 0, 0 // where the line begins that pos stands in, and what was looked through for others
	ok := s.object(func(name string, from int) bool {
		if n := strings.Count(text[seen:from], "\n"); n > 0 {
			pos.Line += n
			line = seen + strings.LastIndexByte(text[seen:from], '\n') + 1
		}
		seen = from
		at := pos
		at.Col += from - line
		e, ok := s.value(1, true)
		out = append(out, model.JSONMember{Name: name, Pos: at, Type: e})
		return ok
	})
	s.skip()
	return out, ok && s.at == len(text)
}

// skip passes white space and returns the byte behind it, 0 at the end.
func (s *sampleScanner) skip() byte {
	for ; s.at < len(s.text); s.at++ {
		if c := s.text[s.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

// object reads an object. Behind the colon of each member it calls read with
// the member's name and where that begins; read reads the value.
func (s *sampleScanner) object(read func(name string, from int) bool) bool {
	if s.skip() != '{' {
		return false
	}
	s.at++
	if s.skip() == '}' {
		s.at++
		return true
	}
	for {
		s.skip()
		from := s.at + 1
		name, ok := s.quoted()
		if !ok || !isUnescaped(name) || s.skip() != ':' {
			return false
		}
		s.at++
		if !read(name, from) {
			return false
		}
		end := s.skip()
		s.at++
		if end != ',' {
			return end == '}'
		}
	}
}

// array reads an array. Its type is that of the first element.
func (s *sampleScanner) array(depth int, typed bool) (e model.SampleType, ok bool) {
	s.at++
	if s.skip() == ']' {
		s.at++
		return model.SampleType{Collection: true}, true
	}
	for first := true; ; first = false {
		elem, ok := s.value(depth+1, typed && first)
		if !ok {
			return e, false
		}
		if first {
			e = elem
			e.Collection = true
		}
		end := s.skip()
		s.at++
		if end != ',' {
			return e, end == ']'
		}
	}
}

// value reads a value and, if that is asked for, the type that it tells. It is
// in as many objects and arrays as depth says.
func (s *sampleScanner) value(depth int, typed bool) (e model.SampleType, ok bool) {
	if depth >= maxJSONDepth {
		return e, false
	}
	switch c := s.skip(); {
	case c == '"':
		text, ok := s.quoted()
		if ok && typed {
			e = sampleWord(unescape(text), s.d, s.limits)
		}
		return e, ok
	case c == '{':
		ok := s.object(func(name string, _ int) bool {
			s.skip()
			from := s.at
			_, ok := s.value(depth+1, false)
			if ok && name == "@odata.type" {
				e.Name = odataType(s.text[from:s.at])
			}
			return ok
		})
		return e, ok
	case c == '[':
		return s.array(depth, typed)
	case c == 't', c == 'f':
		e.Name = string(model.Boolean)
		return e, s.word("true") || s.word("false")
	case c == 'n':
		return e, s.word("null")
	}
	return s.number()
}

// odataType returns the type that the value of "@odata.type" names.
func odataType(value string) string {
	if value[0] != '"' {
		return ""
	}
	return strings.TrimPrefix(unescape(value[1:len(value)-1]), "#")
}

// word reads a word if it stands here.
func (s *sampleScanner) word(word string) bool {
	ok := strings.HasPrefix(s.text[s.at:], word)
	if ok {
		s.at += len(word)
	}
	return ok
}

// number reads a number, as RFC 8259 spells it.
func (s *sampleScanner) number() (e model.SampleType, ok bool) {
	e.Name = string(model.Int32)
	s.one("-")
	if !s.one("0") && s.digits() == 0 {
		return e, false
	}
	if s.one(".") {
		e.Name = string(model.Double)
		if s.digits() == 0 {
			return e, false
		}
	}
	if s.one("eE") {
		e.Name = string(model.Double)
		s.one("+-")
		return e, s.digits() > 0
	}
	return e, true
}

// one reads one of some bytes if it stands here.
func (s *sampleScanner) one(of string) bool {
	ok := s.at < len(s.text) && strings.IndexByte(of, s.text[s.at]) >= 0
	if ok {
		s.at++
	}
	return ok
}

func (s *sampleScanner) digits() int {
	from := s.at
	for s.at < len(s.text) && '0' <= s.text[s.at] && s.text[s.at] <= '9' {
		s.at++
	}
	return s.at - from
}

// quoted reads a string and returns what stands between its quotation marks.
func (s *sampleScanner) quoted() (string, bool) {
	if s.skip() != '"' {
		return "", false
	}
	from := s.at + 1
	for i := from; i < len(s.text); i++ {
		switch c := s.text[i]; {
		case c == '"':
			s.at = i + 1
			return s.text[from:i], true
		case c < ' ':
			return "", false
		case c == '\\':
			n := escapeLen(s.text[i:])
			if n == 0 {
				return "", false
			}
			i += n - 1
		}
	}
	return "", false
}

// escapeLen returns the length of the escape at the start of s, 0 if it is none.
func escapeLen(s string) int {
	if len(s) < 2 || strings.IndexByte(`"\/bfnrtu`, s[1]) < 0 {
		return 0
	}
	if s[1] != 'u' {
		return 2
	}
	if len(s) < 6 || strings.Trim(s[2:6], "0123456789abcdefABCDEF") != "" {
		return 0
	}
	return 6
}

// isUnescaped reports whether a string is spelt as it is.
func isUnescaped(s string) bool { return strings.IndexByte(s, '\\') < 0 && utf8.ValidString(s) }

// unescape returns the string that is spelt s between its quotation marks.
func unescape(s string) string {
	if isUnescaped(s) {
		return s
	}
	var out string
	if err := json.Unmarshal([]byte(`"`+s+`"`), &out); err != nil {
		return s // cannot be: s was scanned
	}
	return out
}
