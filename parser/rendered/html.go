package rendered

// This file makes Markdown of a page saved as HTML. The tree is cut down to the
// page's own content first, and the constructs of documentation sites (tabs,
// alerts) get the form that Markdown sources have; then html-to-markdown
// writes it. Where each text came from is carried through all of that by marks
// in the text (marks.go).

import (
	"bytes"
	"errors"
	"net/url"
	"path"
	"strings"

	"github.com/JohannesKaufmann/html-to-markdown/v2/converter"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/base"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/commonmark"
	"github.com/JohannesKaufmann/html-to-markdown/v2/plugin/table"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/parser/markdown"
)

// maxSearch is how many bytes may usually be looked through for the ends of brackets. A page
// needs thousands; each bracket that never ends costs the rest of its paragraph.
const maxSearch = 100_000_000

// IsHTML reports whether a page is HTML: by its name, or by how it begins.
func IsHTML(name string, data []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".html", ".htm":
		return true
	}
	head := bytes.ToLower(bytes.TrimLeft(data[:min(len(data), 512)], " \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// A site is the state of reading one page of HTML.
type site struct {
	*Reader
	name  string
	marks *marks
	root  *html.Node
	base  *url.URL // address of the page, nil if it is unknown
	front []markdown.FrontField
	diags diag.List
}

// readHTML makes Markdown of a page of HTML.
func (r *Reader) readHTML(name string, data []byte) (*Page, diag.List) {
	s := &site{Reader: r, name: name}
	text, err := s.markdown(data)
	if err != nil {
		s.diags.Add(diag.RenderedLimit, diag.Pos{File: name, Line: 1, Col: 1}, "the page is not read: %v", err)
		return &Page{}, s.diags
	}
	return &Page{Pieces: s.marks.pieces(text), Front: s.front}, s.diags
}

func (s *site) markdown(data []byte) ([]byte, error) {
	marked, marks := mark(data)
	s.marks = marks
	if marks.search > s.Limits.Most(maxSearch) {
		return nil, errors.New("it has too many brackets that do not end")
	}
	root, err := html.Parse(bytes.NewReader(marked))
	if err != nil {
		return nil, err
	}
	s.root = root
	s.head()
	content := s.content()
	s.prune(content)
	s.reshape(content)
	return newConverter().ConvertNode(content)
}

// newConverter returns a converter for one page.
func newConverter() *converter.Converter {
	return converter.NewConverter(converter.WithPlugins(
		base.NewBasePlugin(),
		commonmark.NewCommonmarkPlugin(),
		table.NewTablePlugin(
			table.WithNewlineBehavior(table.NewlineBehaviorPreserve),
			table.WithHeaderPromotion(true),
			table.WithPresentationTables(true),
			table.WithCellPaddingBehavior(table.CellPaddingBehaviorNone),
		),
	))
}

// head reads what the page says about itself: its canonical address, its title
// and its description.
func (s *site) head() {
	for n := range s.root.Descendants() {
		switch {
		case n.DataAtom == atom.Link && attr(n, "rel") == "canonical":
			s.address(attr(n, "href"))
		case n.DataAtom == atom.Meta && attr(n, "property") == "og:url":
			s.address(attr(n, "content"))
		case n.DataAtom == atom.Meta && attr(n, "name") == "description":
			s.field("description", attr(n, "content"))
		case n.DataAtom == atom.Title && n.FirstChild != nil:
			title, _, _ := strings.Cut(n.FirstChild.Data, " | ")
			title, _, _ = strings.Cut(title, " - ")
			s.field("title", title)
		}
	}
}

func (s *site) field(key, value string) {
	if value = markdown.Fold(s.marks.strip(value)); value != "" {
		s.front = append(s.front, markdown.FrontField{Key: key, Value: value, Pos: diag.Pos{File: s.name, Line: 1, Col: 1}})
	}
}

func (s *site) address(href string) {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil || u.Host == "" || s.base != nil || strings.Trim(u.Path, "/") == "" {
		return
	}
	s.base = u
	s.field(Address, strings.TrimSuffix(u.Path, "/"))
}

// content returns the element that holds the page: <main>, <article>, or the
// whole body.
func (s *site) content() *html.Node {
	for _, is := range []func(*html.Node) bool{
		func(n *html.Node) bool { return n.DataAtom == atom.Main },
		func(n *html.Node) bool { return attr(n, "role") == "main" },
		func(n *html.Node) bool { return n.DataAtom == atom.Article },
		func(n *html.Node) bool { return n.DataAtom == atom.Body },
	} {
		for n := range s.root.Descendants() {
			if n.Type == html.ElementNode && is(n) {
				s.around(n)
				return n
			}
		}
	}
	return s.root
}

// around reports the text around the page's content.
func (s *site) around(content *html.Node) {
	for n := content; n.Parent != nil; n = n.Parent {
		for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
			if c != n && c.DataAtom != atom.Head {
				s.leaveOut(c)
			}
		}
	}
}

// leaveOut reports an element that is not used, if a reader would see text in
// it.
func (s *site) leaveOut(n *html.Node) {
	var words []string
	place := -1
	for c := range visible(n) {
		text, at := s.marks.first(c.Data)
		if place < 0 {
			place = at
		}
		if text != "" {
			words = append(words, text)
		}
	}
	if len(words) > 0 {
		s.diags.Add(diag.PageChrome, s.marks.pos(s.name, place), "<%s> left out: %s", n.Data, quoteAll(words))
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}
