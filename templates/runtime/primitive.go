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
)

// This file decodes single values, each kind as the API documents it: an
// integer has no fraction and fits its width, a date-time has an offset, an
// infinite number is a string.

// value decodes one value into p, a pointer to a value of the type f.val. It
// returns errNull for a null, which p has no place for, except raw JSON.
func (d *decoder) value(f *field, p any) error {
	t := f.val
	c := d.next()
	if c == 'n' && t.kind != kindRaw {
		if err := d.literal("null"); err != nil {
			return err
		}
		return errNull
	}
	start := d.pos
	switch t.kind {
	case kindString:
		return d.setString(p.(*string))
	case kindEnum:
		var s string
		if err := d.setString(&s); err != nil {
			return err
		}
		reflect.ValueOf(p).Elem().SetString(s)
		return nil
	case kindBool:
		return d.setBool(p.(*bool))
	case kindInt, kindUint8:
		return d.setInt(p)
	case kindFloat:
		return d.setFloat(p)
	case kindNumber:
		if !startsNumber(c) {
			return d.mismatch(start, "a number")
		}
		text, _, err := d.number()
		*p.(*json.Number) = json.Number(text)
		return err
	case kindTime, kindDate, kindTimeOfDay, kindBytes:
		return d.setText(p)
	case kindRaw:
		raw, err := d.raw()
		*p.(*json.RawMessage) = bytes.Clone(raw)
		return err
	case kindObject:
		return d.pointer(t, reflect.ValueOf(p).Elem())
	case kindAny:
		return d.any(f, reflect.ValueOf(p).Elem())
	case kindSlice:
		return d.slice(f, reflect.ValueOf(p).Elem())
	case kindOther:
		return d.other(t, p)
	}
	panic("runtime: unknown kind")
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

// setInt decodes an integer into p, a pointer to an integer of any width.
func (d *decoder) setInt(p any) error {
	var (
		lo, hi int64
		want   string
	)
	switch p.(type) {
	case *int8:
		lo, hi, want = math.MinInt8, math.MaxInt8, "an 8-bit integer"
	case *uint8:
		lo, hi, want = 0, math.MaxUint8, "an integer from 0 to 255"
	case *int16:
		lo, hi, want = math.MinInt16, math.MaxInt16, "a 16-bit integer"
	case *int32:
		lo, hi, want = math.MinInt32, math.MaxInt32, "a 32-bit integer"
	case *int64:
		lo, hi, want = math.MinInt64, math.MaxInt64, "a 64-bit integer"
	}
	n, err := d.int(lo, hi, want)
	if err != nil {
		return err
	}
	switch p := p.(type) {
	case *int8:
		*p = int8(n)
	case *uint8:
		*p = uint8(n)
	case *int16:
		*p = int16(n)
	case *int32:
		*p = int32(n)
	case *int64:
		*p = n
	}
	return nil
}

// int decodes an integer from lo to hi.
func (d *decoder) int(lo, hi int64, want string) (int64, error) {
	start := d.pos
	if !startsNumber(d.peek()) {
		return 0, d.mismatch(start, want)
	}
	text, whole, err := d.number()
	if err != nil {
		return 0, err
	}
	if !whole {
		return 0, d.mismatch(start, want)
	}
	n, err := strconv.ParseInt(string(text), 10, 64)
	if err != nil || n < lo || n > hi {
		return 0, d.mismatch(start, want)
	}
	return n, nil
}

// setFloat decodes a number into p, a *float32 or *float64. The values that
// JSON has no number for are strings.
func (d *decoder) setFloat(p any) error {
	f32, is32 := p.(*float32)
	bits := 64
	if is32 {
		bits = 32
	}
	n, err := d.float(bits)
	if err != nil {
		return err
	}
	if is32 {
		*f32 = float32(n)
	} else {
		*p.(*float64) = n
	}
	return nil
}

func (d *decoder) float(bits int) (float64, error) {
	const want = `a number, "INF", "-INF" or "NaN"`
	start := d.pos
	switch c := d.peek(); {
	case c == '"':
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
	case !startsNumber(c):
		return 0, d.mismatch(start, want)
	}
	text, _, err := d.number()
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseFloat(string(text), bits)
	if err != nil {
		return 0, d.mismatch(start, "a "+strconv.Itoa(bits)+"-bit number")
	}
	return n, nil
}

// setText decodes a string that has a form: p is a pointer to a time, date,
// time of day or byte slice.
func (d *decoder) setText(p any) (err error) {
	start, want, ok := d.pos, "", false
	var text []byte
	if d.peek() == '"' {
		if text, err = d.text(); err != nil {
			return err
		}
		ok = true
	}
	switch p := p.(type) {
	case *time.Time:
		want = `a date-time such as "2006-01-02T15:04:05Z"`
		if ok {
			*p, ok = parseTime(text)
		}
	case *Date:
		want = `a date such as "2006-01-02"`
		if ok {
			*p, ok = parseDate(text)
		}
	case *TimeOfDay:
		want = `a time of day such as "15:04:05"`
		if ok {
			*p, ok = parseTimeOfDay(text)
		}
	case *[]byte:
		want = "base64"
		if ok {
			*p, ok = parseBase64(text)
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
