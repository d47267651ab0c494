package runtime

import (
	"encoding/json"
	"reflect"
)

// This file holds Opt, the three states of a property. A pointer or a zero
// value knows two states only; an API that clears a property with null and
// leaves it alone when it is absent needs three. Opt keeps its methods few and
// tiny, because each of them is compiled, described and linked once more for
// each type argument, of which an API has hundreds: whatever can be done without
// knowing T is done by plain functions, which reach into an Opt by its layout.
// Methods have pointer receivers, because the compiler makes a second function
// of each method on a value; MarshalJSON alone must work for values that have no
// address. None is inlined: then they are compiled once for all T of the same
// shape, and what is left of them for each T is a jump.

// Opt is a property that is absent, null, or has a value. The zero Opt is
// absent. Reading an Opt never panics. Opts are not compared with ==: Get, Or,
// IsNull and IsZero tell what they hold.
type Opt[T any] struct {
	_     [0]func() // spares the compiler a function for == for each T
	v     T
	state presence
}

// presence is the state of an Opt.
type presence uint8

const (
	absent presence = iota
	null
	present
)

// Some returns an Opt with the value v.
func Some[T any](v T) Opt[T] { return Opt[T]{v: v, state: present} }

// Null returns an Opt that is null: in an update it clears the property.
func Null[T any]() Opt[T] { return Opt[T]{state: null} }

// Get returns the value and true, or the zero value and false if o is absent
// or null.
//
//go:noinline
func (o *Opt[T]) Get() (T, bool) { return o.v, o.state == present }

// Or returns the value, or def if o is absent or null.
//
//go:noinline
func (o *Opt[T]) Or(def T) T {
	if o.state == present {
		return o.v
	}
	return def
}

// IsNull reports whether o is null, as opposed to absent or a value.
//
//go:noinline
func (o *Opt[T]) IsNull() bool { return o.state == null }

// IsZero reports whether o is absent. It is what the omitzero option of
// encoding/json asks.
//
//go:noinline
func (o *Opt[T]) IsZero() bool { return o.state == absent }

// MarshalJSON returns the value as JSON, null if o is absent or null.
//
//go:noinline
func (o Opt[T]) MarshalJSON() ([]byte, error) { return marshalOpt(&o) }

// UnmarshalJSON sets o to the JSON value in data, which may be null.
//
//go:noinline
func (o *Opt[T]) UnmarshalJSON(data []byte) error { return unmarshalOpt(data, o) }

var (
	_ json.Marshaler   = Opt[string]{}
	_ json.Unmarshaler = (*Opt[string])(nil)
)

// optOf returns T and where the value and the state are in an Opt[T], if t is one.
func optOf(t reflect.Type) (of reflect.Type, value, state uintptr, ok bool) {
	const fieldV, fieldState = 1, 2
	if t.Kind() != reflect.Struct || t.NumField() != fieldState+1 || t.Field(fieldState).Type != reflect.TypeFor[presence]() {
		return nil, 0, 0, false
	}
	v := t.Field(fieldV)
	return v.Type, v.Offset, t.Field(fieldState).Offset, true
}
