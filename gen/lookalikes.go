package gen

import (
	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// lookalikes reports the documented names that look like others, and whose Go
// names therefore spell letters out.
func (p *planner) lookalikes() {
	report := func(what, name string, pos diag.Pos) {
		if names.Lookalike(name) {
			p.diags.Add(diag.LookalikeName, pos, "the %s %+q has letters that look like others; Go has their numbers", what, name)
		}
	}
	fields := func(what string, list []*model.Field) {
		for _, f := range list {
			report(what, f.Name, f.Pos)
		}
	}
	for _, t := range p.api.Types {
		report("type", t.Name, t.Pos)
		fields("property", t.Fields)
	}
	for _, e := range p.api.Enums {
		report("enumeration", e.Name, e.Pos)
		for _, m := range e.Members {
			report("member", m.Name, m.Pos)
		}
	}
	for _, op := range p.api.Operations {
		for _, e := range op.Endpoints {
			report("path", e.Path.Raw, e.Pos)
		}
		for _, param := range op.Params {
			report("parameter", param.Name, param.Pos)
		}
		fields("parameter", op.Body.Fields)
	}
}
