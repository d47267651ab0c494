package model

import "strings"

// String returns e in canonical spelling: "Edm.String collection",
// "[user](user.md) enum", "a or b". The parser reads it back as an equal
// expression.
func (e TypeExpr) String() string {
	var b strings.Builder
	e.write(&b)
	for _, o := range e.Or {
		b.WriteString(" or ")
		o.write(&b)
	}
	return b.String()
}

func (e TypeExpr) write(b *strings.Builder) {
	if e.Link != "" {
		b.WriteString("[" + e.Name + "](" + e.Link + ")")
	} else {
		b.WriteString(e.Name)
	}
	if e.Collection {
		b.WriteString(" collection")
	}
	if e.Enum {
		b.WriteString(" enum")
	}
}
