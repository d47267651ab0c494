package gen

import (
	"strings"

	"github.com/docmill/docmill/gen/names"
	"github.com/docmill/docmill/model"
)

// This file plans the keys in paths.

// keyWish asks for the name of a key. One that is an ID is called after what it
// is the ID of, whatever else a page writes: {id}, {groupId}, {groups-id} behind
// groups are groupID. So is one that says only what keys are ({name}).
func (e *endpoint) keyWish(p *planner, at *model.Segment, owner string) paramWish {
	key := firstAlternative(at.Text)
	all := func() []string {
		return []string{names.Local(key), names.Local(owner + " " + key), names.Local("key of " + owner)}
	}
	w := paramWish{paramPlan: paramPlan{typ: named("string")}, to: &at.Text}
	if of := p.memo.keyName(owner, key); of != "" {
		w.best, w.more = of, all
	} else {
		w.best, w.more = p.memo.localName(key), func() []string { return all()[1:] }
	}
	known := e.param(p, key)
	if t, ok := p.mappedText(known.ref); ok && key == at.Text {
		w.typ = t
		w.prim, _ = known.ref.(model.Prim)
	}
	w.ref, w.doc = known.ref, known.doc
	return w
}

// keyName returns what a key is called after what it is a key of, "" if it has a
// name of its own.
func keyName(owner, key string) string {
	if owner == "" {
		return ""
	}
	words := names.Words(key)
	if len(words) == 2 && strings.EqualFold(words[1], "value") {
		words = words[:1] // {id_value}
	}
	if n := len(words); n > 1 && strings.EqualFold(words[n-1], "id") {
		words = words[n-1:]
	}
	one := names.Singular(owner)
	switch {
	case len(words) != 1:
		return ""
	case strings.EqualFold(one, words[0]):
		return names.Local(words[0])
	}
	return names.Local(one + " " + words[0])
}

// cleanKey makes the fixed parts of a key such as may stand in a template.
func cleanKey(s *model.Segment) {
	if len(s.Args) == 1 {
		s.Args = []model.Arg{{Name: escapeLiteral(s.Args[0].Name), Quoted: s.Args[0].Quoted}}
	}
}

// firstAlternative returns "id" of "id | userPrincipalName".
func firstAlternative(text string) string {
	before, _, _ := strings.Cut(text, "|")
	return strings.TrimSpace(before)
}
