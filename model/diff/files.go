package diff

import (
	"bytes"
	"maps"
	"slices"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file tells of files whose text is otherwise although nothing else is
// told of them: a sentence that no fact is read from, the order of rows, front
// matter. So whoever edits a page finds it in the report.

// digests returns the files of a, each with the digest of its text.
func digests(a *model.API) map[string]string {
	out := make(map[string]string, len(a.Files))
	for _, f := range a.Files {
		out[f.Path] = f.Digest
	}
	return out
}

// included returns the files that are no pages in either: that a page begins or
// ceases to include one is a change of the page.
func included(prev, next *model.API) map[string]bool {
	out := make(map[string]bool)
	for _, f := range slices.Concat(prev.Files, next.Files) {
		if f.Included {
			out[f.Path] = true
		}
	}
	return out
}

// files reports what happened to files, and the quiet changes in those of which
// nothing else is told.
func (d *differ) files() {
	moved := d.movedPages()
	for _, c := range d.quiet {
		if c.Kind == BaseURL {
			if len(d.changes) == 0 || !d.requestsChanged() {
				d.report(c)
			}
			continue
		}
		if !d.touched[c.Old.File] && d.oldFiles[c.Old.File] != d.newFiles[c.New.File] {
			d.report(c)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.oldFiles)) {
		digest, kept := d.newFiles[name]
		switch at := (diag.Pos{File: name}); {
		case kept && digest != d.oldFiles[name] && !d.touched[name]:
			prev, next := d.firstDifference(name)
			d.add(Text, name, "", "", prev, next)
		case kept:
		case moved[name] != "":
			d.add(PageMoved, moved[name], name, moved[name], at, diag.Pos{File: moved[name]})
		case !d.touched[name] && !d.included[name]:
			d.add(PageRemoved, name, name, "", at, diag.Pos{})
		}
	}
	arrived := make(map[string]bool)
	for _, name := range moved {
		arrived[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(d.newFiles)) {
		if _, had := d.oldFiles[name]; !had && !arrived[name] && !d.touched[name] && !d.included[name] {
			d.add(PageAdded, name, "", name, diag.Pos{}, diag.Pos{File: name})
		}
	}
}

// requestsChanged reports whether a request or an example is told of.
func (d *differ) requestsChanged() bool {
	return slices.ContainsFunc(d.changes, func(c *Change) bool {
		switch c.Kind {
		case ExampleChanged, ExampleAdded, ExampleRemoved, OperationAdded, OperationRemoved, EndpointAdded, EndpointRemoved, EndpointPath, EndpointMethod:
			return true
		}
		return false
	})
}

// movedPages returns the new names of pages that are gone: those of the pages
// that document the same, or have the same text. Operations come first: a type
// without its page can be described on theirs.
func (d *differ) movedPages() map[string]string {
	if d.movedTo != nil {
		return d.movedTo
	}
	moved := make(map[string]string)
	arrived := make(map[string]bool)
	note := func(prev, next string) {
		_, kept := d.newFiles[prev]
		_, had := d.oldFiles[next]
		if prev != next && !kept && !had && d.oldFiles[prev] != "" && moved[prev] == "" && !arrived[next] {
			moved[prev], arrived[next] = next, true
		}
	}
	for _, o := range d.old.Operations {
		if p := d.ops[o]; p != nil {
			note(o.Page, p.Page)
		}
	}
	for _, t := range d.old.Types {
		if u, ok := d.pair[t].(*model.Type); ok {
			note(t.Page, u.Page)
			if gone, came := minus(t.Pages, u.Pages), minus(u.Pages, t.Pages); len(gone) == 1 && len(came) == 1 {
				note(gone[0], came[0])
			}
		}
	}
	for _, e := range d.old.Enums {
		if f, ok := d.pair[e].(*model.Enum); ok {
			note(e.Page, f.Page)
		}
	}
	byDigest := make(map[string]string)
	for _, f := range slices.Backward(d.new.Files) {
		byDigest[f.Digest] = f.Path
	}
	for _, f := range d.old.Files {
		if next := byDigest[f.Digest]; next != "" {
			note(f.Path, next)
		}
	}
	d.movedTo, d.arrived = moved, arrived
	return moved
}

// firstDifference returns where the texts of a file part, by line if they can
// be read.
func (d *differ) firstDifference(name string) (prev, next diag.Pos) {
	prev, next = diag.Pos{File: name}, diag.Pos{File: name}
	a, b, ok := d.bothTexts(name, name)
	if !ok {
		return prev, next
	}
	x, y := model.TextLines(a), model.TextLines(b)
	i := 0
	for i < len(x) && i < len(y) && bytes.Equal(x[i].Text, y[i].Text) {
		i++
	}
	return placeOf(prev, x, i), placeOf(next, y, i)
}

func placeOf(at diag.Pos, lines []model.TextLine, i int) diag.Pos {
	if len(lines) == 0 {
		return at
	}
	at.Line, at.Col = lines[min(i, len(lines)-1)].Line, 1
	return at
}
