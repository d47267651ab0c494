package cell

import (
	"errors"
	"fmt"
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/parser/dialect"
)

// This file reads type expressions. Writers of tables never agreed on a
// notation, so the grammar is wide; these are its rules, and beside each the
// spelling that asks for it:
//
//	cell   = { note } alt { sep alt } [ tail ]
//	sep    = "or" | "/" | ","                  [a](a.md) or [b](b.md)
//	alt    = [ "collection" [ "of" ] ] prim    collection of [x](x.md), Collection(String)
//	         { suffix }
//	prim   = name | "(" alt { sep alt } ")" | "[" name "]" [ target ]
//	suffix = "collection" | "enum" | "object" | note | "?" | "[]"
//	note   = "(" words ")"                     string (url), String (enum), (Optional) String
//	tail   = "," note words | "." words        string, maximum size 20; x collection. Holds …
//
// A name is one word, or several if the dialect knows them as one primitive
// ("untyped json object"). "collection" counts only as a word of its own: type
// names may end in it. The words are the dialect's.

// errors of type expressions, for [SyntaxError].
var (
	errEmpty    = errors.New("empty type")
	errNoName   = errors.New("no type name")
	errTrailing = errors.New("text after the type")
)

type typeParser struct {
	f     *flat
	d     *dialect.Dialect
	toks  []token
	i     int
	depth int // of the group at hand
	most  int // how deep it may be
}

// maxDepth is how deep groups may usually nest. People write two; each is a step deeper on
// the stack, and looks to the end of the cell for a note.
const maxDepth = 50

// cell reads the whole cell.
func (p *typeParser) cell() (model.TypeExpr, error) {
	if len(p.toks) == 0 {
		return model.TypeExpr{}, &SyntaxError{0, errEmpty}
	}
	if p.d.Is("none", p.f.text) {
		return model.TypeExpr{}, nil
	}
	e, err := p.alternatives()
	if err != nil {
		return e, err
	}
	if p.done() || p.tail() {
		if p.d.Is("none", e.Name) && e.Link == "" {
			return model.TypeExpr{}, nil
		}
		return e, nil
	}
	return e, p.errorf(errTrailing)
}

// alternatives reads "X or Y". The first is the type, the others its Or.
func (p *typeParser) alternatives() (model.TypeExpr, error) {
	first, err := p.alt()
	if err != nil {
		return first, err
	}
	for p.separator() {
		at := p.peek().off
		next, err := p.alt()
		if err != nil {
			return first, err
		}
		next.Pos = p.f.place(at)
		if p.d.Is("none", first.Name) { // None or [x](x.md)
			first = next
			continue
		}
		first.Or = append(first.Or, next)
	}
	return first, nil
}

// separator steps over "or", "/" and a comma that another type follows.
func (p *typeParser) separator() bool {
	t := p.peek()
	switch {
	case t.text == "/", p.word("or"):
		p.i++
		return true
	case t.text == "," && p.i+1 < len(p.toks) && (p.toks[p.i+1].link != "" || p.d.Is("or", p.toks[p.i+1].text)):
		p.i++
		if p.word("or") {
			p.i++
		}
		return true
	}
	return false
}

// tail reports whether what follows the type says nothing about it: a leaked
// description after a full stop, or a note after a comma.
func (p *typeParser) tail() bool {
	t := p.peek()
	if t.text == "." {
		return true
	}
	return (t.text == "," || t.text == ";") && p.d.Has("type-note", p.f.text[t.off:])
}

// alt reads one alternative.
func (p *typeParser) alt() (model.TypeExpr, error) {
	for p.note(nil) {
	}
	collection := p.collectionPrefix()
	e, err := p.prim()
	if err != nil {
		return e, err
	}
	e.Collection = e.Collection || collection
	for p.suffix(&e) {
	}
	return e, nil
}

// collectionPrefix steps over "collection of", "Collection(" and "array of
// (the parenthesis is read as a group). A linked or quoted "list" is a name.
func (p *typeParser) collectionPrefix() bool {
	if !p.word("collection") || p.i+1 >= len(p.toks) || p.closesAt(p.i+1) {
		return false
	}
	p.i++
	for (p.word("of") || p.word("object word")) && p.i+1 < len(p.toks) && !p.closesAt(p.i+1) {
		p.i++ // Collection von Objekten des Typs [x](x.md)
	}
	return true
}

// closesAt reports whether no type can begin at token i, so that the word
// before it must be the type itself.
func (p *typeParser) closesAt(i int) bool {
	switch p.toks[i].text {
	case ")", "]", ",", ";", ".", "?", "/":
		return true
	}
	return false
}

// prim reads a name or a group.
func (p *typeParser) prim() (model.TypeExpr, error) {
	switch p.peek().text {
	case "(":
		return p.group()
	case "[":
		return p.bracket()
	}
	return p.name()
}

