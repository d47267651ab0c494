package runtime

import (
	"encoding/json"
	"errors"
	"reflect"
)

// This file is copied as a test. It decodes and encodes what the examples show.

// A replayType is what a body decodes into.
type replayType struct {
	// zero is a nil pointer to the type: (*T)(nil), (*Page[T])(nil) or
	// (*replayValue[T])(nil); nil if newT alone tells.
	zero any
	newT func(odataType string) any // of polymorphic types, else nil
}

func (r replayType) isZero() bool { return r.zero == nil && r.newT == nil }

// roundTrip decodes body, encodes it, and compares the two.
func (r replayType) roundTrip(body []byte, lenient bool) error {
	d := &decoder{data: body, lenient: lenient}
	v, err := r.decode(d)
	if err != nil {
		return err
	}
	return sameResult(body, v)
}

// decode returns a pointer to the decoded value.
func (r replayType) decode(d *decoder) (any, error) {
	if r.zero == nil {
		var v any
		err := d.anyEntity(r.newT, reflect.ValueOf(&v).Elem())
		return v, err
	}
	v := reflect.New(reflect.TypeOf(r.zero).Elem()).Interface()
	switch v := v.(type) {
	case interface{ replayValues() any }:
		d.newAny = r.newT
		if err := d.page(v, reflect.ValueOf(v.replayValues()).Elem()); err != nil {
			return nil, err
		}
		if reflect.ValueOf(v.replayValues()).Elem().IsNil() {
			return nil, errors.New("a collection without value")
		}
	case interface{ replayDecode(d *decoder) error }:
		return v, v.replayDecode(d)
	case *json.RawMessage:
		raw, err := d.raw()
		*v = raw
		return v, err
	default:
		return v, d.entity(v)
	}
	return v, nil
}

// replayValues returns a pointer to the items.
func (p *Page[T]) replayValues() any { return &p.Value }

// A replayValue is a result that is no object.
type replayValue[T any] struct{ value T }

func (v *replayValue[T]) replayDecode(d *decoder) error { return d.single(&v.value, nil) }

// replayResult returns what the client would return.
func (v *replayValue[T]) replayResult() any { return v.value }

// sameResult compares what a client returned for body with it. Some services
// wrap the result in "value"; the client unwraps it.
func sameResult(body []byte, v any) error {
	out, err := replayEncode(v)
	if err != nil {
		return err
	}
	if page, ok := v.(interface{ replayValues() any }); ok {
		if body[0] == '[' { // of a bare array
			out, err = marshalAny(reflect.ValueOf(page.replayValues()).Elem().Interface())
		}
		return errors.Join(err, sameJSON(body, out))
	}
	if sameJSON(body, out) == nil {
		return nil
	}
	var wrapper struct {
		Value json.RawMessage `json:"value"`
	}
	if json.Unmarshal(body, &wrapper) == nil && wrapper.Value != nil {
		body = wrapper.Value
	}
	return sameJSON(body, out)
}

// replayEncode returns the JSON of what a client returns, or decode does.
func replayEncode(v any) ([]byte, error) {
	switch v := v.(type) {
	case interface{ replayResult() any }:
		return replayEncode(v.replayResult())
	case *json.RawMessage:
		return *v, nil
	case []any: // items
		list := make([]json.RawMessage, len(v))
		for i := range v {
			text, err := replayEncode(v[i])
			if err != nil {
				return nil, err
			}
			list[i] = text
		}
		return json.Marshal(list)
	}
	return marshalAny(v)
}
