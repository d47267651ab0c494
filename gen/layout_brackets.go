package gen

// This file keeps what each open bracket of the Go that is laid out is around.

// A bracket is one that is open.
type bracket struct {
	kind   bracketKind
	indent int // of the line that it stands on
}

// A bracketKind is what a bracket is around.
type bracketKind int8

const (
	values  bracketKind = iota // of a composite literal
	block                      // statements
	cases                      // of a switch
	fields                     // of a struct
	methods                    // of an interface
	consts                     // a group of constants
	imports                    // a group of imports
	parens                     // arguments, a type
	params                     // of a function, or its results
	indices                    // an index, type arguments, the length of an array
)

// awaits reports whether a "{" here begins the body of something.
func (l *layouter) awaits() bool {
	for len(l.bodies) > 0 && l.bodies[len(l.bodies)-1].depth > len(l.open) {
		l.bodies = l.bodies[:len(l.bodies)-1]
	}
	return len(l.bodies) > 0 && l.bodies[len(l.bodies)-1].depth == len(l.open)
}

// bracket opens or closes brackets, and reports whether it understands what t
// does.
func (l *layouter) bracket(t tok, rest []byte) bool {
	l.afterSlice = t.is("]") && (l.last.is("[") || l.last.kind == number)
	l.afterParams = t.is(")") && l.inner() == params
	if t.kind == keyword {
		return l.keyword(t, rest)
	}
	if t.kind != op {
		return true
	}
	switch t.text[0] {
	case '(':
		l.push(l.parenKind())
	case '[':
		l.push(indices)
	case '{':
		if !l.awaits() {
			l.push(values)
			break
		}
		if len(rest) > 0 {
			return false // a body on one line
		}
		l.push(l.bodies[len(l.bodies)-1].kind)
		l.bodies = l.bodies[:len(l.bodies)-1]
	case ')', ']', '}':
		return l.pop(t.text[0])
	case ':':
		return len(t.text) > 1 || l.within == values || l.within == cases || l.inner() == values
	}
	return true
}

// parenKind returns what a "(" is around.
func (l *layouter) parenKind() bracketKind {
	switch {
	case l.last.is("const"):
		return consts
	case l.last.is("import"):
		return imports
	case l.last.is("func") || l.afterParams,
		len(l.open) == l.base && l.last.kind == name && (l.first.is("func") || l.within == methods):
		return params
	}
	return parens
}

func (l *layouter) push(kind bracketKind) {
	l.open = append(l.open, bracket{kind, l.indent})
}

// pop closes the innermost bracket.
func (l *layouter) pop(c byte) bool {
	if len(l.open) == 0 {
		return false
	}
	b := l.open[len(l.open)-1]
	l.open = l.open[:len(l.open)-1]
	if l.n == 1 {
		l.indent, l.within, l.base, l.closed = b.indent, block, len(l.open), b.kind
	}
	switch b.kind {
	case indices:
		return c == ']'
	case values, block, cases, fields, methods:
		return c == '}'
	}
	return c == ')'
}

// keyword notes what a keyword says about what follows, and reports whether it
// is one that emitters print.
func (l *layouter) keyword(t tok, rest []byte) bool {
	await := func(kind bracketKind) { l.bodies = append(l.bodies, awaited{len(l.open), kind}) }
	switch string(t.text) {
	case "func":
		await(block)
		return !l.last.is("]")
	case "if":
		await(block)
	case "switch":
		await(cases)
	case "struct":
		await(fields)
	case "interface":
		await(methods)
	case "case", "default":
		l.indent--
		return l.within == cases && l.n == 1
	case "package", "import", "const", "var", "type", "return":
		return l.n == 1
	default:
		return false
	}
	return true
}
