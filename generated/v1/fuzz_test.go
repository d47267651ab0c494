package connectors

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// FuzzTypes puts any JSON into any type of the package. It is refused with an error
// that says where, or it is written back with all its members. This file is nobody's
// but ours: docmill leaves alone what it did not write.
func FuzzTypes(f *testing.F) {
	for i, zero := range allTypes {
		p := planOf(reflect.TypeOf(zero).Elem())
		f.Add(uint8(i), []byte(objectOf(p, "", 2)))
		f.Add(uint8(i), []byte(objectOf(p, "", 0)))
	}
	for _, text := range []string{`{}`, `null`, `[]`, `{"@odata.type":"#microsoft.graph.basicAuthentication","id":null}`, `{"id":1}`, `{"a":{"b":[1e400,"\ud800"]},"a":-0}`} {
		f.Add(uint8(0), []byte(text))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		typ := reflect.TypeOf(allTypes[int(which)%len(allTypes)]).Elem()
		x := reflect.New(typ).Interface()
		if err := json.Unmarshal(data, x); err != nil {
			checkRefusal(t, data, err)
			return
		}
		out, err := json.Marshal(x)
		if err != nil {
			t.Fatalf("%s: what was read is not written: %v", typ, err)
		}
		y := reflect.New(typ).Interface()
		if err := json.Unmarshal(out, y); err != nil {
			t.Fatalf("%s: what was written, %s, is not read: %v", typ, out, err)
		}
		if again, err := json.Marshal(y); err != nil || string(again) != string(out) {
			t.Fatalf("%s: written again it is something else: %v\n%s\n%s", typ, err, out, again)
		}
		if v, ok := x.(interface{ Validate() error }); ok {
			if err := v.Validate(); err != nil && err.Error() == "" {
				t.Fatalf("%s: an error that says nothing", typ)
			}
		}
		checkKept(t, data, out)
	})
}

// checkRefusal wants an error of the package to point into the text; others are
// those of encoding/json, for what is no JSON at all.
func checkRefusal(t *testing.T, data []byte, err error) {
	t.Helper()
	e, ok := errors.AsType[*DecodeError](err)
	if !ok {
		if json.Valid(data) {
			t.Fatalf("%s: %T %v", data, err, err)
		}
		return
	}
	if e.Offset < 0 || e.Offset > int64(len(data)) || e.Error() == "" {
		t.Fatalf("%s: %+v", data, *e)
	}
}

// checkKept wants each member of the object that was read in what was written.
func checkKept(t *testing.T, data, out []byte) {
	t.Helper()
	var in, kept map[string]json.RawMessage
	if err := json.Unmarshal(data, &in); err != nil || in == nil {
		return // null
	}
	if err := json.Unmarshal(out, &kept); err != nil {
		t.Fatalf("%s: %v", out, err)
	}
	for name, value := range in {
		got, ok := kept[name]
		if !ok || (string(value) == "null") != (string(got) == "null") {
			t.Fatalf("member %q: %s became %s", name, value, got)
		}
	}
}
