package runtime

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unsafe"
)

// This file finds out, once for each struct type, how its members are stored:
// the plan that decoder and encoder follow. Plans are made by reflection from
// the json tags when a type is first used, so generated code holds no tables
// and a type that a program does not use costs it nothing. No method is looked
// up by name: that would keep the linker from dropping unused code.
//
// Values are read and written where they lie: the codec passes unsafe pointers
// to them together with the valueType of what they point to, which says what
// they may be converted to. Everything that package reflect offers instead is
// slower by half and needs, for each Opt[T], a method that the compiler
// instantiates and the linker keeps. A pointer comes from structAt, field.of or
// the elements of a slice, and its valueType from the Go type that is there.

// A plan says how the members of a struct type are stored.
type plan struct {
	typ     reflect.Type
	name    string // of the type, e.g. "Group"
	fields  []field
	byName  map[string]int // index in fields
	extra   int            // struct field index of the Extra, -1 if there is none
	extraAt uintptr        // where it is in the struct
	// odataType is what encoding writes where the value does not say, e.g.
	// "#microsoft.graph.group"; "" for nothing.
	odataType string
	// size is how long the JSON of a value is, as far as known: what encoding
	// begins with, so that it need not grow its buffer again and again.
	size atomic.Int64
}

// resize notes that a value took n bytes: a sixteenth more is what the next
// one gets, within limits that neither waste memory nor forget.
func (p *plan) resize(n int) {
	const least, most = 256, 64 << 10
	if size := int64(min(max(n+n/16, least), most)); size > p.size.Load() || n < int(p.size.Load())/2 {
		p.size.Store(size)
	}
}

// A field is a struct field that is a JSON member.
type field struct {
	name         string
	prefix       string // what encoding writes before the value: ,"name":
	index        int    // of the struct field
	opt          bool   // the Go type is an Opt; val describes its argument
	val          *valueType
	value, state uintptr // where value and state (of an Opt) are in the struct
	// dispatch returns the Go type for an @odata.type; nil if the member is
	// not polymorphic.
	dispatch func(odataType string) any
}

// lookup returns the field called name, nil if there is none. guess is the
// index of the field that comes next if members are in the order of the type.
func (p *plan) lookup(name []byte, guess int) (*field, int) {
	if guess < len(p.fields) && p.fields[guess].name == string(name) {
		return &p.fields[guess], guess
	}
	if i, ok := p.byName[string(name)]; ok {
		return &p.fields[i], i
	}
	return nil, guess
}

// of returns the place of the field's value in the struct at x.
func (f *field) of(x unsafe.Pointer) unsafe.Pointer { return unsafe.Add(x, f.value) }

// presence returns the state of the field, which is an Opt, in the struct at x.
func (f *field) presence(x unsafe.Pointer) *presence { return (*presence)(unsafe.Add(x, f.state)) }

// isAbsent reports whether the field in the struct at x holds what is not
// written: an Opt that is absent, a nil slice, an empty string. Generated types
// have no others.
func (f *field) isAbsent(x unsafe.Pointer) bool {
	p := f.of(x)
	switch {
	case f.opt:
		return *f.presence(x) == absent
	case f.val.kind == kindString:
		return *(*string)(p) == ""
	}
	return *(*unsafe.Pointer)(p) == nil // of a slice: its array
}

// clear makes the field absent in the struct at x, which p describes.
func (f *field) clear(p *plan, x unsafe.Pointer) {
	v := reflect.NewAt(p.typ, x).Elem().Field(f.index)
	v.Set(reflect.Zero(v.Type()))
}

// extraOf returns the Extra of the struct at x, nil if the type has none.
func (p *plan) extraOf(x unsafe.Pointer) *Extra {
	if p.extra < 0 {
		return nil
	}
	return (*Extra)(unsafe.Add(x, p.extraAt))
}

// structAt returns where the struct is that x points to, and its plan.
func structAt(x any) (*plan, unsafe.Pointer) {
	v := reflect.ValueOf(x)
	return planOf(v.Type().Elem()), v.UnsafePointer()
}

// holdsObject reports whether the type documents a member of this name whose
// value may be an object.
func (p *plan) holdsObject(name string) bool {
	i, ok := p.byName[name]
	if !ok {
		return false
	}
	switch p.fields[i].val.kind {
	case kindRaw, kindObject, kindAny, kindOther:
		return true
	}
	return false
}

// plans holds a *plan for each struct type met so far.
var plans sync.Map // reflect.Type → *plan

// planOf returns the plan of the struct type t.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p, _ := plans.LoadOrStore(t, makePlan(t))
	return p.(*plan)
}

