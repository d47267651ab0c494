package diff

import (
	"bytes"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file finds what may be behind a change: what it refers to, and whether the
// text where it stands is as it was, so that something else must have changed.

// causes returns the types and enums whose change may explain that a reference
// is otherwise, the likeliest first. A reference to what is gone is to anything,
// or to nothing, and back. Where the text of the reference is as it was (kept),
// something else is behind it whatever it is to now: a name that is gone leads to
// the nearest in spelling, and an enum without a member that the row lists is
// none of the row's.
func (d *differ) causes(a, b model.Ref, kept bool) []model.Ref {
	x, _ := model.Elem(a)
	y, _ := model.Elem(b)
	var first, then []model.Ref
	add := func(r, other model.Ref) {
		switch {
		case !isNamed(r):
		case d.pair[r] == nil && (kept || !isNamed(other)):
			first = append(first, r)
		case kept:
			then = append(append(then, r), d.heirs(r)...)
		}
	}
	add(x, y)
	add(y, x)
	byName := func(a, b model.Ref) int { return strings.Compare(model.RefName(a), model.RefName(b)) }
	slices.SortFunc(first, byName) // the same in either direction
	slices.SortFunc(then, byName)
	return append(first, then...)
}

// heirs returns the descendants of a type that came or went: what examples show
// of them says what the type is.
func (d *differ) heirs(r model.Ref) []model.Ref {
	t, ok := r.(*model.Type)
	if !ok {
		return nil
	}
	var out []model.Ref
	for _, u := range t.Descendants() {
		if d.pair[u] == nil {
			out = append(out, u)
		}
	}
	return out
}

// sameFile reports whether the file of a place has the text that it had.
func (d *differ) sameFile(prev, next diag.Pos) bool {
	digest := d.oldFiles[prev.File]
	return digest != "" && digest == d.newFiles[next.File]
}

// sameLine reports whether a line has the words that it had, as far as its file
// can be read.
func (d *differ) sameLine(prev, next diag.Pos) bool {
	if d.sameFile(prev, next) {
		return true
	}
	a, b, ok := d.bothTexts(prev.File, next.File)
	if !ok {
		return false
	}
	from, to := lineAt(a, prev.Line), lineAt(b, next.Line)
	return from != "" && from == to
}

// lineAt returns the words of line n, counted from 1, "" where there is none.
func lineAt(text []byte, n int) string {
	text, _ = diag.Text(text)
	text, _ = diag.Seen(text)
	lines := bytes.Split(text, []byte("\n"))
	if n < 1 || n > len(lines) {
		return ""
	}
	return words(string(lines[n-1]))
}

func isNamed(r model.Ref) bool {
	switch r.(type) {
	case *model.Type, *model.Enum:
		return true
	}
	return false
}

// because reports a change unless something else may explain it; fold decides,
// when all changes are known.
func (d *differ) because(causes []model.Ref, c Change) {
	if len(causes) == 0 {
		d.report(c)
		return
	}
	d.follows = append(d.follows, follower{causes: causes, change: c})
}
