package link

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// findDuplicates reports endpoints that several pages describe. Two paths are
// the same if they differ only in the names of their parameters. Whole pages
// that repeat another one are reported as such, not line by line.
func (l *linker) findDuplicates() {
	pages := l.duplicatePages()
	first := make(map[string]*place)
	for _, o := range l.api.Operations {
		for _, e := range o.Endpoints {
			key := endpointKey(e)
			f := first[key]
			switch {
			case f == nil:
				first[key] = &place{o, e}
			case f.op.Page != o.Page && !pages[o]:
				l.diags.AddRelated(diag.DuplicateOperation, e.Pos, related(f.end.Pos, "also described here"),
					"%s %s is described on %s as well", e.Method, e.Path.Raw, f.op.Page)
			}
		}
	}
}

// A place is where an endpoint is described.
type place struct {
	op  *model.Op
	end *model.Endpoint
}

// endpointKey is equal for endpoints that are the same request.
func endpointKey(e *model.Endpoint) string {
	var b strings.Builder
	b.WriteString(e.Method)
	for _, s := range e.Path.Segments {
		b.WriteByte('/')
		switch s.Kind {
		case model.Key:
			b.WriteString("{}")
		case model.ItemPath:
			b.WriteString(":{}:")
		case model.Function:
			b.WriteString(fold(s.Text) + "(")
			for _, a := range s.Args {
				b.WriteString(fold(a.Name) + "=" + a.Const + ",")
			}
			b.WriteByte(')')
		default:
			b.WriteString(fold(s.Text))
		}
	}
	return b.String()
}
