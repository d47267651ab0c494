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
	if len(s.Args) == 1 {
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
