package diff

import (
	"path"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
)

// This file recognizes texts that are otherwise only because they mention what
// was renamed or moved: whoever renames a type edits every page that links to
// it, and has made one change. Likewise the host of all examples.

// A rename is a name that took the place of another.
type rename struct {
	from, to string
	change   *Change
}

// renames returns what was renamed, and the pages that moved.
func (d *differ) renames() []rename {
	var out []rename
	for _, c := range d.changes {
		switch c.Kind {
		case TypeRenamed, EnumRenamed:
			out = append(out, rename{model.ShortName(c.From), model.ShortName(c.To), c})
		case PropertyRenamed, ParameterRenamed, EnumMemberRenamed:
			out = append(out, rename{c.From, c.To, c})
		case BaseURL:
			out = append(out, rename{c.From, c.To, c})
		case PageMoved:
			out = append(out, rename{stem(c.From), stem(c.To), c})
		}
	}
	// The longest first: one name can be the beginning of another.
	slices.SortStableFunc(out, func(a, b rename) int { return len(b.from) - len(a.from) })
	return out
}

func stem(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

// explains returns the first rename that makes one text the other, nil if
// none does. Not every place that has an old name was edited: it can be the
// name of something else, too.
func explains(renames []rename, from, to string) *Change {
	var first *Change
	for from != "" && to != "" {
		i := slices.IndexFunc(renames, func(r rename) bool { return r.between(from, to) })
		switch {
		case i >= 0:
			from, to = from[len(renames[i].from):], to[len(renames[i].to):]
			if first == nil {
				first = renames[i].change
			}
		case from[0] == to[0]:
			from, to = from[1:], to[1:]
		default:
			return nil
		}
	}
	if from != to {
		return nil
	}
	return first
}

// between reports whether one text begins with the old name and the other with
// the new one. Of names of which one begins with the other both can be a longer
// word that neither means.
func (r rename) between(from, to string) bool {
	if r.from == "" || !strings.HasPrefix(from, r.from) || !strings.HasPrefix(to, r.to) {
		return false
	}
	longer := r.from
	if len(r.to) > len(longer) {
		longer = r.to
	}
	return !strings.HasPrefix(from, longer) || !strings.HasPrefix(to, longer)
}

// foldRenames moves texts that mention what was renamed to that.
func (d *differ) foldRenames() {
	all := d.renames()
	if all == nil {
		return
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		var cause *Change
		switch c.Kind {
		case Description, Title:
			cause = explains(all, c.From, c.To)
		case Text, ExampleChanged:
			if from, to, ok := d.texts(c.Old.File, c.New.File); ok {
				cause = explains(all, from, to)
			}
		}
		if cause == nil {
			return false
		}
		d.absorb(cause, c)
		return true
	})
}

// texts returns the texts of a file before and after, if they can be read.
func (d *differ) texts(prev, next string) (from, to string, ok bool) {
	a, b, ok := d.bothTexts(prev, next)
	return string(model.Text(a)), string(model.Text(b)), ok
}

// bothTexts returns the bytes of a file before and after, if they can be read.
func (d *differ) bothTexts(prev, next string) (a, b []byte, ok bool) {
	if d.opts.OldText == nil || d.opts.NewText == nil {
		return nil, nil, false
	}
	a, err := d.opts.OldText(prev)
	b, err2 := d.opts.NewText(next)
	return a, b, err == nil && err2 == nil
}
