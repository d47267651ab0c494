package runtime

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"math"
	"reflect"
	"strconv"
	"time"
	"unicode/utf8"
	"unsafe"
)

// This file decodes single values, each kind as the API documents it: an
// integer has no fraction and fits its width, a date-time has an offset, an
// infinite number is a string.

// value decodes one value of the type f.val into p. It returns errNull for a
// null, which p has no place for, except raw JSON.
func (d *decoder) value(f *field, p unsafe.Pointer) error {
	t := f.val
	c := d.next()
	if c == 'n' && t.kind != kindRaw {
		if err := d.literal("null"); err != nil {
			return err
		}
		return errNull
	}
	switch t.kind {
	case kindString, kindEnum:
		return d.setString((*string)(p))
	case kindBool:
		return d.setBool((*bool)(p))
	case kindInt, kindUint8:
		return d.setInt(t, p)
	case kindFloat:
		return d.setFloat(t, p)
	case kindNumber:
		text, _, err := d.numeral("a number")
		*(*json.Number)(p) = json.Number(text)
		return err
	case kindTime, kindDate, kindTimeOfDay, kindBytes:
		return d.setText(t.kind, p)
	case kindRaw:
		raw, err := d.raw()
		*(*json.RawMessage)(p) = bytes.Clone(raw)
		return err
	case kindObject:
		x := reflect.New(t.typ.Elem()).UnsafePointer()
		if err := d.object(t.plan(), x); err != nil {
			return err
		}
		*(*unsafe.Pointer)(p) = x
		return nil
	case kindAny:
		return d.any(f, t.at(p))
	case kindSlice:
		return d.slice(f, t.at(p))
	}
	return d.other(t, t.at(p).Addr().Interface())
}

// numeral consumes a number; anything else is not what is wanted.
func (d *decoder) numeral(want string) (text []byte, whole bool, err error) {
	if !startsNumber(d.peek()) {
		return nil, false, d.mismatch(d.pos, want)
	}
	return d.number()
}

func startsNumber(c byte) bool { return c == '-' || '0' <= c && c <= '9' }

// string decodes a string, at whose opening quote d stands.
func (d *decoder) string() (string, error) {
	raw, simple, err := d.quoted()
	switch {
	case err != nil:
		return "", err
	case simple || bytes.IndexByte(raw, '\\') < 0 && utf8.Valid(raw):
		return string(raw), nil
	}
	return string(unescape(raw)), nil
}

func (d *decoder) setString(p *string) error {
	if d.peek() != '"' {
		return d.mismatch(d.pos, "a string")
	}
	s, err := d.string()
	*p = s
	return err
}

func (d *decoder) setBool(p *bool) error {
	switch d.peek() {
	case 't':
		*p = true
		return d.literal("true")
	case 'f':
		*p = false
		return d.literal("false")
	}
	return d.mismatch(d.pos, "a boolean")
}

// setInt decodes an integer of the type t.
func (d *decoder) setInt(t *valueType, p unsafe.Pointer) error {
	start, want := d.pos, t.intName()
	text, whole, err := d.numeral(want)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err == nil && whole {
		switch t.typ.Kind() {
		case reflect.Int8:
			*(*int8)(p) = int8(n)
		case reflect.Uint8:
			*(*uint8)(p) = uint8(n)
		case reflect.Int16:
			*(*int16)(p) = int16(n)
		case reflect.Int32:
			*(*int32)(p) = int32(n)
		default:
			*(*int64)(p) = n
		}
		if t.intAt(p) == n { // it fits
			return nil
		}
	}
	return d.mismatch(start, want)
}

// intAt returns the integer of the type t at p.
func (t *valueType) intAt(p unsafe.Pointer) int64 {
	switch t.typ.Kind() {
	case reflect.Int8:
		return int64(*(*int8)(p))
	case reflect.Uint8:
		return int64(*(*uint8)(p))
	case reflect.Int16:
		return int64(*(*int16)(p))
	case reflect.Int32:
		return int64(*(*int32)(p))
	}
	return *(*int64)(p)
}

// intName returns what an integer type is called.
func (t *valueType) intName() string {
	switch t.typ.Kind() {
	case reflect.Int8:
		return "an 8-bit integer"
	case reflect.Uint8:
		return "an integer from 0 to 255"
	case reflect.Int16:
		return "a 16-bit integer"
	case reflect.Int32:
		return "a 32-bit integer"
	}
	return "a 64-bit integer"
}

// setFloat decodes a number of the type t. The values that JSON has no number
// for are strings.
func (d *decoder) setFloat(t *valueType, p unsafe.Pointer) error {
	bits := t.typ.Bits()
	n, err := d.float(bits)
	if err != nil {
		return err
	}
	if bits == 32 {
		*(*float32)(p) = float32(n)
	} else {
		*(*float64)(p) = n
	}
	return nil
}

// floatAt returns the number of the type t at p.
func (t *valueType) floatAt(p unsafe.Pointer) float64 {
	if t.typ.Kind() == reflect.Float32 {
		return float64(*(*float32)(p))
	}
	return *(*float64)(p)
}

func (d *decoder) float(bits int) (float64, error) {
	const want = `a number, "INF", "-INF" or "NaN"`
	start := d.pos
	if d.peek() == '"' {
		text, err := d.text()
		if err != nil {
			return 0, err
		}
		switch string(text) {
		case "INF":
			return math.Inf(1), nil
		case "-INF":
			return math.Inf(-1), nil
		case "NaN":
			return math.NaN(), nil
		}
		return 0, d.mismatch(start, want)
	}
	text, _, err := d.numeral(want)
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseFloat(string(text), bits)
	if err != nil {
		return 0, d.mismatch(start, "a "+strconv.Itoa(bits)+"-bit number")
	}
	return n, nil
}

// setText decodes a string that has a form into p, where a value of the kind is.
func (d *decoder) setText(k kind, p unsafe.Pointer) (err error) {
	start, want, ok := d.pos, "", d.peek() == '"'
	var text []byte
	if ok {
		if text, err = d.text(); err != nil {
			return err
		}
	}
	switch k {
	case kindTime:
		want = `a date-time such as "2006-01-02T15:04:05Z"`
		if ok {
			*(*time.Time)(p), ok = parseTime(text)
		}
	case kindDate:
		want = `a date such as "2006-01-02"`
		if ok {
			*(*Date)(p), ok = parseDate(text)
		}
	case kindTimeOfDay:
		want = `a time of day such as "15:04:05"`
		if ok {
			*(*TimeOfDay)(p), ok = parseTimeOfDay(text)
		}
	case kindBytes:
		want = "base64"
		if ok {
			*(*[]byte)(p), ok = parseBase64(text)
		}
	}
	if !ok {
		return d.mismatch(start, want)
	}
	return nil
}

// parseBase64 decodes base64 in the standard or the URL alphabet, with or
// without padding: servers write both.
func parseBase64(text []byte) ([]byte, bool) {
	enc := base64.RawStdEncoding
	if bytes.ContainsAny(text, "-_") {
		enc = base64.RawURLEncoding
	}
	text = bytes.TrimRight(text, "=")
	out := make([]byte, enc.DecodedLen(len(text)))
	n, err := enc.Decode(out, text)
	return out[:n], err == nil
}
