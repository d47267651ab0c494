package runtime

import (
	"errors"
	"fmt"
	"strings"
)

// A DecodeError says which JSON value does not fit its documented type, or
// where the text is no JSON.
type DecodeError struct {
	Type   string // Go type that has the member, e.g. "Group"; "" for the outermost value
	Member string // JSON name of the member
	Path   string // from the outermost value, e.g. "members[2].name"
	Offset int64  // in bytes from the start of the text
	Want   string // what was expected, e.g. "a string"
	Got    string // what stands there, e.g. "a number"
	// Syntax is set where the text is no JSON.
	Syntax bool

	refused bool // by a type of the configuration
}

// Error returns path, what was found and expected, and where, on one line.
func (e *DecodeError) Error() string {
	var b strings.Builder
	b.WriteString("decode JSON: ")
	if e.Path != "" {
		b.WriteString(e.Path + ": ")
	}
	fmt.Fprintf(&b, "found %s, expected %s", e.Got, e.Want)
	if e.Type != "" {
		fmt.Fprintf(&b, " (%s, member %q)", e.Type, e.Member)
	}
	fmt.Fprintf(&b, " at offset %d", e.Offset)
	return b.String()
}

// errNull says that a null stands where the Go type has no place for it. It
// does not leave the decoder: the member goes to Extra.
var errNull = errors.New("null")

// syntax returns the error that the text is no JSON at the position.
func (d *decoder) syntax(want string) error {
	got := "the end of the text"
	if d.pos < len(d.data) {
		got = fmt.Sprintf("%q", d.data[d.pos])
	}
	return &DecodeError{Offset: int64(d.pos), Want: want, Got: got, Syntax: true}
}

// mismatch returns the error that the value at offset is not what was wanted.
func (d *decoder) mismatch(offset int, want string) error {
	return &DecodeError{Offset: int64(offset), Want: want, Got: d.describe(offset)}
}

// describe names the kind of the value at offset, and shows it if it is short.
func (d *decoder) describe(offset int) string {
	look := decoder{data: d.data, pos: offset}
	c := look.next()
	switch c {
	case 0:
		return "the end of the text"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 'n':
		return "null"
	case 't', 'f':
		return "a boolean"
	}
	raw, err := look.raw()
	switch {
	case err != nil || len(raw) > 40:
		raw = nil
	case len(raw) > 0:
		raw = append([]byte{' '}, raw...)
	}
	if c == '"' {
		return "the string" + string(raw)
	}
	return "the number" + string(raw)
}

// under puts e below the member name of type typ.
func (e *DecodeError) under(typ, name string) {
	if e.Type == "" && e.Member == "" {
		e.Type, e.Member = typ, name
	}
	switch {
	case e.Path == "":
		e.Path = name
	case e.Path[0] == '[':
		e.Path = name + e.Path
	default:
		e.Path = name + "." + e.Path
	}
}

// at puts e below the element i of an array.
func (e *DecodeError) at(i int) {
	sep := "."
	if e.Path == "" || e.Path[0] == '[' {
		sep = ""
	}
	e.Path = fmt.Sprintf("[%d]%s%s", i, sep, e.Path)
}
