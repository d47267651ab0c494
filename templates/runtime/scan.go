package runtime

import (
	"strconv"
)

// This file reads JSON text. The decoder walks the bytes once and knows at
// each value where it is going to be stored, so there is no token stream, no
// tree and no second pass: what has no field is cut out of the text as it is.
// encoding/json would need one pass for the fields and another for the rest.
//
// The grammar is RFC 8259, as strict as encoding/json: the fuzz tests hold the
// two against each other. Like encoding/json it reads wrong UTF-8 and lone
// surrogates as U+FFFD.

// maxDepth is how deep arrays and objects may be nested. Documented types
// nest about ten deep; the limit protects the stack from hostile input.
const maxDepth = 1000

// A decoder reads one JSON text.
type decoder struct {
	data  []byte
	pos   int
	depth int
	// lenient puts members that do not fit their type into Extra.
	lenient bool
	// newAny returns the Go type for an @odata.type, where the member itself
	// belongs to a type that cannot say: the items of a Page.
	newAny func(odataType string) any
	late   int // objects so far whose @odata.type came late
}

// next skips white space and returns the byte that follows, 0 at the end.
func (d *decoder) next() byte {
	for d.pos < len(d.data) {
		switch c := d.data[d.pos]; c {
		case ' ', '\t', '\n', '\r':
			d.pos++
		default:
			return c
		}
	}
	return 0
}

// expect consumes the byte c after white space.
func (d *decoder) expect(c byte) error {
	if d.next() != c {
		return d.syntax(strconv.QuoteRune(rune(c)))
	}
	d.pos++
	return nil
}

// end checks that only white space is left.
func (d *decoder) end() error {
	if d.next(); d.pos < len(d.data) {
		return d.syntax("the end of the text")
	}
	return nil
}

// enter and leave count the nesting.
func (d *decoder) enter() error {
	if d.depth++; d.depth > maxDepth {
		return d.syntax("at most " + strconv.Itoa(maxDepth) + " levels")
	}
	d.pos++
	return nil
}

func (d *decoder) leave() { d.depth--; d.pos++ }

// more reports whether another element follows in an array or object that
// ends with the byte end; it consumes the comma. first is set for the first
// element, before which there is none.
func (d *decoder) more(end byte, first bool) (bool, error) {
	switch c := d.next(); {
	case c == end:
		return false, nil
	case first:
		return true, nil
	case c == ',':
		d.pos++
		return true, nil
	}
	return false, d.syntax("',' or " + strconv.QuoteRune(rune(end)))
}

// skip checks one value and steps over it.
func (d *decoder) skip() error {
	switch c := d.next(); c {
	case '{', '[':
		return d.skipNested(c)
	case '"':
		_, _, err := d.quoted()
		return err
	case 't':
		return d.literal("true")
	case 'f':
		return d.literal("false")
	case 'n':
		return d.literal("null")
	default:
		_, _, err := d.number()
		return err
	}
}

// skipNested steps over an object or array, which begins with open.
func (d *decoder) skipNested(open byte) error {
	if err := d.enter(); err != nil {
		return err
	}
	end := open + 2 // '{' and '}', '[' and ']' are two apart
	for first := true; ; first = false {
		more, err := d.more(end, first)
		if err != nil {
			return err
		}
		if !more {
			d.leave()
			return nil
		}
		if open == '{' {
			if _, err := d.key(); err != nil {
				return err
			}
		}
		if err := d.skip(); err != nil {
			return err
		}
	}
}

// raw steps over one value and returns its text, which is part of d.data.
func (d *decoder) raw() ([]byte, error) {
	d.next()
	start := d.pos
	if err := d.skip(); err != nil {
		return nil, err
	}
	return d.data[start:d.pos], nil
}

// literal consumes the word "true", "false" or "null".
func (d *decoder) literal(word string) error {
	if len(d.data)-d.pos < len(word) || string(d.data[d.pos:d.pos+len(word)]) != word {
		return d.syntax("a value")
	}
	d.pos += len(word)
	return nil
}

// null consumes null if it comes next.
func (d *decoder) null() (bool, error) {
	if d.next() != 'n' {
		return false, nil
	}
	return true, d.literal("null")
}

// number consumes a number and returns its text; whole reports that it has
// neither fraction nor exponent.
func (d *decoder) number() (text []byte, whole bool, err error) {
	start := d.pos
	if d.peek() == '-' {
		d.pos++
	}
	if d.peek() == '0' {
		d.pos++
	} else if !d.digits() {
		return nil, false, d.syntax("a value")
	}
	whole = true
	if d.peek() == '.' {
		whole = false
		d.pos++
		if !d.digits() {
			return nil, false, d.syntax("a digit")
		}
	}
	if c := d.peek(); c == 'e' || c == 'E' {
		whole = false
		d.pos++
		if c := d.peek(); c == '+' || c == '-' {
			d.pos++
		}
		if !d.digits() {
			return nil, false, d.syntax("a digit")
		}
	}
	return d.data[start:d.pos], whole, nil
}

// digits consumes digits and reports whether there was one.
func (d *decoder) digits() bool {
	start := d.pos
	for d.pos < len(d.data) && '0' <= d.data[d.pos] && d.data[d.pos] <= '9' {
		d.pos++
	}
	return d.pos > start
}

// peek returns the byte at the position, 0 at the end.
func (d *decoder) peek() byte {
	if d.pos < len(d.data) {
		return d.data[d.pos]
	}
	return 0
}
