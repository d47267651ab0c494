package gen

import (
	"bytes"
	"go/format"
	"unicode/utf8"
)

// This file lays Go out as gofmt does. jennifer prints tokens with blanks
// somewhere between them, and package format, which parses that and prints it
// again, takes five times as long as all else about a file. But what the
// emitters print has few forms: a declaration after the other; brackets that
// lines open and close; fields, constants and keys in columns. For these forms,
// and for no others, a pass over the tokens does the same. Whatever it does not
// know for certain (an operator, an else, a shape that no emitter had when this
// was written) goes to package format, with the file it stands in.
//
// Whether both agree is tested with all that the tests generate (TestLayout,
// TestCorpus) and with any text in comments and literals (FuzzLayout).

// formatted returns Go source as gofmt writes it.
func formatted(src []byte) ([]byte, error) {
	if out, ok := layOut(src); ok {
		return out, nil
	}
	return format.Source(src)
}

// A layouter is the state of laying out one file.
type layouter struct {
	out      []byte
	open     []bracket
	blank    bool     // a blank line comes before the next one
	comments [][]byte // the comment lines just read
	goesOn   bool     // the last line ended in an operator
	section  section
	line
}

// layOut returns source as gofmt writes it, and whether it could.
func layOut(src []byte) ([]byte, bool) {
	l := &layouter{out: make([]byte, 0, len(src)+len(src)/8)}
	for len(src) > 0 {
		text, rest, _ := bytes.Cut(src, newline)
		src = rest
		switch trimmed := bytes.TrimSpace(text); {
		case len(trimmed) == 0:
			l.flushComments(false)
			l.section.flush(&l.out)
			if len(l.open) > 0 || l.goesOn {
				return nil, false
			}
			l.blank = len(l.out) > 0
		case bytes.HasPrefix(trimmed, []byte("//")):
			if l.goesOn || &trimmed[0] != &text[0] {
				return nil, false
			}
			l.comments = append(l.comments, trimmed)
		default:
			l.flushComments(&trimmed[0] == &text[0])
			if !l.code(trimmed) {
				return nil, false
			}
		}
	}
	l.flushComments(false)
	l.section.flush(&l.out)
	return l.out, len(l.open) == 0 && !l.goesOn
}

var newline = []byte("\n")

// flushComments prints the comments just read. Those in front of a declaration
// are written as gofmt writes doc comments.
func (l *layouter) flushComments(doc bool) {
	if len(l.comments) == 0 {
		return
	}
	l.section.flush(&l.out)
	l.blankLine()
	if doc && !isPlainDoc(l.comments) {
		l.comments = docLines(l.comments)
	}
	for _, c := range l.comments {
		l.out = append(appendTabs(l.out, l.depth()), c...)
		l.out = append(l.out, '\n')
	}
	l.comments = l.comments[:0]
}

// blankLine prints the blank line that is due.
func (l *layouter) blankLine() {
	if l.blank {
		l.out = append(l.out, '\n')
	}
	l.blank = false
}

// depth returns how far a line in the innermost bracket is indented.
func (l *layouter) depth() int {
	if len(l.open) == 0 {
		return 0
	}
	return l.open[len(l.open)-1].indent + 1
}

// inner returns what the innermost bracket is around, block if there is none.
func (l *layouter) inner() bracketKind {
	if len(l.open) == 0 {
		return block
	}
	return l.open[len(l.open)-1].kind
}

// code prints a line of code, and reports whether it could.
func (l *layouter) code(text []byte) bool {
	within, opened := l.inner(), len(l.open)
	l.line = line{text: l.line.text[:0], indent: l.depth(), within: within, base: opened}
	if l.goesOn {
		l.indent++
	}
	for len(text) > 0 {
		t, rest := nextToken(text)
		if t.kind == unknown || !l.token(t, rest) {
			return false
		}
		text = rest
	}
	went := l.goesOn
	l.goesOn = l.last.is("+")
	if l.goesOn && len(l.open) != opened {
		return false
	}
	l.blankLine()
	if l.cuts == 0 || went || l.goesOn || len(l.open) != opened {
		l.section.flush(&l.out)
	}
	if l.cuts == 0 || len(l.open) < opened {
		if l.isEmpty() && !l.closeUp() {
			return false
		}
		l.out = append(append(appendTabs(l.out, l.indent), l.text...), '\n')
		return true
	}
	if !l.isKnownRow() || !l.section.add(&l.line) {
		return false
	}
	if l.goesOn || len(l.open) > opened {
		// A member that takes several lines is aligned with no other. Fields
		// and constants never do.
		l.section.flush(&l.out)
		return within == values
	}
	return true
}

// isEmpty reports whether the line closes what the line before it opened. An
// empty function looks like that, all else is on one line.
func (l *layouter) isEmpty() bool {
	if !bytes.HasSuffix(l.out, []byte("{\n")) && !bytes.HasSuffix(l.out, []byte("(\n")) {
		return false
	}
	return (l.first.is("}") || l.first.is(")")) && l.closed != block && l.closed != cases
}

// closeUp joins the line with the one before it, and reports whether it may: a
// member of something could then have a place in a column.
func (l *layouter) closeUp() bool {
	l.indent = 0
	l.out = l.out[:len(l.out)-1]
	return len(l.open) == 0 && l.closed == values
}

// isKnownRow reports whether the cells of a line are as emitters print them. Keys
// that are much longer than others would have columns of their own.
func (l *line) isKnownRow() bool {
	const longKey = 40
	switch l.within {
	case values:
		return l.cuts == 1 && l.cut[0] <= longKey
	case consts:
		return l.cuts == 2 // with a type
	}
	return true
}

// A section is lines in sequence whose cells form columns.
type section struct {
	text []byte
	rows []row
}

// A row is a line of a section.
type row struct {
	indent, from, to int
	cuts             int
	cut              [2]int // where its first cells end
}

// add adds a line, and reports whether it has as many cells as those before it.
func (s *section) add(l *line) bool {
	if len(s.rows) > 0 && (s.rows[0].cuts != l.cuts || s.rows[0].indent != l.indent) {
		return false
	}
	from := len(s.text)
	s.text = append(s.text, l.text...)
	s.rows = append(s.rows, row{l.indent, from, len(s.text), l.cuts, [2]int{from + l.cut[0], from + l.cut[1]}})
	return true
}

// flush prints the lines, each column as wide as its widest cell.
func (s *section) flush(out *[]byte) {
	if len(s.rows) == 0 {
		return
	}
	var wide [2]int
	for _, r := range s.rows {
		from := r.from
		for i := range r.cuts {
			wide[i] = max(wide[i], utf8.RuneCount(s.text[from:r.cut[i]]))
			from = r.cut[i]
		}
	}
	for _, r := range s.rows {
		*out = appendTabs(*out, r.indent)
		from := r.from
		for i := range r.cuts {
			cell := s.text[from:r.cut[i]]
			*out = append(*out, cell...)
			for range wide[i] + 1 - utf8.RuneCount(cell) {
				*out = append(*out, ' ')
			}
			from = r.cut[i]
		}
		*out = append(append(*out, s.text[from:r.to]...), '\n')
	}
	s.text, s.rows = s.text[:0], s.rows[:0]
}

func appendTabs(out []byte, n int) []byte {
	for range n {
		out = append(out, '\t')
	}
	return out
}
