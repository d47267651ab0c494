package runtime

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"
)

// FuzzDecode holds the decoder against encoding/json: what one takes for JSON
// the other does, nothing panics, and what was decoded encodes to an equal
// value that decodes to the same.
func FuzzDecode(f *testing.F) {
	for _, text := range []string{
		`{"str":"a","child":{"pet":{"@odata.type":"#test.dog","friends":[{}]}}}`,
		`{"i8":1,"u8":2,"i16":3,"i32":4,"i64":5,"f32":6.5,"f64":"INF","dec":7,"ints":[1,null],"nested":[[],["a"]]}`,
		`{"time":"2021-02-03T04:05:06.7+05:30","date":"2020-02-29","clock":"23:59","dur":"P1D","times":["2021-02-03T04:05:06Z"]}`,
		`{"color":"red","bytes":"AA==","raw":[{}],"raws":[null],"colors":[""],"mapped":"ab","@odata.type":"","x":"\ud800\u00e9"}`,
		`[]`, `null`, `1e5`, `"a"`, `{"a":-0.0e+1}`, "{\"str\":\"\xff\"}",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		d := decoder{data: data}
		err := d.skip()
		if err == nil {
			err = d.end()
		}
		if got, want := err == nil, json.Valid(data); got != want {
			t.Fatalf("valid: %v (%v), encoding/json says %v", got, err, want)
		}
		x := new(sample)
		if err := unmarshal(data, x); err != nil {
			checkDecodeError(t, data, err)
			return
		}
		out, err := marshal(x)
		if err != nil {
			t.Fatalf("encode what was decoded: %v", err)
		}
		y := new(sample)
		if err := unmarshal(out, y); err != nil {
			t.Fatalf("decode what was encoded, %s: %v", out, err)
		}
		again, err := marshal(y)
		if err != nil || string(again) != string(out) {
			t.Fatalf("second round trip differs: %v\n%s\n%s", err, out, again)
		}
		if string(data) != "null" && json.Valid(data) {
			checkMembers(t, data, out)
		}
	})
}

// checkDecodeError checks that a text that was not decoded is either no JSON
// or does not fit, and that the error says which.
func checkDecodeError(t *testing.T, data []byte, err error) {
	t.Helper()
	var e *DecodeError
	if !errors.As(err, &e) {
		t.Fatalf("error %v is no *DecodeError", err)
	}
	if e.Offset < 0 || e.Offset > int64(len(data)) {
		t.Fatalf("offset %d of %d", e.Offset, len(data))
	}
	if e.Syntax && json.Valid(data) {
		t.Fatalf("%v, but encoding/json takes it for JSON", err)
	}
}

// checkMembers checks that no member of the outermost object was lost.
func checkMembers(t *testing.T, data, out []byte) {
	t.Helper()
	var a, b map[string]json.RawMessage
	if json.Unmarshal(data, &a) != nil || json.Unmarshal(out, &b) != nil {
		return
	}
	keys := func(m map[string]json.RawMessage) map[string]bool {
		set := map[string]bool{}
		for k, v := range m {
			set[k] = string(v) == "null"
		}
		return set
	}
	if !reflect.DeepEqual(keys(a), keys(b)) {
		t.Fatalf("members differ:\n%s\n%s", data, out)
	}
}
