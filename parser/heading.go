package parser

import (
	"strings"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// This file finds out what the heading of a section says. Nearly every reader asks
// for it, and nine in ten headings stand on an earlier page, too: so it is found
// out once for each page, and what the vocabulary makes of it once for each text.

// A heading is what is known of a section's title so far.
type heading struct {
	title   string      // folded, "" until somebody asks
	key     string      // "" until somebody asks
	words   *titleWords // nil until somebody asks
	row     *section    // of the section table
	looked  bool        // for row
	unknown bool        // no row fits, nor anything else
}

// titleWords are what the vocabulary makes of a title and its anchor.
type titleWords struct {
	anchor      string       // of the section
	key         string       // the canonical title, without the version it is for
	anchorKey   string       // that of the anchor
	known       bool         // the vocabulary has the title
	anchorKnown bool         // and the anchor
	variant     bool         // the title names a version
	vote        dialect.Vote // for the language of the page; of the English vocabulary only
}

func (r *reader) heading(s *markdown.Section) *heading {
	h := &r.headings[s.N]
	if h.title == "" {
		h.title = s.Title.String()
	}
	return h
}

// words returns what the vocabulary of the page makes of a section's title.
func (r *reader) words(s *markdown.Section) *titleWords {
	h := r.heading(s)
	if h.words != nil {
		return h.words
	}
	purpose := "title"
	if s.Anchor == "" {
		purpose = "title without anchor"
	}
	shelf := dialect.ShelfOf[*titleWords](r.d, purpose)
	w, ok := shelf.Get(h.title)
	if !ok || w.anchor != s.Anchor {
		w = r.newTitleWords(h.title, s.Anchor)
		shelf.Put(h.title, w)
	}
	h.words = w
	return w
}

func (r *reader) newTitleWords(title, anchor string) *titleWords {
	w := &titleWords{anchor: anchor}
	w.key, w.variant = titleKey(r.d, title)
	_, w.known = r.d.Lookup(title)
	w.anchorKey, w.anchorKnown = r.d.Lookup(anchorWords(anchor))
	if r.d == r.set.English() {
		if !w.known && !w.variant {
			title = w.key // which is as the vote wants it
		}
		w.vote = r.set.Vote(title)
	}
	return w
}

// anchorWords returns an anchor as a title.
func anchorWords(anchor string) string { return strings.ReplaceAll(anchor, "-", " ") }

// key returns the canonical title of a section, without the version it is
// for. The anchor is asked first, for translated pages keep the English one.
func (r *reader) key(s *markdown.Section) string {
	h := r.heading(s)
	if h.key == "" {
		h.key = r.findKey(s)
	}
	return h.key
}

func (r *reader) findKey(s *markdown.Section) string {
	switch w := r.words(s); {
	case w.anchorKnown && !w.variant:
		return w.anchorKey
	case w.known, w.variant, r.page.Locale == "" && !r.foreign:
		return w.key
	}
	return anchorWords(s.Anchor) // "Beispiel 1: …" is "example 1 …"
}

// sectionRow returns the row of the section table for a section, nil if there is
// none. It is for when the kind of the page is known.
func (r *reader) sectionRow(s *markdown.Section) *section {
	h := r.heading(s)
	if !h.looked {
		h.row, h.looked = findSection(r.page.Kind, r.key(s)), true
	}
	return h.row
}

// countVotes adds the votes of the titles of a section's sub-sections and columns,
// as the English vocabulary has them.
func (r *reader) countVotes(s *markdown.Section, e *dialect.Election) {
	for _, b := range s.Flat() {
		if t, ok := b.(*markdown.Table); ok {
			for _, v := range r.titlesOf(t).votes {
				e.Add(v)
			}
		}
	}
	for _, sub := range s.Sections {
		e.Add(r.words(sub).vote)
		r.countVotes(sub, e)
	}
}

// forgetWords drops what the vocabulary that the page was read with so far makes of
// titles.
func (r *reader) forgetWords() {
	for i := range r.headings {
		r.headings[i].words = nil
	}
	for i := range r.tables {
		r.tables[i].titles = nil
	}
}

// isForeign reports whether the page is in a language without a vocabulary:
// most of the headings that have a known anchor have a title that nobody knows.
func (r *reader) isForeign() bool {
	known, unknown := r.anchored(r.doc.Root)
	return unknown > 0 && unknown > known
}

// anchored counts the headings below s that have a known anchor: those whose
// title is known, and those whose title is not.
func (r *reader) anchored(s *markdown.Section) (known, unknown int) {
	for _, sub := range s.Sections {
		switch w := r.words(sub); {
		case w.anchorKnown && w.known:
			known++
		case w.anchorKnown:
			unknown++
		}
		k, u := r.anchored(sub)
		known, unknown = known+k, unknown+u
	}
	return known, unknown
}
