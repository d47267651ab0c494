package runtime

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// This file holds what is promised about members that have another kind than
// documented: by default the call fails and the error says where; with
// WithLenientDecoding the member is in the Extra of the object that has it, all
// other members are decoded, and encoding writes it back.

// misfits are answers that hold one member that does not fit, between « and ».
// Where an array or object does not fit as a whole the marks stand around the
// part that is wrong; whole is then the member that lands in Extra.
var misfits = []struct {
	name, text        string
	typ, member, path string // as the error names them
	whole             string // what is in Extra
}{
	{"string", `{"str":«5»,"bool":true}`, "sample", "str", "str", `5`},
	{"boolean", `{"bool":«"true"»}`, "sample", "bool", "bool", `"true"`},
	{"number", `{"i32":«"7"»}`, "sample", "i32", "i32", `"7"`},
	{"fraction", `{"i64":«1.5»}`, "sample", "i64", "i64", `1.5`},
	{"too large", `{"i8":«300»}`, "sample", "i8", "i8", `300`},
	{"decimal", `{"dec":«true»}`, "sample", "dec", "dec", `true`},
	{"time", `{"time":«"yesterday"»}`, "sample", "time", "time", `"yesterday"`},
	{"enum", `{"color":«3»}`, "sample", "color", "color", `3`},
	{"binary", `{"bytes":«"§"»}`, "sample", "bytes", "bytes", `"§"`},
	{"mapped", `{"mapped":«"xyz"»}`, "sample", "mapped", "mapped", `"xyz"`},
	{"object", `{"child":«[1]»}`, "sample", "child", "child", `[1]`},
	{"collection", `{"strs":«{"a":1}»}`, "sample", "strs", "strs", `{"a":1}`},
	{"element", `{"ints":[1,«"2"»,3]}`, "sample", "ints", "ints[1]", `[1,"2",3]`},
	{"element that is no object", `{"children":[{"str":"a"},«7»]}`, "sample", "children", "children[1]", `[{"str":"a"},7]`},
	{"collection in a collection", `{"nested":[["a"],["b",«{}»]]}`, "sample", "nested", "nested[1][1]", `[["a"],["b",{}]]`},
	{"in an object", `{"str":"a","child":{"bool":«1»,"str":"b"}}`, "sample", "bool", "child.bool", `1`},
	{"in an object in an object", `{"child":{"child":{"time":«{}»}}}`, "sample", "time", "child.child.time", `{}`},
	{"in a collection", `{"children":[{},{"i16":«[]»}]}`, "sample", "i16", "children[1].i16", `[]`},
	{"polymorphic", `{"pet":«"Rex"»}`, "sample", "pet", "pet", `"Rex"`},
	{"in a descendant", `{"pet":{"@odata.type":"#test.dog","name":"Rex","barks":«"loud"»}}`, "dog", "barks", "pet.barks", `"loud"`},
	{"in a descendant, type last", `{"pet":{"barks":«"loud"»,"@odata.type":"#test.dog"}}`, "dog", "barks", "pet.barks", `"loud"`},
	{"in a descendant in a collection", `{"pets":[{"name":"Tom"},{"@odata.type":"#test.dog","friends":[{"name":«0»}]}]}`, "pet", "name", "pets[1].friends[0].name", `0`},
	{"in an unknown descendant", `{"pet":{"@odata.type":"#test.cat","name":«false»,"purrs":true}}`, "pet", "name", "pet.name", `false`},
	{"in what is unknown, nothing is checked", `{"unknown":{"str":1}}`, "", "", "", ""},
}

func TestStrictDecodingSaysWhere(t *testing.T) {
	for _, tt := range misfits {
		t.Run(tt.name, func(t *testing.T) {
			body, offset := unmarked(tt.text)
			err := server(t, answer(200, body)).call(testContext(t), opGet, nil, nil, new(sample), "1")
			checkMisfit(t, err, tt.typ, tt.member, tt.path, offset)
			// The same in {"value": …} and in a page, further down.
			wrapped := `{"value":` + body + `}`
			path, base := "value."+tt.path, len(`{"value":`)
			err = server(t, answer(200, wrapped)).call(testContext(t), opGet, nil, nil, new(sample), "1")
			checkMisfit(t, err, tt.typ, tt.member, path, offset+base)
			_, err = page[*sample](testContext(t), server(t, answer(200, `{"value":[{},`+body+`]}`)), opList, nil, nil, nil)
			checkMisfit(t, err, tt.typ, tt.member, "value[1]."+tt.path, offset+base+len(`[{},`))
		})
	}
}

// unmarked returns text without the marks, and where the first was.
func unmarked(text string) (string, int) {
	return strings.NewReplacer("«", "", "»", "").Replace(text), strings.Index(text, "«")
}

