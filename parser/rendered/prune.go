package rendered

// This file cuts a page of HTML down to what a reader would call the page, and
// gives the constructs of documentation sites the form of Markdown sources.

import (
	"iter"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// silent are elements without text for readers; they go without a finding.
var silent = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Template: true, atom.Noscript: true, atom.Svg: true, atom.Iframe: true,
	atom.Input: true, atom.Select: true, atom.Textarea: true, atom.Object: true, atom.Canvas: true, atom.Link: true, atom.Meta: true,
	atom.Video: true, atom.Audio: true, atom.Math: true,
}

// furniture are elements of a site rather than of a page.
var furniture = map[atom.Atom]bool{
	atom.Nav: true, atom.Footer: true, atom.Aside: true, atom.Form: true, atom.Button: true, atom.Header: true, atom.Dialog: true, atom.Menu: true,
}

// prune removes from content what is not the page's.
func (s *site) prune(content *html.Node) {
	for c := content.FirstChild; c != nil; {
		next := c.NextSibling
		switch {
		case c.Type == html.CommentNode, silent[c.DataAtom]:
			content.RemoveChild(c)
		case c.Type == html.ElementNode && s.isFurniture(c):
			s.leaveOut(c)
			content.RemoveChild(c)
		default:
			s.prune(c)
		}
		c = next
	}
}

// isFurniture reports whether an element is part of the site. What holds the
// title is never.
func (s *site) isFurniture(n *html.Node) bool {
	role := attr(n, "role")
	_, hidden := attribute(n, "hidden")
	switch {
	case furniture[n.DataAtom], role == "navigation", role == "complementary", role == "banner", role == "contentinfo", role == "search":
	case hidden && role != "tabpanel", attr(n, "aria-hidden") == "true" && role != "tabpanel":
	case s.Dialect.Has("chrome-class", attr(n, "class")+" "+attr(n, "id")):
	default:
		return false
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.H1 {
			return false
		}
	}
	return true
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

// visible yields the texts below a node that a reader sees.
func visible(n *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) { walkVisible(n, yield) }
}

func walkVisible(n *html.Node, yield func(*html.Node) bool) bool {
	switch {
	case n.Type == html.TextNode:
		return strings.TrimSpace(n.Data) == "" || yield(n)
	case silent[n.DataAtom], n.Type == html.CommentNode:
		return true
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if !walkVisible(c, yield) {
			return false
		}
	}
	return true
}

// reshape gives elements the form that the Markdown of a source would have.
func (s *site) reshape(content *html.Node) {
	spans := maxSpans
	for _, n := range slices.Collect(content.Descendants()) {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.A:
			s.link(n)
		case atom.Pre, atom.Code:
			language(n)
		case atom.Td, atom.Th:
			flatCell(n)
			spans = limitSpans(n, spans)
		case atom.Div, atom.Section:
			s.alert(n)
			s.tabs(n)
		}
	}
}

// link makes the address of a page of the same site one without host: the form
// that links between pages have in their source.
func (s *site) link(n *html.Node) {
	for i := range n.Attr {
		a := &n.Attr[i]
		switch a.Key {
		case "title":
			a.Val = ""
		case "href":
			a.Val = s.target(a.Val)
		}
	}
}

var space = regexp.MustCompile(`[\s\x00-\x1f<>()]+`)

func (s *site) target(href string) string {
	u, err := url.Parse(strings.TrimSpace(href))
	if err != nil {
		return space.ReplaceAllString(href, "")
	}
	if s.base != nil && !strings.HasPrefix(href, "#") {
		u = s.base.ResolveReference(u)
		if u.Host == s.base.Host {
			u.Scheme, u.Host, u.User = "", "", nil
		}
	}
	return space.ReplaceAllString(u.String(), "")
}

var languageClass = regexp.MustCompile(`\blang(?:uage)?-[A-Za-z0-9#+_-]+`)

// language keeps of the classes of code only the one that names its language.
func language(n *html.Node) {
	for i := range n.Attr {
		if n.Attr[i].Key == "class" {
			n.Attr[i].Val = strings.ToLower(languageClass.FindString(n.Attr[i].Val))
		}
	}
}

