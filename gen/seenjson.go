package gen

import (
	"fmt"
	"unicode"
	"unicode/utf8"
)

// This file keeps JSON files honest, and what examples show of other media types:
// what is in them is what is seen.

// seenJSON returns JSON with escapes in place of characters that are not seen,
// or that change the direction of text (CVE-2021-42574). JSON has them in
// strings only, but for the carriage return, which ends a line as others do. Of
// any other text, the escapes tell a reader what the page had.
func seenJSON(data []byte) []byte {
	isSeen := func(c byte) bool { return ' ' <= c && c <= '~' || c == '\n' || c == '\t' }
	plain := 0
	for plain < len(data) && isSeen(data[plain]) {
		plain++
	}
	if plain == len(data) {
		return data
	}
	out := append(make([]byte, 0, len(data)), data[:plain]...)
	data = data[plain:]
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case ' ' <= r && r <= '~', r == '\n', r == '\t':
			out = append(out, byte(r))
		case r == '\r':
			out = append(out, '\n')
		case !unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp):
			out = append(out, data[:n]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		data = data[n:]
	}
	return out
}
