package gen

import "bytes"

// This file decides where blanks stand between the tokens of a line.

// A line is what is known of the line that is being laid out.
type line struct {
	text   []byte // as far as it is laid out
	indent int
	within bracketKind // what the innermost bracket at its start is around
	base   int         // brackets that are open at its start
	n      int         // tokens
	first  tok
	last   tok
	closed bracketKind // by the first token
	cuts   int
	cut    [2]int // where cells end
	// bodies are the depths at which a keyword is that a "{" belongs to.
	bodies []awaited
	// afterParams: the last token ends the parameters of a function.
	// afterSlice: it ends the "[]" in front of an element's type.
	afterParams, afterSlice bool
}

// An awaited is a keyword whose "{" has not come.
type awaited struct {
	depth int
	kind  bracketKind
}

// token appends a token, behind a blank if need be, and reports whether it knows
// how.
func (l *layouter) token(t tok, rest []byte) bool {
	l.n++
	if l.n == 1 {
		l.first = t
	}
	blank, ok := l.blankBefore(t, rest)
	switch {
	case !ok, t.is("+") && len(rest) > 0:
		return false
	case l.n == 2 && (l.within == fields || l.within == consts) && (t.is(",") || t.is(".")):
		return false // several names, or an embedded type
	}
	if l.n > 1 && l.cell(t, rest) {
		if l.cuts == len(l.cut) {
			return false
		}
		l.cut[l.cuts] = len(l.text)
		l.cuts++
		blank = false
	}
	if blank {
		l.text = append(l.text, ' ')
	}
	l.text = append(l.text, t.text...)
	ok = l.bracket(t, rest)
	l.last = t
	return ok
}

// cell reports whether t begins another cell of its line.
func (l *layouter) cell(t tok, rest []byte) bool {
	switch {
	case len(l.open) != l.base:
		return false
	case l.within == fields:
		return l.n == 2 || t.kind == str
	case l.within == consts:
		return l.n == 2 || t.is("=")
	case l.within == values:
		return l.n == 3 && l.last.is(":")
	}
	return false
}

// blankBefore reports whether a blank stands between the last token and t, and
// whether it knows.
func (l *layouter) blankBefore(t tok, rest []byte) (blank, ok bool) {
	last := l.last
	switch {
	case l.n == 1:
		return false, true
	case t.kind != op:
		return l.blankBeforeWord(t)
	}
	switch t.text[0] {
	case ')', ']', '}', ',', ';':
		return false, true
	case ':':
		return len(t.text) > 1, true
	case '=', '!', '+':
		return true, true
	case '.':
		if len(t.text) == 1 {
			return false, true
		}
		return !endsValue(rest), last.kind == name
	}
	if blank, ok := blankAfter(last); ok {
		return blank, true
	}
	switch t.text[0] {
	case '(':
		return l.blankBeforeParen()
	case '[':
		return l.blankBeforeIndex(rest)
	case '{':
		if l.awaits() {
			return !bytes.HasPrefix(rest, []byte("}")), true
		}
		return false, last.kind == name || last.is("]")
	}
	// "*" or "&"
	return last.kind == name || last.kind == keyword || last.is(")"), last.kind != str && last.kind != number
}

// endsValue reports whether a value ends where rest begins: a "..." there stands
// behind an argument, not in front of a type.
func endsValue(rest []byte) bool {
	return len(rest) > 0 && (rest[0] == ')' || rest[0] == ',')
}

// blankAfter reports whether a blank follows last, and whether that depends on
// nothing else.
func blankAfter(last tok) (blank, ok bool) {
	if last.kind != op {
		return false, false
	}
	switch last.text[0] {
	case '(', '[', '{', '.', '*', '&':
		return false, true
	case ',', ';', ':', '=', '!', '+':
		return true, true
	}
	return false, false
}

// blankBeforeWord is blankBefore for a name, a keyword or a literal.
func (l *layouter) blankBeforeWord(t tok) (blank, ok bool) {
	if blank, ok := blankAfter(l.last); ok {
		return blank, true
	}
	switch {
	case l.last.is("]"):
		return !l.afterSlice, l.afterSlice || t.kind == str
	case l.last.is("}"):
		return false, false
	}
	return true, true
}

// blankBeforeParen is blankBefore for "(".
func (l *layouter) blankBeforeParen() (blank, ok bool) {
	switch {
	case l.last.is(")"):
		return l.afterParams, true
	case l.last.is("func"):
		return l.n == 2, true
	case l.last.kind == keyword:
		return true, l.last.is("const") || l.last.is("import")
	}
	return false, l.last.kind == name || l.last.is("]")
}

// blankBeforeIndex is blankBefore for "[".
func (l *layouter) blankBeforeIndex(rest []byte) (blank, ok bool) {
	switch {
	case len(rest) == 0:
		return false, false
	case l.last.is("]"):
		return false, true
	case rest[0] == ']': // of a slice
		return true, l.last.kind == name || l.last.kind == keyword || l.last.is(")")
	}
	// A digit is an index, or the length of an array.
	return false, l.last.kind == name && (rest[0] < '0' || rest[0] > '9')
}
