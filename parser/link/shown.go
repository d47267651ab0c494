package link

import (
	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/sample"
)

// shown is what a JSON text shows of the members of an object. Tables are
// retyped, JSON is pasted from the service: where a name differs by case only,
// the JSON is right. The zero value shows nothing.
type shown struct {
	js      *model.JSONSample
	names   folded[spelling]               // of many members; few are looked through
	members map[string][]*model.JSONMember // by name; nil until somebody asks
}

// A spelling is how the members are spelt that are called the same but for case.
type spelling struct {
	name    string // "" if there is none
	several bool
}

func (s *spelling) add(name string) {
	s.several = s.several || s.name != "" && s.name != name
	s.name = name
}

// shownBy returns what js shows, nothing if it is nil or faulty.
func shownBy(js *model.JSONSample) shown {
	s := shown{js: js}
	if js == nil || js.Err != nil || len(js.Members) < sample.Many {
		return s
	}
	s.names = make(folded[spelling], len(js.Members))
	for i := range js.Members {
		name := js.Members[i].Name
		known := s.names.at(name)
		known.add(name)
		s.names[fold(name)] = known
	}
	return s
}

// spelling returns the name under which a property is shown, where that differs
// by case only.
func (s *shown) spelling(name string) string {
	if s.js == nil || s.js.Err != nil {
		return name
	}
	var known spelling
	if s.names != nil {
		known = s.names.at(name)
	} else {
		for i := range s.js.Members {
			if member := s.js.Members[i].Name; sameFolded(member, name) {
				known.add(member)
			}
		}
	}
	if known.name == "" || known.several {
		return name
	}
	return known.name
}

// named returns the members of a name, also of a faulty text.
func (s *shown) named(name string) []*model.JSONMember {
	if s.js == nil {
		return nil
	}
	if s.members == nil {
		s.members = make(map[string][]*model.JSONMember, len(s.js.Members))
		for i := range s.js.Members {
			m := &s.js.Members[i]
			s.members[m.Name] = append(s.members[m.Name], m)
		}
	}
	return s.members[name]
}
