package runtime

import (
	"bytes"
	"encoding"
	"errors"
	"math"
	"reflect"
	"strings"
	"unsafe"
)

// This file stores JSON values in generated types. Values are stored through
// pointers to where they lie, in a struct, an Opt or a slice, so the storing
// code is the same for all and is compiled once, not once for each type.
//
// Nothing received is lost. What a field cannot hold goes to Extra as it
// stands: members without a field, null where the Go type has no null, and a
// collection of strings or numbers in which a null occurs.

// unmarshal decodes data into x, a pointer to a generated struct. Members that
// data does not have keep their value. Of members that occur twice the last
// one counts.
//
// It is called by a method of each type; inlined, it is compiled for each.
//
//go:noinline
func unmarshal(data []byte, x any) error {
	d := decoder{data: data}
	return d.document(x)
}

// document decodes the whole text into x. null changes nothing.
func (d *decoder) document(x any) error {
	if isNull, err := d.null(); isNull || err != nil {
		if err == nil {
			err = d.end()
		}
		return err
	}
	if err := d.object(structAt(x)); err != nil {
		return err
	}
	return d.end()
}

// unmarshalOpt decodes data into o, a pointer to an Opt. (The method of Opt that calls
// it would otherwise make the compiler lay out a method table for each T.)
func unmarshalOpt(data []byte, o any) error {
	v := reflect.ValueOf(o)
	of, value, at, _ := optOf(v.Type().Elem())
	state := (*presence)(unsafe.Add(v.UnsafePointer(), at))
	d := decoder{data: data}
	isNull, err := d.null()
	if err != nil {
		return err
	}
	if isNull {
		v.Elem().Set(reflect.Zero(v.Type().Elem()))
		*state = null
		return d.end()
	}
	if err := d.value(&field{val: valueTypeOf(of)}, unsafe.Add(v.UnsafePointer(), value)); err != nil {
		if err == errNull {
			err = d.mismatch(0, "no null in the array")
		}
		return err
	}
	*state = present
	return d.end()
}

// object decodes an object into the struct at x, which p describes.
func (d *decoder) object(p *plan, x unsafe.Pointer) error {
	if d.next() != '{' {
		return d.mismatch(d.pos, "an object")
	}
	if err := d.enter(); err != nil {
		return err
	}
	extra := p.extraOf(x)
	guess, misfits := 0, extra != nil && len(*extra) > 0
	for first := true; ; first = false {
		more, err := d.more('}', first)
		if err != nil {
			return err
		}
		if !more {
			d.leave()
			return nil
		}
		name, err := d.key()
		if err != nil {
			return err
		}
		f, i := p.lookup(name, guess)
		guess = i + 1
		if f == nil {
			guess = i
			err = d.keep(extra, string(name))
		} else {
			var fits bool
			if fits, err = d.member(p, x, f); misfits && fits {
				delete(*extra, f.name) // the member may have occurred before and not fitted
			}
			misfits = misfits || !fits && extra != nil
		}
		if err != nil {
			if e, ok := err.(*DecodeError); ok && !e.Syntax {
				e.under(p.name, string(name))
			}
			return err
		}
	}
}

// member decodes one value into the field f of the struct at x, or, if it does
// not fit, into the Extra of the struct.
func (d *decoder) member(p *plan, x unsafe.Pointer, f *field) (fits bool, err error) {
	d.next()
	start, depth := d.pos, d.depth
	err = d.assign(p, x, f)
	if err == nil && !f.opt && f.isAbsent(x) {
		err = errNull // encoding would omit it
	}
	if err == nil {
		return true, nil
	}
	e, _ := err.(*DecodeError)
	if err != errNull && (!d.lenient || e == nil || e.Syntax) {
		return false, err
	}
	f.clear(p, x)
	d.pos, d.depth = start, depth
	return false, d.keep(p.extraOf(x), f.name)
}

// assign decodes one value into the field f of the struct at x.
func (d *decoder) assign(p *plan, x unsafe.Pointer, f *field) error {
	if !f.opt {
		return d.value(f, f.of(x))
	}
	isNull, err := d.null()
	if err != nil {
		return err
	}
	state := f.presence(x)
	if isNull {
		if *state == present { // by a member of the same name before
			f.clear(p, x)
		}
		*state = null
		return nil
	}
	*state = present
	return d.value(f, f.of(x))
}

// keep puts one value into extra, which is nil for types that drop it.
func (d *decoder) keep(extra *Extra, name string) error {
	raw, err := d.raw()
	if err != nil || extra == nil {
		return err
	}
	if *extra == nil {
		*extra = Extra{}
	}
	(*extra)[name] = bytes.Clone(raw)
	return nil
}

