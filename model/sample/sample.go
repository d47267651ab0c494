// Package sample compares the JSON of examples with documented types.
//
// The generated tests decode each example into the types that the tables
// document. A value of another JSON kind than its table says is an error there,
// and a finding here, at the value: one of the two is wrong, and a reader of
// the page cannot know which.
//
// What is accepted is what the generated decoder accepts (accepts.go).
package sample

import (
	"strings"

	"github.com/docmill/docmill/model"
	"github.com/docmill/docmill/model/diag"
)

// A Sample is the JSON of one message.
type Sample struct {
	Root Value
	// Diags are what the comparisons found.
	Diags diag.List
	// Misshapen is set if a finding is about the value as a whole, or an element
	// of the collection that it is: an object where the page documents a
	// collection, say. All other findings are about members of objects; a decoder
	// that keeps what it does not understand can read such values.
	Misshapen bool
	// Reshaped is set if the whole is a collection where the page documents one
	// object. Both are objects, so a decoder that keeps members it does not know
	// can read this, too; there is one finding then.
	Reshaped bool

	text string
	pos  diag.Pos // of the first byte of text
}

// New parses a text that begins at pos.
func New(text string, pos diag.Pos) (*Sample, error) {
	root, err := Parse(text)
	if err != nil {
		return nil, err
	}
	return &Sample{Root: root, text: text, pos: pos}, nil
}

// Of parses the JSON of a message.
func Of(m *model.Message) (*Sample, error) {
	root, err := Parse(m.JSON.Text)
	if err != nil {
		return nil, err
	}
	return At(root, m), nil
}

// At returns the sample of a message whose JSON is parsed already.
func At(root Value, m *model.Message) *Sample {
	pos := m.JSON.Pos
	if !pos.IsValid() {
		pos = m.BodyPos
	}
	return &Sample{Root: root, text: m.JSON.Text, pos: pos}
}

// Value compares the whole with r.
func (s *Sample) Value(r model.Ref) { s.value(r, s.Root, nil) }

// Object compares the whole with an object that has fields. what names it.
func (s *Sample) Object(what string, fields []*model.Field) {
	s.object(what, &model.Type{Fields: fields}, s.Root, nil)
}

// Result compares the whole, a response, with what an operation returns: a
// collection is an object with an array "value", or a bare array; a single
// value may be wrapped in "value".
func (s *Sample) Result(r model.Ref) {
	elem, list := model.Elem(r)
	inner := s.Root.Member("value")
	switch {
	case list && s.Root.Kind() == Array:
		s.value(r, s.Root, nil)
	case list && inner.Kind() == Array:
		s.value(r, inner, nil)
	case list:
		s.mismatch(s.Root, nil, `a collection: an object with an array "value"`)
	case inner.Exists() && s.wraps(elem, inner):
		s.value(elem, inner, nil)
	default:
		s.single(elem, inner)
	}
}

// single compares the whole with one value of type r. inner is its "value".
func (s *Sample) single(r model.Ref, inner Value) {
	if _, ok := r.(*model.Type); ok && inner.Kind() == Array && !HasValue(r) {
		s.Reshaped = true
		s.Diags.Add(diag.ExampleMismatch, Place(s.pos, s.text, s.Root.Offset()), "the example has a collection, the page documents one %s", model.RefName(r))
		return
	}
	s.value(r, s.Root, nil)
}

// IsError reports whether the whole is an error in place of an r.
func (s *Sample) IsError(r model.Ref) bool {
	if s.Root.Member("error").Kind() != Object || hasField(r, "error") {
		return false
	}
	return s.isSole("error")
}

// wraps reports whether a member "value" with content v wraps a single result
// of type elem, as some services answer, rather than being a property. It also
// does where the type has such a property, if that cannot be an object and
// nothing stands beside it.
func (s *Sample) wraps(elem model.Ref, v Value) bool {
	if _, ok := elem.(*model.Type); !ok {
		return true
	}
	return v.Kind() == Object && (!HasValue(elem) || s.isSole("value") && !holdsObject(elem, "value"))
}

