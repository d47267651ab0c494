package link

// This file compares lists of members: those of one enum with each other, and those
// that the description of a String lists with the enums that it could be of.

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/docmill/docmill/model"
)

// A memberSet is a list of members without repetitions and the sentinel.
type memberSet struct {
	names []string
	has   folded[bool]
}

func newMemberSet(n int) *memberSet { return &memberSet{has: make(folded[bool], n)} }

func (s *memberSet) add(name string) {
	if k := fold(name); !s.has[k] && k != futureValue {
		s.has[k] = true
		s.names = append(s.names, name)
	}
}

func membersOf(claims []*model.MemberClaim) *memberSet {
	s := newMemberSet(len(claims))
	for _, m := range claims {
		s.add(m.Name)
	}
	return s
}

// key is equal for sets of the same members.
func (s *memberSet) key() string {
	return strings.Join(slices.Sorted(maps.Keys(s.has)), "\n")
}

// beyond counts the members of s that other lacks.
func (s *memberSet) beyond(other *memberSet) int {
	n := 0
	for _, name := range s.names {
		if !other.has.at(name) {
			n++
		}
	}
	return n
}

// mostNames is how many members a finding names.
const mostNames = 100

// notIn names the members of s that other lacks, "" if there are none. It looks at
// no more of s than it must: s may be long, and compared with many.
func (s *memberSet) notIn(other *memberSet) string {
	var out []string
	for i, name := range s.names {
		if other.has.at(name) {
			continue
		}
		out = append(out, name)
		if rest := len(s.names) - i - 1; len(out) == mostNames && rest > 0 {
			return fmt.Sprintf("%s and perhaps %d others", strings.Join(out, ", "), rest)
		}
	}
	return strings.Join(out, ", ")
}

// futureValue is OData's sentinel of an enum that will grow. Lists leave it out
// at will, so its absence contradicts nothing.
const futureValue = "unknownfuturevalue"

// sameNames reports whether two lists are spelt alike, as most are.
func sameNames(a, b []*model.MemberClaim) bool {
	return slices.EqualFunc(a, b, func(a, b *model.MemberClaim) bool { return a.Name == b.Name })
}

// enumOfValues returns the enum that a property typed "String" must be of, nil if
// it may well be a string. Equal lists alone ("enabled", "disabled") and equal names
// alone prove nothing. Measured against a service's metadata, these signs are right
// nearly always:
//   - the enum is named after type and property, and has all of the values;
//   - its name contains the property's ("status", operationStatus), and the values
//     are exactly its members;
//   - or nearly so, if they are three or more and the property's name is more than
//     one word.
func (l *linker) enumOfValues(n *typeNode, f *model.FieldClaim) *model.Enum {
	values := newMemberSet(len(f.Values))
	for _, v := range f.Values {
		values.add(v.Name)
	}
	ns, short := model.SplitName(n.full)
	name := fold(f.Name)
	for _, space := range l.namespacesOf(ns) {
		own := l.enums.at(space, ".", short, name)
		if own != nil && values.beyond(own.members) == 0 {
			return own.out
		}
	}
	same := l.byMembers[values.key()]
	if e, several := enumNamed(same, name); e != nil || several {
		return e
	}
	if oneWord := strings.LastIndexFunc(f.Name, unicode.IsUpper) < 1; oneWord || len(f.Values) < 3 {
		return nil
	}
	return l.nearEnum(f.Values, values, name)
}

// nearEnum returns the only enum that has three of four values, and not more than
// twice as many members, of those whose name contains a property's. Many have a
// member in common with others: they are looked at until there are two.
func (l *linker) nearEnum(listed []model.ValueClaim, values *memberSet, name string) *model.Enum {
	var found *enumNode
	for _, v := range listed[:2] { // one of them may be misspelt
		for _, e := range l.byMember[fold(v.Name)] {
			if e == found || !strings.Contains(e.short, name) ||
				len(e.out.Members) > 2*len(listed) || 4*values.beyond(e.members) > len(listed) {
				continue
			}
			if found != nil {
				return nil
			}
			found = e
		}
	}
	if found == nil {
		return nil
	}
	return found.out
}

// enumNamed returns the only enum of a list whose name contains a property's, and
// whether there are several.
func enumNamed(list []*enumNode, name string) (found *model.Enum, several bool) {
	for _, e := range list {
		if !strings.Contains(e.short, name) || len(e.out.Members) == 0 {
			continue
		}
		if found != nil {
			return nil, true
		}
		found = e.out
	}
	return found, false
}

// indexMembers finds out which enums have the same members, and which have each.
func (l *linker) indexMembers() {
	l.byMembers, l.byMember = make(map[string][]*enumNode), make(map[string][]*enumNode)
	for _, e := range l.enums.all() {
		key := e.members.key()
		l.byMembers[key] = append(l.byMembers[key], e)
		for name := range e.members.has {
			l.byMember[name] = append(l.byMember[name], e)
		}
	}
}
