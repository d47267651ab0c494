package runtime

import (
	"bytes"
	"encoding"
	"errors"
	"math"
	"reflect"
	"strings"
)

// This file stores JSON values in generated types. Members are set through
// pointers to struct fields; an Opt hands out the pointer to its value, so
// the storing code is the same with and without Opt and is compiled once, not
// once for each type.
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
	v := reflect.ValueOf(x).Elem()
	if isNull, err := d.null(); isNull || err != nil {
		if err == nil {
			err = d.end()
		}
		return err
	}
	if err := d.object(planOf(v.Type()), v); err != nil {
		return err
	}
	return d.end()
}

// unmarshalOpt decodes data into o, an optional. (The method of Opt that calls
// it would otherwise make the compiler lay out a method table for each T.)
func unmarshalOpt(data []byte, o any) error {
	p, state := o.(optional).ref()
	d := decoder{data: data}
	isNull, err := d.null()
	if err != nil {
		return err
	}
	if isNull {
		reflect.ValueOf(p).Elem().SetZero()
		*state = null
		return d.end()
	}
	if err := d.value(&field{val: valueTypeOf(reflect.TypeOf(p).Elem())}, p); err != nil {
		if err == errNull {
			err = d.mismatch(0, "no null in the array")
		}
		return err
	}
	*state = present
	return d.end()
}

// object decodes an object into the struct v.
func (d *decoder) object(p *plan, v reflect.Value) error {
	if d.next() != '{' {
		return d.mismatch(d.pos, "an object")
	}
	if err := d.enter(); err != nil {
		return err
	}
	guess, misfits := 0, p.extra >= 0 && v.Field(p.extra).Len() > 0
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
			err = d.keep(p, v, string(name))
		} else {
			var fits bool
			if fits, err = d.member(p, v, f); misfits && fits {
				// The member may have occurred before and not fitted.
				delete(*v.Field(p.extra).Addr().Interface().(*Extra), f.name)
			}
			misfits = misfits || !fits && p.extra >= 0
		}
		if err != nil {
			if e, ok := err.(*DecodeError); ok && !e.Syntax {
				e.under(p.name, string(name))
			}
			return err
		}
	}
}

// member decodes one value into the field f of v, or, if it does not fit, into
// the Extra of v.
func (d *decoder) member(p *plan, v reflect.Value, f *field) (fits bool, err error) {
	d.next()
	start, depth := d.pos, d.depth
	fv := v.Field(f.index)
	err = d.assign(f, fv)
	if err == nil && f.omits() && fv.IsZero() {
		err = errNull // encoding would omit it
	}
	if err == nil {
		return true, nil
	}
	e, _ := err.(*DecodeError)
	if err != errNull && (!d.lenient || e == nil || e.Syntax) {
		return false, err
	}
	fv.SetZero()
	d.pos, d.depth = start, depth
	return false, d.keep(p, v, f.name)
}

// assign decodes one value into the struct field fv.
func (d *decoder) assign(f *field, fv reflect.Value) error {
	slot := fv.Addr().Interface()
	if !f.opt {
		return d.value(f, slot)
	}
	if o, ok := slot.(*Opt[string]); ok && d.peek() == '"' { // by far the most frequent member
		s, err := d.string()
		*o = Opt[string]{s, present}
		return err
	}
	p, state := slot.(optional).ref()
	isNull, err := d.null()
	if err != nil {
		return err
	}
	if isNull {
		fv.SetZero()
		*state = null
		return nil
	}
	*state = present
	return d.value(f, p)
}

// keep puts one value into the Extra of v. Types without one drop it.
func (d *decoder) keep(p *plan, v reflect.Value, name string) error {
	raw, err := d.raw()
	if err != nil || p.extra < 0 {
		return err
	}
	extra := v.Field(p.extra).Addr().Interface().(*Extra)
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
	for i := 0; ; i++ {
		more, err := d.more(']', i == 0)
		if err != nil {
			return err
		}
		if !more {
			d.leave()
			return nil
		}
		if i == v.Cap() {
			v.Grow(max(4, i))
		}
		v.SetLen(i + 1)
		if err := d.element(elem, v.Index(i)); err != nil {
			if e, ok := err.(*DecodeError); ok && !e.Syntax {
				e.at(i)
			}
			return err
		}
	}
}

// element decodes one element of an array. A null is a nil pointer or
// interface.
func (d *decoder) element(f *field, v reflect.Value) error {
	d.next()
	if f.val.kind == kindObject || f.val.kind == kindAny {
		if isNull, err := d.null(); isNull || err != nil {
			return err
		}
	}
	return d.value(f, v.Addr().Interface())
}

// pointer decodes an object into a new struct and sets the pointer v to it.
func (d *decoder) pointer(t *valueType, v reflect.Value) error {
	x := reflect.New(t.typ.Elem())
	if err := d.object(t.plan(), x.Elem()); err != nil {
		return err
	}
	v.Set(x)
	return nil
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
	if err := d.object(t, x.Elem()); err != nil {
		return x, false, err
	}
	var extra Extra
	if t.extra >= 0 {
		extra = *x.Elem().Field(t.extra).Addr().Interface().(*Extra)
	}
	return x, t.sets("@odata.type", x.Elem(), extra), nil
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
// the text of a string. json.Unmarshaler is not asked for, and encoding/json not
// used: a call of UnmarshalJSON through an interface would keep that method of
// every type in every program.
func (d *decoder) other(t *valueType, p any) error {
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
	case raw[0] != '"':
		return d.mismatch(start, want)
	default:
		err = u.UnmarshalText([]byte(looseString(raw)))
	}
	if err != nil {
		return d.mismatch(start, want+" ("+err.Error()+")")
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
