package cell

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// Facts are what a description says about the values of a field.
type Facts struct {
	ReadOnly, Nullable, Required model.Tri
	Deprecated                   bool
	Inherited                    model.TypeExpr // "Inherited from [x](x.md)"
	Rules                        []*model.Constraint
}

// Prose reads the facts in a description.
func Prose(t markdown.Text, d *dialect.Dialect) Facts { return Facts{} }
