package diff

import "github.com/docmill/docmill/model"

// This file says whom it breaks that something has another type: the Go type
// that stands for it (gen/gotype.go) and the form of its JSON (the table in
// docs/client.md) decide.

// A form is how values of a primitive look: in Go, and in JSON.
type form struct{ golang, json string }

var forms = map[model.Prim]form{
	model.String: {"string", "string"}, model.GUID: {"string", "string"},
	model.Boolean: {"bool", "bool"},
	model.Byte:    {"uint8", "integer"}, model.SByte: {"int8", "integer"}, model.Int16: {"int16", "integer"},
	model.Int32: {"int32", "integer"}, model.Int64: {"int64", "integer"},
	model.Single: {"float32", "number"}, model.Double: {"float64", "number"}, model.Decimal: {"Number", "number"},
	model.Date: {"Date", "date"}, model.DateTimeOffset: {"Time", "date-time"}, model.TimeOfDay: {"TimeOfDay", "time"},
	model.Duration: {"Duration", "duration"}, model.Binary: {"[]byte", "base64"},
	model.Stream: {"RawMessage", ""}, model.JSON: {"RawMessage", ""}, model.Any: {"RawMessage", ""},
}

// formOf returns the form of a type or enum that is no collection.
func formOf(r model.Ref) form {
	switch r := r.(type) {
	case model.Prim:
		if f, ok := forms[r]; ok {
			return f
		}
		return form{string(r), string(r)}
	case *model.Enum:
		return form{r.Name, "string"}
	case *model.Type:
		return form{r.Name, "object"}
	}
	return form{}
}

// typeClass returns what it breaks that one type takes the place of another.
func (d *differ) typeClass(a, b model.Ref) (Class, string) {
	x, list := model.Elem(a)
	y, newList := model.Elem(b)
	if list != newList {
		return Source | Wire, "A collection and a single value are different in Go and in JSON."
	}
	f, g := formOf(x), formOf(y)
	switch {
	case f.json == "" && g.json == "":
		return Documentation, "Both are any JSON value in Go."
	case f.json == "" || g.json == "":
		return Source, "The Go type is another; which JSON is sent was or is not documented."
	case f.json == g.json && f.golang == g.golang:
		return Behaviour, "Go and JSON have the same form; which values are meant is another matter."
	case f.json != g.json:
		return Source | Wire, "The Go type is another, and the JSON has another form."
	case f.json == "object" && !related(x, y):
		return Source | Wire, "The Go type is another, and its JSON has other members."
	case f.json == "object":
		return Source, "The Go type is another; one of the types derives from the other."
	}
	return Source, "The Go type is another; values look the same in JSON."
}

// related reports whether one type is a kind of the other. Types of two models
// are compared by name.
func related(x, y model.Ref) bool {
	t, ok1 := x.(*model.Type)
	u, ok2 := y.(*model.Type)
	return ok1 && ok2 && (hasAncestor(t, u.Name) || hasAncestor(u, t.Name))
}

func hasAncestor(t *model.Type, name string) bool {
	for b := t.Base; b != nil; b = b.Base {
		if b.Name == name {
			return true
		}
	}
	return false
}
