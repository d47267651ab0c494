package gen

import (
	"regexp"
	"strings"
)

// This file writes request lines and paths as keys: the form in which lists of
// names have them and in which people pin names.

var (
	placeholderRE = regexp.MustCompile(`'?(\{[^{}]*\}|<[^<>]*>)'?`)
	qualifierRE   = regexp.MustCompile(`(^|/)\w+(\.\w+)*\.(\w+)`)
)

// lineKey returns a request line or path without what does not tell endpoints
// apart: the names of placeholders, quotes and parentheses around them, the
// namespace of functions, and empty parentheses and slashes at the end, e.g.
// "GET /users/{}/messages/{}". Letter case stays; keys are compared without it.
func lineKey(line string) string {
	line = placeholderRE.ReplaceAllString(line, "{}")
	line = strings.ReplaceAll(line, "({})", "/{}")
	line = qualifierRE.ReplaceAllString(line, "$1$3")
	line = strings.TrimRight(line, "/")
	return strings.TrimSuffix(line, "()")
}
