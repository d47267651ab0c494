package markdown

// This file takes headings out of list items and quotes. A heading that is
// indented below an item belongs to the item, in Markdown, and one behind ">" to
// the quote; their writers meant a section, by an indentation too many, or quoted
// a whole page as mail is:
//
//	- Supply the name.                 > ## Response
//	  ## Response                      > Returns a thing.
//	  Returns a thing.
//
// Left there, the section would be prose of the list, or a note. No page has a
// heading in a note.

import "github.com/yuin/goldmark/ast"

// liftHeadings returns nodes with what follows a heading in a list or quote
// behind it, items and quotes by their content. What they are empty without is
// left out.
func (w *workspace) liftHeadings(nodes []ast.Node) []ast.Node {
	var out []ast.Node // nil while it is nodes
	for i, n := range nodes {
		h := headingIn(n)
		if h == nil {
			if out != nil {
				out = append(out, n)
			}
			continue
		}
		if out == nil {
			out = append(make([]ast.Node, 0, len(nodes)+8), nodes[:i]...)
		}
		lifted := w.cutFrom(n, h)
		if n.HasChildren() {
			out = append(out, n)
		}
		out = append(out, w.liftHeadings(lifted)...) // which stand one level less deep
	}
	if out == nil {
		return nodes
	}
	return out
}

// headingIn returns the first heading in a list or quote, nil if there is none.
func headingIn(n ast.Node) ast.Node {
	if !holdsBlocks(n) {
		return nil
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if asHeading(c) != nil {
			return c
		}
		if h := headingIn(c); h != nil {
			return h
		}
	}
	return nil
}

func holdsBlocks(n ast.Node) bool {
	switch n.(type) {
	case *ast.List, *ast.ListItem, *ast.Blockquote:
		return true
	}
	return false
}

// cutFrom removes h, which stands somewhere in n, and all behind it from n, and
// returns it, items by their content. Items and quotes in n that are empty
// without it go, too.
func (w *workspace) cutFrom(n, h ast.Node) []ast.Node {
	in := h.Parent()
	out := cutRest(in, h)
	for in != n {
		outer, next := in.Parent(), in.NextSibling()
		if !in.HasChildren() {
			outer.RemoveChild(outer, in)
		}
		for _, c := range cutRest(outer, next) {
			if c.Kind() == ast.KindListItem {
				out = append(out, w.children(c)...)
			} else {
				out = append(out, c)
			}
		}
		in = outer
	}
	return out
}

// cutRest removes first and the children behind it from parent.
func cutRest(parent, first ast.Node) []ast.Node {
	var out []ast.Node
	for c := first; c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		out = append(out, c)
		c = next
	}
	return out
}
