package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"unicode"
	"unicode/utf8"
)

// This file writes JSON that shows all it holds. Text of pages is in it, which goes to
// terminals, into logs and into reviews of changes, where it must not act; JSON can say
// every character by its number, and is equal to whoever reads it.

// Acts reports whether a character does something rather than show something: it
// controls a terminal, or the direction of text (CVE-2021-42574), or joins others. Of
// those for private use nobody knows.
func Acts(r rune) bool {
	if 0xAE <= r && r < 0x600 || 0x2070 <= r && r < 0xE000 { // Latin and others, and ideographs
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zl, unicode.Zp)
}

// WriteJSON writes v to w as JSON, as [SeenJSON] has it, and a line end. Each level is
// indented by indent. What means something in HTML is as it is.
func WriteJSON(w io.Writer, indent string, v any) error {
	enc := json.NewEncoder(seenWriter{w})
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(v)
}

// A seenWriter writes JSON, each time a whole text, to another writer.
type seenWriter struct{ io.Writer }

func (w seenWriter) Write(text []byte) (int, error) {
	if _, err := w.Writer.Write(SeenJSON(text)); err != nil {
		return 0, err
	}
	return len(text), nil
}

// SeenJSON returns JSON with escapes in place of characters that act. JSON has them in
// strings only, but for the carriage return, which ends a line as others do. Of any
// other text, the escapes tell a reader what the page had.
func SeenJSON(text []byte) []byte {
	plain := 0
	for plain < len(text) && showsItself(text[plain]) {
		plain++
	}
	if plain == len(text) {
		return text
	}
	out := append(make([]byte, 0, len(text)+len(text)/64), text[:plain]...)
	for text = text[plain:]; len(text) > 0; {
		r, n := rune(text[0]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text)
		}
		switch {
		case n == 1 && showsItself(text[0]):
			out = append(out, text[0])
		case r == '\r':
			out = append(out, '\n')
		case !Acts(r):
			out = append(out, text[:n]...)
		case r > 0xffff:
			r -= 0x10000
			out = fmt.Appendf(out, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			out = fmt.Appendf(out, `\u%04x`, r)
		}
		text = text[n:]
	}
	return out
}

// showsItself reports whether a byte is a visible character, a blank, a tab or a line
// feed.
func showsItself(c byte) bool { return ' ' <= c && c <= '~' || c == '\n' || c == '\t' }