// A dispatcher is a generated type with polymorphic members. It returns, for
// each of them, the function that makes the Go type for an @odata.type. It is
// called on a zero value.
type dispatcher interface {
	dispatch(member string) func(odataType string) any
}

func makePlan(t reflect.Type) *plan {
	p := &plan{typ: t, name: typeName(t), byName: make(map[string]int, t.NumField()), extra: -1}
	disp, _ := reflect.New(t).Interface().(dispatcher)
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Type == extraType {
			p.extra, p.extraAt = i, sf.Offset
		}
		if full := sf.Tag.Get("odata"); full != "" { // of the field ODataType
			p.odataType = "#" + full
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		var e encoder
		e.name(name)
		f := field{name: name, prefix: string(e.buf), index: i, value: sf.Offset}
		if of, value, state, ok := optOf(sf.Type); ok {
			f.val, f.opt = valueTypeOf(of), true
			f.value, f.state = sf.Offset+value, sf.Offset+state
		} else {
			f.val = valueTypeOf(sf.Type)
		}
		if mapsTypes && sf.Tag.Get("docmill") == "number" {
			f.val.markNumber()
		}
		if disp != nil {
			f.dispatch = disp.dispatch(name)
		}
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, f)
	}
	return p
}

// typeName returns the name of t without the package paths of type arguments.
func typeName(t reflect.Type) string {
	name, _, _ := strings.Cut(t.Name(), "[")
	return name
}

// A kind is a way of storing a JSON value.
type kind uint8

const (
	kindOther  kind = iota // a type that reads and writes itself
	kindString             // string
	kindEnum               // any other string type
	kindBool
	kindInt   // int8 … int64
	kindUint8 // byte
	kindFloat // float32, float64
	kindNumber
	kindTime
	kindDate
	kindTimeOfDay
	kindBytes
	kindRaw
	kindObject // pointer to a generated struct
	kindAny    // interface that the pointers of a type and its descendants implement
	kindSlice
)

// A valueType describes the Go type of a value.
type valueType struct {
	kind kind
	typ  reflect.Type
	elem *valueType // of a slice
	// number: a kindOther that is a number in JSON, not a string.
	number bool
	// object is the plan of what a pointer points to, found when first needed
	// because types refer to each other in circles.
	object atomic.Pointer[plan]
}

// plan returns the plan of what t points to.
func (t *valueType) plan() *plan {
	p := t.object.Load()
	if p == nil {
		p = planOf(t.typ.Elem())
		t.object.Store(p)
	}
	return p
}

// at returns the value of type t at p.
func (t *valueType) at(p unsafe.Pointer) reflect.Value { return reflect.NewAt(t.typ, p).Elem() }

var extraType = reflect.TypeFor[Extra]()

// kindOf returns the kind of the types that are stored in a way of their own,
// kindOther for all others.
func kindOf(t reflect.Type) kind {
	switch reflect.Zero(t).Interface().(type) {
	case string:
		return kindString
	case bool:
		return kindBool
	case int8, int16, int32, int64:
		return kindInt
	case uint8:
		return kindUint8
	case float32, float64:
		return kindFloat
	case json.Number:
		return kindNumber
	case time.Time:
		return kindTime
	case Date:
		return kindDate
	case TimeOfDay:
		return kindTimeOfDay
	case []byte:
		return kindBytes
	case json.RawMessage:
		return kindRaw
	}
	return kindOther
}

// valueTypeOf describes t, which is no Opt.
func valueTypeOf(t reflect.Type) *valueType {
	v := &valueType{kind: kindOf(t), typ: t}
	switch {
	case v.kind != kindOther || mapsTypes && readsText(t):
	case t.Kind() == reflect.String:
		v.kind = kindEnum
	case t.Kind() == reflect.Pointer && isGenerated(t.Elem()):
		v.kind = kindObject
	case t.Kind() == reflect.Interface:
		v.kind = kindAny
	case t.Kind() == reflect.Slice:
		v.kind = kindSlice
		v.elem = valueTypeOf(t.Elem())
	}
	return v
}

// markNumber notes that values of t, or the elements of a slice, are numbers.
func (t *valueType) markNumber() {
	for t.kind == kindSlice {
		t = t.elem
	}
	t.number = true
}

// readsText reports whether t is a type that generated code maps a property
// to and that reads itself, e.g. a UUID.
func readsText(t reflect.Type) bool {
	if t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer && isGenerated(t.Elem()) {
		return false
	}
	return reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// isGenerated reports whether t is a struct type as generated code has them:
// one with a field of type Extra.
func isGenerated(t reflect.Type) bool {
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := range t.NumField() {
		if t.Field(i).Type == extraType {
			return true
		}
	}
	return false
}
