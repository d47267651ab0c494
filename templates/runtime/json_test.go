package runtime

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"
)

// roundTrip decodes text into a sample and encodes it again.
func roundTrip(t *testing.T, text string) (*sample, string) {
	t.Helper()
	x := new(sample)
	if err := json.Unmarshal([]byte(text), x); err != nil {
		t.Fatalf("decode %s: %v", text, err)
	}
	out, err := marshal(x)
	if err != nil {
		t.Fatalf("encode %s: %v", text, err)
	}
	return x, string(out)
}

// Texts in canonical form come out as they went in.
func TestRoundTripSame(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"str":""}`,
		`{"str":null,"bool":null,"i64":null,"time":null,"color":null,"bytes":null,"child":null,"pet":null,"mapped":null}`,
		`{"str":"a\"\\\n\u0001é😀<&>","bool":false,"i8":-128,"u8":255,"i16":-32768,"i32":2147483647,"i64":9223372036854775807}`,
		`{"f32":0.1,"f64":-1.5e-7,"dec":123456789012345678901234567890.10}`,
		`{"f32":"INF","f64":"-INF"}`,
		`{"f64":"NaN"}`,
		`{"time":"2021-02-03T04:05:06.1234567+05:30","date":"2020-02-29","clock":"23:59:59.5","dur":"P1Y2MT3S"}`,
		`{"time":"0001-01-01T00:00:00Z"}`,
		`{"time":"9999-12-31T23:59:59.9999999Z"}`,
		`{"color":"mauve","bytes":"AAEC","child":{"child":{"str":"x"}}}`,
		`{"raw":null}`,
		`{"raw":{"a":[1,2,{"b":1.00}]}}`,
		`{"strs":[],"ints":[1,2],"colors":["red"],"times":["2021-01-01T00:00:00Z"],"children":[{"str":"a"},null,{}],"raws":[null,1,"x"],"nested":[["a"],[]]}`,
		`{"ints":[1,null],"nested":[["a",null]],"strs":null}`,
		`{"pet":{"@odata.type":"#test.dog","name":"Rex","barks":true,"friends":[{"@odata.type":"#test.cat","name":"Tom","lives":9}]}}`,
		`{"pets":[{"name":"a"},null,{"@odata.type":"#test.dog"}]}`,
		`{"mapped":"beef"}`,
		`{"str":"x","@odata.context":"c","str@odata.bind":"b","unknown":{"deep":[true,{"x":null}]}}`,
		`{"@odata.type":null}`,
		`{"@odata.type":""}`,
		`{"@odata.type":"#test.sample","str":"x"}`,
	} {
		if _, got := roundTrip(t, text); got != text {
			t.Errorf("round trip\n got %s\nwant %s", got, text)
		}
	}
}

func TestRoundTripCanonical(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"white space", " {\n\t\"str\" : \"a\" , \"ints\" : [ 1 , 2 ] }\r\n", `{"str":"a","ints":[1,2]}`},
		{"unknown members keep their text", `{"z": [ 1 ], "str":"a"}`, `{"str":"a","z":[ 1 ]}`},
		{"last duplicate wins", `{"str":"a","str":"b"}`, `{"str":"b"}`},
		{"last duplicate wins, null", `{"str":"a","str":null}`, `{"str":null}`},
		{"last duplicate wins, objects do not merge", `{"child":{"str":"a"},"child":{"bool":true}}`, `{"child":{"bool":true}}`},
		{"last duplicate wins, slices", `{"strs":["a"],"strs":["b"]}`, `{"strs":["b"]}`},
		{"last duplicate wins, null then slice", `{"strs":null,"strs":["b"]}`, `{"strs":["b"]}`},
		{"last duplicate wins, slice then null", `{"strs":["a"],"strs":null}`, `{"strs":null}`},
		{"last duplicate wins, unknown", `{"u":1,"u":2}`, `{"u":2}`},
		{"escaped name", `{"s\u0074r":"a"}`, `{"str":"a"}`},
		{"surrogates", `{"str":"\ud83d\ude00 \ud83d \ude00x"}`, "{\"str\":\"😀 \ufffd \ufffdx\"}"},
		{"wrong UTF-8", "{\"str\":\"a\xffb\"}", "{\"str\":\"a\ufffdb\"}"},
		{"escapes", `{"str":"\b\f\n\r\t\/\"\\"}`, `{"str":"\u0008\u000c\n\r\t/\"\\"}`},
		{"base64url without padding", `{"bytes":"_-8"}`, `{"bytes":"/+8="}`},
		{"more than nanoseconds", `{"time":"2021-01-01T00:00:00.12345678987Z"}`, `{"time":"2021-01-01T00:00:00.123456789Z"}`},
		{"short clock", `{"clock":"12:30"}`, `{"clock":"12:30:00"}`},
		{"negative zero offset", `{"time":"2021-01-01T00:00:00-00:00"}`, `{"time":"2021-01-01T00:00:00Z"}`},
		{"@odata.type last", `{"pet":{"name":"Rex","barks":true,"@odata.type":"#test.dog"}}`, `{"pet":{"@odata.type":"#test.dog","name":"Rex","barks":true}}`},
		{"type without #", `{"pet":{"@odata.type":"test.dog"}}`, `{"pet":{"@odata.type":"test.dog"}}`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, got := roundTrip(t, tt.text); got != tt.want {
				t.Errorf("round trip of %s\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}

func TestDecodeErrors(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{`{"str":1}`, `decode JSON: str: found the number 1, expected a string (sample, member "str") at offset 7`},
		{`{"child":{"children":[{},{"bool":"x"}]}}`, `decode JSON: child.children[1].bool: found the string "x", expected a boolean (sample, member "bool") at offset 33`},
		{`{"ints":[1,2.5]}`, `decode JSON: ints[1]: found the number 2.5, expected a 64-bit integer (sample, member "ints") at offset 11`},
		{`{"nested":[["a"],["b",{}]]}`, `decode JSON: nested[1][1]: found an object, expected a string (sample, member "nested") at offset 22`},
		{`{"i8":128}`, `decode JSON: i8: found the number 128, expected an 8-bit integer (sample, member "i8") at offset 6`},
		{`{"u8":-1}`, `decode JSON: u8: found the number -1, expected an integer from 0 to 255 (sample, member "u8") at offset 6`},
		{`{"i64":9223372036854775808}`, `decode JSON: i64: found the number 9223372036854775808, expected a 64-bit integer (sample, member "i64") at offset 7`},
		{`{"i32":1e3}`, `decode JSON: i32: found the number 1e3, expected a 32-bit integer (sample, member "i32") at offset 7`},
		{`{"f32":1e99}`, `decode JSON: f32: found the number 1e99, expected a 32-bit number (sample, member "f32") at offset 7`},
		{`{"f64":"many"}`, `decode JSON: f64: found the string "many", expected a number, "INF", "-INF" or "NaN" (sample, member "f64") at offset 7`},
		{`{"time":"2021-01-01"}`, `decode JSON: time: found the string "2021-01-01", expected a date-time such as "2006-01-02T15:04:05Z" (sample, member "time") at offset 8`},
		{`{"bytes":"%"}`, `decode JSON: bytes: found the string "%", expected base64 (sample, member "bytes") at offset 9`},
		{`{"pet":[]}`, `decode JSON: pet: found an array, expected an object (sample, member "pet") at offset 7`},
		{`{"children":{}}`, `decode JSON: children: found an object, expected an array (sample, member "children") at offset 12`},
		{`[]`, `decode JSON: found an array, expected an object at offset 0`},
		{`{"str":"a"`, `decode JSON: found the end of the text, expected ',' or '}' at offset 10`},
		{`{"str":"a"} x`, `decode JSON: found 'x', expected the end of the text at offset 12`},
		{``, `decode JSON: found the end of the text, expected an object at offset 0`},
		{`{"u":01}`, `decode JSON: found '1', expected ',' or '}' at offset 6`},
		{`{"u":[1,]}`, `decode JSON: found ']', expected a value at offset 8`},
		{`{"u":1,}`, `decode JSON: found '}', expected a member name at offset 7`},
		{"{\"str\":\"a\nb\"}", `decode JSON: found '\n', expected no control character in a string at offset 9`},
		{`{"str":"\x"}`, `decode JSON: found 'x', expected an escape sequence at offset 9`},
	} {
		err := unmarshal([]byte(tt.text), new(sample))
		var e *DecodeError
		if !errors.As(err, &e) {
			t.Errorf("%s: error %v, want a *DecodeError", tt.text, err)
		} else if got := err.Error(); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.text, got, tt.want)
		}
	}
}

func TestLenient(t *testing.T) {
	text := `{"str":1,"bool":true,"child":{"i8":300,"strs":["a",2]},"time":"soon","children":["x"]}`
	d := decoder{data: []byte(text), lenient: true}
	x := new(sample)
	if err := d.document(x); err != nil {
		t.Fatal(err)
	}
	if !x.Str.IsZero() || string(x.Extra["str"]) != "1" || !x.Bool.Or(false) {
		t.Errorf("str is %v and in Extra %s; bool is %v", x.Str, x.Extra["str"], x.Bool)
	}
	out, err := marshal(x)
	want := `{"bool":true,"child":{"i8":300,"strs":["a",2]},"children":["x"],"str":1,"time":"soon"}`
	if err != nil || string(out) != want {
		t.Errorf("encoded: %s, %v\nwant %s", out, err, want)
	}
	d = decoder{data: []byte(`{"str":1`), lenient: true}
	if err := d.document(new(sample)); err == nil {
		t.Error("lenient decoding accepts text that is no JSON")
	}
}

func TestPolymorphic(t *testing.T) {
	x, _ := roundTrip(t, `{"pet":{"@odata.type":"#test.dog","name":"Rex","barks":true,"x":1},"pets":[{"@odata.type":"#test.cat","name":"Tom"}]}`)
	p, _ := x.Pet.Get()
	rex, ok := p.(*dog)
	if !ok || !rex.Barks.Or(false) {
		t.Fatalf("pet is %T", p)
	}
	if _, ok := x.Pets[0].(*pet); !ok {
		t.Errorf("a pet of unknown type is %T", x.Pets[0])
	}
	base := rex.AsPet()
	if base.Name.Or("") != "Rex" || base.ODataType != "#test.dog" || string(base.Extra["barks"]) != "true" || string(base.Extra["x"]) != "1" {
		t.Errorf("AsPet: %+v", base)
	}
	if (*dog)(nil).AsPet() != nil {
		t.Error("AsPet of nil is not nil")
	}
	out, err := json.Marshal(sample{Pet: Some[anyPet](&dog{Name: Some("Rex")})})
	if want := `{"pet":{"@odata.type":"#test.dog","name":"Rex"}}`; string(out) != want || err != nil {
		t.Errorf("got %s, %v, want %s", out, err, want)
	}
}

func TestEncodeErrors(t *testing.T) {
	circle := new(sample)
	circle.Child = Some(circle)
	for name, x := range map[string]*sample{
		"circle":       circle,
		"year":         {Time: Some(time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC))},
		"offset":       {Time: Some(time.Date(2000, 1, 1, 0, 0, 0, 0, time.FixedZone("", 30)))},
		"date":         {Date: Some(Date{2021, 2, 30})},
		"clock":        {Clock: Some(TimeOfDay{Hour: 24})},
		"decimal":      {Dec: Some(json.Number("1x"))},
		"no decimal":   {Dec: Some(json.Number(""))},
		"raw":          {Raw: json.RawMessage(`{`)},
		"raw injected": {Raw: json.RawMessage(`1,"admin":true`)},
		"extra":        {Extra: Extra{"x": json.RawMessage(`1}`)}},
	} {
		if out, err := marshal(x); err == nil {
			t.Errorf("%s: encoded as %s, want an error", name, out)
		}
	}
}

func TestEncodeFieldWinsOverExtra(t *testing.T) {
	x := &sample{Str: Some("field"), Extra: Extra{"str": json.RawMessage(`"extra"`), "b": nil, "a": json.RawMessage(`1`)}}
	out, err := marshal(x)
	if want := `{"str":"field","a":1,"b":null}`; string(out) != want || err != nil {
		t.Errorf("got %s, %v, want %s", out, err, want)
	}
}

func TestNilAndNull(t *testing.T) {
	if out, err := json.Marshal((*sample)(nil)); string(out) != "null" || err != nil {
		t.Errorf("nil: %s, %v", out, err)
	}
	if out, err := json.Marshal(sample{Child: Some[*sample](nil), Pet: Some[anyPet](nil)}); string(out) != `{"child":null,"pet":null}` || err != nil {
		t.Errorf("values that are nil: %s, %v", out, err)
	}
	x := &sample{Str: Some("kept")}
	if err := json.Unmarshal([]byte("null"), x); err != nil || x.Str.Or("") != "kept" {
		t.Errorf("null changed the value: %v, %v", x.Str, err)
	}
	if err := json.Unmarshal([]byte(`{"bool":true}`), x); err != nil || x.Str.Or("") != "kept" {
		t.Errorf("an absent member changed: %v, %v", x.Str, err)
	}
}

func TestDeepNesting(t *testing.T) {
	for _, text := range []string{
		strings.Repeat(`{"child":`, 100000),
		strings.Repeat(`{"u":[`, 100000),
		`{"pet":` + strings.Repeat(`{"friends":[`, 100000),
		`{"raw":` + strings.Repeat(`[`, 100000),
	} {
		if err := unmarshal([]byte(text), new(sample)); err == nil {
			t.Errorf("no error for %.20s…", text)
		}
	}
}

func TestOpt(t *testing.T) {
	var o Opt[string]
	if _, ok := o.Get(); ok || o.IsNull() || !o.IsZero() || o.Or("d") != "d" {
		t.Error("the zero Opt is not absent")
	}
	o = Null[string]()
	if _, ok := o.Get(); ok || !o.IsNull() || o.IsZero() || o.Or("d") != "d" {
		t.Error("Null is not null")
	}
	o = Some("")
	if v, ok := o.Get(); !ok || v != "" || o.IsNull() || o.IsZero() || o.Or("d") != "" {
		t.Error(`Some("") is not ""`)
	}
}

// An Opt also works in types that are not generated.
func TestOptInOtherTypes(t *testing.T) {
	type other struct {
		A Opt[string]    `json:"a,omitzero"`
		B Opt[time.Time] `json:"b,omitzero"`
		C Opt[*sample]   `json:"c,omitzero"`
		D Opt[[]string]  `json:"d,omitzero"`
	}
	const text = `{"a":null,"b":"2021-01-01T00:00:00Z","c":{"str":"x"},"d":["y"]}`
	var x other
	if err := json.Unmarshal([]byte(text), &x); err != nil {
		t.Fatal(err)
	}
	if out, err := json.Marshal(x); string(out) != text || err != nil {
		t.Errorf("got %s, %v", out, err)
	}
	if err := x.A.UnmarshalJSON([]byte(`"a" "b"`)); err == nil {
		t.Error("no error for two values")
	}
	if err := json.Unmarshal([]byte(`{"d":["a",null]}`), &x); err == nil {
		t.Error("no error for a null among strings")
	}
}

func TestFloatSpelling(t *testing.T) {
	for f, want := range map[float64]string{0: "0", 1e21: "1e+21", 1e20: "100000000000000000000", 1e-7: "1e-7", 1.5e-10: "1.5e-10", math.Copysign(0, -1): "-0"} {
		var e encoder
		e.float(f, 64)
		var back float64
		if err := json.Unmarshal(e.buf, &back); string(e.buf) != want || err != nil || back != f {
			t.Errorf("%v is written as %s, want %s", f, e.buf, want)
		}
	}
}

// Objects in objects whose @odata.type comes last are not read twice at each
// level: forty levels would take longer than anybody waits.
func TestLateTypes(t *testing.T) {
	const levels = 40
	text := `{"pet":` + strings.Repeat(`{"friends":[`, levels) + strings.Repeat(`],"@odata.type":"#test.dog"}`, levels) + `}`
	want := `{"pet":` + strings.Repeat(`{"@odata.type":"#test.dog","friends":[`, levels) + strings.Repeat(`]}`, levels) + `}`
	if _, out := roundTrip(t, text); out != want {
		t.Errorf("got %s", out)
	}
}

func TestPlainPrefix(t *testing.T) {
	for c := range 256 {
		for n := range 20 {
			s := strings.Repeat("~ #[]", 8)[:n] + string([]byte{byte(c)}) + "abcdefghi"
			want := n
			if plain[c] {
				want = len(s)
			}
			if got := plainPrefix(s); got != want {
				t.Errorf("%q: %d, want %d", s, got, want)
			}
		}
	}
}
