package model

import "strings"

// String returns the template in one spelling: blanks, trailing slashes and
// the forms of placeholders (<id>, {id}) levelled out, the query string cut
// off, e.g. "/users/{id | userPrincipalName}/messages/{id}/$value". Reading
// the result as a request line gives the same segments.
func (p Path) String() string {
	var b strings.Builder
	item := false // the last segment is an ItemPath
	for i, s := range p.Segments {
		switch {
		case s.Kind == ItemPath:
			b.WriteString(":/")
		case s.Kind == Key && s.Paren && i > 0:
		case item:
			b.WriteString(":/")
		default:
			b.WriteByte('/')
		}
		b.WriteString(s.String())
		item = s.Kind == ItemPath
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

// String returns the segment as it stands between the slashes of a template.
func (s Segment) String() string {
	switch s.Kind {
	case Literal:
		return s.Text
	case ItemPath:
		if len(s.Args) == 1 && s.Args[0].Param != "" {
			return "{" + s.Text + "}"
		}
		return s.Text
	case Function:
		return s.Text + "(" + joinArgs(s.Args) + ")"
	}
	return s.keyString()
}

// keyString returns a Key: {id}, {id | name}, '{id}', name={id}, ({id}).
func (s Segment) keyString() string {
	out := "{" + s.Text + "}"
	if len(s.Args) > 0 { // all of one form
		if s.Args[0].Quoted {
			out = "'" + out + "'"
		}
		if s.Args[0].Name != "" {
			out = s.Args[0].Name + "=" + out
		}
	}
	if s.Paren {
		return "(" + out + ")"
	}
	return out
}

func joinArgs(args []Arg) string {
	out := make([]string, len(args))
	for i, a := range args {
		out[i] = a.String()
	}
	return strings.Join(out, ",")
}

// String returns the argument as it stands between the parentheses.
func (a Arg) String() string {
	out := a.Const
	if a.Param != "" {
		out = "{" + a.Param + "}"
	}
	if a.Quoted {
		out = a.Enum + "'" + out + "'"
	}
	if a.Name != "" {
		return a.Name + "=" + out
	}
	return out
}

// Key returns the template without what does not tell endpoints apart: the
// names in braces, letter case, namespaces of casts, empty parts, and the
// parentheses of a function without arguments at the end, which pages write or
// leave out. E.g. "/users/{}/messages/{}/$value".
func (p Path) Key() string {
	var b strings.Builder
	b.Grow(64) // most are no longer
	for i, s := range p.Segments {
		b.WriteByte('/')
		switch s.Kind {
		case Key:
			b.WriteString("{}")
		case ItemPath:
			b.WriteString(":{}")
		case Literal:
			b.WriteString(strings.ToLower(ShortName(s.Text)))
		case Function:
			b.WriteString(strings.ToLower(ShortName(s.Text)))
			if len(s.Args) > 0 || i < len(p.Segments)-1 {
				b.WriteString(argsKey(s.Args))
			}
		default:
			panic("model: segment of unknown kind")
		}
	}
	return strings.TrimRight(b.String(), "/") // an empty part at the end is none
}

func argsKey(args []Arg) string {
	parts := make([]string, len(args))
	for i, a := range args {
		parts[i] = strings.ToLower(a.Name) + "=" + a.Const
	}
	return "(" + strings.Join(parts, ",") + ")"
}
