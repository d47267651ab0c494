package parser

// This file writes what pages claim as bytes, and reads it again: a [Memory] that
// outlives the process. Claims are plain data (structs, lists, text, numbers), so
// their types say how they are written: of a struct which fields are not zero,
// then those; texts as numbers in a table of all texts, because every place
// repeats the name of its file. The form holds as long as the types of this very
// program do, which is for whoever keeps the bytes to see to.

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"

	"github.com/docmill/docmill/model/diag"
)

var (
	ruleType  = reflect.TypeFor[*diag.Rule]()
	errorType = reflect.TypeFor[error]()
)

// An encoder writes values as bytes, one after the other.
type encoder struct {
	out   []byte
	texts []byte
	index map[string]uint64
	first string // the text with number 0
}

// manyTexts are so many that it takes longer to forget them than to learn a few
// anew.
const manyTexts = 1000

// encode returns v, a pointer, as bytes. The text first is the one that v holds
// most often.
func (e *encoder) encode(first string, v any) string {
	if e.index == nil || len(e.index) > manyTexts {
		e.index = make(map[string]uint64)
	}
	clear(e.index)
	e.out, e.texts = e.out[:0], e.texts[:0]
	e.first = first
	e.learn(first)
	e.value(reflect.ValueOf(v).Elem())
	var all strings.Builder
	count := binary.AppendUvarint(nil, uint64(len(e.index)))
	all.Grow(len(count) + len(e.texts) + len(e.out))
	for _, part := range [][]byte{count, e.texts, e.out} {
		all.Write(part)
	}
	return all.String()
}

func (e *encoder) number(n uint64) { e.out = binary.AppendUvarint(e.out, n) }

func (e *encoder) text(s string) {
	if s == e.first {
		e.number(0)
		return
	}
	i, ok := e.index[s]
	if !ok {
		i = e.learn(s)
	}
	e.number(i)
}

// learn returns the number of a text that has none yet.
func (e *encoder) learn(s string) uint64 {
	i := uint64(len(e.index))
	e.index[s] = i
	e.texts = append(binary.AppendUvarint(e.texts, uint64(len(s))), s...)
	return i
}

// value writes v, which is of a kind that claims are made of.
func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		e.text(v.String())
	case reflect.Bool:
		if v.Bool() {
			e.number(1)
		} else {
			e.number(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int64:
		e.out = binary.AppendVarint(e.out, v.Int())
	case reflect.Float64:
		e.number(math.Float64bits(v.Float()))
	case reflect.Array:
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Struct:
		e.fields(v)
	default:
		e.optional(v)
	}
}

func (e *encoder) fields(v reflect.Value) {
	var set uint64
	for i := range v.NumField() {
		if !v.Field(i).IsZero() {
			set |= 1 << i
		}
	}
	e.number(set)
	for i := range v.NumField() {
		if set&(1<<i) != 0 {
			e.value(v.Field(i))
		}
	}
}

// optional writes what can be nil.
func (e *encoder) optional(v reflect.Value) {
	if v.IsNil() {
		e.number(0)
		return
	}
	switch {
	case v.Type() == ruleType:
		rule := v.Interface().(*diag.Rule)
		e.number(1 + uint64(rule.Severity))
		e.text(rule.Code)
	case v.Type() == errorType:
		e.number(1)
		e.text(v.Interface().(error).Error())
	case v.Kind() == reflect.Pointer:
		e.number(1)
		e.value(v.Elem())
	case v.Kind() == reflect.Slice:
		e.number(1 + uint64(v.Len()))
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	default:
		panic("parser: claims hold a " + v.Type().String())
	}
}

// A decoder reads what an encoder wrote. It panics if that is something else.
type decoder struct {
	in    string
	texts []string
}

// decode sets v, a pointer, to what data says.
func decode(data string, v any) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("parser: damaged memory: %v", fault)
		}
	}()
	d := &decoder{in: data}
	n := d.number()
	if n > uint64(len(data)) {
		return errors.New("parser: damaged memory")
	}
	d.texts = make([]string, n)
	for i := range d.texts {
		size := d.number()
		d.texts[i], d.in = d.in[:size], d.in[size:]
	}
	d.value(reflect.ValueOf(v).Elem())
	return nil
}

func (d *decoder) number() uint64 {
	var n uint64
	for i, shift := 0, 0; ; i, shift = i+1, shift+7 {
		c := d.in[i]
		n |= uint64(c&0x7f) << shift
		if c < 0x80 {
			d.in = d.in[i+1:]
			return n
		}
	}
}

func (d *decoder) text() string { return d.texts[d.number()] }

// value reads into v.
func (d *decoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(d.text())
	case reflect.Bool:
		v.SetBool(d.number() == 1)
	case reflect.Int, reflect.Int8, reflect.Int64:
		n := d.number()
		v.SetInt(int64(n>>1) ^ -int64(n&1)) // as AppendVarint writes
	case reflect.Float64:
		v.SetFloat(math.Float64frombits(d.number()))
	case reflect.Array:
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Struct:
		set := d.number()
		for i := 0; set != 0; i, set = i+1, set>>1 {
			if set&1 != 0 {
				d.value(v.Field(i))
			}
		}
	default:
		if n := d.number(); n > 0 {
			d.present(v, int(n-1))
		}
	}
}

// present reads what is not nil: something for which n was written, less one.
func (d *decoder) present(v reflect.Value, n int) {
	switch {
	case v.Type() == ruleType:
		rule := diag.Find(d.text())
		if rule.Severity != diag.Severity(n) {
			rule = rule.At(diag.Severity(n))
		}
		v.Set(reflect.ValueOf(rule))
	case v.Type() == errorType:
		v.Set(reflect.ValueOf(errors.New(d.text())))
	case v.Kind() == reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		d.value(p.Elem())
		v.Set(p)
	default:
		if n > len(d.in) {
			panic("a list is longer than what there is")
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			d.value(v.Index(i))
		}
	}
}
