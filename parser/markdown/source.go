package markdown

// This file holds the text that is parsed and the way back from each of its
// bytes to the file it came from. The text of a page is not the page's bytes:
// the front matter is cut off, CRLF became LF, wrong UTF-8 became U+FFFD and
// included files stand where they are included, even inside a sentence. So
// the text is built from runs, each of which copies bytes of one line of one
// file without change, and a position is found by searching the run.

import (
	"bytes"
	"sort"
	"strconv"
	"unicode/utf8"

	"github.com/docmill/docmill/model/diag"
)

// A source is the text of a page and the origin of each byte.
type source struct {
	buf   []byte
	runs  []run // sorted by off; the first has off 0 unless buf is empty
	files []string
	text  string // buf, once it is whole; what a document quotes is cut from it
	// hint is the run that was looked up last, with the bytes from one offset up to
	// another: places are asked for in order.
	hint, from, to int
}

// A run says that buf[off:], up to the next run, are the bytes from line:col
// of a file on. A run never spans a line break, except as its last byte.
type run struct {
	off             int
	file, line, col int32
}

// pos returns the origin of the byte at off. An offset at or behind the end
// of the text is taken to be just behind its last byte.
func (s *source) pos(off int) diag.Pos {
	if len(s.runs) == 0 {
		if len(s.files) == 0 {
			return diag.Pos{}
		}
		return diag.Pos{File: s.files[0], Line: 1, Col: 1}
	}
	off = max(0, min(off, len(s.buf)))
	s.find(off)
	r := &s.runs[s.hint]
	return diag.Pos{File: s.files[r.file], Line: int(r.line), Col: int(r.col) + off - r.off}
}

// find makes the run that has the byte at off the hint.
func (s *source) find(off int) {
	if off < s.from || off >= s.to {
		s.seek(off)
	}
}

// seek looks up the run that has the byte at off: one of the next, or any.
func (s *source) seek(off int) {
	i := s.hint + 1
	if off < s.to || i+4 > len(s.runs) || s.runs[i+3].off <= off {
		i = sort.Search(len(s.runs), func(i int) bool { return s.runs[i].off > off })
	} else {
		for s.runs[i].off <= off {
			i++
		}
	}
	s.hint, s.to = i-1, len(s.buf)+1
	if i < len(s.runs) {
		s.to = s.runs[i].off
	}
	s.from = s.runs[s.hint].off
}

// isOnePiece reports whether the bytes from one offset to another stand beside one
// another in one line of a file.
func (s *source) isOnePiece(from, to int) bool {
	s.find(from)
	return to <= s.to
}

// pieceEnd returns the end of what stands in one line of a file from one offset to
// another: an include ends it.
func (s *source) pieceEnd(from, to int) int {
	if s.isOnePiece(from, to) {
		return to
	}
	for i := s.hint; i+1 < len(s.runs) && s.runs[i+1].off < to; i++ {
		if next := s.runs[i+1]; next.file != s.runs[i].file || next.line != s.runs[i].line {
			return next.off
		}
	}
	return to
}

// column returns the column of the byte at off in the text, from 1. It is that of
// the file unless an include stands before it on its line.
func (s *source) column(off int) int { return off - bytes.LastIndexByte(s.buf[:off], '\n') }

// A piece is part of a file: whole lines or part of one.
type piece struct {
	file      int32
	text      []byte
	line, col int32       // of text[0]
	left      diag.Unseen // of the lines of the file
	clean     bool        // it is known that text is what is parsed, see isClean
}

// wholeFile returns the piece that is all of a file.
func wholeFile(text []byte, left diag.Unseen) piece {
	return piece{text: text, line: 1, col: 1 + left[1], left: left, clean: isClean(text)}
}

// isClean reports whether text is UTF-8 without carriage returns.
func isClean(text []byte) bool { return bytes.IndexByte(text, '\r') < 0 && utf8.Valid(text) }

// cut returns p's first n bytes and the rest.
func (p piece) cut(n int) (head, tail piece) {
	head, tail = p, p
	head.text, tail.text = p.text[:n], p.text[n:]
	tail.line += int32(bytes.Count(head.text, newline))
	if i := bytes.LastIndexByte(head.text, '\n'); i >= 0 {
		tail.col = int32(n-i) + p.left[tail.line]
	} else {
		tail.col += int32(n)
	}
	return head, tail
}

var newline = []byte("\n")

// add appends p, with CRLF as LF and wrong UTF-8 as U+FFFD.
func (s *source) add(p piece) {
	same := p.clean || isClean(p.text)
	off := len(s.buf)
	if same {
		s.buf = append(s.buf, p.text...)
	}
	for len(p.text) > 0 {
		n := bytes.IndexByte(p.text, '\n') + 1
		if n == 0 {
			n = len(p.text)
		}
		r := run{off: off, file: p.file, line: p.line, col: p.col}
		if same {
			s.runs = append(s.runs, r)
			off += n
		} else {
			s.addLine(p.text[:n], r)
		}
		p.text = p.text[n:]
		p.line++
		p.col = 1
		if p.left != nil { // few files have any
			p.col += p.left[p.line]
		}
	}
}

func (s *source) addLine(line []byte, r run) {
	r.off = len(s.buf)
	s.runs = append(s.runs, r)
	if isClean(line) {
		s.buf = append(s.buf, line...)
		return
	}
	for i := 0; i < len(line); {
		c, n := utf8.DecodeRune(line[i:])
		switch {
		case c == '\r' && i+1 < len(line) && line[i+1] == '\n':
		case c == utf8.RuneError && n == 1:
			s.buf = utf8.AppendRune(s.buf, c)
			s.runs = append(s.runs, run{off: len(s.buf), file: r.file, line: r.line, col: r.col + int32(i+1)})
		default:
			s.buf = append(s.buf, line[i:i+n]...)
			i += n
			continue
		}
		i += n
		s.runs = append(s.runs, run{off: len(s.buf), file: r.file, line: r.line, col: r.col + int32(i)})
	}
}

// insert appends text that stands in no file; its origin is that of p.
func (s *source) insert(text string, p piece) {
	s.runs = append(s.runs, run{off: len(s.buf), file: p.file, line: p.line, col: p.col})
	s.buf = append(s.buf, text...)
}

// reportUTF8 adds a finding for the first wrong byte of p, or for a file in
// another encoding.
func reportUTF8(list *diag.List, name string, p piece, encoding string) {
	if encoding != "" {
		list.Add(diag.InvalidUTF8, diag.Pos{File: name, Line: 1, Col: 1}, "found %s, expected UTF-8; it is read, and its columns count bytes of UTF-8", encoding)
		return
	}
	if p.clean || utf8.Valid(p.text) {
		return
	}
	bad, off := 0, -1
	for i := 0; i < len(p.text); {
		c, n := utf8.DecodeRune(p.text[i:])
		if c == utf8.RuneError && n == 1 {
			if off < 0 {
				off = i
			}
			bad++
		}
		i += n
	}
	_, at := p.cut(off)
	list.Add(diag.InvalidUTF8, diag.Pos{File: name, Line: int(at.line), Col: int(at.col)},
		"found byte 0x%02X, expected UTF-8 (%d wrong bytes in the file)", p.text[off], bad)
}

// other names the place of off in a message about the place of here: "line 7",
// with its file if that is another.
func (s *source) other(off, here int) string {
	p := s.pos(off)
	if p.File != s.pos(here).File {
		return p.String()
	}
	return "line " + strconv.Itoa(p.Line)
}
