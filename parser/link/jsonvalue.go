package link

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A jsonValue is a JSON value with its place in the text.
type jsonValue struct {
	kind    byte   // 'o'bject, 'a'rray, 's'tring, 'n'umber, 'b'oolean, 'z' null
	text    string // of a string, decoded; of a number or boolean, as written
	off     int    // of its first byte
	members []jsonMember
	elems   []*jsonValue
}

type jsonMember struct {
	name  string
	value *jsonValue
}

// member returns the value of an object's member, nil if there is none.
func (v *jsonValue) member(name string) *jsonValue {
	for _, m := range v.members {
		if m.name == name {
			return m.value
		}
	}
	return nil
}

// describe names the kind of v for people, with its value if that is short.
func (v *jsonValue) describe() string {
	switch v.kind {
	case 'o':
		return "an object"
	case 'a':
		return "an array"
	case 's':
		if len(v.text) > 40 {
			return "a string"
		}
		return "the string \"" + v.text + "\""
	case 'n':
		return "the number " + v.text
	case 'b':
		return v.text
	default:
		return "null"
	}
}

// parseJSON reads exactly one JSON value.
func parseJSON(text string) (*jsonValue, error) {
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

func (d *jsonReader) value() (*jsonValue, error) {
	v := &jsonValue{off: d.start()}
	tok, err := d.dec.Token()
	if err != nil {
		return nil, err
	}
	switch tok := tok.(type) {
	case json.Delim:
		if tok == '{' {
			v.kind = 'o'
			return v, d.object(v)
		}
		v.kind = 'a'
		return v, d.array(v)
	case string:
		v.kind, v.text = 's', tok
	case json.Number:
		v.kind, v.text = 'n', tok.String()
	case bool:
		v.kind, v.text = 'b', "false"
		if tok {
			v.text = "true"
		}
	default:
		v.kind = 'z'
	}
	return v, nil
}

func (d *jsonReader) object(v *jsonValue) error {
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
		v.members = append(v.members, jsonMember{name, m})
	}
	_, err := d.dec.Token()
	return err
}

func (d *jsonReader) array(v *jsonValue) error {
	for d.dec.More() {
		e, err := d.value()
		if err != nil {
			return err
		}
		v.elems = append(v.elems, e)
	}
	_, err := d.dec.Token()
	return err
}

// offsetPos returns the place of byte off of a text that begins at pos.
func offsetPos(pos diag.Pos, text string, off int) diag.Pos {
	before := text[:min(off, len(text))]
	lines := strings.Count(before, "\n")
	if lines == 0 {
		pos.Col += len(before)
		return pos
	}
	pos.Line += lines
	pos.Col = len(before) - strings.LastIndexByte(before, '\n')
	return pos
}
