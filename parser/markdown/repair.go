package markdown

// This file scans JSON that is slightly off; see annotation.go.

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// A repair scans JSON that is slightly off.
type repair struct {
	text  string
	off   int
	fault string // the first thing passed over
	at    int    // the offset of fault
}

func (r *repair) note(format string, args ...any) { r.noteAt(r.off, format, args...) }

func (r *repair) noteAt(off int, format string, args ...any) {
	if r.fault == "" {
		r.fault, r.at = fmt.Sprintf(format, args...), off
	}
}

// skip passes white space and returns the next byte, 0 at the end.
func (r *repair) skip() byte {
	for r.off < len(r.text) {
		c := r.text[r.off]
		if !isBlank(c) {
			return c
		}
		r.off++
	}
	return 0
}

const maxDepth = 64 // of objects and arrays in an annotation

// object reads an object at "{". ok is false if it does not end.
func (r *repair) object(depth int) (obj map[string]any, ok bool) {
	obj = make(map[string]any)
	ok = r.members(obj, depth)
	return obj, ok
}

// members reads an object at "{" into obj. It returns false if it does not end.
func (r *repair) members(obj map[string]any, depth int) bool {
	r.off++
	last := r.off // the last comma
	for comma := true; ; {
		switch c := r.skip(); {
		case c == 0:
			r.note("no }")
			return false
		case c == '}':
			if comma && len(obj) > 0 {
				r.noteAt(last, "comma before }")
			}
			r.off++
			return true
		case c == ',':
			if comma {
				r.note("comma without a member before it")
			}
			last = r.off
			r.off++
			comma = true
			continue
		case c == ']':
			r.note("] without [")
			r.off++
			continue
		}
		if !comma {
			r.noteNoComma()
		}
		key := r.key()
		if r.skip() != ':' {
			r.note("no colon behind %s", strconv.Quote(key))
			if key == "" && r.off < len(r.text) {
				r.off++
			}
			comma = true
			continue
		}
		r.off++
		obj[key] = r.value(depth + 1)
		comma = false
	}
}

// noteNoComma notes that there is no comma before the next word.
func (r *repair) noteNoComma() {
	if r.fault != "" {
		return // looking for the end of each word would take quadratic time
	}
	s, _, _ := strings.Cut(r.text[r.off:], "\n")
	if i := strings.IndexAny(s[min(1, len(s)):], `:," `); i >= 0 {
		s = s[:i+1]
	}
	r.note("no comma before %s", strconv.Quote(strings.Trim(s, `"`)))
}

// key reads a member's name, which may lack its quotes.
func (r *repair) key() string {
	if r.text[r.off] == '"' {
		return r.quoted(true)
	}
	i := strings.IndexAny(r.text[r.off:], ":,{}[]\n")
	if i < 0 {
		i = len(r.text) - r.off
	}
	key := strings.Trim(strings.TrimSpace(r.text[r.off:r.off+i]), `"'`)
	r.note("no quotes around %s", strconv.Quote(key))
	r.off += i
	return key
}

// value reads any value.
func (r *repair) value(depth int) any {
	c := r.skip()
	switch {
	case depth > maxDepth:
		r.note("nested too deeply")
		r.off = len(r.text)
		return nil
	case c == 0, c == ',', c == '}', c == ']':
		r.note("no value")
		return nil
	case c == '{':
		obj, _ := r.object(depth)
		return obj
	case c == '[':
		return r.array(depth)
	case c == '"':
		return r.quoted(false)
	}
	return r.bare()
}

func (r *repair) array(depth int) any {
	list := []any{}
	last := r.off // the last comma
	r.off++
	for comma := true; ; {
		switch c := r.skip(); c {
		case 0:
			r.note("no ]")
			return list
		case ']':
			if comma && len(list) > 0 {
				r.noteAt(last, "comma before ]")
			}
			r.off++
			return list
		case '}':
			r.note("no ]")
			return list
		case ',', ':':
			if comma || c == ':' {
				r.note("%q without a value before it", c)
			}
			last = r.off
			r.off++
			comma = true
			continue
		}
		if !comma {
			r.noteNoComma()
		}
		at := r.off
		list = append(list, r.value(depth+1))
		comma = false
		if r.off == at {
			r.off++
		}
	}
}

