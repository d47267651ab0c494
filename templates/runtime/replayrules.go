package runtime

import (
	"slices"
	"testing"
)

// This file is copied as a test. It holds the requests of the examples against
// the documented rules: what a page shows must be accepted, or the rules that
// it breaks are known and were reported when the code was generated.

// checkRules checks the request body of one example.
func checkRules(t *testing.T, c replayCase, ex replayExample) {
	body, isJSON := ex.Request.body()
	if !isJSON || c.request.isZero() || ex.Other {
		return
	}
	x, err := c.request.decode(&decoder{data: body})
	if err != nil {
		return // replayed, and reported, elsewhere
	}
	var broken []string
	list, _ := c.op.ValidateBody(x).(ValidationErrors)
	for _, e := range list {
		broken = append(broken, e.Path+": "+string(e.Rule))
	}
	slices.Sort(broken)
	if mapsTypes { // rules say nothing about types that are neither strings nor numbers
		ex.Invalid = slices.DeleteFunc(ex.Invalid, func(rule string) bool { return !slices.Contains(broken, rule) })
	}
	if broken = slices.Compact(broken); !slices.Equal(broken, ex.Invalid) {
		t.Errorf("%s: request breaks %q, want %q\n%s", c.op.Name, broken, ex.Invalid, body)
	}
}