// slice decodes an array into the slice that v is.
func (d *decoder) slice(f *field, v reflect.Value) error {
	if d.next() != '[' {
		return d.mismatch(d.pos, "an array")
	}
	if err := d.enter(); err != nil {
		return err
	}
	elem := &field{val: f.val.elem, dispatch: f.dispatch}
	v.Set(reflect.MakeSlice(v.Type(), 0, 0))
	for i, room := 0, 0; ; i++ {
		more, err := d.more(']', i == 0)
		if err != nil {
			return err
		}
		if !more {
			d.leave()
			return nil
		}
		if i == room {
			room += max(4, i)
			v.Grow(room - i)
		}
		v.SetLen(i + 1)
		if err := d.element(elem, unsafe.Add(v.UnsafePointer(), uintptr(i)*elem.val.typ.Size())); err != nil {
			if e, ok := err.(*DecodeError); ok && !e.Syntax {
				e.at(i)
			}
			return err
		}
	}
}

// element decodes one element of an array. A null is a nil pointer or
// interface.
func (d *decoder) element(f *field, p unsafe.Pointer) error {
	if f.val.kind == kindObject || f.val.kind == kindAny {
		if isNull, err := d.null(); isNull || err != nil {
			return err
		}
	}
	return d.value(f, p)
}

// maxLate is how many objects whose @odata.type is not their first member are
// read twice. It bounds what hostile input can make of objects in objects.
const maxLate = 16

// any decodes an object of the type that its @odata.type names and sets the
// interface v to a pointer to it. Servers write @odata.type first if at all;
// so an object that begins otherwise is taken for one of the declared type, and
// read again only if an @odata.type turns up in it. After many of those, the
// type is looked for beforehand.
func (d *decoder) any(f *field, v reflect.Value) error {
	newT := f.dispatch
	if newT == nil {
		newT = d.newAny
	}
	if d.next() != '{' {
		return d.mismatch(d.pos, "an object")
	}
	if newT == nil { // an Opt that is decoded by itself
		return d.mismatch(d.pos, "an object inside of the struct that says which types it can have")
	}
	start, depth, members := d.pos, d.depth, 1
	if d.late > maxLate {
		members = math.MaxInt
	}
	odataType, err := d.peekType(members)
	if err != nil {
		return err
	}
	x, named, err := d.as(newT(odataType))
	if odataType == "" && (named || err != nil) {
		look := decoder{data: d.data, pos: start, depth: depth}
		if odataType, _ = look.peekType(math.MaxInt); odataType != "" {
			d.pos, d.depth = start, depth
			d.late++
			x, _, err = d.as(newT(odataType))
		}
	}
	if err == nil {
		v.Set(x)
	}
	return err
}

// as decodes an object into p, a pointer to a generated struct, and reports
// whether it has an @odata.type.
func (d *decoder) as(p any) (x reflect.Value, named bool, err error) {
	x = reflect.ValueOf(p)
	t := planOf(x.Type().Elem())
	if err := d.object(t, x.UnsafePointer()); err != nil {
		return x, false, err
	}
	return x, t.sets("@odata.type", x.UnsafePointer()), nil
}

// peekType returns the @odata.type of the object that comes next, without
// "#", "" if it is not among the first members.
func (d *decoder) peekType(members int) (string, error) {
	look := decoder{data: d.data, pos: d.pos, depth: d.depth}
	if err := look.enter(); err != nil {
		return "", err
	}
	for i := range members {
		more, err := look.more('}', i == 0)
		if !more || err != nil {
			return "", err
		}
		name, err := look.key()
		if err != nil {
			return "", err
		}
		if string(name) == "@odata.type" && look.next() == '"' {
			text, err := look.text()
			return strings.TrimPrefix(string(text), "#"), err
		}
		if i+1 == members {
			break
		}
		if err := look.skip(); err != nil {
			return "", err
		}
	}
	return "", nil
}

// other lets a type that is none of ours, such as a UUID, read its value from
// the text of a string, or of a number where that is what is documented.
// json.Unmarshaler is not asked for, and encoding/json not used: a call of
// UnmarshalJSON through an interface would keep that method of every type in
// every program.
func (d *decoder) other(t *valueType, p any) error {
	if !mapsTypes {
		panic("runtime: unknown kind")
	}
	start := d.pos
	raw, err := d.raw()
	if err != nil {
		return err
	}
	want := "a " + t.typ.String()
	u, ok := p.(encoding.TextUnmarshaler)
	switch {
	case !ok:
		err = errors.New("the type does not read text")
	case t.number && startsNumber(raw[0]):
		err = u.UnmarshalText(bytes.Clone(raw))
	case t.number || raw[0] != '"':
		return d.mismatch(start, want)
	default:
		err = u.UnmarshalText([]byte(looseString(raw)))
	}
	if err != nil {
		e := d.mismatch(start, want+" ("+err.Error()+")")
		e.(*DecodeError).refused = true
		return e
	}
	return nil
}

// looseString returns the value of a JSON string, "" for anything else.
func looseString(text []byte) string {
	d := decoder{data: text}
	if d.next() != '"' {
		return ""
	}
	s, err := d.string()
	if err != nil {
		return ""
	}
	return s
}
