package diff

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// This file reports what came, and puts what follows from something else where
// its cause is told.

// api compares what belongs to the API as a whole.
func (d *differ) api() {
	from, to := d.old.BaseURL, d.new.BaseURL
	if from == to {
		return
	}
	c := BaseURL.change("base URL", from, to, diag.Pos{}, diag.Pos{})
	if from == "" || to == "" { // where no example tells, nothing was decided
		d.quiet = append(d.quiet, c)
		return
	}
	d.report(c)
}

// added reports what only the newer documentation has.
func (d *differ) added() {
	for _, t := range unmatched(d, d.new.Types) {
		d.told[t] = d.add(TypeAdded, t.Name, "", describeType(t), diag.Pos{}, t.Pos)
	}
	for _, e := range unmatched(d, d.new.Enums) {
		d.told[e] = d.add(EnumAdded, e.Name, "", strings.Join(memberNames(e), ", "), diag.Pos{}, e.Pos)
	}
	kept := make(map[*model.Op]bool)
	for _, o := range d.ops {
		kept[o] = true
	}
	for _, o := range d.new.Operations {
		if !kept[o] {
			d.opAdded(o)
		}
	}
}

// fold moves what follows from other changes to them.
func (d *differ) fold() {
	for _, f := range d.follows {
		if cause := d.causeOf(f); cause != nil {
			d.absorb(cause, &f.change)
		} else {
			d.report(f.change)
		}
	}
	d.foldRows()
	d.foldLists()
	d.foldExamples()
	d.foldPages()
}

// causeOf returns the change that another follows from, nil if there is none.
func (d *differ) causeOf(f follower) *Change {
	for _, r := range f.causes {
		if c := d.told[r]; c != nil {
			return c
		}
	}
	i := slices.IndexFunc(d.changes, func(c *Change) bool { return f.row != "" && c.Subject == f.row && ofRow(c) })
	if i < 0 {
		return nil
	}
	return d.changes[i]
}

// absorb makes x a part of c.
func (d *differ) absorb(c, x *Change) {
	if x.Class&(Source|Wire) != 0 && c.Class&(Source|Wire) != x.Class&(Source|Wire) {
		if c.Class&(Source|Wire) == 0 {
			more := ", and what refers to it has another Go type."
			if x.Kind == GoName {
				more = ", and Go calls it otherwise."
			}
			c.Reason = strings.TrimSuffix(c.Reason, ".") + more
		}
		c.Class = c.Class&^Documentation | x.Class&(Source|Wire)
	}
	c.Follows = append(c.Follows, follows(x))
	c.Follows = append(c.Follows, x.Follows...)
	if !x.Old.IsValid() || !x.New.IsValid() || !d.sameLine(x.Old, x.New) {
		d.touch(x.Old, x.New)
	}
}

// absorbFrom makes the changes from index at on a part of c.
func (d *differ) absorbFrom(c *Change, at int) {
	parts := d.changes[at:]
	d.changes = d.changes[:at]
	for _, x := range parts {
		d.absorb(c, x)
	}
}

func follows(x *Change) string {
	switch {
	case x.From == "" || x.To == "":
		return fmt.Sprintf("%s %s", x.Kind.Code, x.Subject)
	}
	return fmt.Sprintf("%s %s: %s → %s", x.Kind.Code, x.Subject, x.From, x.To)
}

// foldRows moves enums to what became of the row that makes them: by listing
// possible values, or because the table of its values is an enum without it.
func (d *differ) foldRows() {
	made := map[*Kind]bool{EnumAdded: true, EnumRemoved: true, EnumRenamed: true}
	rows := make(map[string]*Change)
	for _, c := range d.changes {
		if !made[c.Kind] {
			for _, at := range []diag.Pos{c.Old, c.New} {
				if key := rowKey(at); key != "" && rows[key] == nil && ofRow(c) {
					rows[key] = c
				}
				if key := tableKey(at, c.Subject); key != "" && rows[key] == nil && (c.Kind == PropertyRemoved || c.Kind == PropertyAdded) {
					rows[key] = c
				}
			}
		}
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		if !made[c.Kind] {
			return false
		}
		row := rows[rowKey(orPos(c.New, c.Old))]
		if row == nil {
			row = rows[rowKey(c.Old)]
		}
		if row == nil {
			row = rows[tableKey(orPos(c.New, c.Old), c.Subject)]
		}
		if row == nil {
			return false
		}
		d.absorb(row, c)
		return true
	})
}

// foldLists moves descriptions to what became of the members of an enumeration
// that they list.
func (d *differ) foldLists() {
	lists := make(map[string]*Change)
	for _, c := range d.changes {
		switch c.Kind {
		case EnumMemberAdded, EnumMemberRemoved, EnumMemberRenamed:
			for _, at := range []diag.Pos{c.Old, c.New} {
				lists[rowKey(at)] = cmp.Or(lists[rowKey(at)], c)
			}
		}
	}
	delete(lists, "")
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		head := cmp.Or(lists[rowKey(c.Old)], lists[rowKey(c.New)])
		if c.Kind != Description || head == nil {
			return false
		}
		d.absorb(head, c)
		return true
	})
}

