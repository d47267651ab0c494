package link

// This file makes one enum of all lists that name it: pages of their own,
// "### x values" sections, shared enum pages (some of which define an enum
// twice) and lists in prose.
//
// The lists disagree now and then, mostly because one of them is older. The
// most trusted list comes first and the members of other tables are added to
// it: what any table documents may arrive in a response. What only a sentence
// lists is not added: measured against a service's metadata, such members are
// misspelt, or values of another property.

import (
	"cmp"
	"slices"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// An enumNode gathers all lists of one enum.
type enumNode struct {
	full  string
	short string // folded, without namespace
	lists []enumList
	out   *model.Enum

	members *memberSet // of all lists together, once they are united
}

// An enumList is one list of members.
type enumList struct {
	page    *model.Page
	source  string // "page", "table" or "inline"
	anchor  string // folded, of the section
	doc     string
	pos     diag.Pos
	flags   model.Tri
	members []*model.MemberClaim
	marked  bool // all stand in back-quotes, which translators leave alone
}

// sourceRank orders lists by trust, most trusted first.
var sourceRank = map[string]int{"page": 0, "table": 1, "inline": 2}

// declareEnums makes one node for each name that a page or section of members
// documents.
func (l *linker) declareEnums() {
	for _, p := range l.pages {
		for _, c := range p.Enums {
			full := l.fullName(p, identifier(c.Name, p))
			if l.valuesOfField(p, c, full) {
				continue
			}
			if l.types.at(full) != nil && !l.enumOverType(p, c, full) {
				continue
			}
			list := enumList{
				page: p, source: "table", anchor: fold(c.Anchor), doc: c.Doc, pos: c.Pos, flags: c.Flags,
				members: c.Members,
			}
			if c.Anchor == "" {
				list.source = "page"
			}
			n := l.addEnum(full, list)
			if d := l.nodes[p]; !slices.Contains(d.enums, n) {
				d.enums = append(d.enums, n)
			}
		}
	}
}

// addEnum adds a list to the enum of a full name.
func (l *linker) addEnum(full string, list enumList) *enumNode {
	n := l.enums.at(full)
	if n == nil {
		n = &enumNode{short: fold(model.ShortName(full)), out: &model.Enum{}}
		l.enums.put(full, n)
	}
	n.full = l.spell.best(n.full, full)
	n.out.Name = n.full
	n.lists = append(n.lists, list)
	return n
}

// enumOverType settles a name that is documented as a type and as an enum: a
// type without a single field is a page that lists members where others list
// properties, so the enum wins; otherwise the type does.
func (l *linker) enumOverType(p *model.Page, c *model.EnumClaim, full string) bool {
	n := l.types.at(full)
	for _, t := range n.claims {
		if len(t.Fields) > 0 || t.JSON != nil {
			l.diags.AddRelated(diag.TypeConflict, c.Pos, related(t.Pos, "documented as a type here"),
				"%s is listed as an enum, but is a type with properties elsewhere; the type wins", full)
			return false
		}
	}
	l.types.drop(full)
	for _, t := range n.claims {
		d := l.nodes[t.page]
		d.types = slices.DeleteFunc(d.types, func(o *typeNode) bool { return o == n })
	}
	return true
}

// valuesOfField reports whether a section of members says no more than which
// strings a property of the page's own type can hold: it bears the property's
// name, the property is a String, and no cell anywhere uses the name as a type.
//
//	|state|String|…|         ### State values
//
// Then there is no such enum in the service, and the members become the
// property's values.
func (l *linker) valuesOfField(p *model.Page, c *model.EnumClaim, full string) bool {
	short := model.ShortName(full)
	if c.Anchor == "" || l.used.at(short) || l.used.at("#", c.Anchor) {
		return false
	}
	found := false
	for _, t := range p.Types {
		for _, f := range t.Fields {
			if f.Type.Name == string(model.String) && strings.EqualFold(f.Name, short) {
				found = true
				for _, m := range c.Members {
					l.values[f] = append(l.values[f], model.ValueClaim{Name: m.Name, Pos: m.Pos})
				}
			}
		}
	}
	return found
}

// enumMembers unites the lists of each enum and reports where they disagree.
func (l *linker) enumMembers() {
	each(l, l.enums.all(), func(l *linker, n *enumNode) {
		slices.SortStableFunc(n.lists, func(a, b enumList) int {
			return cmp.Or(sourceRank[a.source]-sourceRank[b.source], a.pos.Compare(b.pos))
		})
		l.originalMembers(n)
		l.dropPasted(n)
		l.uniteLists(n)
		n.members = newMemberSet(len(n.out.Members))
		for _, m := range n.out.Members {
			n.members.add(m.Name)
		}
	})
}

// uniteLists makes one enum of the lists of n.
func (l *linker) uniteLists(n *enumNode) {
	first := n.lists[0]
	e := n.out
	e.Name, e.Page, e.Pos, e.Source = n.full, first.page.Path, first.pos, first.source
	has, of := make(folded[*model.Member], len(first.members)), membersOf(first.members)
	for _, list := range n.lists {
		l.enumConflict(n, first, of, list)
		e.Doc = cmp.Or(e.Doc, list.doc)
		e.Flags = e.Flags || list.flags.Bool()
		if list.source != "inline" || first.source == "inline" {
			addMembers(e, has, list.members)
		}
	}
	e.Flags = e.Flags || bitFlags(e.Members)
}

// dropPasted leaves out tables that share no member with any list in prose,
// and reports them: somebody pasted a table under the heading of a new enum, to
// be filled in later.
func (l *linker) dropPasted(n *enumNode) {
	i := slices.IndexFunc(n.lists, func(l enumList) bool { return l.source == "inline" })
	if i <= 0 {
		return
	}
	listed := map[string]bool{futureValue: true} // in any table
	for _, table := range n.lists[:i] {
		for _, m := range table.members {
			listed[fold(m.Name)] = true
		}
	}
	for _, prose := range n.lists[i:] {
		if len(prose.members) < 2 || slices.ContainsFunc(prose.members, func(m *model.MemberClaim) bool { return listed[fold(m.Name)] }) {
			return
		}
	}
	for _, table := range n.lists[:i] {
		l.diags.AddRelated(diag.EnumConflict, table.pos, related(n.lists[i].pos, "the list that is used"),
			"this table of %s has none of the values that descriptions list; it is not used", n.full)
	}
	n.lists = n.lists[i:]
}

// addMembers adds members that e does not have yet; has are those it has. A member
// that differs by case only is the same one, spelt as in the more trusted list.
func addMembers(e *model.Enum, has folded[*model.Member], members []*model.MemberClaim) {
	for _, m := range members {
		old := has.at(m.Name)
		if old == nil {
			old = &model.Member{Name: m.Name, Value: m.Value, Doc: m.Doc, Pos: m.Pos}
			has[fold(m.Name)] = old
			e.Members = append(e.Members, old)
			continue
		}
		old.Doc = cmp.Or(old.Doc, m.Doc)
		if old.Value == nil {
			old.Value = m.Value
		}
	}
}

// enumConflict reports list if it disagrees with the most trusted one. A list
// that is merely shorter is no contradiction when it stands in prose: writers
// name the values that matter there.
func (l *linker) enumConflict(n *enumNode, first enumList, of *memberSet, list enumList) {
	if sameNames(first.members, list.members) {
		return
	}
	in := membersOf(list.members)
	var what []string
	if extra := in.notIn(of); extra != "" {
		what = append(what, "has "+extra+" more")
	}
	if list.source != "inline" {
		if missing := of.notIn(in); missing != "" {
			what = append(what, "lacks "+missing)
		}
	}
	if len(what) > 0 {
		l.diags.AddRelated(diag.EnumConflict, list.pos, related(first.pos, "the more trusted list"),
			"this list of %s %s", n.full, strings.Join(what, " and "))
	}
}

// bitFlags reports whether values are 1, 2, 4 and further powers of two (and
// perhaps 0): pages never say that an enum's values can be combined, but nobody
// numbers an ordinary list like that.
func bitFlags(members []*model.Member) bool {
	seen := make(map[int64]bool)
	for _, m := range members {
		if m.Value == nil {
			continue
		}
		if *m.Value < 0 || *m.Value&(*m.Value-1) != 0 {
			return false
		}
		seen[*m.Value] = true
	}
	return seen[1] && seen[2] && seen[4]
}
