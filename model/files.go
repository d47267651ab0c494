package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
)

// This file says when two files have the same text. How a table is padded and
// where lines are broken is not text; words, their order and the order of rows
// are.

// A File is a file that was read: a page, or what pages include.
type File struct {
	Path   string `json:"path"`   // slash-separated, relative to the docs root
	Digest string `json:"digest"` // of its text, see [TextDigest]
	// Included is set for what is no page itself: pages include it.
	Included bool `json:"included,omitzero"`
}

// A TextLine is a line of a file that is not blank, with white space and the
// borders of tables levelled out.
type TextLine struct {
	Line int // from 1
	Text []byte
}

// TextLines returns the lines of a Markdown file that have text.
func TextLines(data []byte) []TextLine {
	var out []TextLine
	n := 0
	for line := range bytes.Lines(data) {
		n++
		if text := appendText(nil, line); len(text) > 0 {
			out = append(out, TextLine{n, text})
		}
	}
	return out
}

// TextDigest returns a digest of the text of a Markdown file, 32 hexadecimal
// digits. Files that differ in white space only have the same.
func TextDigest(data []byte) string {
	sum := sha256.Sum256(Text(data))
	return hex.EncodeToString(sum[:16])
}

// Text returns the text of a Markdown file, white space and the borders of
// tables levelled out.
func Text(data []byte) []byte {
	buf := make([]byte, 0, len(data)+1)
	for line := range bytes.Lines(data) {
		buf = appendText(buf, line)
	}
	return buf
}

var bom = []byte("\xEF\xBB\xBF")

// appendText appends the words of a line, each with a blank behind it. The bars
// of a table are words of their own; those at its edges, which may be left out,
// and the row below its head are none.
func appendText(buf, line []byte) []byte {
	line = bytes.TrimSpace(bytes.TrimPrefix(line, bom))
	if bytes.IndexByte(line, '|') >= 0 {
		if len(bytes.Trim(line, "|:- \t")) == 0 {
			return buf
		}
		line = bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("|")), []byte("|"))
	}
	blank := true // nothing yet to set a blank behind
	for len(line) > 0 {
		n := 0
		for n < len(line) && !isBorder(line[n]) {
			n++
		}
		if n > 0 {
			buf, blank = append(buf, line[:n]...), false
		}
		if line = line[n:]; len(line) == 0 {
			break
		}
		if !blank {
			buf = append(buf, ' ')
		}
		if line[0] == '|' {
			buf = append(buf, '|', ' ')
		}
		blank, line = true, line[1:]
	}
	if !blank {
		buf = append(buf, ' ')
	}
	return buf
}

// isBorder reports whether c ends a word: it is white space or a bar.
func isBorder(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' || c == '|' }
