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
	"unsafe"
)

// This file writes generated types as JSON: members in the order of the
// struct, then what is in Extra, sorted by name. HTML is not escaped; it would
// only grow. A field wins over a member of Extra that has its name.

// marshal encodes x, a pointer to a generated struct.
func marshal(x any) ([]byte, error) {
	p, at := structAt(x)
	if at == nil {
		return []byte("null"), nil
	}
	e := encoder{buf: make([]byte, 0, p.size.Load())}
	err := e.object(p, at)
	p.resize(len(e.buf))
	return e.buf, err
}

// marshalOpt encodes the value of o, a pointer to an Opt.
func marshalOpt(o any) ([]byte, error) {
	v := reflect.ValueOf(o)
	of, value, state, _ := optOf(v.Type().Elem())
	if *(*presence)(unsafe.Add(v.UnsafePointer(), state)) != present {
		return []byte("null"), nil
	}
	var e encoder
	err := e.value(valueTypeOf(of), unsafe.Add(v.UnsafePointer(), value))
	return e.buf, err
}

// An encoder writes one JSON text.
type encoder struct {
	buf   []byte
	depth int
}

var errDeep = errors.New("encode JSON: values nested too deeply, or in a circle")

// object writes the struct at x, which p describes.
func (e *encoder) object(p *plan, x unsafe.Pointer) error {
	if e.depth++; e.depth > maxDepth {
		return errDeep
	}
	open := len(e.buf)
	if p.odataType != "" && !p.sets("@odata.type", x) {
		e.name("@odata.type")
		e.string(p.odataType)
	}
	for i := range p.fields {
		if err := e.member(&p.fields[i], x); err != nil {
			return fmt.Errorf("%s: %w", p.fields[i].name, err)
		}
	}
	if err := e.extra(p, x); err != nil {
		return err
	}
	e.depth--
	if len(e.buf) == open {
		e.write("{")
	}
	e.buf[open] = '{'
	e.write("}")
	return nil
}

// sets reports whether the struct at x says what its member name is.
func (p *plan) sets(name string, x unsafe.Pointer) bool {
	if extra := p.extraOf(x); extra != nil {
		if _, ok := (*extra)[name]; ok {
			return true
		}
	}
	return p.writes(name, x)
}

// writes reports whether a field of the struct at x is written as the member
// name.
func (p *plan) writes(name string, x unsafe.Pointer) bool {
	i, ok := p.byName[name]
	return ok && !p.fields[i].isAbsent(x)
}

// write writes text as it is. Inlined, it would be the greater part of the
// encoder.
//
//go:noinline
func (e *encoder) write(text string) { e.buf = append(e.buf, text...) }

// name writes the name of a member. The comma before the first member becomes
// the object's brace. Fields have this text ready made.
func (e *encoder) name(name string) {
	e.write(",")
	e.string(name)
	e.write(":")
}

// member writes the member f of the struct at x, unless it is absent.
func (e *encoder) member(f *field, x unsafe.Pointer) error {
	if f.isAbsent(x) {
		return nil
	}
	e.write(f.prefix)
	if f.opt && *f.presence(x) == null {
		e.write("null")
		return nil
	}
	return e.value(f.val, f.of(x))
}

