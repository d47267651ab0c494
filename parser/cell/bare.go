package cell

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// This file reads lists of values without any marks: "Possible values are:
// open, closed (the default) and Not Ready." Every word of a sentence could be
// a member here, so a list counts as a whole or not at all.

// bareItems reads a list of unmarked words. It counts only as a whole, and a
// single word only after a colon: "Possible values include anything."
func (l *lister) bareItems(i int) {
	end := i
	for end < len(l.f.text) && !l.stop(end) && !l.f.span(end).Code {
		end++
	}
	items := l.split(l.f.text[i:end])
	if len(items) == 1 && !strings.HasSuffix(l.f.text[:i], ": ") {
		return
	}
	for _, it := range items {
		if !l.isBare(it.text) {
			return
		}
	}
	for _, it := range items {
		l.add(it.text, i+it.off, false)
	}
}

// An item is a part of a list and where it begins.
type item struct {
	text string
	off  int
}

// split cuts a list at commas, semicolons, bars and the words "and" and "or",
// and leaves remarks in parentheses and empty parts out.
func (l *lister) split(s string) []item {
	var out []item
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && strings.IndexByte(",;| (", s[j]) < 0 {
			j++
		}
		word := s[i:j]
		joined := i > 0 && s[i-1] == ' ' && len(out) > 0 && out[len(out)-1].text != ""
		switch {
		case word == "":
		case l.d.Is("and", word), l.d.Is("or", word):
			out = append(out, item{})
		case joined:
			out[len(out)-1].text += " " + word
		case len(out) > 0 && out[len(out)-1].text == "":
			out[len(out)-1] = item{word, i}
		default:
			out = append(out, item{word, i})
		}
		if j < len(s) && s[j] == '(' {
			n := strings.IndexByte(s[j:], ')')
			if n < 0 {
				break
			}
			j += n
		} else if j < len(s) && s[j] != ' ' {
			out = append(out, item{})
		}
		i = j + 1
	}
	return slices.DeleteFunc(out, func(it item) bool { return it.text == "" })
}

// isBare reports whether an unmarked part of a list may be a member: one
// word, or up to three with capitals (Business Management).
func (l *lister) isBare(s string) bool {
	words := strings.Fields(s)
	return len(words) == 1 && isMember(words[0]) || len(words) <= 3 && allCapitalised(words)
}

// isMember reports whether a bare word may be a member's name. "1-24" is a
// range.
func isMember(w string) bool {
	letters := false
	for i, r := range w {
		letters = letters || unicode.IsLetter(r)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("_-.", r) || i == 0 && r == '-' {
			return false
		}
	}
	return w != "" && (letters || !strings.Contains(w, "-"))
}

func allCapitalised(words []string) bool {
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) || !isMember(w) {
			return false
		}
	}
	return true
}
