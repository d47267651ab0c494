package sample

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep values may nest, as for [json.Valid].
const maxDepth = 10000

// A validReader makes values of a text that is one valid JSON value. It gives up
// at the first byte that no valid text has there, and does not say why.
//
// Examples are read by the ten thousand, and hold twenty values each: values are
// made many at a time, and what an object has is gathered where the members of
// all objects are that are not yet at their end.
type validReader struct {
	text    string
	at      int
	fresh   []Value  // to be used next
	made    int      // values so far
	members []Member // of objects that are not at their end
	elems   []*Value // likewise of arrays

	freshMembers []Member // to be used next
	freshElems   []*Value
}

// whole reads the text, and reports whether it is valid.
func (d *validReader) whole() (*Value, bool) {
	v, ok := d.value(0)
	d.skip()
	return v, ok && d.at == len(d.text)
}

// skip passes white space and returns the byte behind it, 0 at the end.
func (d *validReader) skip() byte {
	for ; d.at < len(d.text); d.at++ {
		if c := d.text[d.at]; c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c
		}
	}
	return 0
}

// next passes white space and reads c if it stands there.
func (d *validReader) next(c byte) bool {
	ok := d.skip() == c && d.at < len(d.text)
	if ok {
		d.at++
	}
	return ok
}

// newValue returns a value that begins here.
func (d *validReader) newValue() *Value {
	if len(d.fresh) == 0 {
		d.fresh = make([]Value, min(max(d.made, 8), 64))
	}
	v := &d.fresh[0]
	d.fresh = d.fresh[1:]
	d.made++
	v.Offset = d.at
	return v
}

// take returns a copy of list, in what is free of a larger array.
func take[T any](fresh *[]T, list []T) []T {
	n := len(list)
	if n == 0 {
		return nil
	}
	if len(*fresh) < n {
		*fresh = make([]T, max(n, 32))
	}
	out := (*fresh)[:n:n]
	copy(out, list)
	*fresh = (*fresh)[n:]
	return out
}

// value reads a value in as many objects and arrays as depth says.
func (d *validReader) value(depth int) (v *Value, ok bool) {
	c := d.skip()
	v = d.newValue()
	switch c {
	case '{':
		v.Kind = Object
		ok = d.object(v, depth+1)
	case '[':
		v.Kind = Array
		ok = d.array(v, depth+1)
	case '"':
		v.Kind = String
		v.Text, ok = d.string()
	case 'n':
		v.Kind = Null
		_, ok = d.word("null")
	case 't':
		v.Kind = Boolean
		v.Text, ok = d.word("true")
	case 'f':
		v.Kind = Boolean
		v.Text, ok = d.word("false")
	default:
		v.Kind = Number
		v.Text, ok = d.number()
	}
	return v, ok
}

func (d *validReader) object(v *Value, depth int) bool {
	from := len(d.members)
	d.at++
	for end := d.next('}'); !end; end = d.next('}') {
		if len(d.members) > from && !d.next(',') || d.skip() != '"' || depth > maxDepth {
			return false
		}
		name, ok := d.string()
		if !ok || !d.next(':') {
			return false
		}
		m, ok := d.value(depth)
		if !ok {
			return false
		}
		d.members = append(d.members, Member{name, m})
	}
	v.Members = take(&d.freshMembers, d.members[from:])
	d.members = d.members[:from]
	return true
}

func (d *validReader) array(v *Value, depth int) bool {
	from := len(d.elems)
	d.at++
	for end := d.next(']'); !end; end = d.next(']') {
		if len(d.elems) > from && !d.next(',') || depth > maxDepth {
			return false
		}
		e, ok := d.value(depth)
		if !ok {
			return false
		}
		d.elems = append(d.elems, e)
	}
	v.Elems = take(&d.freshElems, d.elems[from:])
	d.elems = d.elems[:from]
	return true
}

// word reads a word if it stands here.
func (d *validReader) word(word string) (string, bool) {
	ok := strings.HasPrefix(d.text[d.at:], word)
	if ok {
		d.at += len(word)
	}
	return word, ok
}

// number reads a number, as RFC 8259, section 6, spells it.
func (d *validReader) number() (string, bool) {
	from := d.at
	d.one("-")
	ok := d.one("0") || d.digits()
	if d.one(".") {
		ok = d.digits() && ok
	}
	if d.one("eE") {
		d.one("+-")
		ok = d.digits() && ok
	}
	return d.text[from:d.at], ok
}

// one reads one of some bytes if it stands here.
func (d *validReader) one(of string) bool {
	ok := d.at < len(d.text) && strings.IndexByte(of, d.text[d.at]) >= 0
	if ok {
		d.at++
	}
	return ok
}

// digits reads digits, of which there must be one.
func (d *validReader) digits() bool {
	from := d.at
	for d.at < len(d.text) && '0' <= d.text[d.at] && d.text[d.at] <= '9' {
		d.at++
	}
	return d.at > from
}

// string reads a string. One with escapes, or with bytes that are no UTF-8, is
// left to encoding/json.
func (d *validReader) string() (string, bool) {
	from := d.at
	escaped := false
	for d.at++; d.at < len(d.text) && d.text[d.at] != '"'; d.at++ {
		switch c := d.text[d.at]; {
		case c == '\\':
			escaped = true
			d.at++ // be it a quote
		case c < ' ':
			return "", false
		}
	}
	if d.at >= len(d.text) {
		return "", false
	}
	d.at++
	quoted := d.text[from:d.at]
	if !escaped && utf8.ValidString(quoted) {
		return quoted[1 : len(quoted)-1], true
	}
	var text string
	err := json.Unmarshal([]byte(quoted), &text)
	return text, err == nil
}
