package diff

import (
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file compares types.

// typ compares a type with what it has become.
func (d *differ) typ(t *model.Type) {
	switch u := d.pair[t].(type) {
	case nil:
		c := d.add(TypeRemoved, t.Name, describeType(t), "", t.Pos, diag.Pos{})
		d.told[t] = c
	case *model.Enum:
		d.add(TypeKind, t.Name, "type", "enumeration", t.Pos, u.Pos)
	case *model.Type:
		if k := d.pageOnly(t, u); k != nil {
			d.onPage(k, t, u)
			return
		}
		if t.Name != u.Name {
			d.told[t] = d.add(TypeRenamed, u.Name, t.Name, u.Name, t.Pos, u.Pos)
			d.told[u] = d.told[t]
		}
		d.typeFacts(t, u)
		at := len(d.changes)
		d.fields(owner{old: t.Name, new: u.Name, at: [2]diag.Pos{t.Pos, u.Pos}}, ownFields(t, u), ownFields(u, t))
		d.otherPages(t, u, at)
		if t.Deprecated != u.Deprecated {
			d.add(Deprecated, u.Name, flag(t.Deprecated, "deprecated"), flag(u.Deprecated, "deprecated"), t.Pos, u.Pos)
		} else {
			d.text(Description, u.Name, t.Doc, u.Doc, t.Pos, u.Pos)
		}
	}
}

// pageOnly returns the kind of change if the page of a type came or went, and
// other pages describe the type on the other side.
func (d *differ) pageOnly(t, u *model.Type) *Kind {
	has := func(files map[string]string, name string) bool { return files[name] != "" }
	moved := d.movedPages()
	var names []string // new ones, of pages of the type
	for _, name := range t.Pages {
		if moved[name] != "" {
			names = append(names, moved[name])
		}
	}
	switch {
	case t.Page == u.Page:
		return nil
	case len(minus(names, u.Pages)) < len(names):
		return nil // it has another name
	case !has(d.newFiles, t.Page) && (has(d.oldFiles, u.Page) || d.arrived[u.Page]):
		return TypeUndescribed
	case !has(d.oldFiles, u.Page) && (has(d.newFiles, t.Page) || moved[t.Page] != ""):
		return TypeDescribed
	}
	return nil
}

// onPage reports that a page came or went that a type does not need. What else
// is otherwise about the type is part of that.
func (d *differ) onPage(k *Kind, t, u *model.Type) {
	c := d.add(k, u.Name, t.Page, u.Page, t.Pos, u.Pos)
	at := len(d.changes)
	d.fields(owner{old: t.Name, new: u.Name, at: [2]diag.Pos{t.Pos, u.Pos}}, ownFields(t, u), ownFields(u, t))
	if !d.same(refOf(t.Base), refOf(u.Base)) {
		d.base(t, u)
	}
	parts := d.changes[at:]
	d.changes = d.changes[:at]
	d.pageParts(c, parts)
}

// otherPages makes one change of those from index at on that are because another
// page of the type came or went.
func (d *differ) otherPages(t, u *model.Type, at int) {
	gone, came := minus(t.Pages, u.Pages), minus(u.Pages, t.Pages)
	if len(gone) > 0 && len(came) > 0 {
		return // it may have another name
	}
	for _, page := range gone {
		if d.newFiles[page] == "" {
			d.gather(at, func(c *Change) bool { return c.Old.File == page }, TypeUndescribed.change(u.Name, page, u.Page, diag.Pos{File: page}, u.Pos))
		}
	}
	for _, page := range came {
		if d.oldFiles[page] == "" {
			d.gather(at, func(c *Change) bool { return c.New.File == page }, TypeDescribed.change(u.Name, t.Page, page, t.Pos, diag.Pos{File: page}))
		}
	}
}

// gather makes changes from index at on a part of head, if there are any.
func (d *differ) gather(at int, of func(*Change) bool, head Change) {
	var parts, rest []*Change
	for _, c := range d.changes[at:] {
		if of(c) {
			parts = append(parts, c)
		} else {
			rest = append(rest, c)
		}
	}
	if parts == nil {
		return
	}
	d.changes = append(d.changes[:at], rest...)
	d.pageParts(d.report(head), parts)
}

// pageParts makes changes a part of one that says that a page of a type came or
// went, and says whom that breaks.
func (d *differ) pageParts(c *Change, parts []*Change) {
	for _, x := range parts {
		c.Class |= x.Class
		d.absorb(c, x)
	}
	if c.Class != Documentation {
		c.is(c.Class&^Documentation, "The page of the type came or went; other pages do not describe all of it.")
	}
}

func describeType(t *model.Type) string {
	return plural(len(t.Fields), "property", "properties")
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// ownFields returns the fields that the pages of t list. What they repeat of a
// base counts only if the pages of the other side repeat it, too: a row more or
// less of that kind changes nothing in Go.
func ownFields(t, other *model.Type) []*model.Field {
	lists := make(map[string]bool)
	for _, f := range other.Fields {
		lists[f.Name] = true
	}
	inherits := make(map[string]bool)
	if t.Base != nil && other.Base != nil {
		for _, f := range other.Base.AllFields() {
			inherits[f.Name] = true
		}
	}
	var out []*model.Field
	for _, f := range t.Fields {
		if lists[f.Name] || !inherits[f.Name] {
			out = append(out, f)
		}
	}
	return out
}

// typeFacts compares what two types say of themselves.
func (d *differ) typeFacts(t, u *model.Type) {
	if !d.same(refOf(t.Base), refOf(u.Base)) {
		d.base(t, u)
	}
	flags := func(t *model.Type) string {
		kind, key := "complex", ""
		if t.Entity {
			kind = "entity"
		}
		if t.Key != "" {
			key = "key " + t.Key
		}
		return join(kind, flag(t.Abstract, "abstract"), flag(t.Open, "open"), key)
	}
	if a, b := flags(t), flags(u); a != b {
		d.quiet = append(d.quiet, TypeFlag.change(u.Name, a, b, t.Pos, u.Pos))
	}
}

// refOf returns t as a reference, nil for none.
func refOf(t *model.Type) model.Ref {
	if t == nil {
		return nil
	}
	return t
}

// base reports that a type has another base.
func (d *differ) base(t, u *model.Type) {
	c := TypeBase.change(u.Name, baseName(t), baseName(u), t.Pos, u.Pos)
	if t.Base == nil && !d.lost(t, u) {
		c.Class, c.Reason = Behaviour|Addition, "The type has what its base has, too, and carries its name in @odata.type."
	}
	d.because(d.causes(refOf(t.Base), refOf(u.Base), d.sameFile(t.Pos, u.Pos)), c)
}

// lost reports whether u lacks a member that t has.
func (d *differ) lost(t, u *model.Type) bool {
	has := make(map[string]bool)
	for _, f := range u.AllFields() {
		has[f.Name] = true
	}
	return slices.ContainsFunc(t.AllFields(), func(f *model.Field) bool { return !has[f.Name] })
}

func baseName(t *model.Type) string {
	if t.Base == nil {
		return "no base"
	}
	return t.Base.Name
}

func flag(set bool, name string) string {
	if set {
		return name
	}
	return ""
}

// join joins what is not empty with blanks.
func join(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// text reports that a text is otherwise.
func (d *differ) text(k *Kind, subject, from, to string, prev, next diag.Pos) {
	if !sameWords(from, to) {
		d.add(k, subject, words(from), words(to), prev, next)
	}
}
