package gen

import (
	"path"

	"github.com/docmill/docmill/model"
)

// This file holds how the plan says Go types, and what the primitives become.

// A goType is a Go type: a name, or one that is made of another type.
type goType struct {
	form form
	pkg  string // import path of name, "" for this package and predeclared
	name string
	elem *goType // of pointer, slice, and the type argument of generic
}

// A form is the way in which a goType is made.
type form int8

const (
	plain   form = iota // string, NdesConnector, json.RawMessage
	pointer             // *elem
	slice               // []elem
	generic             // name[elem]
)

// String returns t as it stands in Go source.
func (t goType) String() string {
	name := t.name
	if t.pkg != "" {
		name = path.Base(t.pkg) + "." + name
	}
	switch t.form {
	case plain:
		return name
	case pointer:
		return "*" + t.elem.String()
	case slice:
		return "[]" + t.elem.String()
	case generic:
		return name + "[" + t.elem.String() + "]"
	default:
		panic("gen: type of unknown form")
	}
}

func named(name string) goType           { return goType{name: name} }
func pointerTo(t goType) goType          { return goType{form: pointer, elem: &t} }
func sliceOf(t goType) goType            { return goType{form: slice, elem: &t} }
func generics(n string, t goType) goType { return goType{form: generic, name: n, elem: &t} }
func optional(t goType) goType           { return generics("Opt", t) }

// rawJSON is any JSON value, as received.
var rawJSON = goType{pkg: "encoding/json", name: "RawMessage"}

// prims says what a value of each primitive type is in Go. What is missing
// here is any JSON value: Json, any, and Stream, which is no member of the
// JSON but of an operation's own.
var prims = map[model.Prim]goType{
	model.String: named("string"), model.GUID: named("string"), model.Boolean: named("bool"),
	model.Byte: named("uint8"), model.SByte: named("int8"),
	model.Int16: named("int16"), model.Int32: named("int32"), model.Int64: named("int64"),
	model.Single: named("float32"), model.Double: named("float64"),
	model.Decimal:        {pkg: "encoding/json", name: "Number"},
	model.DateTimeOffset: {pkg: "time", name: "Time"},
	model.Date:           named("Date"), model.TimeOfDay: named("TimeOfDay"), model.Duration: named("Duration"),
	model.Binary: sliceOf(named("byte")),
}

// valueType returns the Go type of one value of type r, outside of any Opt.
func (p *planner) valueType(r model.Ref) goType {
	if t, ok := p.mappedText(r); ok {
		return t
	}
	switch r := r.(type) {
	case nil:
		return rawJSON
	case model.Prim:
		if t, ok := prims[r]; ok {
			return t
		}
		return rawJSON
	case *model.Enum:
		return named(p.typeNames[r.Name])
	case *model.Type:
		if a := p.anyOf(r); a != nil {
			return named(a.name)
		}
		return pointerTo(named(p.typeNames[r.Name]))
	case *model.List:
		return rawJSON // a collection of collections: OData has none
	default:
		panic("gen: reference of unknown kind")
	}
}

// fieldType returns the Go type of the struct field for f, which goes by keys,
// and whether it is a type of the configuration for numbers.
func (p *planner) fieldType(f *model.Field, keys memberKeys) (typ goType, number bool) {
	elem, list := model.Elem(f.Type)
	var t goType
	ok := false
	if len(p.types.values) > 0 {
		t, number, ok = p.mapped(elem, keys.all(f.Name)...)
	}
	if !ok {
		t, number = p.valueType(elem), false
	}
	switch {
	case list:
		return sliceOf(t), number
	case t == rawJSON:
		return t, number
	default:
		return optional(t), number
	}
}

// anyOf returns the interface that stands for t because it has documented
// descendants, nil if it has none. Who asks uses it.
func (p *planner) anyOf(r model.Ref) *anyPlan {
	t, ok := r.(*model.Type)
	if !ok {
		return nil
	}
	a := p.anys[t]
	if a != nil {
		a.used.Store(true)
	}
	return a
}
