// Package rendered makes Markdown of pages that were saved from a browser:
// plain text, in which no markup is left, and HTML. The Markdown takes the same
// way as any other, and each piece of it knows its place in the saved file.
//
// What a reader of the page would not count as part of it (the navigation of
// the site, its buttons, its feedback form) is left out, and each run of it is
// a finding, so nothing vanishes in silence.
package rendered

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// A Page is a saved page as Markdown.
type Page struct {
	Pieces []markdown.Piece
	// Front holds what the page says about itself, as front matter: its
	// canonical address and its title, where they are known.
	Front []markdown.FrontField
}

// Address is the key of the front matter that holds the path of the page's
// canonical address, without host and query, or, where the copy does not hold
// one, a name made of its title: files that people save are called anything.
const Address = "address"

// A Reader makes Markdown of saved pages.
type Reader struct {
	Dialect *dialect.Dialect // required
	// Section reports whether a line is the title of a section that pages have.
	// Required: text has no other sign of headings.
	Section func(title string) bool
	// Limits bound what a page may cost.
	Limits markdown.Limits
}

// Is reports whether a file's name is that of a saved page.
func Is(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".txt", ".html", ".htm":
		return true
	}
	return false
}

// Stem returns the name of a page's file without what says in which form it
// was saved: "x" for x.md, x.html and x.md.txt.
func Stem(name string) string {
	for {
		ext := path.Ext(name)
		if !Is(name) && !strings.EqualFold(ext, ".md") || len(ext) == len(name) {
			return name
		}
		name = name[:len(name)-len(ext)]
	}
}

// Read makes Markdown of a saved page. It returns nil if data is Markdown
// already: people save the source of a page as .txt, too.
func (r *Reader) Read(name string, data []byte) (*Page, diag.List) {
	if IsHTML(name, data) {
		return r.readHTML(name, data)
	}
	if IsMarkdown(data) {
		return nil, nil
	}
	t := &text{Reader: r, name: name, lines: splitLines(data)}
	t.read()
	page := &Page{Pieces: t.out.pieces}
	if t.title >= 0 {
		c := t.lines[t.title].whole()
		page.Front = []markdown.FrontField{{Key: Address, Value: r.nameOf(c.text), Pos: t.pos(c)}}
	}
	return page, t.diags
}

// nameOf makes the name of a page of its title: "update-group", and of
// "group resource type" the name of the type.
func (r *Reader) nameOf(title string) string {
	title = markdown.Fold(title)
	if m, ok := r.Dialect.First("resource-title", title); ok {
		title = m.Arg("name")
	}
	keep := func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			return unicode.ToLower(c)
		}
		return ' '
	}
	return strings.Join(strings.Fields(strings.Map(keep, title)), "-")
}

var markdownForm = regexp.MustCompile(`^---[ \t]*\r?\n|^# \S|(?m)^\|(?: *:?-+:? *\|)+\r?$`)

// IsMarkdown reports whether data is Markdown rather than a page saved from a
// browser: it begins with front matter or a heading, or has a table's delimiter
// row. Browsers keep none of these.
func IsMarkdown(data []byte) bool {
	return markdownForm.Match(bytes.TrimLeft(data, " \t\r\n"))
}
