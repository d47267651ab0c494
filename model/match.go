package model

import (
	"slices"
	"strings"
)

// This file finds the values of a template's placeholders in the path of a URL.
//
// Examples are written by hand. What no service cares about is let pass: the
// case of literal text, a namespace in front of a function ("graph.delta"),
// parentheses that hold nothing, a key in parentheses where the template has
// it behind a slash, the order of named arguments, a closing slash, %XX.

// Match reports whether path, the path of a URL below the service root, fits
// the template, and returns the values of its placeholders in order: one for a
// key, one for a path to an item, one for each argument that is no constant.
func (p Path) Match(path string) ([]URLValue, bool) { return p.MatchURL(ParseURL(path)) }

// A URLPath is the path of a URL, taken apart, to be matched with many
// templates.
type URLPath struct{ parts []urlPart }

// ParseURL takes the path of a URL below the service root apart.
func ParseURL(path string) URLPath { return URLPath{urlParts(path)} }

// MatchURL is [Path.Match] for a path that was taken apart.
func (p Path) MatchURL(u URLPath) ([]URLValue, bool) { return p.match(&pathMatcher{parts: u.parts}) }

// MayBegin reports whether some template that begins with segments could match
// u. Of many beginnings few do, and only with those it is worth to try ends.
func (u URLPath) MayBegin(segments []Segment) bool {
	m := pathMatcher{parts: u.parts}
	return m.begins(segments, nil)
}

// IsJoined reports whether the template that begins with some segments and goes on
// with others matches u.
func (u URLPath) IsJoined(begin, end []Segment) bool {
	m := pathMatcher{parts: u.parts}
	return m.begins(begin, end) && m.begins(end, nil) && len(m.parts) == 0
}

// MayEnd reports whether some template that ends in s could match u. It is much
// cheaper than to try them.
func (u URLPath) MayEnd(s Segment) bool {
	n := len(u.parts)
	switch s.Kind {
	case Literal, Function:
		text := s.Text
		if s.Kind == Literal {
			text = unescaped(text)
		}
		return n > 0 && new(pathMatcher).sameName(text, u.parts[n-1].name)
	}
	return true
}

// Names returns the names in u, in a form that [Segment.Name] has, too.
func (u URLPath) Names() []string {
	out := make([]string, len(u.parts))
	for i, p := range u.parts {
		out[i] = nameKey(p.name)
	}
	return out
}

// Name returns a form of the name of a literal or function that is among the
// names of every URL that it matches ([URLPath.Names]), for who looks for
// templates instead of trying all. It is "" for placeholders.
func (s Segment) Name() string {
	switch s.Kind {
	case Literal:
		return nameKey(unescaped(s.Text))
	case Function:
		return nameKey(s.Text)
	}
	return ""
}

// nameKey is the same for names that are the same for a pathMatcher.
func nameKey(name string) string { return FoldCase(ShortName(name)) }

// FoldCase returns a form that is the same for names that [strings.EqualFold] calls
// equal: letters that differ in case only have one upper case, but perhaps not one
// lower case.
func FoldCase(name string) string { return strings.ToLower(strings.ToUpper(name)) }

// MatchLoosely is Match for a path with a slip of the pen: a singular for a
// plural or the reverse, a key without its parentheses.
func (p Path) MatchLoosely(path string) ([]URLValue, bool) {
	parts := urlParts(path)
	for i, part := range parts {
		if name, key, ok := strings.Cut(part.name, "{"); ok && name != "" && !part.call {
			parts[i].name, parts[i].call, parts[i].args = name, true, URLArgs("{"+key)
		}
	}
	return p.match(&pathMatcher{parts: parts, loose: true})
}

func (p Path) match(m *pathMatcher) ([]URLValue, bool) {
	if !m.begins(p.Segments, nil) {
		return nil, false
	}
	return m.values, len(m.parts) == 0
}

// Literals counts the segments that are no placeholder. Of two templates that
// a URL fits, the one with more of them is meant: /users/delta rather than
// /users/{id}.
func (p Path) Literals() int {
	n := 0
	for _, s := range p.Segments {
		if s.Kind == Literal || s.Kind == Function {
			n++
		}
	}
	return n
}

// A pathMatcher goes through the parts of a URL.
type pathMatcher struct {
	parts  []urlPart // what is left; they may be another matcher's, too
	named  bool      // the name of the first part is matched, its parentheses are left
	values []URLValue
	loose  bool
}

