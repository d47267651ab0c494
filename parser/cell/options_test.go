package cell

import (
	"strings"
	"testing"

	"github.com/docmill/docmill/model"
)

func TestOptions(t *testing.T) {
	d := english(t)
	for _, c := range []struct{ text, want string }{
		{"This method supports the [OData Query Parameters](x.md) to help customize the response.", "unknown"},
		{"This method supports the [OData query parameters](x.md), including `$count`, `$filter`, and `$orderBy`.", "$count $filter $orderby"},
		{"This method supports `$select` and $expand.", "$expand $select"},
		{"This method supports the `select` OData query parameter. Count the items.", "$select"},
		{"You can use the [$top](x.md) query parameter. Maximum allowed `$top` value is 50. The other [OData query parameters](x.md) are not currently supported.", "$top"},
		{"To return the documents, use `$expand=documents`. For example, `$filter=a eq 'b'`.", "$expand $filter"},
		{"You can use `$select` to get properties, including those that are not returned by default.", "$select"},
		{"If you use any query parameter (other than `$deltatoken` and `$skiptoken`), you must say so.", "$deltatoken $skiptoken"},
		{"Search all items and expand your view.", "unknown"},

		{"This method does not support the [OData query parameters](x.md) to customize the response.", "none"},
		{"This method does not support optional query parameters to customize the response.", "none"},
		{"This method does **not** support the [OData Query Parameters](x.md) (e.g. $filter is not supported here).", "none, not $filter"},
		{"This operation does not currently support [OData query parameters](x.md).", "none"},
		{"Not supported.", "none"},
		{"None.", "none"},
		{"It supports the [OData query parameters](x.md). Note: $filter is not supported.", "unknown, not $filter"},
		{"It supports `$filter` on the id. This method does not support the `$top` filter.", "$filter, not $top"},
		{"This method supports `$select` but `$skip` isn't supported.", "$select, not $skip"},
		{"This method supports all query parameters except `$search` and `$skip`.", "unknown, not $search $skip"},
	} {
		var o model.OptionsClaim
		Options(&o, text(c.text), d)
		got := strings.Join(o.Names, " ")
		if got == "" {
			got = map[bool]string{true: "none", false: "unknown"}[o.Known]
		}
		if len(o.Excluded) > 0 {
			got += ", not " + strings.Join(o.Excluded, " ")
		}
		if got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}
