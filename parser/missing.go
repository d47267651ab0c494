package parser

import (
	"fmt"

	"github.com/docmill/docmill/model/diag"
)

// oncePerTarget leaves one finding of each file that is included and cannot be
// read, at the first place that includes it, with the number of places: one
// missing file of warnings is one defect, not ten thousand. diags is sorted.
func oncePerTarget(diags diag.List) diag.List {
	places := make(map[string]int)
	for _, d := range diags {
		if d.Rule == diag.IncludeMissing || d.Rule == diag.IncludeOutside {
			places[d.Msg]++
		}
	}
	if len(places) == 0 {
		return diags
	}
	var out diag.List
	for _, d := range diags {
		if d.Rule == diag.IncludeMissing || d.Rule == diag.IncludeOutside {
			n := places[d.Msg]
			delete(places, d.Msg)
			if n == 0 {
				continue
			}
			if n > 1 {
				d.Msg += fmt.Sprintf("; %d places include it", n)
			}
		}
		out = append(out, d)
	}
	return out
}