// blockInCell are elements that a cell of a Markdown table cannot hold.
var blockInCell = map[atom.Atom]bool{
	atom.Ul: true, atom.Ol: true, atom.Li: true, atom.P: true, atom.Div: true, atom.Blockquote: true, atom.Hr: true, atom.Dl: true, atom.Dt: true, atom.Dd: true,
	atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true, atom.Pre: true, atom.Section: true,
}

// flatCell makes inline content of what a cell holds: blocks become text that
// line breaks keep apart.
func flatCell(cell *html.Node) {
	for _, n := range slices.Collect(cell.Descendants()) {
		if n.Type != html.ElementNode || !blockInCell[n.DataAtom] {
			continue
		}
		if n.DataAtom == atom.Li || n.PrevSibling != nil && strings.TrimSpace(n.PrevSibling.Data) != "" {
			n.Parent.InsertBefore(&html.Node{Type: html.ElementNode, Data: "br", DataAtom: atom.Br}, n)
		}
		n.Data, n.DataAtom, n.Attr = "span", atom.Span, nil
	}
}

// maxSpans bounds how many cells of a page rowspan and colspan may add.
const maxSpans = 2000

// limitSpans removes the spans of a cell that are more than are left, and
// returns how many are left then.
func limitSpans(cell *html.Node, left int) int {
	n := 1
	for _, a := range cell.Attr {
		if a.Key == "rowspan" || a.Key == "colspan" {
			if k, err := strconv.Atoi(a.Val); err == nil && k > 0 {
				n *= min(k, 2*maxSpans)
			}
		}
	}
	if n-1 <= left {
		return left - n + 1
	}
	cell.Attr = slices.DeleteFunc(cell.Attr, func(a html.Attribute) bool { return a.Key == "rowspan" || a.Key == "colspan" })
	return left
}

// alert makes a quote of an alert: <div class="NOTE"><p>Note</p>…</div>.
func (s *site) alert(n *html.Node) {
	m, ok := s.Dialect.First("alert-class", attr(n, "class"))
	if !ok {
		return
	}
	n.Data, n.DataAtom, n.Attr = "blockquote", atom.Blockquote, nil
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			if text := s.textOf(c); s.Dialect.Has("alert", text) && len(text) <= len(m.Arg("kind"))+2 {
				n.RemoveChild(c)
			}
			return
		}
	}
}

// tabs gives a group of tabs the form of its source: a heading with a link for
// each tab, and a rule behind the last.
//
//	<div><ul role="tablist"><li><a data-tab="http">…</ul><section role="tabpanel" data-tab="http">…</div>
//	# [HTTP](#tab/http)
func (s *site) tabs(group *html.Node) {
	titles := make(map[string]string)
	var list, last *html.Node
	for c := group.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case attr(c, "role") == "tablist":
			list = c
			for a := range c.Descendants() {
				if attr(a, "role") == "tab" {
					titles[attr(a, "data-tab")] = s.textOf(a)
				}
			}
		case attr(c, "role") == "tabpanel" && list != nil:
			last = c
		}
	}
	if last == nil {
		return
	}
	group.RemoveChild(list)
	for c := group.FirstChild; c != nil; c = c.NextSibling {
		if attr(c, "role") == "tabpanel" {
			group.InsertBefore(tabHeading(titles[attr(c, "data-tab")], attr(c, "data-tab")), c)
		}
	}
	group.InsertBefore(&html.Node{Type: html.ElementNode, Data: "hr", DataAtom: atom.Hr}, last.NextSibling)
}

var tabName = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

func tabHeading(title, id string) *html.Node {
	h := &html.Node{Type: html.ElementNode, Data: "h1", DataAtom: atom.H1}
	a := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: "#tab/" + tabName.ReplaceAllString(id, "-")}}}
	a.AppendChild(&html.Node{Type: html.TextNode, Data: title})
	h.AppendChild(a)
	return h
}

// textOf returns the text below a node.
func (s *site) textOf(n *html.Node) string {
	var words []string
	for c := range visible(n) {
		text, _ := s.marks.first(c.Data)
		words = append(words, text)
	}
	return strings.Join(words, " ")
}
