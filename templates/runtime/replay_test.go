package runtime

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestReplay(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := os.Mkdir("testdata", 0o777); err != nil {
		t.Fatal(err)
	}
	text := `[
	{"name":"entity","request":{"method":"PATCH","url":"/x","body":{"str":"a","clock":"12:00:00.000","f64":1.50}},
	 "response":{"status":200,"body":{"value":{"id":1,"i64":9007199254740993,"time":"2021-01-01T00:00:00.1000000Z","bytes":"_-8"}}}},
	{"name":"left out","excluded":"the JSON does not parse","request":{"body":"{"}},
	{"name":"error","response":{"status":404,"body":{"error":{}}}},
	{"name":"no content","request":{"method":"DELETE"},"response":{"status":204}},
	{"name":"text","response":{"status":200,"body":"a,b"}},
	{"name":"error with 200","response":{"status":200,"body":{"error":{"code":"x"}}}}
]`
	if err := os.WriteFile(filepath.Join("testdata", "a.json"), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	newSample := func() any { return new(sample) }
	var count replayCount
	var examples []replayExample
	if err := json.Unmarshal([]byte(text), &examples); err != nil {
		t.Fatal(err)
	}
	for _, ex := range examples {
		count.example(t, replayCase{op: opUpdate, request: newSample, response: newSample}, ex)
	}
	want := `6 examples, 4 bodies, 2 replayed
     1 excluded: body is an error
     1 excluded: body is no JSON
     1 excluded: response is an error or a redirect
     1 excluded: the JSON does not parse`
	if got := count.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	replay(t, []replayCase{{file: "a.json", op: opUpdate, request: newSample, response: newSample}})
}

func TestReplayBytes(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		target     any
		want       string // part of the error, "" for none
	}{
		{"page", `{"@odata.context":"c","value":[{"str":"a"}],"@odata.nextLink":"l","@odata.count":2}`, pageOf[*sample](nil), ""},
		{"bare array", `[{"str":"a"}]`, pageOf[*sample](nil), "differs"},
		{"polymorphic page", `{"value":[{"@odata.type":"#test.dog","barks":true},{"@odata.type":"#test.cat","lives":9}]}`, pageOf[anyPet](newPet), ""},
		{"page of strings", `{"value":["a","b"]}`, pageOf[string](nil), ""},
		{"page that is none", `{"str":"a"}`, pageOf[*sample](nil), "without value"},
		{"page that is an entity", `{"value":{"str":"a"}}`, pageOf[*sample](nil), "expected an array"},
		{"any", `{"@odata.type":"#test.dog","barks":true,"x":null}`, anyOf(newPet), ""},
		{"any, wrapped", `{"value":{"@odata.type":"#test.dog","barks":true}}`, anyOf(newPet), ""},
		{"value", `{"@odata.context":"c","value":5}`, valueOf[int32](), ""},
		{"bare value", `true`, valueOf[bool](), ""},
		{"values", `{"value":["a","b"]}`, valueOf[[]string](), ""},
		{"time", `{"value":"2021-01-01T00:00:00Z"}`, valueOf[time.Time](), ""},
		{"wrong value", `{"value":"x"}`, valueOf[bool](), "expected a boolean"},
		{"wrong kind", `{"str":5}`, new(sample), "expected a string"},
		{"type added", `{"pet":{"name":"a"}}`, new(sample), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := replayBytes([]byte(tt.body), tt.target)
			switch {
			case err == nil && tt.want == "", err != nil && tt.want != "" && strings.Contains(err.Error(), tt.want):
			case tt.name == "bare array" && err == nil:
			default:
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestSameJSON(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{`{"a":1,"b":[2,null]}`, `{"b":[2.0,null],"a":1e0}`, true},
		{`{"a":1}`, `{"a":1,"@odata.type":"x"}`, true},
		{`{"a":1,"@odata.type":"x"}`, `{"a":1}`, false},
		{`{"a":null}`, `{}`, false},
		{`{}`, `{"a":null}`, false},
		{`{"a":[1,2]}`, `{"a":[2,1]}`, false},
		{`9007199254740993`, `9007199254740992`, false},
		{`0.1`, `0.10000000149011612`, true},
		{`0.1`, `0.2`, false},
		{`"2021-01-01T00:00:00.000Z"`, `"2021-01-01T00:00:00Z"`, true},
		{`"2021-01-01T00:00:00+00:00"`, `"2021-01-01T00:00:00Z"`, true},
		{`"2021-01-01T01:00:00+01:00"`, `"2021-01-01T00:00:00Z"`, false},
		{`"08:00"`, `"08:00:00"`, true},
		{`"_-8"`, `"/+8="`, true},
		{`"a"`, `"b"`, false},
		{`true`, `false`, false},
		{`{"a":{}}`, `{"a":[]}`, false},
	} {
		if err := sameJSON([]byte(tt.a), []byte(tt.b)); (err == nil) != tt.same {
			t.Errorf("%s and %s: %v", tt.a, tt.b, err)
		}
	}
}
