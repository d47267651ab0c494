package model

import "slices"

// This file holds what every reader of a [Ref] needs: taking a collection
// apart, naming a reference, and walking the inheritance of types.

// Elem returns the element type of a collection and true, or r itself and
// false.
func Elem(r Ref) (Ref, bool) {
	if l, ok := r.(*List); ok {
		return l.Elem, true
	}
	return r, false
}

// RefName returns the full name of a reference: "Edm.String",
// "microsoft.graph.group", "Collection(microsoft.graph.group)"; "" for nil.
func RefName(r Ref) string {
	switch r := r.(type) {
	case nil:
		return ""
	case Prim:
		return string(r)
	case *Type:
		return r.Name
	case *Enum:
		return r.Name
	case *List:
		return "Collection(" + RefName(r.Elem) + ")"
	default:
		panic("model: reference of unknown kind")
	}
}

// IsPrim reports whether name is the canonical name of a primitive type, such
// as "Edm.String" or "Json".
func IsPrim(name string) bool { return prims[name] != nil }

// PrimRef returns the primitive type of a canonical name, and whether there is
// one. The same reference serves all that refer to it.
func PrimRef(name string) (Ref, bool) {
	r := prims[name]
	return r, r != nil
}

// IsNumber reports whether values are numbers in JSON.
func (p Prim) IsNumber() bool {
	switch p {
	case Byte, SByte, Int16, Int32, Int64, Single, Double, Decimal:
		return true
	}
	return false
}

var prims = primsOf(String, Boolean, Byte, SByte, Int16, Int32, Int64, Single, Double, Decimal, GUID, Date, DateTimeOffset, TimeOfDay,
	Duration, Binary, Stream, JSON, Any)

func primsOf(list ...Prim) map[string]Ref {
	m := make(map[string]Ref, len(list))
	for _, p := range list {
		m[string(p)] = p
	}
	return m
}

// DerivesFrom reports whether t is base or inherits from it, directly or
// through others.
func (t *Type) DerivesFrom(base *Type) bool {
	for ; t != nil; t = t.Base {
		if t == base {
			return true
		}
	}
	return false
}

// AllFields returns the fields of t and of all its bases, each name once. A
// type's own field hides the one of its base; bases come first, as readers of
// generated code expect the common members on top.
func (t *Type) AllFields() []*Field {
	var chain []*Type
	n := 0
	for ; t != nil; t = t.Base {
		chain = append(chain, t)
		n += len(t.Fields)
	}
	if n == 0 {
		return nil
	}
	out := make([]*Field, 0, n)
	at := make(map[string]int, n)
	for i := len(chain) - 1; i >= 0; i-- {
		for _, f := range chain[i].Fields {
			if k, ok := at[f.Name]; ok {
				out[k] = f
				continue
			}
			at[f.Name] = len(out)
			out = append(out, f)
		}
	}
	return out
}

// Field returns the field of t or of a base that [Type.AllFields] lists under a
// name, nil if there is none. For a few names it is much cheaper.
func (t *Type) Field(name string) *Field {
	for ; t != nil; t = t.Base {
		for i := len(t.Fields) - 1; i >= 0; i-- {
			if t.Fields[i].Name == name {
				return t.Fields[i]
			}
		}
	}
	return nil
}

// FieldIndex returns a function that does what [Type.Field] does, for many names.
func (t *Type) FieldIndex() func(name string) *Field {
	index := make(map[string]*Field)
	for ; t != nil; t = t.Base {
		for _, f := range slices.Backward(t.Fields) {
			if index[f.Name] == nil {
				index[f.Name] = f
			}
		}
	}
	return func(name string) *Field { return index[name] }
}

// Descendants returns all types that inherit from t, directly or through
// others, in depth-first order of their sorted names.
func (t *Type) Descendants() []*Type {
	var out []*Type
	for _, d := range t.Derived {
		out = append(out, d)
		out = append(out, d.Descendants()...)
	}
	return out
}

// ShortName returns the part of a full name behind its last dot.
func ShortName(full string) string {
	_, short := SplitName(full)
	return short
}

// SplitName cuts a full name at its last dot into namespace and short name;
// the namespace is "" if there is no dot.
func SplitName(full string) (namespace, short string) {
	for i := len(full) - 1; i >= 0; i-- {
		if full[i] == '.' {
			return full[:i], full[i+1:]
		}
	}
	return "", full
}