// foldExamples moves examples that follow what their page documents otherwise:
// the method, the path, the status code or the type of the answer; and what a
// request carries, if only its method is another.
func (d *differ) foldExamples() {
	heads := make(map[string]*Change)
	for _, c := range d.changes {
		switch c.Kind {
		case EndpointMethod, EndpointPath, StatusChanged, ResponseType, BodyType:
			if heads[c.New.File] == nil {
				heads[c.New.File] = c
			}
		}
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		head := heads[c.New.File]
		if head == nil || c.Kind != ExampleChanged && (c.Kind != BodyKind || head.Kind != EndpointMethod || !d.sameLine(c.Old, c.New)) {
			return false
		}
		d.absorb(head, c)
		return true
	})
}

// ofRow reports whether a change is one of a row as a whole, or of its type.
func ofRow(c *Change) bool {
	switch c.Kind {
	case PropertyAdded, PropertyRemoved, PropertyRenamed, PropertyType, ParameterAdded, ParameterRemoved, ParameterRenamed, ParameterType:
		return true
	}
	return false
}

func rowKey(at diag.Pos) string {
	if !at.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", at.File, at.Line)
}

// tableKey is the key of the table of values that bears a property's name.
func tableKey(at diag.Pos, name string) string {
	if !at.IsValid() {
		return ""
	}
	return at.File + "#" + strings.ToLower(model.ShortName(name))
}

// foldPages makes what came or went with one page one change: the first of its
// operations, types and enumerations. What requests carry can be of types and
// enumerations that nothing else describes.
func (d *differ) foldPages() {
	rank := map[*Kind]int{
		OperationRemoved: 1, OperationAdded: 1, TypeRemoved: 2, TypeAdded: 2, EnumRemoved: 3, EnumAdded: 3,
	}
	heads := make(map[string]*Change)
	key := func(c *Change) string {
		switch {
		case rank[c.Kind] == 0:
			return ""
		case c.New.IsValid() && d.oldFiles[c.New.File] == "":
			return "+" + c.New.File
		case c.Old.IsValid() && d.newFiles[c.Old.File] == "":
			return "-" + c.Old.File
		}
		return ""
	}
	for _, c := range d.changes {
		if k := key(c); k != "" && (heads[k] == nil || rank[c.Kind] < rank[heads[k].Kind]) {
			heads[k] = c
		}
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		head := heads[key(c)]
		if head == nil || head == c {
			return false
		}
		d.absorb(head, c)
		return true
	})
}

// foldWords moves descriptions that are now those of another page, which is as
// it was, to what happened to the page that was edited: what two pages describe
// is described in the words of one of them.
func (d *differ) foldWords() {
	kept := func(name string) bool { return d.oldFiles[name] == d.newFiles[name] }
	first := make(map[string]*Change) // that is more than words, by file
	for _, c := range slices.Backward(d.changes) {
		if c.Kind != Description {
			first[c.Old.File], first[c.New.File] = c, c
		}
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		edited := c.New.File
		if kept(edited) {
			edited = c.Old.File
		}
		if c.Kind != Description || c.Old.File == c.New.File || kept(c.Old.File) == kept(c.New.File) {
			return false
		}
		if first[edited] == nil {
			return false
		}
		d.absorb(first[edited], c)
		return true
	})
}

// foldLinks moves references to a type, of lines that are as they were, to the
// change that says that its page has another name: their links lead nowhere.
func (d *differ) foldLinks() {
	last := make(map[string]int) // change that moves a page, from 1 on
	for i, c := range d.changes {
		if c.Kind == PageMoved {
			last[c.From], last[c.To] = i+1, i+1
		}
	}
	by := make(map[string]int) // the same, by type
	for _, t := range slices.Concat(d.old.Types, d.new.Types) {
		by[t.Name] = max(by[t.Name], last[t.Page])
	}
	moved := make(map[string]*Change)
	for name, i := range by {
		if i > 0 {
			moved[name] = d.changes[i-1]
		}
	}
	if len(moved) == 0 {
		return
	}
	of := func(ref string) *Change {
		return moved[strings.TrimSuffix(strings.TrimPrefix(ref, "Collection("), ")")]
	}
	d.changes = slices.DeleteFunc(d.changes, func(c *Change) bool {
		switch c.Kind {
		case PropertyType, ParameterType, BodyType, ResponseType, TypeBase:
			head := cmp.Or(of(c.From), of(c.To))
			if head == nil || !d.sameLine(c.Old, c.New) {
				return false
			}
			d.absorb(head, c)
			return true
		}
		return false
	})
}
