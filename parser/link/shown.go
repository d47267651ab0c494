package link

import "github.com/docmill/docmill/model"

// shown is what a JSON text shows of the members of an object. Tables are
// retyped, JSON is pasted from the service: where a name differs by case only,
// the JSON is right. The zero value shows nothing.
type shown struct {
	js      *model.JSONSample
	spelt   folded[string]                 // by name: the last spelling
	several map[string]bool                // names of which there is another spelling
	members map[string][]*model.JSONMember // by name; nil until somebody asks
}

// shownBy returns what js shows, nothing if it is nil or faulty.
func shownBy(js *model.JSONSample) shown {
	if js == nil || js.Err != nil {
		return shown{js: js}
	}
	s := shown{js: js, spelt: make(folded[string], len(js.Members))}
	for i := range js.Members {
		name := js.Members[i].Name
		if old := s.spelt.at(name); old != "" && old != name {
			if s.several == nil {
				s.several = make(map[string]bool)
			}
			s.several[old], s.several[name] = true, true
		}
		s.spelt[fold(name)] = name
	}
	return s
}

// spelling returns the name under which a property is shown, where that differs
// by case only.
func (s *shown) spelling(name string) string {
	spelt := s.spelt.at(name)
	if spelt == "" || s.several[name] {
		return name
	}
	return spelt
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
