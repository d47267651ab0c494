package markdown

// This file makes the anchors of headings.

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// anchors returns the anchor of a heading, which names its kind, and its ID,
// which is unique on the page and what links name. Both are "response" for
// the first "Response"; the second has the ID "response-1". Translated pages
// write the ID down: <a name="response-1"></a>.
func (b *builder) anchors(explicit, title string, level int) (anchor, id string) {
	switch {
	case explicit == "" && level == 1: // the page's own title
		anchor = slug(title)
	case explicit == "":
		anchor = b.work.slugs.of(title)
	default:
		anchor = strings.ToLower(explicit)
		if i := strings.LastIndexByte(anchor, '-'); i > 0 && isNumber(anchor[i+1:]) && b.ids[anchor[:i]] > 0 {
			b.ids[anchor[:i]]++
			return anchor[:i], anchor
		}
	}
	id = anchor
	if n := b.ids[anchor]; n > 0 {
		id = anchor + "-" + strconv.Itoa(n)
	}
	b.ids[anchor]++
	return anchor, id
}

func isNumber(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

// slugs are slugs by titles, of which most stand on many pages ("Permissions", "HTTP
// request").
type slugs map[string]string

// maxSlugs is how many slugs are remembered at most, and maxSlugged of how long titles,
// in bytes.
const maxSlugs, maxSlugged = 1 << 10, 64

// of returns the slug of a title.
func (s *slugs) of(title string) string {
	known, ok := (*s)[title]
	if ok {
		return known
	}
	out := slug(title)
	if len(title) <= maxSlugged {
		if *s == nil || len(*s) == maxSlugs {
			*s = make(slugs)
		}
		(*s)[strings.Clone(title)] = out // title is part of a page's text
	}
	return out
}

// slug returns the anchor that GitHub and DocFX give a heading: lower case,
// blanks as "-", no punctuation but "-" and "_".
func slug(title string) string {
	b := make([]byte, 0, 64)
	for i, c := range []byte(title) {
		switch {
		case c >= utf8.RuneSelf:
			return string(appendSlug(b, title[i:]))
		case c == ' ':
			b = append(b, '-')
		case 'A' <= c && c <= 'Z':
			b = append(b, c|0x20)
		case isLetter(c), '0' <= c && c <= '9', c == '-', c == '_':
			b = append(b, c)
		}
	}
	return string(b)
}

// appendSlug appends the slug of a title in any script to b.
func appendSlug(b []byte, title string) []byte {
	for _, r := range strings.ToLower(title) {
		switch {
		case r == ' ':
			b = append(b, '-')
		case 'a' <= r && r <= 'z' || r == '-' || r == '_' || isWord(r):
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}
