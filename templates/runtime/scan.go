package runtime

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
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

// plain tells the bytes that stand for themselves in a string and are ASCII.
var plain = func() (t [256]bool) {
	for c := ' '; c < utf8.RuneSelf; c++ {
		t[c] = c != '"' && c != '\\'
	}
	return t
}()

// plainPrefix returns how many bytes at the beginning of s are plain.
func plainPrefix[S []byte | string](s S) int {
	const (
		ones = 0x0101010101010101 // in each byte
		high = 0x80 * ones
	)
	n := 0
	for ; len(s)-n >= 8; n += 8 {
		// Eight bytes at once: the highest bit of each byte of the sum is set
		// if the byte is not ASCII, below ' ', '"' or '\\'. The subtractions
		// borrow from the next byte only where a bit is set already.
		b := s[n : n+8]
		w := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		quote, slash := w^('"'*ones), w^('\\'*ones)
		if (w|(w-' '*ones)|(quote-ones)|(slash-ones))&high != 0 {
			break
		}
	}
	for n < len(s) && plain[s[n]] {
		n++
	}
	return n
}

// quoted consumes a string and returns what stands between its quotes. simple
// reports that this is the string's value: no escapes, all ASCII.
func (d *decoder) quoted() (text []byte, simple bool, err error) {
	d.pos++
	start := d.pos
	simple = true
	for {
		d.pos += plainPrefix(d.data[d.pos:])
		if d.pos >= len(d.data) {
			return nil, false, d.syntax("'\"'")
		}
		switch c := d.data[d.pos]; {
		case c == '"':
			d.pos++
			return d.data[start : d.pos-1], simple, nil
		case c == '\\':
			if err := d.escape(); err != nil {
				return nil, false, err
			}
		case c < ' ':
			return nil, false, d.syntax("no control character in a string")
		default:
			d.pos++
		}
		simple = false
	}
}

// escape steps over one escape sequence.
func (d *decoder) escape() error {
	d.pos++
	switch d.peek() {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		d.pos++
		return nil
	case 'u':
		if _, ok := hex4(d.data[d.pos+1:]); ok {
			d.pos += 5
			return nil
		}
	}
	return d.syntax("an escape sequence")
}

// hex4 reads four hexadecimal digits.
func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	var r rune
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c && c <= 'f':
			c -= 'a' - 10
		case 'A' <= c && c <= 'F':
			c -= 'A' - 10
		default:
			return 0, false
		}
		r = r<<4 | rune(c)
	}
	return r, true
}

// text consumes a string and returns its value, which may be part of d.data.
func (d *decoder) text() ([]byte, error) {
	raw, simple, err := d.quoted()
	if err != nil || simple {
		return raw, err
	}
	return unescape(raw), nil
}

// key consumes a member's name and the colon.
func (d *decoder) key() ([]byte, error) {
	if d.next() != '"' {
		return nil, d.syntax("a member name")
	}
	name, err := d.text()
	if err != nil {
		return nil, err
	}
	return name, d.expect(':')
}

// unescape returns the value of a string that was checked by quoted.
func unescape(raw []byte) []byte {
	out := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == '\\' && raw[i+1] == 'u':
			r, n := unicodeEscape(raw[i:])
			out = utf8.AppendRune(out, r)
			i += n
		case c == '\\':
			out = append(out, simpleEscape(raw[i+1]))
			i += 2
		case c < utf8.RuneSelf:
			n := max(1, plainPrefix(raw[i:]))
			out = append(out, raw[i:i+n]...)
			i += n
		default:
			r, n := utf8.DecodeRune(raw[i:])
			out = utf8.AppendRune(out, r)
			i += n
		}
	}
	return out
}

// simpleEscape returns the byte that \c stands for.
func simpleEscape(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c // '"', '\\', '/'
}

// unicodeEscape reads \uXXXX, or two of them that are a surrogate pair.
func unicodeEscape(raw []byte) (r rune, n int) {
	r, _ = hex4(raw[2:])
	if !utf16.IsSurrogate(r) {
		return r, 6
	}
	if len(raw) >= 12 && raw[6] == '\\' && raw[7] == 'u' {
		low, _ := hex4(raw[8:])
		if pair := utf16.DecodeRune(r, low); pair != utf8.RuneError {
			return pair, 12
		}
	}
	return utf8.RuneError, 6
}
