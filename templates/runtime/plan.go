package runtime

import (
	"encoding"
	"encoding/json"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// This file finds out, once for each struct type, how its members are stored:
// the plan that decoder and encoder follow. Plans are made by reflection from
// the json tags when a type is first used, so generated code holds no tables
// and a type that a program does not use costs it nothing. No method is looked
// up by name: that would keep the linker from dropping unused code.

// A plan says how the members of a struct type are stored.
type plan struct {
	name   string // of the type, e.g. "Group"
	fields []field
	byName map[string]int // index in fields
	extra  int            // struct field index of the Extra, -1 if there is none
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
	name   string
	prefix string // what encoding writes before the value: ,"name":
	index  int
	opt    bool // the Go type is an Opt; val describes its argument
	val    *valueType
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

// omits reports whether encoding cannot tell the zero value of the field from
// an absent member: the field is neither an Opt nor a slice.
func (f *field) omits() bool {
	return !f.opt && f.val.kind != kindSlice && f.val.kind != kindRaw && f.val.kind != kindBytes
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

// The optional methods of generated types.
type (
	// dispatcher returns, for a polymorphic member, the function that makes
	// the Go type for an @odata.type. It is called on a zero value.
	dispatcher interface {
		dispatch(member string) func(odataType string) any
	}
	// odataTyper returns the full name of the type. It is called on a zero value.
	odataTyper interface{ odataTypeName() string }
)

func makePlan(t reflect.Type) *plan {
	p := &plan{name: typeName(t), byName: make(map[string]int, t.NumField()), extra: -1}
	zero := reflect.New(t).Interface()
	if x, ok := zero.(odataTyper); ok {
		p.odataType = "#" + x.odataTypeName()
	}
	disp, _ := zero.(dispatcher)
	for i := range t.NumField() {
		sf := t.Field(i)
		if sf.Type == extraType {
			p.extra = i
		}
		name, _, _ := strings.Cut(sf.Tag.Get("json"), ",")
		if name == "" || name == "-" {
			continue
		}
		var e encoder
		e.name(name)
		f := field{name: name, prefix: string(e.buf), index: i}
		f.val, f.opt = memberType(sf.Type)
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

// memberType describes the struct field type t, which may be an Opt.
func memberType(t reflect.Type) (val *valueType, opt bool) {
	if o, ok := reflect.New(t).Interface().(optional); ok {
		p, _ := o.ref()
		return valueTypeOf(reflect.TypeOf(p).Elem()), true
	}
	return valueTypeOf(t), false
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
	case v.kind != kindOther || readsText(t):
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
