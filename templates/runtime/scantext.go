package runtime

import (
	"unicode/utf16"
	"unicode/utf8"
)

// This file reads strings of JSON.

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
