package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// This file is copied as a test. It puts values through every type of the
// package, member by member: absent, null, each value of the member's kind,
// values of other kinds, annotations, members that occur twice. What comes out
// must say what went in, and an error must say where.

// everyType checks the types to which zeros are nil pointers.
func everyType(t *testing.T, zeros []any) {
	t.Helper()
	members, descendants := 0, 0
	for _, zero := range zeros {
		c := checkType(reflect.TypeOf(zero).Elem())
		members += len(c.plan.fields)
		for i := range c.plan.fields {
			descendants += c.descendants(&c.plan.fields[i], zeros)
		}
		for _, err := range c.errs {
			t.Errorf("%s: %v", c.plan.name, err)
		}
	}
	t.Logf("%d types with %d members, which may be of %d descendants", len(zeros), members, descendants)
}

// A typeCheck collects what is wrong with one type.
type typeCheck struct {
	typ  reflect.Type
	plan *plan
	errs []error
}

func checkType(typ reflect.Type) *typeCheck {
	c := &typeCheck{typ: typ, plan: planOf(typ)}
	if c.plan.extra < 0 {
		c.addf("has no Extra")
		return c
	}
	c.keeps(`{}`, c.object(""))
	for _, member := range []string{`"@odata.context":"c"`, `"a@odata.type":"#b"`, `"a@odata.nextLink":null`, `"~":{"a":[1.0,{}]}`} {
		c.keeps("{"+member+"}", c.object(member))
	}
	for i := range c.plan.fields {
		c.field(&c.plan.fields[i])
	}
	const depth = 2
	c.whole(objectOf(c.plan, "", depth))
	if _, ok := c.plan.byName["@odata.type"]; ok {
		c.whole(objectOf(c.plan, "no.such.type", depth))
	}
	return c
}

// object returns what is written for an object with the member.
func (c *typeCheck) object(member string) string {
	if c.plan.odataType == "" || strings.HasPrefix(member, `"@odata.type"`) {
		return "{" + member + "}"
	}
	return strings.TrimSuffix(`{"@odata.type":"`+c.plan.odataType+`",`+member, ",") + "}"
}

func (c *typeCheck) addf(format string, args ...any) {
	c.errs = append(c.errs, fmt.Errorf(format, args...))
}

// field checks one member.
func (c *typeCheck) field(f *field) {
	name := f.prefix[1:]
	if f.name == "@odata.type" {
		c.keeps(`{"@odata.type":"#a.b"}`, `{"@odata.type":"#a.b"}`)
		c.keeps(`{"@odata.type":null}`, `{"@odata.type":null}`)
		return
	}
	right, wrong := valuesOf(f, f.val, 0)
	c.keeps("{"+name+"null}", c.object(name+"null"))
	for _, v := range right {
		c.keeps("{"+name+v.in+"}", c.object(name+v.out))
		c.keeps("{"+name+"null,"+name+v.in+"}", c.object(name+v.out))
		c.keeps("{"+name+v.in+","+name+"null}", c.object(name+"null"))
	}
	for _, text := range wrong {
		c.refuses(f, text)
	}
	if f.opt {
		c.states(f, right)
	}
	c.inner(f)
}

// keeps wants in to be written as out, by way of encoding/json, too, and what
// is written to decode into the same.
func (c *typeCheck) keeps(in, out string) any {
	x := reflect.New(c.typ).Interface()
	if err := unmarshal([]byte(in), x); err != nil {
		c.addf("%v\n%s", err, in)
		return x
	}
	got, err := marshal(x)
	if err != nil || string(got) != out {
		c.addf("%s\nis written as %s, want\n%s (error %v)", in, got, out, err)
	}
	again := reflect.New(c.typ).Interface()
	if err := json.Unmarshal(got, again); err != nil {
		c.addf("%s is written as %s and then: %v", in, got, err)
	}
	if twice, err := json.Marshal(reflect.ValueOf(again).Elem().Interface()); err != nil || sameJSON(got, twice) != nil {
		c.addf("%s is written as %s and then as %s (error %v)", in, got, twice, err)
	}
	return x
}

// refuses wants a value of another kind to be an error that says where, and
// with lenient decoding to be kept.
func (c *typeCheck) refuses(f *field, text string) {
	in := "{ " + f.prefix[1:] + text + "}"
	err := unmarshal([]byte(in), reflect.New(c.typ).Interface())
	e, ok := errors.AsType[*DecodeError](err)
	if !ok {
		c.addf("%s: error %v, want a *DecodeError", in, err)
		return
	}
	path, offset := f.name, len("{ ")+len(f.prefix[1:])
	if f.val.kind == kindSlice && strings.HasPrefix(text, "[") {
		path, offset = path+"[0]", offset+1
	}
	if e.Type != c.plan.name || e.Member != f.name || e.Path != path || e.Offset != int64(offset) || e.Syntax || e.Want == "" {
		c.addf("%s: error %+v, want path %s at %d", in, *e, path, offset)
	}
	c.lenient(in, c.object(f.prefix[1:]+text))
}

