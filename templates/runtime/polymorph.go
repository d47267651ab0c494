package runtime

import (
	"maps"
	"reflect"
)

// This file gives a value in the form of its base type. Go has no inheritance;
// a descendant repeats the fields of its base, so the common view is a copy.

// as sets base, a pointer to a generated struct, to what x, a pointer to one
// of its descendants, holds, and returns it: members that both types have are
// copied, all others go to base's Extra as JSON. If x is nil, as returns nil.
// What x refers to is shared, not copied.
func as[P any](x any, base P) P {
	if reflect.ValueOf(x).IsNil() {
		var none P
		return none
	}
	convert(x, base)
	return base
}

func convert(x, base any) {
	from, to := reflect.ValueOf(x).Elem(), reflect.ValueOf(base).Elem()
	fromPlan, toPlan := planOf(from.Type()), planOf(to.Type())
	extra := Extra{}
	at := from.Addr().UnsafePointer()
	if e := fromPlan.extraOf(at); e != nil {
		maps.Copy(extra, *e)
	}
	for i := range fromPlan.fields {
		f := &fromPlan.fields[i]
		if j, ok := toPlan.byName[f.name]; ok {
			target := to.Field(toPlan.fields[j].index)
			if source := from.Field(f.index); source.Type() == target.Type() {
				target.Set(source)
				continue
			}
		}
		var e encoder
		if err := e.member(f, at); err == nil && len(e.buf) > 0 {
			// A value that cannot be written, such as a date that does not
			// exist, cannot have been received either.
			extra[f.name] = e.buf[len(f.prefix):]
		}
	}
	copied := to.Addr().UnsafePointer()
	if i, ok := toPlan.byName["@odata.type"]; ok && fromPlan.odataType != "" && toPlan.fields[i].isAbsent(copied) {
		*(*string)(toPlan.fields[i].of(copied)) = fromPlan.odataType // the copy keeps the name of the type it comes from
	}
	if e := toPlan.extraOf(copied); e != nil && len(extra) > 0 {
		*e = extra
	}
}
