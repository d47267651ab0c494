package link

import "github.com/docmill/docmill/model/diag"

// findDuplicates reports endpoints that several pages describe. Two paths are
// the same if they differ only in the names of their parameters. Whole pages
// that repeat another one are reported as such, not line by line.
func (l *linker) findDuplicates() {
	pages := l.duplicatePages()
	for i := range l.requests {
		r := &l.requests[i]
		if f := r.at.first; f.op.Page != r.op.Page && !pages[r.op] {
			l.diags.AddRelated(diag.DuplicateOperation, r.end.Pos, related(f.end.Pos, "also described here"),
				"%s %s is described on %s as well", r.end.Method, r.end.Path.Raw, f.op.Page)
		}
	}
}