// group reads "(a or b)", the parentheses of "Collection(a)" included.
func (p *typeParser) group() (model.TypeExpr, error) {
	if p.depth == p.most {
		return model.TypeExpr{}, p.errorf(fmt.Errorf("parentheses nest deeper than %d", p.most))
	}
	p.depth++
	p.i++
	e, err := p.alternatives()
	p.depth--
	if err != nil {
		return e, err
	}
	if p.peek().text != ")" {
		return e, p.errorf(fmt.Errorf("missing %q", ")"))
	}
	p.i++
	return e, nil
}

// bracket reads a link that is none: "[x](x.md" without its end, or "[x][]"
// and "[x]" without a definition.
func (p *typeParser) bracket() (model.TypeExpr, error) {
	p.i++
	e, err := p.name()
	if err != nil {
		return e, err
	}
	if p.peek().text != "]" {
		return e, p.errorf(fmt.Errorf("missing %q", "]"))
	}
	p.i++
	switch p.peek().text {
	case "(":
		p.i++
		if t := p.peek(); t.text != "" && !isPunct(t.text) {
			e.Link = t.text
			p.i++
		}
		if p.peek().text == ")" {
			p.i++
		}
	case "[":
		p.i++
		for p.peek().text != "]" && !p.done() {
			p.i++
		}
		p.i++
	}
	return e, nil
}

// name reads a type's name: the longest sequence of words that the dialect
// knows as one primitive, else one word.
func (p *typeParser) name() (model.TypeExpr, error) {
	p.unmark()
	t := p.peek()
	if t.text == "" || isPunct(t.text) {
		return model.TypeExpr{}, p.errorf(errNoName)
	}
	if e, n := p.primitive(); n > 0 {
		p.i += n
		return e, nil
	}
	e := model.TypeExpr{Name: t.text, Link: t.link}
	if p.word("enum") && t.link == "" { // the writer names no enum: `enum`
		e.Name, e.Enum = string(model.String), true
	}
	p.i++
	return e, nil
}

// unmark takes away what stands before the name of a type in JSON: "#Int64".
func (p *typeParser) unmark() {
	if name := strings.TrimLeft(p.peek().text, "#"); name != "" {
		t := &p.toks[p.i]
		t.off += len(t.text) - len(name)
		t.text = name
	}
}

// suffix reads one word that follows a name.
func (p *typeParser) suffix(e *model.TypeExpr) bool {
	t := p.peek()
	switch {
	case t.text == "":
		return false
	case t.text == "?":
	case t.text == "[" && p.i+1 < len(p.toks) && p.toks[p.i+1].text == "]": // String[]
		p.i++
		e.Collection = true
	case p.word("collection"):
		e.Collection = true
	case p.word("enum"):
		e.Enum = true
	case p.word("object word"), p.word(string(model.JSON)): // error object
	default:
		return p.note(e)
	}
	p.i++
	return true
}

// note reads "(words)" and lets e know what they say: "(enum)",
// "(collection)", "(timestamp)". Unknown words are a remark. Before a type (e
// is nil) only remarks such as "(optional)" are notes; else it is a group.
func (p *typeParser) note(e *model.TypeExpr) bool {
	if p.peek().text != "(" {
		return false
	}
	end := p.i
	for end < len(p.toks) && p.toks[end].text != ")" {
		end++
	}
	if end == len(p.toks) || end == p.i+1 {
		return false
	}
	words := p.f.text[p.toks[p.i+1].off:p.toks[end-1].end()]
	if e == nil {
		if !p.d.Has("type-note", words) {
			return false
		}
	} else {
		p.applyNote(e, words)
	}
	p.i = end + 1
	return true
}

func (p *typeParser) applyNote(e *model.TypeExpr, words string) {
	term, _ := p.d.Lookup(words)
	switch {
	case term == "enum":
		e.Enum = true
	case term == "collection":
		e.Collection = true
	case isPrimitive(term) && e.Name == string(model.String) && e.Link == "":
		e.Name = term // String (timestamp)
	}
}

func (p *typeParser) done() bool { return p.i >= len(p.toks) }

// peek returns the token at the cursor, the zero token at the end.
func (p *typeParser) peek() token {
	if p.done() {
		return token{}
	}
	return p.toks[p.i]
}

// word reports whether the token at the cursor is a spelling of term. The
// only word of a link or of a code span is a name, not a word of the grammar.
func (p *typeParser) word(term string) bool {
	t := p.peek()
	return t.text != "" && !t.alone && p.d.Is(term, t.text)
}

func (p *typeParser) errorf(err error) error {
	off := len(p.f.text)
	if !p.done() {
		off = p.toks[p.i].off
	}
	return &SyntaxError{Offset: off, Err: err}
}
