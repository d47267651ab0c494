package sample

import (
	"encoding/json"
	"errors"
	"io"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

// A Value is a JSON value with its place in the text that it was read from. The
// zero Value is none.
type Value struct {
	in  *tree
	at  int32 // index of its node
	end int32 // index behind all nodes of the object or array that it stands in
}

// A tree is a JSON text and all values in it.
type tree struct {
	text  string
	nodes []node // each before what is in it
}

// A node is a value without pointers: examples hold a million of them, and whoever
// keeps them does not keep the collector busy.
type node struct {
	kind       Kind
	spelt      bool  // a string that is spelt otherwise than it is
	nameSpelt  bool  // likewise the name
	start, end int32 // of the value in the text
	name       int32 // where the name of a member begins, behind its quotation mark
	nameEnd    int32
	next       int32 // index of the node behind it and all that is in it
}

// A Kind is what a JSON value is.
type Kind byte

const (
	Object  Kind = 'o'
	Array   Kind = 'a'
	String  Kind = 's'
	Number  Kind = 'n'
	Boolean Kind = 'b'
	Null    Kind = 'z'
)

// Exists reports whether v is a value rather than none.
func (v Value) Exists() bool { return v.in != nil }

func (v Value) node() *node { return &v.in.nodes[v.at] }

// Kind returns what v is, 0 if it is none.
func (v Value) Kind() Kind {
	if v.in == nil {
		return 0
	}
	return v.node().kind
}

// Offset returns where v begins in its text, in bytes.
func (v Value) Offset() int { return int(v.node().start) }

// Text returns a string, decoded, or a number or boolean as written; "" for all
// else.
func (v Value) Text() string {
	switch n := v.node(); n.kind {
	case String:
		return v.in.decoded(n.start+1, n.end-1, n.spelt)
	case Number, Boolean:
		return v.in.text[n.start:n.end]
	}
	return ""
}

// Name returns the name of a member of an object.
func (v Value) Name() string {
	n := v.node()
	return v.in.decoded(n.name, n.nameEnd, n.nameSpelt)
}

// decoded returns the string between two quotation marks. Its spelling was found to
// be valid.
func (t *tree) decoded(from, to int32, spelt bool) string {
	if !spelt {
		return t.text[from:to]
	}
	var out string
	if err := json.Unmarshal([]byte(t.text[from-1:to+1]), &out); err != nil {
		panic("sample: " + err.Error())
	}
	return out
}

// First returns the first member of an object or element of an array, none if there
// is none:
//
//	for m := object.First(); m.Exists(); m = m.Next()
func (v Value) First() Value {
	return Value{v.in, v.at + 1, v.node().next}.ifAny()
}

// Next returns what stands behind v in the same object or array, none if it is the
// last.
func (v Value) Next() Value {
	return Value{v.in, v.node().next, v.end}.ifAny()
}

func (v Value) ifAny() Value {
	if v.at >= v.end {
		return Value{}
	}
	return v
}

// Member returns the value of an object's member, none if there is none.
func (v Value) Member(name string) Value {
	if v.Kind() != Object {
		return Value{}
	}
	for m := v.First(); m.Exists(); m = m.Next() {
		if m.Name() == name {
			return m
		}
	}
	return Value{}
}

// MemberIndex returns a function that does what Member does, for many names.
func (v Value) MemberIndex() func(name string) Value {
	index := make(map[string]Value)
	for m := v.First(); m.Exists(); m = m.Next() {
		if name := m.Name(); !index[name].Exists() {
			index[name] = m
		}
	}
	return func(name string) Value { return index[name] }
}

// Many is the number of members of an object from which on it is worth to make
// an index of them, or of the fields that they are held against.
const Many = 100

// HasMany reports whether v has that many members or elements.
func (v Value) HasMany() bool {
	if n := v.node(); n.next-v.at <= Many {
		return false
	}
	n := 0
	for m := v.First(); m.Exists() && n < Many; m = m.Next() {
		n++
	}
	return n == Many
}

// plain returns v as encoding/json decodes it, numbers as [json.Number].
func (v Value) plain() any {
	switch v.Kind() {
	case Object:
		out := make(map[string]any)
		for m := v.First(); m.Exists(); m = m.Next() {
			out[m.Name()] = m.plain()
		}
		return out
	case Array:
		out := make([]any, 0)
		for e := v.First(); e.Exists(); e = e.Next() {
			out = append(out, e.plain())
		}
		return out
	case String:
		return v.Text()
	case Number:
		return json.Number(v.Text())
	case Boolean:
		return v.Text() == "true"
	default:
		return nil
	}
}

// describe names the kind of v for people, with its value if that is short.
func (v Value) describe() string {
	switch v.Kind() {
	case Object:
		return "an object"
	case Array:
		return "an array"
	case String:
		if text := v.Text(); len(text) <= 40 {
			return "the string \"" + text + "\""
		}
		return "a string"
	case Number:
		return "the number " + v.Text()
	case Boolean:
		return v.Text()
	default:
		return "null"
	}
}

// Parse reads exactly one JSON value. Nearly all examples are valid: those are read
// by a reader that need not say what is wrong.
func Parse(text string) (Value, error) {
	if v, ok := parseValid(text); ok {
		return v, nil
	}
	return Value{}, fault(text)
}

// fault returns what is wrong with a text.
func fault(text string) error {
	dec := json.NewDecoder(strings.NewReader(text))
	dec.UseNumber()
	for depth := 0; ; {
		tok, err := dec.Token()
		switch {
		case err != nil:
			return err
		case tok == json.Delim('{') || tok == json.Delim('['):
			depth++
		case tok == json.Delim('}') || tok == json.Delim(']'):
			depth--
		}
		if depth == 0 {
			break
		}
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("text after the value")
	}
	return errors.New("it is too long, or nests too deep")
}

// Place returns the place of byte off of a text that begins at pos.
func Place(pos diag.Pos, text string, off int) diag.Pos {
	return pos.After(text[:min(off, len(text))])
}