// isSole reports whether the whole has no other member than name, annotations
// aside.
func (s *Sample) isSole(name string) bool {
	for m := s.Root.First(); m.Exists(); m = m.Next() {
		if other := m.Name(); other != name && !strings.HasPrefix(other, "@") {
			return false
		}
	}
	return true
}

// holdsObject reports whether r is a type with a property of this name whose
// value may be an object.
func holdsObject(r model.Ref, name string) bool {
	t, ok := r.(*model.Type)
	if !ok {
		return false
	}
	f := t.Field(name)
	if f == nil {
		return false
	}
	_, isType := f.Type.(*model.Type)
	return isType || f.Type == model.Any || f.Type == model.JSON || f.Type == model.Stream
}

// HasValue reports whether r is a type with a property "value" of its own.
func HasValue(r model.Ref) bool { return hasField(r, "value") }

func hasField(r model.Ref, name string) bool {
	elem, _ := model.Elem(r)
	t, ok := elem.(*model.Type)
	return ok && t.Field(name) != nil
}

// value compares v with type r; f is the field it is the value of, or nil.
func (s *Sample) value(r model.Ref, v Value, f *model.Field) {
	if v.Kind() == Null {
		return
	}
	switch r := r.(type) {
	case *model.List:
		if v.Kind() != Array {
			s.mismatch(v, f, "an array of "+model.RefName(r.Elem))
			return
		}
		for e := v.First(); e.Exists(); e = e.Next() {
			s.value(r.Elem, e, f)
		}
	case *model.Type:
		t := concrete(r, v)
		s.object(t.Name, t, v, f)
	case *model.Enum:
		if v.Kind() != String {
			s.mismatch(v, f, r.Name+" (a string)")
		}
	case model.Prim:
		if !accepts(r, v.Kind(), v.Text()) {
			s.mismatch(v, f, string(r))
		}
	default:
		panic("sample: reference of unknown kind")
	}
}

// object compares the members of v with the fields of t of their names. Members that no field
// documents are kept by the generated code as they are.
func (s *Sample) object(name string, t *model.Type, v Value, of *model.Field) {
	if v.Kind() != Object {
		s.mismatch(v, of, name+" (an object)")
		return
	}
	field := t.Field
	if v.HasMany() {
		field = t.FieldIndex()
	}
	for m := v.First(); m.Exists(); m = m.Next() {
		if f := field(m.Name()); f != nil {
			s.value(f.Type, m, f)
		} else if m.Name() == "@odata.type" {
			s.tag(m)
		}
	}
}

// tag reports an "@odata.type" that names no type: nobody can say what the object
// is that it stands in.
func (s *Sample) tag(v Value) {
	if v.Kind() != String && v.Kind() != Null {
		s.Misshapen = true
		s.Diags.Add(diag.ExampleMismatch, Place(s.pos, s.text, v.Offset()), "the example has %s as @odata.type, which is the name of a type", v.describe())
	}
}

// concrete returns the type that "@odata.type" names, if it is t or one of its
// descendants, else t.
func concrete(t *model.Type, v Value) *model.Type {
	if len(t.Derived) == 0 {
		return t
	}
	if tag := v.Member("@odata.type"); tag.Exists() {
		return t.Concrete(tag.Text())
	}
	return t
}

func (s *Sample) mismatch(v Value, f *model.Field, want string) {
	pos := Place(s.pos, s.text, v.Offset())
	if f != nil && v.Kind() == String && placeholder(f.Name, v.Text()) {
		s.Diags.AddRelated(diag.ExamplePlaceholder, pos, diag.Related{Pos: f.Pos, Msg: "documented here"}, "%q has the placeholder %q in place of %s", f.Name, v.Text(), want)
		return
	}
	if f == nil {
		s.Misshapen = true
		s.Diags.Add(diag.ExampleMismatch, pos, "the example has %s, the page documents %s", v.describe(), want)
		return
	}
	s.Diags.AddRelated(diag.ExampleMismatch, pos, diag.Related{Pos: f.Pos, Msg: "documented here"},
		"%q is %s in the example, its table documents %s", f.Name, v.describe(), want)
}
