// Package typefuzz fuzzes the types of the packages beside it. It is the part that
// their fuzz tests have in common; docmill writes none of these.
package typefuzz

import (
	"encoding/json"
	"reflect"
	"testing"
)

// Fuzz puts any JSON into any type of a package. It is refused with an error that
// says where, or it is written back with all its members.
//
// types are nil pointers to each type, values returns JSON that holds a value of
// one, and offset the byte at which an error of the package points into the text;
// ok is false for an error of another package.
func Fuzz(f *testing.F, types []any, values func(reflect.Type) []string, offset func(error) (at int64, ok bool)) {
	for i, zero := range types {
		for _, text := range values(reflect.TypeOf(zero).Elem()) {
			f.Add(uint8(i), []byte(text))
		}
	}
	for _, text := range []string{`{}`, `null`, `[]`, `{"@odata.type":"#microsoft.graph.basicAuthentication","id":null}`, `{"id":1}`, `{"a":{"b":[1e400,"\ud800"]},"a":-0}`} {
		f.Add(uint8(0), []byte(text))
	}
	f.Fuzz(func(t *testing.T, which uint8, data []byte) {
		typ := reflect.TypeOf(types[int(which)%len(types)]).Elem()
		x := reflect.New(typ).Interface()
		if err := json.Unmarshal(data, x); err != nil {
			checkRefusal(t, data, err, offset)
			return
		}
		checkKept(t, data, written(t, typ, x))
		if v, ok := x.(interface{ Validate() error }); ok {
			if err := v.Validate(); err != nil && err.Error() == "" {
				t.Fatalf("%s: an error that says nothing", typ)
			}
		}
	})
}

// checkRefusal wants an error of the package to point into the text; others are
// those of encoding/json, for what is no JSON at all.
func checkRefusal(t *testing.T, data []byte, err error, offset func(error) (int64, bool)) {
	t.Helper()
	at, own := offset(err)
	switch {
	case !own && json.Valid(data):
		t.Fatalf("%s: %T %v", data, err, err)
	case own && (at < 0 || at > int64(len(data)) || err.Error() == ""):
		t.Fatalf("%s: at %d: %v", data, at, err)
	}
}

// written returns x as JSON, which reads and writes as the same again.
func written(t *testing.T, typ reflect.Type, x any) []byte {
	t.Helper()
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
	return out
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
