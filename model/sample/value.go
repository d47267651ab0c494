package sample

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A Value is a JSON value with its place in the text.
type Value struct {
	Kind    Kind
	Text    string // of a string, decoded; of a number or boolean, as written
	Offset  int    // of its first byte
	Members []Member
	Elems   []*Value
}

// A Kind is what a JSON value is.
type Kind byte

const (
	Object  Kind = 'o'
	Array   Kind = 'a'
	String  Kind = 's'
	Number  Kind = 'n'
	Boolean Kind = 'b'
	Null    Kind = 'z'
)

// A Member is a member of an object.
type Member struct {
	Name  string
	Value *Value
}

// Member returns the value of an object's member, nil if there is none.
func (v *Value) Member(name string) *Value {
	for _, m := range v.Members {
		if m.Name == name {
			return m.Value
		}
	}
	return nil
}

// MemberIndex returns a function that does what Member does, for many names.
func (v *Value) MemberIndex() func(name string) *Value {
	index := make(map[string]*Value, len(v.Members))
	for _, m := range v.Members {
		if index[m.Name] == nil {
			index[m.Name] = m.Value
		}
	}
	return func(name string) *Value { return index[name] }
}

// Many is the number of members of an object from which on it is worth to make
// an index of them, or of the fields that they are held against.
const Many = 100

// decoded returns v as encoding/json decodes it, numbers as [json.Number].
func (v *Value) decoded() any {
	switch v.Kind {
	case Object:
		out := make(map[string]any, len(v.Members))
		for _, m := range v.Members {
			out[m.Name] = m.Value.decoded()
		}
		return out
	case Array:
		out := make([]any, len(v.Elems))
		for i, e := range v.Elems {
			out[i] = e.decoded()
		}
		return out
	case String:
		return v.Text
	case Number:
		return json.Number(v.Text)
	case Boolean:
		return v.Text == "true"
	default:
		return nil
	}
}

// describe names the kind of v for people, with its value if that is short.
func (v *Value) describe() string {
	switch v.Kind {
	case Object:
		return "an object"
	case Array:
		return "an array"
	case String:
		if len(v.Text) > 40 {
			return "a string"
		}
		return "the string \"" + v.Text + "\""
	case Number:
		return "the number " + v.Text
	case Boolean:
		return v.Text
	default:
		return "null"
	}
}

// Parse reads exactly one JSON value. Examples are many, and nearly all of them
// are valid: those are read by a reader that need not say what is wrong.
func Parse(text string) (*Value, error) {
	d := validReader{text: text}
	if v, ok := d.whole(); ok {
		return v, nil
	}
	return parseInvalid(text)
}

// parseInvalid finds out what is wrong with a text.
func parseInvalid(text string) (*Value, error) {
	d := &jsonReader{text: text, dec: json.NewDecoder(strings.NewReader(text))}
	d.dec.UseNumber()
	v, err := d.value()
	if err != nil {
		return nil, err
	}
	if _, err := d.dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("text after the value")
	}
	return v, nil
}

type jsonReader struct {
	text string
	dec  *json.Decoder
}

// start returns where the next token begins.
func (d *jsonReader) start() int {
	off := int(d.dec.InputOffset())
	return off + len(d.text[off:]) - len(strings.TrimLeft(d.text[off:], " \t\r\n,:"))
}

func (d *jsonReader) value() (*Value, error) {
	v := &Value{Offset: d.start()}
	tok, err := d.dec.Token()
	if err != nil {
		return nil, err
	}
	switch tok := tok.(type) {
	case json.Delim:
		if tok == '{' {
			v.Kind = Object
			return v, d.object(v)
		}
		v.Kind = Array
		return v, d.array(v)
	case string:
		v.Kind, v.Text = String, tok
	case json.Number:
		v.Kind, v.Text = Number, tok.String()
	case bool:
		v.Kind, v.Text = Boolean, "false"
		if tok {
			v.Text = "true"
		}
	default:
		v.Kind = Null
	}
	return v, nil
}

func (d *jsonReader) object(v *Value) error {
	for d.dec.More() {
		tok, err := d.dec.Token()
		if err != nil {
			return err
		}
		name, ok := tok.(string)
		if !ok {
			return errors.New("a member has no name")
		}
		m, err := d.value()
		if err != nil {
			return err
		}
		v.Members = append(v.Members, Member{name, m})
	}
	_, err := d.dec.Token()
	return err
}

func (d *jsonReader) array(v *Value) error {
	for d.dec.More() {
		e, err := d.value()
		if err != nil {
			return err
		}
		v.Elems = append(v.Elems, e)
	}
	_, err := d.dec.Token()
	return err
}

// Place returns the place of byte off of a text that begins at pos.
func Place(pos diag.Pos, text string, off int) diag.Pos {
	return pos.After(text[:min(off, len(text))])
}
