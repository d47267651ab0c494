package cell

import (
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file finds the OData query options that a text says are supported. Most
// pages say only "This method supports the OData query parameters": that names
// none, so nothing is known. "… except $skip" and "$filter is not supported
// here" exclude what they name.

// Options adds what the text says about OData query options to o. Names are
// in lower case with "$", sorted.
func Options(o *model.OptionsClaim, t markdown.Text, d *dialect.Dialect) {
	f := flatten(t)
	told := false
	for s := range sentences(f) {
		told = optionSentence(o, f, s, d) || told
	}
	if told {
		o.At.Add(t.Pos)
	}
	sortUnique(&o.Names)
	sortUnique(&o.Excluded)
	o.Names = slices.DeleteFunc(o.Names, func(n string) bool { return slices.Contains(o.Excluded, n) })
	if len(o.Names) > 0 {
		o.Known = true
	}
}

// optionSentence reports whether the sentence says something.
func optionSentence(o *model.OptionsClaim, f *flat, s sentence, d *dialect.Dialect) (told bool) {
	text := f.text[s.from:s.to]
	if d.Has("options-none", text) {
		o.Known, told = true, true
	}
	from, to := excludedRange(text, d)
	for _, m := range d.FindPhrase("option", text) {
		if !isOption(f, s.from, m) {
			continue
		}
		told = true
		name := "$" + strings.ReplaceAll(strings.ToLower(m.Arg("name")), " ", "")
		if m.Start >= from && m.Start < to {
			o.Excluded = append(o.Excluded, name)
		} else {
			o.Names = append(o.Names, name)
		}
	}
	return told
}

// isOption reports whether a match is an option, not the English word: it has
// its dollar sign, or it is the whole of a code span, or its beginning before
// "=".
func isOption(f *flat, from int, m dialect.Match) bool {
	if f.text[from+m.Start] == '$' {
		return true
	}
	span := f.span(from + m.Start)
	if !span.Code {
		return false
	}
	name, _, _ := strings.Cut(span.Text, "=")
	return strings.EqualFold(markdown.Fold(name), m.Arg("name"))
}

// excludedRange returns which part of a sentence names what is not supported:
// what follows "does not support" or "except", what precedes "is not
// supported" in the same clause. Empty if nothing does.
func excludedRange(s string, d *dialect.Dialect) (from, to int) {
	if m, ok := d.First("options-not", s); ok {
		return m.End, len(s)
	}
	if m, ok := d.First("options-are-not", s); ok {
		for _, but := range []string{" but ", "; ", " however ", "("} {
			if i := strings.LastIndex(s[:m.Start], but); i > from {
				from = i
			}
		}
		return from, m.Start
	}
	if m, ok := d.First("options-except", s); ok {
		return m.End, len(s)
	}
	return 0, 0
}

func sortUnique(s *[]string) {
	slices.Sort(*s)
	*s = slices.Compact(*s)
}
