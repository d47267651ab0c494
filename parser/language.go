package parser

import (
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/parser/dialect"
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

// language returns the vocabulary to read the page with.
func (r *reader) language() *dialect.Dialect {
	doc, set := r.doc, r.set
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
	r.d = set.English()
	e := set.Election()
	r.countVotes(doc.Root, e)
	d := e.Elected()
	if d != r.d {
		r.forgetWords()
	}
	return d
}

// localeName is a locale with its country, alone or behind a full stop. The
// language alone is too short: a folder "it" is about computers.
var localeName = regexp.MustCompile(`^[A-Za-z]{2}-[A-Za-z]{2}$|\.[A-Za-z]{2}-[A-Za-z]{2}$`)

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
