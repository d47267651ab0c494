// Package cell reads what one table cell says: a type expression, a name, a
// list of values, the facts in a sentence. What a cell says never depends on
// another cell; the words it is said in come from a dialect.
package cell

import (
	"strings"

	"github.com/docmill/docmill/parser/dialect"
	"github.com/docmill/docmill/parser/markdown"
)

// Name reads the cell of a property's or member's name: "displayName",
// "@microsoft.graph.conflictBehavior", "files/fileName". A remark in
// parentheses after a blank is cut off ("isDefault (deprecated)"), and
// deprecated reports that it says so.
func Name(t markdown.Text, d *dialect.Dialect) (name string, deprecated bool) {
	name = strings.Trim(t.String(), "*`")
	name, remark, found := strings.Cut(name, " (")
	if found {
		deprecated = d.Has("deprecated", remark)
	}
	if stem, ok := strings.CutPrefix(name, "["); ok { // [Deprecated] name
		if remark, after, ok := strings.Cut(stem, "] "); ok && d.Has("deprecated", remark) {
			name, deprecated = after, true
		}
	}
	return markdown.Fold(name), deprecated
}
