package markdown

// This file takes headings out of list items. A heading that is indented below
// an item belongs to the item, in Markdown; its writer meant a section:
//
//	- Supply the name.
//	  ## Response
//	  Returns a thing.
//
// Left there, the section would be prose of the list.

import "github.com/yuin/goldmark/ast"

// liftHeadings returns nodes with what follows a heading in a list behind the
// list, items by their content.
func liftHeadings(nodes []ast.Node) []ast.Node {
	for i, n := range nodes {
		list, ok := n.(*ast.List)
		if !ok {
			continue
		}
		if h := headingIn(list); h != nil {
			out := append(nodes[:i+1:i+1], cutList(list, h)...)
			return append(out, liftHeadings(nodes[i+1:])...)
		}
	}
	return nodes
}

// headingIn returns the first heading that is a child of an item, nil if there
// is none.
func headingIn(list *ast.List) ast.Node {
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		for c := item.FirstChild(); c != nil; c = c.NextSibling() {
			if asHeading(c) != nil {
				return c
			}
		}
	}
	return nil
}

// cutList removes h, a heading in an item, and all behind it from the list,
// and returns it.
func cutList(list *ast.List, h ast.Node) []ast.Node {
	item := h.Parent()
	rest := cutFrom(item, h)
	for _, next := range cutFrom(list, item.NextSibling()) {
		rest = append(rest, children(next)...)
	}
	return rest
}

// cutFrom removes first and the children behind it from parent.
func cutFrom(parent, first ast.Node) []ast.Node {
	var out []ast.Node
	for c := first; c != nil; {
		next := c.NextSibling()
		parent.RemoveChild(parent, c)
		out = append(out, c)
		c = next
	}
	return out
}
