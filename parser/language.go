package parser

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file finds out which language a page is written in. Trees are mixed:
// translators leave pages, headings and tables in English. So each page is
// asked by itself:
//
//  1. its front matter (ms.contentlocale: pt-BR),
//  2. the folders it is in (docs.pt-br/api, pt-br/api),
//  3. the titles of its sections and columns: which vocabulary knows most.
//
// A page in a language that no vocabulary is for is read with the English one,
// by what is the same in all languages: anchors, places of columns, JSON.

// language returns the vocabulary to read a page with.
func language(doc *markdown.Document, set *dialect.Set) *dialect.Dialect {
	for _, f := range doc.Front {
		if set.English().Is("locale key", f.Key) {
			if d := set.Locale(f.Value); d != nil {
				return d
			} else if localeName.MatchString(f.Value) {
				return set.English() // one without a vocabulary
			}
		}
	}
	for dir := range strings.SplitSeq(path.Dir(doc.Path), "/") {
		if !strings.Contains(dir, "-") {
			continue
		}
		if code := localeName.FindString(dir); code != "" {
			if d := set.Locale(strings.TrimPrefix(code, ".")); d != nil {
				return d
			}
		}
	}
	return set.Guess(titles(doc.Root, nil))
}

// localeName is a locale with its country, alone or behind a full stop. The
// language alone is too short: a folder "it" is about computers.
var localeName = regexp.MustCompile(`^[A-Za-z]{2}-[A-Za-z]{2}$|\.[A-Za-z]{2}-[A-Za-z]{2}$`)

// titles appends the titles of a section's sub-sections and columns.
func titles(s *markdown.Section, out []string) []string {
	for _, b := range s.Flat() {
		if t, ok := b.(*markdown.Table); ok {
			for _, h := range t.Header {
				out = append(out, strings.Trim(h.String(), "*"))
			}
		}
	}
	for _, sub := range s.Sections {
		out = append(out, sub.Title.String())
		out = titles(sub, out)
	}
	return out
}

// isForeign reports whether the page is in a language without a vocabulary:
// most of the headings that have a known anchor have a title that nobody knows.
func (r *reader) isForeign() bool {
	unknown := r.anchored(r.doc.Root, false)
	return unknown > 0 && unknown > r.anchored(r.doc.Root, true)
}

// anchored counts the headings below s that have a known anchor, and a title that
// is known, or that is not.
func (r *reader) anchored(s *markdown.Section, known bool) int {
	n := 0
	for _, sub := range s.Sections {
		if _, ok := r.d.Lookup(sub.Title.String()); ok == known {
			if _, ok := r.d.Lookup(anchorWords(sub)); ok {
				n++
			}
		}
		n += r.anchored(sub, known)
	}
	return n
}

// anchorWords returns a section's anchor as a title.
func anchorWords(s *markdown.Section) string { return strings.ReplaceAll(s.Anchor, "-", " ") }

func hasLetters(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }

// placed gives the columns of a table whose titles nobody knows the ones that
// such a table of the section has at their places. It does so on translated
// pages, whose translators have more words than any vocabulary, and for a table
// that lost its header; an English table with other titles is about something
// else. Titles that are known must stand where they belong.
func (r *reader) placed(c columns, known []bool) columns {
	if r.row == nil || !r.foreign && r.d.Locale == r.set.English().Locale && slices.ContainsFunc(c, hasLetters) {
		return c
	}
	for places := range strings.SplitSeq(r.row.places, ";") {
		want := strings.Split(strings.TrimSpace(places), "|")
		fits := len(want) == len(c)
		for i := 0; fits && i < len(c); i++ {
			fits = !known[i] || c[i] == want[i]
		}
		if fits {
			return want
		}
	}
	return c
}
