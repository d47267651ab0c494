package rendered

import (
	"strings"

	"github.com/docmill/docmill/parser/cell"
	"github.com/docmill/docmill/parser/markdown"
)

// This file tells where in a row of words a cell ends, by what its column can hold.

// cells are the columns whose cells can be told from the words after them, by
// canonical title.
var cells = map[string]func(t *text, words []cut) int{
	"permission type":   (*text).takeLabel,
	"permission":        (*text).takeScopes,
	"least privileged":  (*text).takeScopes,
	"higher privileged": (*text).takeScopes,
	"property":          oneWord,
	"relationship":      oneWord,
	"parameter":         oneWord,
	"name":              oneWord,
	"header":            oneWord,
	"member":            oneWord,
	"value":             oneWord,
	"type":              (*text).takeType,
	"required":          (*text).takeYesNo,
	"nullable":          (*text).takeYesNo,
	"method":            nil,
	"description":       nil,
}

// oneWord takes a name: one word.
func oneWord(_ *text, w []cut) int { return min(len(w), 1) }

// takeLabel takes the longest run of words that is a permission type.
func (t *text) takeLabel(w []cut) int {
	for n := min(len(w), 8); n > 0; n-- {
		switch t.Dialect.Term(join(w[:n]).text) {
		case "delegated work", "delegated personal", "application":
			return n
		}
	}
	return 0
}

// takeYesNo takes a word that answers yes or no; the cell may be empty.
func (t *text) takeYesNo(w []cut) int {
	if len(w) == 0 {
		return 0
	}
	switch t.Dialect.Term(w[0].text) {
	case "yes", "no", "required", "optional":
		return 1
	}
	return 0
}

// takeScopes takes a list of scopes, or the words that there are none: "Not
// supported.". Two scopes without a comma or "and" between them stand in two
// cells.
func (t *text) takeScopes(w []cut) int {
	for n := 1; n <= min(len(w), 4); n++ {
		s := join(w[:n]).text
		if term := t.Dialect.Term(s); term == "not supported" || term == "none" || strings.HasSuffix(s, ".") && t.Dialect.Has("permission-none", s) {
			return n
		}
	}
	n, open := 0, true // open: the list goes on
	for n < len(w) {
		s := w[n].text
		joins := t.Dialect.Has("scope-and", s) || t.Dialect.Has("scope-or", s) || t.Dialect.Has("scope-plus", s)
		if !joins && (!open || !t.isScope(s)) {
			break
		}
		open = joins || strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";")
		n++
	}
	return n
}

func (t *text) isScope(s string) bool {
	parts, faults := cell.Permissions(markdown.Text{Spans: []markdown.Span{{Text: s}}}, t.Dialect)
	return len(faults) == 0 && len(parts) == 1 && len(parts[0].Grant.AnyOf) > 0
}

// maxTypeWords bounds how far a type reaches; none that writers use is longer.
const maxTypeWords = 6

// takeType takes the type at the start of w: a word, or several that the
// dialect knows as one primitive, and the words that only a type's end can be
// ("collection", a remark in parentheses).
func (t *text) takeType(w []cut) int {
	if len(w) == 0 {
		return 0
	}
	n := 1
	for m := min(len(w), 3); m > 1; m-- {
		if t.isPrimitive(w[:m]) && !isUpper(rune(w[m-1].text[0])) { // Boolean Value of …
			n = m
			break
		}
	}
	if t.Dialect.Is("collection", w[0].text) {
		n = min(len(w), 2)
		if len(w) > 2 && t.Dialect.Is("of", w[1].text) {
			n = 3
		}
	}
	for n < min(len(w), maxTypeWords) && t.goesOn(w, n) {
		n++
	}
	return n
}

func (t *text) isPrimitive(w []cut) bool {
	term, ok := t.Dialect.Lookup(join(w).text)
	return ok && strings.HasPrefix(term, "Edm.")
}

// goesOn reports whether the word at n still belongs to the type before it.
// "Collection" in a capital that "of" follows begins a description: "String
// Collection of tags".
func (t *text) goesOn(w []cut, n int) bool {
	s, before := w[n].text, join(w[:n]).text
	switch {
	case strings.Count(before, "(") > strings.Count(before, ")"):
		return true
	case strings.HasPrefix(s, "("):
		end := n
		for end < len(w) && !strings.HasSuffix(w[end].text, ")") {
			end++
		}
		return end-n < maxTypeWords-n && t.isTypeText(join(w[:min(end+1, len(w))]).text)
	case t.Dialect.Is("collection", s):
		return !isUpper(rune(s[0])) || n+1 >= len(w) || !t.Dialect.Is("of", w[n+1].text)
	case t.Dialect.Is("enum", s):
		return !isUpper(rune(s[0]))
	}
	return false
}

// isTypeText reports whether the grammar of types reads s.
func (t *text) isTypeText(s string) bool {
	e, err := cell.Type(markdown.Text{Spans: []markdown.Span{{Text: s}}}, t.Dialect, t.Limits)
	return err == nil && !e.IsZero()
}