// bare reads a number, true, false, null, or a string without its opening
// quote, which goes to its closing quote or the end of the line.
func (r *repair) bare() any {
	text, quoted := r.text[r.off:], false
	if end := strings.IndexAny(text, "\",}]\n"); end >= 0 {
		text, quoted = text[:end], text[end] == '"'
	}
	word := text
	if i := strings.IndexAny(text, " \t\r"); i >= 0 {
		word = text[:i]
	} else if quoted {
		word = "" // a quote ends no word of JSON
	}
	switch word {
	case "true", "false":
		r.off += len(word)
		return word == "true"
	case "null":
		r.off += len(word)
		return nil
	}
	if f, ok := number(word); ok {
		if !json.Valid([]byte(word)) {
			r.note("JSON writes numbers otherwise than %s", word)
		}
		r.off += len(word)
		return f
	}
	r.note("no quotes around %s", strconv.Quote(strings.TrimSpace(text)))
	r.off += len(text)
	if quoted {
		r.off++
	}
	return strings.TrimSpace(text)
}

// number reads a decimal number, be it with a sign or zeros that JSON does not
// write. "Infinity" and "nan" are words.
func number(word string) (float64, bool) {
	if word == "" || strings.Trim(word, "0123456789+-.eE") != "" {
		return 0, false
	}
	f, err := strconv.ParseFloat(word, 64)
	return f, err == nil
}

// quoted reads a string at its opening quote. A string may hold line breaks,
// which JSON forbids; but if the next line begins like a member or a closing
// bracket, the closing quote was forgotten, and so was it if a key has none
// before its colon.
func (r *repair) quoted(isKey bool) string {
	start := r.off
	r.off++
	for i := r.off; i < len(r.text) && r.text[i] >= ' ' && r.text[i] != '\\'; i++ {
		if r.text[i] == '"' {
			r.off = i + 1
			return r.text[start+1 : i]
		}
	}
	var b strings.Builder
	for r.off < len(r.text) {
		c := r.text[r.off]
		switch {
		case c == '"':
			r.off++
			return b.String()
		case c == '\\' && r.off+1 < len(r.text):
			r.escape(&b)
			continue
		case c == '\n':
			if isKey || newMember(r.text[r.off:]) {
				r.noteAt(start, "no closing quote")
				return strings.TrimSuffix(strings.TrimRight(b.String(), " \t\r"), ",")
			}
			r.noteAt(start, "line break in a string")
			rest := strings.TrimLeft(r.text[r.off:], " \t\r\n") // the same answer for each break
			b.WriteString(r.text[r.off : len(r.text)-len(rest)])
			r.off = len(r.text) - len(rest)
			continue
		case c < ' ' && !strings.HasPrefix(r.text[r.off:], "\r\n"):
			r.note("control character %U in a string", c)
		}
		b.WriteByte(c)
		r.off++
	}
	r.noteAt(start, "no closing quote")
	return b.String()
}

// escape appends the escape at the next byte.
func (r *repair) escape(b *strings.Builder) {
	n := 2
	if r.text[r.off+1] == 'u' {
		n = min(6, len(r.text)-r.off)
	}
	var s string
	if json.Unmarshal([]byte(`"`+r.text[r.off:r.off+n]+`"`), &s) != nil {
		r.note("bad escape")
		s = r.text[r.off : r.off+1]
		n = 1
	}
	b.WriteString(s)
	r.off += n
}

// newMember reports whether s, at a line break, goes on with a member
// ("key":) or with a closing bracket.
func newMember(s string) bool {
	s = strings.TrimLeft(s, " \t\r\n")
	if s == "" || s[0] == '}' {
		return true
	}
	if s[0] != '"' {
		return false
	}
	end := strings.IndexAny(s[1:], "\"\n") + 1
	return end > 0 && s[end] == '"' && strings.HasPrefix(strings.TrimLeft(s[end+1:], " \t"), ":")
}
