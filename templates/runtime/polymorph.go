package runtime

import "reflect"

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
	if fromPlan.extra >= 0 {
		for name, raw := range *from.Field(fromPlan.extra).Addr().Interface().(*Extra) {
			extra[name] = raw
		}
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
		if err := e.member(f, from); err == nil && len(e.buf) > 0 {
			// A value that cannot be written, such as a date that does not
			// exist, cannot have been received either.
			extra[f.name] = e.buf[len(f.prefix):]
		}
	}
	setODataType(toPlan, to, fromPlan.odataType)
	if toPlan.extra >= 0 && len(extra) > 0 {
		to.Field(toPlan.extra).Set(reflect.ValueOf(extra))
	}
}

// setODataType lets the copy keep the name of the type it comes from.
func setODataType(p *plan, v reflect.Value, name string) {
	if i, ok := p.byName["@odata.type"]; ok && name != "" {
		if s, ok := v.Field(p.fields[i].index).Addr().Interface().(*string); ok && *s == "" {
			*s = name
		}
	}
}
