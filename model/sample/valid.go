package sample

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// A validReader makes values of a text that is known to be one valid JSON value.
type validReader struct {
	text string
	at   int
}

// skip goes on to the next byte that is neither white space nor what separates
// values, and returns it.
func (d *validReader) skip() byte {
	for strings.IndexByte(" \t\r\n,:", d.text[d.at]) >= 0 {
		d.at++
	}
	return d.text[d.at]
}

func (d *validReader) value() *Value {
	c := d.skip()
	v := &Value{Offset: d.at}
	switch c {
	case '{':
		v.Kind = Object
		for d.at++; d.skip() != '}'; {
			name := d.string()
			v.Members = append(v.Members, Member{name, d.value()})
		}
		d.at++
	case '[':
		v.Kind = Array
		for d.at++; d.skip() != ']'; {
			v.Elems = append(v.Elems, d.value())
		}
		d.at++
	case '"':
		v.Kind, v.Text = String, d.string()
	case 'n':
		v.Kind = Null
		d.word()
	case 't', 'f':
		v.Kind, v.Text = Boolean, d.word()
	default:
		v.Kind, v.Text = Number, d.word()
	}
	return v
}

// word reads a number, true, false or null.
func (d *validReader) word() string {
	rest := d.text[d.at:]
	if end := strings.IndexAny(rest, " \t\r\n,]}"); end >= 0 {
		rest = rest[:end]
	}
	d.at += len(rest)
	return rest
}

// string reads a string. One with escapes, or with bytes that are no UTF-8, is
// left to encoding/json.
func (d *validReader) string() string {
	from := d.at
	escaped := false
	for d.at++; d.text[d.at] != '"'; d.at++ {
		if d.text[d.at] == '\\' {
			escaped = true
			d.at++
		}
	}
	d.at++
	quoted := d.text[from:d.at]
	if !escaped && utf8.ValidString(quoted) {
		return quoted[1 : len(quoted)-1]
	}
	var text string
	if err := json.Unmarshal([]byte(quoted), &text); err != nil {
		panic("sample: a valid string is none: " + err.Error())
	}
	return text
}
