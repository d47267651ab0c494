package config

import (
	"reflect"
	"testing"
)

// Whatever says which files to make changes the digest, and nothing else does:
// each setting is tried.
func TestDigest(t *testing.T) {
	empty := new(Target).Digest(nil)
	for _, s := range Settings {
		var target Target
		fill(s.field(&target))
		same := s.Path || s.Key == "sample" || s.Group == Judging
		if got := target.Digest(nil); (got == empty) != same {
			t.Errorf("%s: the digest is the same: %v, want %v", s.Key, !same, same)
		}
	}
	if new(Target).Digest([]byte("x")) == empty {
		t.Error("the content of the dialect does not count")
	}
	a := &Target{Docs: []string{"/home/a/docs"}, Select: []string{"a", "b"}, Rename: map[string]string{"x": "X", "y": "Y"}}
	b := &Target{Out: "out", Select: []string{"b", "a"}, Rename: map[string]string{"y": "Y", "x": "X"}}
	if a.Digest(nil) != b.Digest(nil) {
		t.Error("order or place count")
	}
}

// fill sets a value that is not empty.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0))
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key)
		fill(value)
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem())
	}
}