// begins takes what segments match off the parts. Other segments follow.
func (m *pathMatcher) begins(segments, others []Segment) bool {
	for i, s := range segments {
		next := others
		if i+1 < len(segments) {
			next = segments[i+1:]
		}
		if !m.segment(s, len(next) > 0 && next[0].Kind == ItemPath) {
			return false
		}
	}
	return true
}

// segment takes what s matches off the parts. beforeItem is set if an item
// path follows, which a colon introduces.
func (m *pathMatcher) segment(s Segment, beforeItem bool) bool {
	if s.Kind == ItemPath {
		return m.item(s)
	}
	if len(m.parts) == 0 {
		return false
	}
	part := m.parts[0]
	if m.named {
		part.name = ""
	}
	if beforeItem && !part.colons {
		return false
	}
	switch s.Kind {
	case Literal:
		return m.literal(s, &part)
	case Function:
		return m.sameName(s.Text, part.name) && m.call(s.Args, &part) && m.next()
	case Key:
		return m.key(s, &part) && m.next()
	default:
		panic("model: segment of unknown kind")
	}
}

func (m *pathMatcher) next() bool {
	m.parts, m.named = m.parts[1:], false
	return true
}

// literal matches a name. What stands in parentheses behind it stays, for the
// key that may follow.
func (m *pathMatcher) literal(s Segment, part *urlPart) bool {
	if !m.sameName(unescaped(s.Text), part.name) {
		return false
	}
	if part.call && len(part.args) > 0 {
		m.named = true
		return true
	}
	return m.next()
}

func (m *pathMatcher) sameName(template, have string) bool {
	if m.loose {
		template, have = strings.TrimSuffix(template, "s"), strings.TrimSuffix(have, "s")
	}
	return have != "" && (strings.EqualFold(template, have) || strings.EqualFold(ShortName(template), ShortName(have)))
}

// key matches x, 'x', name=x, and each of them in parentheses.
func (m *pathMatcher) key(s Segment, part *urlPart) bool {
	var a URLArg
	switch {
	case part.name == "" && part.call && len(part.args) == 1:
		a = part.args[0]
	case part.name == "" || part.call && len(part.args) > 0:
		return false
	default:
		a = parseURLArg(part.name)
		if len(s.Args) == 0 || s.Args[0].Name == "" {
			a = URLArg{Value: URLValue{Text: part.name}}
			if s.Args != nil && s.Args[0].Quoted {
				a = parseURLArg(part.name)
			}
		}
	}
	if name := keyName(s); name != "" && !strings.EqualFold(name, a.Name) {
		return false
	}
	m.values = append(m.values, a.Value)
	// $count is no key, and name{id} a slip of the pen.
	return a.Value.Text != "" && a.Value.Text[0] != '$' && strings.IndexByte(a.Value.Text, '{') <= 0
}

// keyName returns "name" of a key name={x}.
func keyName(s Segment) string {
	if len(s.Args) == 0 {
		return ""
	}
	return s.Args[0].Name
}

// call matches the arguments of a function, by their names if both sides give
// them.
func (m *pathMatcher) call(args []Arg, part *urlPart) bool {
	if len(args) != len(part.args) {
		return false
	}
	for i, want := range args {
		if at := slices.IndexFunc(part.args, func(a URLArg) bool { return strings.EqualFold(a.Name, want.Name) }); at >= 0 && want.Name != "" {
			i = at
		} else if want.Name != "" && part.args[i].Name != "" {
			return false
		}
		value := part.args[i].Value
		switch {
		case want.Param != "":
			m.values = append(m.values, value)
		case !strings.EqualFold(want.Const, value.Text):
			return false
		}
	}
	return true
}

// item matches a path of names: all parts up to the one with a colon.
func (m *pathMatcher) item(s Segment) bool {
	n := slices.IndexFunc(m.parts, func(p urlPart) bool { return p.colons }) + 1
	if n == 0 {
		n = len(m.parts)
	}
	if n == 0 {
		return false
	}
	var names []string
	for _, p := range m.parts[:n] {
		if p.call {
			return false // not worth taking apart
		}
		names = append(names, p.name)
	}
	text := strings.Join(names, "/")
	m.parts, m.named = m.parts[n:], false
	if len(s.Args) == 0 {
		return strings.EqualFold(s.Text, text)
	}
	m.values = append(m.values, URLValue{Text: text})
	return true
}