func checkMisfit(t *testing.T, err error, typ, member, path string, offset int) {
	t.Helper()
	if typ == "" {
		if err != nil {
			t.Errorf("error %v", err)
		}
		return
	}
	var e *DecodeError
	if !errors.As(err, &e) {
		t.Fatalf("error %v, want a *DecodeError", err)
	}
	if e.Type != typ || e.Member != member || e.Path != path || e.Offset != int64(offset) || e.Syntax {
		t.Errorf("got %s, member %s at %s, offset %d\nwant %s, member %s at %s, offset %d", e.Type, e.Member, e.Path, e.Offset, typ, member, path, offset)
	}
	for _, s := range []string{typ, member, path} {
		if !strings.Contains(err.Error(), s) {
			t.Errorf("%q does not name %s", err, s)
		}
	}
}

func TestLenientDecodingKeepsWhatDoesNotFit(t *testing.T) {
	for _, tt := range misfits {
		t.Run(tt.name, func(t *testing.T) {
			body, _ := unmarked(tt.text)
			whole := `{"@odata.count":1,"value":[` + body + `]}`
			x := new(sample)
			if err := server(t, answer(200, body), WithLenientDecoding()).call(testContext(t), opGet, nil, nil, x, "1"); err != nil {
				t.Fatal(err)
			}
			checkKept(t, x, tt.member, tt.whole)
			checkSame(t, x, body)
			for x, err := range list[*sample](testContext(t), server(t, answer(200, whole), WithLenientDecoding()), opList, nil, nil, nil) {
				if err != nil {
					t.Fatal(err)
				}
				checkKept(t, x, tt.member, tt.whole)
				checkSame(t, x, body)
			}
		})
	}
}

// checkKept checks that the Extra of an object in x holds the member.
func checkKept(t *testing.T, x *sample, member, want string) {
	t.Helper()
	if member != "" && !holds(reflect.ValueOf(x), member, want) {
		t.Errorf("no Extra holds %s: %s", member, want)
	}
}

func holds(v reflect.Value, member, want string) bool {
	switch v.Kind() {
	case reflect.Map: // Extra
		got := v.MapIndex(reflect.ValueOf(member))
		return got.IsValid() && string(got.Bytes()) == want
	case reflect.Pointer, reflect.Interface:
		return !v.IsNil() && holds(v.Elem(), member, want)
	case reflect.Slice:
		for i := range v.Len() {
			if holds(v.Index(i), member, want) {
				return true
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if holds(v.Field(i), member, want) {
				return true
			}
		}
	}
	return false
}

func checkSame(t *testing.T, x any, want string) {
	t.Helper()
	var a, b any
	out, err := json.Marshal(x)
	if err == nil {
		err = errors.Join(json.Unmarshal(out, &a), json.Unmarshal([]byte(want), &b))
	}
	if err != nil || !reflect.DeepEqual(a, b) {
		t.Errorf("encoded %s, %v\nwant %s", out, err, want)
	}
}

// What was kept can be read, and set anew: a field wins over what is in Extra.
func TestLenientThenSet(t *testing.T) {
	x := new(sample)
	c := server(t, answer(200, `{"str":5,"bool":true}`), WithLenientDecoding())
	if err := c.call(testContext(t), opGet, nil, nil, x, "1"); err != nil {
		t.Fatal(err)
	}
	n := 0
	if ok, err := x.Extra.Decode("str", &n); !ok || err != nil || n != 5 {
		t.Errorf("%v, %v, %d", ok, err, n)
	}
	x.Str = Some("five")
	checkSame(t, x, `{"str":"five","bool":true}`)
}

// What is no member of an object has no Extra to go to: it is an error
// leniently, too. So is text that is no JSON.
func TestLenientHasLimits(t *testing.T) {
	ctx := testContext(t)
	for _, body := range []string{`5`, `[]`, `"x"`, `{"str":`, `{"str":1,}`, `{"value":{"str":1}`} {
		c := server(t, answer(200, body), WithLenientDecoding())
		if err := c.call(ctx, opGet, nil, nil, new(sample), "1"); err == nil {
			t.Errorf("%s: no error from call", body)
		}
		if _, err := callAny[anyPet](ctx, c, opGet, newPet, nil, nil, "1"); err == nil {
			t.Errorf("%s: no error from callAny", body)
		}
	}
	if _, err := callValue[bool](ctx, server(t, answer(200, `{"value":"x"}`), WithLenientDecoding()), opGet, nil, nil, "1"); err == nil {
		t.Error("no error from callValue")
	}
	if _, err := page[*sample](ctx, server(t, answer(200, `{"value":[{},7]}`), WithLenientDecoding()), opList, nil, nil, nil); err == nil {
		t.Error("no error for a page whose item is no object")
	}
}
