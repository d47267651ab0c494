package gen

import (
	"regexp"
	"strings"
)

// This file writes request lines and paths as keys: the form in which lists of
// names have them and in which people pin names.

var qualifierRE = regexp.MustCompile(`(^|/)\w+(\.\w+)*\.(\w+)`)

// lineKey returns a request line or path without what does not tell endpoints
// apart: the names of placeholders, quotes and parentheses around them, the
// namespace of functions, and empty parentheses and slashes at the end, e.g.
// "GET /users/{}/messages/{}". Letter case stays; keys are compared without it.
func lineKey(line string) string {
	line = strings.ReplaceAll(levelPlaceholders(line), "({})", "/{}")
	if strings.Contains(line, ".") {
		line = qualifierRE.ReplaceAllString(line, "$1$3")
	}
	line = strings.TrimRight(line, "/")
	return strings.TrimSuffix(line, "()")
}

// levelPlaceholders writes {} for {id}, <id>, '{id}' and '<id>'.
func levelPlaceholders(line string) string {
	if !strings.ContainsAny(line, "{<") {
		return line
	}
	var b strings.Builder
	b.Grow(len(line))
	for i := 0; i < len(line); {
		if n := placeholderLen(line[i:]); n > 0 {
			b.WriteString("{}")
			i += n
			continue
		}
		b.WriteByte(line[i])
		i++
	}
	return b.String()
}

// placeholderLen returns the length of the placeholder that s begins with, 0 if
// it begins with none. Placeholders hold no others.
func placeholderLen(s string) int {
	n := 0
	if s[0] == '\'' {
		n = 1
	}
	if n == len(s) {
		return 0
	}
	var both string
	switch s[n] {
	case '{':
		both = "{}"
	case '<':
		both = "<>"
	default:
		return 0
	}
	end := strings.IndexAny(s[n+1:], both)
	if end < 0 || s[n+1+end] != both[1] {
		return 0
	}
	n += 1 + end + 1
	if n < len(s) && s[n] == '\'' {
		n++
	}
	return n
}