// extra writes the members in the Extra of the struct at x that no field has
// written.
func (e *encoder) extra(p *plan, x unsafe.Pointer) error {
	extra := p.extraOf(x)
	if extra == nil || len(*extra) == 0 {
		return nil
	}
	names := make([]string, 0, len(*extra))
	for name := range *extra {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if p.writes(name, x) {
			continue
		}
		e.name(name)
		if err := e.raw((*extra)[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// raw writes JSON text after checking it.
func (e *encoder) raw(text json.RawMessage) error {
	if text == nil {
		text = json.RawMessage("null")
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

// value writes the value of type t at p.
func (e *encoder) value(t *valueType, p unsafe.Pointer) error {
	switch t.kind {
	case kindString, kindEnum:
		e.string(*(*string)(p))
	case kindBool:
		e.buf = strconv.AppendBool(e.buf, *(*bool)(p))
	case kindInt, kindUint8:
		e.buf = strconv.AppendInt(e.buf, t.intAt(p), 10)
	case kindFloat:
		e.float(t.floatAt(p), t.typ.Bits())
	case kindNumber:
		return e.number(*(*json.Number)(p))
	case kindTime:
		return e.time(*(*time.Time)(p))
	case kindDate:
		return e.text((*(*Date)(p)).MarshalText())
	case kindTimeOfDay:
		return e.text((*(*TimeOfDay)(p)).MarshalText())
	case kindBytes:
		e.write(`"`)
		e.buf = base64.StdEncoding.AppendEncode(e.buf, *(*[]byte)(p))
		e.write(`"`)
	case kindRaw:
		return e.raw(*(*json.RawMessage)(p))
	case kindObject:
		if x := *(*unsafe.Pointer)(p); x != nil {
			return e.object(t.plan(), x)
		}
		e.write("null")
	case kindAny:
		if v := t.at(p).Elem(); v.IsValid() && !v.IsNil() { // what the interface holds
			return e.object(planOf(v.Type().Elem()), v.UnsafePointer())
		}
		e.write("null")
	case kindSlice:
		return e.slice(t.elem, t.at(p))
	default:
		return e.other(t, t.at(p).Addr().Interface())
	}
	return nil
}

// slice writes an array.
func (e *encoder) slice(elem *valueType, v reflect.Value) error {
	if e.depth++; e.depth > maxDepth {
		return errDeep
	}
	e.write("[")
	for i := range v.Len() {
		if i > 0 {
			e.write(",")
		}
		if err := e.value(elem, unsafe.Add(v.UnsafePointer(), uintptr(i)*elem.typ.Size())); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	e.write("]")
	e.depth--
	return nil
}

// float writes a number, or the string for a value that JSON has no number for.
func (e *encoder) float(f float64, bits int) {
	switch {
	case math.IsNaN(f):
		e.write(`"NaN"`)
	case math.IsInf(f, 1):
		e.write(`"INF"`)
	case math.IsInf(f, -1):
		e.write(`"-INF"`)
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
	e.write(string(n))
	return nil
}

// time writes a date-time with its offset and fraction.
func (e *encoder) time(t time.Time) error {
	if err := checkTime(t); err != nil {
		return fmt.Errorf("encode JSON: %w", err)
	}
	e.write(`"`)
	e.buf = t.AppendFormat(e.buf, time.RFC3339Nano)
	e.write(`"`)
	return nil
}

// other lets a type that is none of ours write its value.
func (e *encoder) other(t *valueType, p any) error {
	if !mapsTypes {
		panic("runtime: unknown kind")
	}
	m, ok := p.(encoding.TextMarshaler)
	if !ok {
		return fmt.Errorf("encode JSON: a %T does not write text", p)
	}
	text, err := m.MarshalText()
	if t.number && err == nil {
		return e.number(json.Number(text))
	}
	return e.text(text, err)
}

// text writes what a MarshalText returned as a string.
func (e *encoder) text(b []byte, err error) error {
	if err != nil {
		return fmt.Errorf("encode JSON: %w", err)
	}
	e.string(string(b))
	return nil
}

// string writes a string. Wrong UTF-8 becomes U+FFFD.
func (e *encoder) string(s string) {
	e.write(`"`)
	start := 0
	for i := 0; i < len(s); {
		i += plainPrefix(s[i:])
		if i == len(s) {
			break
		}
		escape := "\ufffd"
		if s[i] < utf8.RuneSelf {
			escape = escaped(s[i])
		} else if r, n := utf8.DecodeRuneInString(s[i:]); r != utf8.RuneError || n > 1 {
			i += n
			continue
		}
		e.write(s[start:i])
		e.write(escape)
		i++
		start = i
	}
	e.write(s[start:])
	e.write(`"`)
}

// escaped returns how a byte that cannot stand in a string for itself is written.
func escaped(c byte) string {
	const hex = "0123456789abcdef"
	switch c {
	case '\n':
		return `\n`
	case '\r':
		return `\r`
	case '\t':
		return `\t`
	case '"', '\\':
		return `\` + string(rune(c))
	}
	return `\u00` + string(rune(hex[c>>4])) + string(rune(hex[c&15]))
}
