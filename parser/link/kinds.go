package link

// This file decides which types are entities (they have an identity) and which
// are complex types (mere values). No page says so outright; the signs are,
// measured on real documentation: a key in the annotation, a table of methods,
// or rows of relationships. One of them alone is right in 95 of 100 cases, and
// nothing in the generated code depends on it.

import (
	"slices"

	"github.com/docmill/docmill/model"
)

func (l *linker) decideKinds() {
	each(l, l.types.all(), func(l *linker, n *typeNode) {
		n.out.Entity = n.looksLikeEntity()
		// What inherits from an entity has an identity too.
		for b := n.out.Base; b != nil && !n.out.Entity; b = b.Base {
			n.out.Entity = l.nodeOf(b).looksLikeEntity()
		}
		inheritFields(n.out)
	})
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

// inheritFields notes for rows that repeat a base's property which base that
// is, where the page does not say.
func inheritFields(t *model.Type) {
	for _, f := range t.Fields {
		for b := t.Base; b != nil && f.Inherited == nil; b = b.Base {
			if slices.ContainsFunc(b.Fields, func(o *model.Field) bool { return o.Name == f.Name }) {
				f.Inherited = b
			}
		}
	}
}
