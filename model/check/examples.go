package check

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
	"github.com/docmill/docmill/model/sample"
)

// examples reports requests of examples that break documented rules.
func examples(api *model.API, out *diag.List) {
	for _, o := range api.Operations {
		for _, e := range o.Examples {
			if e.Request == nil || e.Request.JSON == nil || e.Excluded != "" {
				continue
			}
			sample.Report(out, e.Request, sample.Violations(o, e.Request)...)
		}
	}
}
