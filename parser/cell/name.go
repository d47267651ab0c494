// Package cell reads what one table cell says: a type expression, a name, a
// list of values, the facts in a sentence.
package cell

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// Name reads the cell of a property's or member's name. Deprecated reports
// that the name is followed by "(deprecated)"; type hints and notes in
// parentheses are cut off.
func Name(t markdown.Text, d *dialect.Dialect) (name string, deprecated bool) {
	return t.String(), false
}

// Values reads the list of possible values that a description holds, nil if
// it holds none.
func Values(t markdown.Text, d *dialect.Dialect) []model.ValueClaim { return nil }

// Facts are what a description says about the values of a field.
type Facts struct {
	ReadOnly, Nullable, Required model.Tri
	Deprecated                   bool
	Inherited                    model.TypeExpr // "Inherited from [x](x.md)"
	Rules                        []*model.Constraint
}

// Prose reads the facts in a description.
func Prose(t markdown.Text, d *dialect.Dialect) Facts { return Facts{} }
