package sample

import (
	"encoding/json"
	"math"
	"strings"
	"unicode/utf8"
)

// maxDepth is how deep values may nest, as for [json.Valid].
const maxDepth = 10000

// A validReader makes values of a text that is one valid JSON value. It gives up
// at the first byte that no valid text has there, and does not say why.
type validReader struct {
	text  string
	at    int
	nodes []node
}

// parseValid reads a text, and reports whether it is valid.
func parseValid(text string) (Value, bool) {
	if len(text) > math.MaxInt32 {
		return Value{}, false
	}
	// Before each value but the first stands one of these.
	most := 1 + strings.Count(text, ",") + strings.Count(text, "{") + strings.Count(text, "[")
	d := validReader{text: text, nodes: make([]node, 0, most)}
	ok := d.value(0, node{})
	d.skip()
	if !ok || d.at < len(text) {
		return Value{}, false
	}
	return Value{in: &tree{text, d.nodes}, end: int32(len(d.nodes))}, true
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

// value reads a value in as many objects and arrays as depth says. Of n, it is the
// name that is known.
func (d *validReader) value(depth int, n node) (ok bool) {
	c := d.skip()
	n.start = int32(d.at)
	at := len(d.nodes)
	d.nodes = append(d.nodes, n)
	kind, spelt := Number, false
	switch c {
	case '{':
		kind, ok = Object, d.object(depth+1)
	case '[':
		kind, ok = Array, d.array(depth+1)
	case '"':
		kind = String
		spelt, ok = d.string()
	case 'n':
		kind, ok = Null, d.word("null")
	case 't':
		kind, ok = Boolean, d.word("true")
	case 'f':
		kind, ok = Boolean, d.word("false")
	default:
		ok = d.number()
	}
	made := &d.nodes[at]
	made.kind, made.spelt, made.end, made.next = kind, spelt, int32(d.at), int32(len(d.nodes))
	return ok
}

func (d *validReader) object(depth int) bool {
	d.at++
	for first := true; !d.next('}'); first = false {
		if !first && !d.next(',') || d.skip() != '"' || depth > maxDepth {
			return false
		}
		from := d.at + 1
		spelt, ok := d.string()
		n := node{name: int32(from), nameEnd: int32(d.at - 1), nameSpelt: spelt}
		if !ok || !d.next(':') || !d.value(depth, n) {
			return false
		}
	}
	return true
}

func (d *validReader) array(depth int) bool {
	d.at++
	for first := true; !d.next(']'); first = false {
		if !first && !d.next(',') || depth > maxDepth || !d.value(depth, node{}) {
			return false
		}
	}
	return true
}

// word reads a word if it stands here.
func (d *validReader) word(word string) bool {
	ok := strings.HasPrefix(d.text[d.at:], word)
	if ok {
		d.at += len(word)
	}
	return ok
}

// number reads a number, as RFC 8259, section 6, spells it.
func (d *validReader) number() bool {
	d.one("-")
	ok := d.one("0") || d.digits()
	if d.one(".") {
		ok = d.digits() && ok
	}
	if d.one("eE") {
		d.one("+-")
		ok = d.digits() && ok
	}
	return ok
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

// string reads a string, and says whether it is spelt otherwise than it is: with
// escapes, or with bytes that are no UTF-8. That is left to encoding/json.
func (d *validReader) string() (spelt, ok bool) {
	from := d.at
	var any byte // all bits that some byte has
	for d.at++; d.at < len(d.text) && d.text[d.at] != '"'; d.at++ {
		c := d.text[d.at]
		any |= c
		switch {
		case c == '\\':
			spelt = true
			d.at++ // be it a quote
		case c < ' ':
			return false, false
		}
	}
	if d.at >= len(d.text) {
		return false, false
	}
	d.at++
	quoted := d.text[from:d.at]
	if spelt {
		return true, json.Valid([]byte(quoted))
	}
	return any >= utf8.RuneSelf && !utf8.ValidString(quoted), true
}
