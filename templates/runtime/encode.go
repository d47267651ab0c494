package runtime

import (
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// This file writes generated types as JSON: members in the order of the
// struct, then what is in Extra, sorted by name. HTML is not escaped; it would
// only grow. A field wins over a member of Extra that has its name.

// marshal encodes x, a pointer to a generated struct.
func marshal(x any) ([]byte, error) {
	v := reflect.ValueOf(x)
	if v.IsNil() {
		return []byte("null"), nil
	}
	p := planOf(v.Type().Elem())
	e := encoder{buf: make([]byte, 0, p.size.Load())}
	err := e.object(p, v.Elem())
	p.resize(len(e.buf))
	return e.buf, err
}

// marshalOpt encodes the value of o, an optional.
func marshalOpt(o any) ([]byte, error) {
	p, state := o.(optional).ref()
	if *state != present {
		return []byte("null"), nil
	}
	var e encoder
	err := e.value(valueTypeOf(reflect.TypeOf(p).Elem()), p)
	return e.buf, err
}

// An encoder writes one JSON text.
type encoder struct {
	buf   []byte
	depth int
}

var errDeep = errors.New("encode JSON: values nested too deeply, or in a circle")

// object writes the struct v.
func (e *encoder) object(p *plan, v reflect.Value) error {
	if e.depth++; e.depth > maxDepth {
		return errDeep
	}
	open := len(e.buf)
	var extra Extra
	if p.extra >= 0 {
		extra = *v.Field(p.extra).Addr().Interface().(*Extra)
	}
	if p.odataType != "" && !p.sets("@odata.type", v, extra) {
		e.name("@odata.type")
		e.string(p.odataType)
	}
	for i := range p.fields {
		if err := e.member(&p.fields[i], v); err != nil {
			return fmt.Errorf("%s: %w", p.fields[i].name, err)
		}
	}
	if len(extra) > 0 {
		if err := e.extra(p, v, extra); err != nil {
			return err
		}
	}
	e.depth--
	if len(e.buf) == open {
		e.buf = append(e.buf, '{')
	}
	e.buf[open] = '{'
	e.buf = append(e.buf, '}')
	return nil
}

// sets reports whether the struct v says what its member name is.
func (p *plan) sets(name string, v reflect.Value, extra Extra) bool {
	if _, ok := extra[name]; ok {
		return true
	}
	i, ok := p.byName[name]
	return ok && !v.Field(p.fields[i].index).IsZero()
}

// name writes the name of a member. The comma before the first member becomes
// the object's brace. Fields have this text ready made.
func (e *encoder) name(name string) {
	e.buf = append(e.buf, ',')
	e.string(name)
	e.buf = append(e.buf, ':')
}

// member writes the member f of the struct v, unless it is absent: an Opt that
// is, a nil slice, or the zero value of a type that is neither.
func (e *encoder) member(f *field, v reflect.Value) error {
	fv := v.Field(f.index)
	slot := fv.Addr().Interface()
	if !f.opt {
		if fv.IsZero() {
			return nil
		}
		e.buf = append(e.buf, f.prefix...)
		return e.value(f.val, slot)
	}
	if o, ok := slot.(*Opt[string]); ok && o.state == present { // by far the most frequent member
		e.buf = append(e.buf, f.prefix...)
		e.string(o.v)
		return nil
	}
	p, state := slot.(optional).ref()
	switch *state {
	case absent:
		return nil
	case null:
		e.buf = append(e.buf, f.prefix...)
		e.buf = append(e.buf, "null"...)
		return nil
	}
	e.buf = append(e.buf, f.prefix...)
	return e.value(f.val, p)
}

// extra writes the members in Extra that no field of v has written.
func (e *encoder) extra(p *plan, v reflect.Value, extra Extra) error {
	names := make([]string, 0, len(extra))
	for name := range extra {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if i, ok := p.byName[name]; ok && !v.Field(p.fields[i].index).IsZero() {
			continue
		}
		e.name(name)
		if err := e.raw(extra[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// raw writes JSON text after checking it.
func (e *encoder) raw(text json.RawMessage) error {
	if text == nil {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	d := decoder{data: text}
	if err := d.skip(); err != nil {
		return err
	}
	if err := d.end(); err != nil {
		return err
	}
	e.buf = append(e.buf, text...)
	return nil
}

// value writes what p, a pointer to a value of type t, points to.
func (e *encoder) value(t *valueType, p any) error {
	switch t.kind {
	case kindString:
		e.string(*p.(*string))
	case kindEnum:
		e.string(reflect.ValueOf(p).Elem().String())
	case kindBool:
		e.buf = strconv.AppendBool(e.buf, *p.(*bool))
	case kindInt:
		e.buf = strconv.AppendInt(e.buf, reflect.ValueOf(p).Elem().Int(), 10)
	case kindUint8:
		e.buf = strconv.AppendUint(e.buf, uint64(*p.(*uint8)), 10)
	case kindFloat:
		v := reflect.ValueOf(p).Elem()
		e.float(v.Float(), v.Type().Bits())
	case kindNumber:
		return e.number(*p.(*json.Number))
	case kindTime:
		return e.time(*p.(*time.Time))
	case kindDate, kindTimeOfDay:
		return e.text(p.(encoding.TextMarshaler))
	case kindBytes:
		e.buf = append(e.buf, '"')
		e.buf = base64.StdEncoding.AppendEncode(e.buf, *p.(*[]byte))
		e.buf = append(e.buf, '"')
	case kindRaw:
		return e.raw(*p.(*json.RawMessage))
	case kindObject:
		return e.pointer(reflect.ValueOf(p).Elem(), t.plan)
	case kindAny:
		v := reflect.ValueOf(p).Elem().Elem() // what the interface holds
		return e.pointer(v, func() *plan { return planOf(v.Type().Elem()) })
	case kindSlice:
		return e.slice(t.elem, reflect.ValueOf(p).Elem())
	case kindOther:
		return e.other(p)
	default:
		panic("runtime: unknown kind")
	}
	return nil
}

// pointer writes the struct that v points to, null if v is nil.
func (e *encoder) pointer(v reflect.Value, plan func() *plan) error {
	if !v.IsValid() || v.IsNil() {
		e.buf = append(e.buf, "null"...)
		return nil
	}
	return e.object(plan(), v.Elem())
}

// slice writes an array.
func (e *encoder) slice(elem *valueType, v reflect.Value) error {
	if e.depth++; e.depth > maxDepth {
		return errDeep
	}
	e.buf = append(e.buf, '[')
	for i := range v.Len() {
		if i > 0 {
			e.buf = append(e.buf, ',')
		}
		if err := e.value(elem, v.Index(i).Addr().Interface()); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	e.buf = append(e.buf, ']')
	e.depth--
	return nil
}

// float writes a number, or the string for a value that JSON has no number for.
func (e *encoder) float(f float64, bits int) {
	switch {
	case math.IsNaN(f):
		e.buf = append(e.buf, `"NaN"`...)
	case math.IsInf(f, 1):
		e.buf = append(e.buf, `"INF"`...)
	case math.IsInf(f, -1):
		e.buf = append(e.buf, `"-INF"`...)
	default:
		form := byte('f')
		if abs := math.Abs(f); abs != 0 && (abs < 1e-6 || abs >= 1e21) {
			form = 'e'
		}
		e.buf = strconv.AppendFloat(e.buf, f, form, -1, bits)
		if n := len(e.buf); form == 'e' && n >= 4 && e.buf[n-4] == 'e' && e.buf[n-3] == '-' && e.buf[n-2] == '0' {
			e.buf = append(e.buf[:n-2], e.buf[n-1]) // e-07 is e-7
		}
	}
}

// number writes a decimal as it is spelled.
func (e *encoder) number(n json.Number) error {
	d := decoder{data: []byte(n)}
	_, _, err := d.number()
	if err != nil || d.pos != len(n) {
		return fmt.Errorf("encode JSON: %q is no number", string(n))
	}
	e.buf = append(e.buf, n...)
	return nil
}

// time writes a date-time with its offset and fraction.
func (e *encoder) time(t time.Time) error {
	_, offset := t.Zone()
	if y := t.Year(); y < 0 || y > 9999 || offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		return fmt.Errorf("encode JSON: %v has no RFC 3339 form", t)
	}
	e.buf = append(e.buf, '"')
	e.buf = t.AppendFormat(e.buf, time.RFC3339Nano)
	e.buf = append(e.buf, '"')
	return nil
}

// other lets a type that is none of ours write its value.
func (e *encoder) other(p any) error {
	if m, ok := p.(encoding.TextMarshaler); ok {
		return e.text(m)
	}
	return fmt.Errorf("encode JSON: a %T does not write text", p)
}

// text writes what writes itself as a string.
func (e *encoder) text(p encoding.TextMarshaler) error {
	b, err := p.MarshalText()
	if err != nil {
		return fmt.Errorf("encode JSON: %w", err)
	}
	e.string(string(b))
	return nil
}

// string writes a string. Wrong UTF-8 becomes U+FFFD.
func (e *encoder) string(s string) {
	const hex = "0123456789abcdef"
	e.buf = append(e.buf, '"')
	start := 0
	for i := 0; i < len(s); {
		i += plainPrefix(s[i:])
		if i == len(s) {
			break
		}
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				e.buf = append(append(e.buf, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += n
			continue
		}
		e.buf = append(e.buf, s[start:i]...)
		switch c {
		case '"', '\\':
			e.buf = append(e.buf, '\\', c)
		case '\n':
			e.buf = append(e.buf, '\\', 'n')
		case '\r':
			e.buf = append(e.buf, '\\', 'r')
		case '\t':
			e.buf = append(e.buf, '\\', 't')
		default:
			e.buf = append(e.buf, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	e.buf = append(append(e.buf, s[start:]...), '"')
}