func (c *typeCheck) lenient(in, out string) {
	x := reflect.New(c.typ)
	d := decoder{data: []byte(in), lenient: true}
	if err := d.object(c.plan, x.UnsafePointer()); err != nil {
		c.addf("%s: leniently: %v", in, err)
		return
	}
	if got, err := marshal(x.Interface()); err != nil || string(got) != out {
		c.addf("%s is leniently written as %s, want\n%s (error %v)", in, got, out, err)
	}
}

// states wants an absent, a null and a present member to differ.
func (c *typeCheck) states(f *field, right []sampleValue) {
	texts := []string{"{}", "{" + f.prefix[1:] + "null}"}
	if len(right) > 0 {
		texts = append(texts, "{"+f.prefix[1:]+right[0].in+"}")
	}
	for want, text := range texts {
		x := reflect.New(c.typ)
		if err := unmarshal([]byte(text), x.Interface()); err != nil {
			continue // reported already
		}
		if state := *f.presence(x.UnsafePointer()); state != presence(want) {
			c.addf("%s: member %s has state %d", text, f.name, state)
		}
	}
}

// inner wants an error inside of an object to name the inner member.
func (c *typeCheck) inner(f *field) {
	t, open, end, path := f.val, "", "", f.name
	for t.kind == kindSlice {
		t, open, end, path = t.elem, open+"[", end+"]", path+"[0]"
	}
	var p *plan
	switch t.kind {
	case kindObject:
		p = t.plan()
	case kindAny:
		p = planOf(reflect.TypeOf(f.dispatch("")).Elem())
	default:
		return
	}
	i := slices.IndexFunc(p.fields, func(g field) bool { return g.opt })
	if i < 0 {
		return
	}
	g := &p.fields[i]
	_, wrong := valuesOf(g, g.val, 0)
	if len(wrong) == 0 {
		return
	}
	in := "{" + f.prefix[1:] + open + "{" + g.prefix[1:] + wrong[0] + "}" + end + "}"
	err := unmarshal([]byte(in), reflect.New(c.typ).Interface())
	if e, ok := errors.AsType[*DecodeError](err); !ok || e.Type != p.name || e.Member != g.name || e.Path != path+"."+g.name {
		c.addf("%s: error %v, want one at %s.%s of %s", in, err, path, g.name, p.name)
	}
}

// whole checks an object with all members: by itself, validated, and in the
// form of each of its base types.
func (c *typeCheck) whole(text string) {
	x := c.keeps(text, text)
	if v, ok := x.(interface{ Validate() error }); ok {
		if err := v.Validate(); err != nil && err.Error() == "" {
			c.addf("Validate returns an empty error")
		}
	}
	v := reflect.ValueOf(x)
	for i := range v.NumMethod() {
		name, m := v.Type().Method(i).Name, v.Method(i)
		if !strings.HasPrefix(name, "As") || m.Type().NumIn() > 0 || m.Type().NumOut() != 1 {
			continue
		}
		got, err := marshalAny(m.Call(nil)[0].Interface())
		if err == nil {
			err = sameJSON([]byte(text), got)
		}
		if err != nil {
			c.addf("%s: %v", name, err)
		}
	}
}

// descendants wants an object that names one of the types in zeros to become of
// that type, if the member f can be of it, and returns how many there are.
func (c *typeCheck) descendants(f *field, zeros []any) int {
	if f.dispatch == nil {
		return 0
	}
	n := 0
	open, end := "", ""
	for t := f.val; t.kind == kindSlice; t = t.elem {
		open, end = open+"[", end+"]"
	}
	for _, zero := range zeros {
		p := planOf(reflect.TypeOf(zero).Elem())
		if reflect.TypeOf(f.dispatch(strings.TrimPrefix(p.odataType, "#"))) != reflect.TypeOf(zero) {
			continue
		}
		n++
		member := f.prefix[1:] + open + objectOf(p, "", 0) + end
		x := f.val.at(f.of(reflect.ValueOf(c.keeps("{"+member+"}", c.object(member))).UnsafePointer()))
		for x.Kind() == reflect.Slice && x.Len() > 0 {
			x = x.Index(0)
		}
		if x.Kind() != reflect.Interface || x.Elem().Type() != reflect.TypeOf(zero) {
			c.addf("{%s} does not become a %s", member, p.name)
		}
	}
	return n
}
