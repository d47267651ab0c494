package diag

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

// This file says what the text of a file is, for those who read pages and for
// those who show lines of them: they must count alike.

// UTF16 is the encoding that Windows programs save as "Unicode".
const UTF16 = "UTF-16"

// Text returns the text of a file, in which places count lines and columns: UTF-8
// without a byte order mark. A carriage return alone ends a line, as CommonMark
// 2.1 has it, and is a line feed in the text; before a line feed, or another that
// stands before one, it is left alone. The encoding is [UTF16] if the file is not
// UTF-8 but that, else "". What is not changed is not copied.
func Text(data []byte) (text []byte, encoding string) {
	if order := wide(data); order != nil {
		data, encoding = narrow(data, order), UTF16
	}
	return lineFeeds(bytes.TrimPrefix(data, byteOrderMark)), encoding
}

var byteOrderMark = []byte("\uFEFF")

// Unseen says how many bytes are left out at the beginning of a line, by its number
// from 1. Columns count them, as those of the file do.
type Unseen map[int32]int32

// Seen returns the text of a file without the characters at the beginning of its lines
// that nobody sees, and what is left out: behind them "## Response" would be no
// heading. A text without such is not copied, and its Unseen is nil.
func Seen(text []byte) (seen []byte, left Unseen) {
	if !beginsUnseen(text) {
		return text, nil
	}
	seen, left = make([]byte, 0, len(text)), make(Unseen)
	number := int32(0)
	for line := range bytes.Lines(text) {
		number++
		n := unseen(line)
		if n > 0 {
			left[number] = int32(n)
		}
		seen = append(seen, line[n:]...)
	}
	return seen, left
}

// beginsUnseen reports whether a line of text begins with a character that nobody
// sees. It looks for the bytes that those begin with, which few texts have: line by
// line it would take as long as to parse them.
func beginsUnseen(text []byte) bool {
	for _, first := range []byte{0xC2, 0xE2, 0xEF} {
		for at := 0; ; at++ {
			i := bytes.IndexByte(text[at:], first)
			if i < 0 {
				break
			}
			if at += i; (at == 0 || text[at-1] == '\n') && unseen(text[at:]) > 0 {
				return true
			}
		}
	}
	return false
}

// unseen returns how many bytes of line at its beginning are characters that
// nobody sees: soft hyphens, blanks without width, joiners, byte order marks and
// what turns the direction of text.
func unseen(line []byte) int {
	n := 0
	for n < len(line) && line[n] >= utf8.RuneSelf {
		c, size := utf8.DecodeRune(line[n:])
		if c != '\u00AD' && c != '\uFEFF' && (c < '\u200B' || c > '\u200F') && (c < '\u202A' || c > '\u202E') && (c < '\u2060' || c > '\u206F') {
			break
		}
		n += size
	}
	return n
}

// lineFeeds returns text with what ends lines alone as line feeds.
func lineFeeds(text []byte) []byte {
	copied := false
	for at := 0; ; {
		i := bytes.IndexByte(text[at:], '\r')
		if i < 0 {
			return text
		}
		at += i
		end := at
		for end < len(text) && text[end] == '\r' {
			end++
		}
		if end == len(text) || text[end] != '\n' {
			if !copied {
				text, copied = bytes.Clone(text), true
			}
			for ; at < end; at++ {
				text[at] = '\n'
			}
		}
		at = end
	}
}

// sniffed is how many bytes tell the encoding of a file without a mark.
const sniffed = 16

// wide returns the order of bytes of a file in UTF-16, nil if it is none. Without
// a byte order mark it is one if it begins with ASCII: every other byte is zero,
// and none else.
func wide(data []byte) binary.ByteOrder {
	switch {
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return binary.LittleEndian
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return binary.BigEndian
	case len(data) < sniffed:
		return nil
	}
	var zero [2]int
	for i, c := range data[:sniffed] {
		if c == 0 {
			zero[i%2]++
		}
	}
	switch zero {
	case [2]int{0, sniffed / 2}:
		return binary.LittleEndian
	case [2]int{sniffed / 2, 0}:
		return binary.BigEndian
	}
	return nil
}

// narrow returns the UTF-8 of UTF-16. Halves of characters are U+FFFD.
func narrow(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	out := make([]byte, 0, len(data))
	for _, c := range utf16.Decode(units) {
		out = utf8.AppendRune(out, c)
	}
	if len(data)%2 == 1 {
		out = utf8.AppendRune(out, utf8.RuneError)
	}
	return out
}
