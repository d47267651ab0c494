package runtime

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

// replayPatch is an operation with two arguments and a fixed parameter in its
// query, replayList one that returns a collection.
var (
	replayPatch = &Operation{Name: "samples.update", Method: "PATCH", Path: "/samples/{id}/at(day='{day}')", Page: "a.md", send: sendBody}
	replayList  = &Operation{Name: "samples.list", Method: "GET", Path: "/samples", Page: "b.md"}
	replayStuff = &Operation{Name: "samples.getContent", Method: "GET", Path: "/samples/$value", Page: "c.md"}
)

// patchCase calls as a generated row does.
func patchCase() replayCase {
	return replayCase{
		op: replayPatch, request: replayType{zero: (*sample)(nil)}, response: replayType{zero: (*sample)(nil)},
		call: func(c *Client, a *replayArgs) (any, error) {
			out := new(sample)
			opts := append([]RequestOption{WithQuery("fixed", a.str(2))}, a.opts...)
			err := c.call(a.ctx, replayPatch, opts, bodyOf[*sample](a), out, a.str(0), pathText(argOf[Date](a, 1)))
			return out, err
		},
	}
}

func listCase() replayCase {
	return replayCase{
		op: replayList, response: replayType{zero: (*Page[*sample])(nil)},
		call: func(c *Client, a *replayArgs) (any, error) {
			return page[*sample](a.ctx, c, replayList, nil, a.opts, nil)
		},
		items: func(c *Client, a *replayArgs) any {
			return list[*sample](a.ctx, c, replayList, nil, a.opts, nil)
		},
	}
}

func getCase() replayCase {
	op := &Operation{Name: "samples.getFirst", Method: "GET", Path: "/samples/first"}
	return replayCase{op: op, response: replayType{zero: (*sample)(nil)}, call: func(c *Client, a *replayArgs) (any, error) {
		out := new(sample)
		return out, c.call(a.ctx, op, a.opts, nil, out)
	}}
}

func contentCase() replayCase {
	return replayCase{op: replayStuff, call: func(c *Client, a *replayArgs) (any, error) {
		return c.stream(a.ctx, replayStuff, a.opts, nil)
	}}
}

func readExample(t *testing.T, text string) replayExample {
	t.Helper()
	var ex replayExample
	if err := json.Unmarshal([]byte(text), &ex); err != nil {
		t.Fatal(err)
	}
	return ex
}

func TestReplayCalls(t *testing.T) {
	server := newReplayServer(t)
	for _, tt := range []struct {
		name string
		c    replayCase
		text string
		want string // part of the error, "" for none
	}{
		{
			"update", patchCase(),
			`{"args":["a b/c","2021-02-03","x"],"query":[["$select","id,str"]],"fixed":[["fixed","x"]],
			"request":{"method":"PATCH","header":[["If-Match","W/\"1\""],["Content-Length","5"],["Prefer","a"],["prefer","b"]],"body":{"str":"a","clock":"12:00:00.000"}},
			"response":{"status":200,"header":[["Content-Type","application/json"]],"body":{"id":1,"time":"2021-01-01T00:00:00.1000000Z"}}}`, "",
		},
		{"wrapped", patchCase(), `{"args":["a","2021-02-03","x"],"fixed":[["fixed","x"]],"request":{},"response":{"status":200,"body":{"value":{"str":"b"}}}}`, ""},
		{"no response", patchCase(), `{"args":["a","2021-02-03","x"],"fixed":[["fixed","x"]],"request":{"body":{"str":"c"}}}`, ""},
		{"error", patchCase(), `{"args":["a","2021-02-03","x"],"fixed":[["fixed","x"]],"request":{},"response":{"status":404,"body":{"error":{"code":"gone"}}}}`, ""},
		{"error with 200", patchCase(), `{"args":["a","2021-02-03","x"],"fixed":[["fixed","x"]],"request":{},"response":{"status":200,"body":{"error":{"code":"gone"}}}}`, ""},
		{"missing query", patchCase(), `{"args":["a","2021-02-03","x"],"request":{},"response":{"status":204}}`, `the client sends the query ["fixed=x"], want []`},
		{"argument of another type", patchCase(), `{"args":["a","today","x"],"request":{},"response":{"status":204}}`, "argument 2"},
		{"too few arguments", patchCase(), `{"args":["a"],"request":{},"response":{"status":204}}`, "has 1 arguments"},
		{"list", listCase(), `{"request":{},"response":{"status":200,"body":{"@odata.nextLink":"https://example.org/x","value":[{"str":"a"},null,{"str":"b"}]}}}`, ""},
		{"bare list", listCase(), `{"request":{},"response":{"status":200,"body":[{"str":"a"}]}}`, ""},
		{"no list", listCase(), `{"request":{},"response":{"status":200,"body":{"str":"a"}}}`, "no value that is an array"},
		{"lenient", listCase(), `{"lenient":true,"request":{},"response":{"status":200,"body":{"value":[{"str":5}]}}}`, ""},
		{"strict", listCase(), `{"request":{},"response":{"status":200,"body":{"value":[{"str":5}]}}}`, "expected a string"},
		{"text", contentCase(), `{"request":{},"response":{"status":200,"header":[["Content-Type","text/csv"]],"body":"a,b\n"}}`, ""},
		{"text that nobody receives", contentCase(), `{"request":{},"response":{"status":204,"header":[["Content-Type","text/csv"]],"body":"a,b\n"}}`, ""},
		{"header without a value", listCase(), `{"request":{"header":[["Content-Type",""],["Prefer"," "]]},"response":{"status":200,"body":{"value":[]}}}`, ""},
		{"redirect", contentCase(), `{"request":{},"response":{"status":302,"header":[["Location","https://example.org/elsewhere"]]}}`, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := server.replay(tt.c, readExample(t, tt.text))
			if tt.want == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// A method that sends something else than documented is noticed.
func TestReplayNotices(t *testing.T) {
	server := newReplayServer(t)
	ex := readExample(t, `{"args":["a"],"request":{"header":[["Prefer","x"]],"body":{"str":"a"}},"response":{"status":200,"body":{"str":"b"}}}`)
	op := &Operation{Name: "samples.update", Method: "PATCH", Path: "/samples/{id}", send: sendBody}
	for _, tt := range []struct {
		name string
		call func(c *Client, a *replayArgs) (any, error)
		want string
	}{
		{"method", func(c *Client, a *replayArgs) (any, error) {
			wrong := *op
			wrong.Method = "PUT"
			return nil, c.call(a.ctx, &wrong, a.opts, bodyOf[*sample](a), nil, a.str(0))
		}, "sends PUT"},
		{"path", func(c *Client, a *replayArgs) (any, error) {
			return nil, c.call(a.ctx, op, a.opts, bodyOf[*sample](a), nil, a.str(0)+"b")
		}, "/samples/ab, want PATCH " + replayRoot + "/samples/a"},
		{"query", func(c *Client, a *replayArgs) (any, error) {
			return nil, c.call(a.ctx, op, append(a.opts, Top(5)), bodyOf[*sample](a), nil, a.str(0))
		}, "sends the query"},
		{"header", func(c *Client, a *replayArgs) (any, error) {
			return nil, c.call(a.ctx, op, nil, bodyOf[*sample](a), nil, a.str(0))
		}, "sends the header Prefer"},
		{"body", func(c *Client, a *replayArgs) (any, error) {
			return nil, c.call(a.ctx, op, a.opts, &sample{Str: Some("z")}, nil, a.str(0))
		}, "request differs at .str"},
		{"no body", func(c *Client, a *replayArgs) (any, error) {
			return nil, c.call(a.ctx, op, a.opts, nil, nil, a.str(0))
		}, "sends the body"},
		{"result", func(c *Client, a *replayArgs) (any, error) {
			return new(sample), c.call(a.ctx, op, a.opts, bodyOf[*sample](a), nil, a.str(0))
		}, "differs at .str"},
		{"nothing", func(*Client, *replayArgs) (any, error) { return nil, nil }, "no request arrived"},
		{"error", func(*Client, *replayArgs) (any, error) { return nil, errors.New("mine") }, "mine"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := server.replay(replayCase{op: op, request: replayType{zero: (*sample)(nil)}, response: replayType{zero: (*sample)(nil)}, call: tt.call}, ex)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestReplayCount(t *testing.T) {
	server, count := newReplayServer(t), newReplayCount()
	for _, tt := range []struct {
		c    replayCase
		text string
	}{
		{listCase(), `{"request":{},"response":{"status":200,"body":{"value":[]}}}`},
		{listCase(), `{"lenient":true,"request":{},"response":{"status":200,"body":{"value":[{"bool":"x"}]}}}`},
		{listCase(), `{"noCall":"another path","at":"a.md:5","request":{},"response":{"status":200,"body":{"value":[]}}}`},
		{getCase(), `{"reshaped":true,"request":{},"response":{"status":200,"body":{"value":[]}}}`},
		{replayCase{}, `{"excluded":"the JSON does not parse","request":{"body":"{"}}`},
		{replayCase{}, `{"excluded":"it is about tea","at":"a.md:12"}`},
		{replayCase{}, `{"excluded":"the request goes to another server"}`},
	} {
		count.example(t, tt.c, readExample(t, tt.text), server)
	}
	want := `7 examples, 5 of them with valid JSON and for this service
     4 round-trip (80.0 %): 1 with lenient decoding, 1 as a collection in place of one object
     3 replayed (60.0 %): 0 with WithBody, 0 with CopyTo
     1 excluded: it is about tea
     1 excluded: the JSON does not parse
     1 excluded: the request goes to another server
     1 not replayed: another path`
	if got := count.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestReplayPlaces(t *testing.T) {
	n := &replayCount{excluded: map[string][]string{"tea": {"b.md:1", "a.md:2"}}, noCall: map[string][]string{"path": {"a.md:1"}}}
	if got, want := n.places(), "a.md:1: path\na.md:2: tea\nb.md:1: tea"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, tt := range []struct {
		name, body string
		typ        replayType
		want       string // part of the error, "" for none
	}{
		{"page", `{"@odata.context":"c","value":[{"str":"a"}],"@odata.nextLink":"l","@odata.count":2}`, replayType{zero: (*Page[*sample])(nil)}, ""},
		{"bare array", `[{"str":"a"}]`, replayType{zero: (*Page[*sample])(nil)}, ""},
		{"polymorphic page", `{"value":[{"@odata.type":"#test.dog","barks":true},{"@odata.type":"#test.cat","lives":9}]}`, replayType{zero: (*Page[anyPet])(nil), newT: newPet}, ""},
		{"page of strings", `{"value":["a","b"]}`, replayType{zero: (*Page[string])(nil)}, ""},
		{"page that is none", `{"str":"a"}`, replayType{zero: (*Page[*sample])(nil)}, "without value"},
		{"page that is an entity", `{"value":{"str":"a"}}`, replayType{zero: (*Page[*sample])(nil)}, "expected an array"},
		{"any", `{"@odata.type":"#test.dog","barks":true,"x":null}`, replayType{newT: newPet}, ""},
		{"any, wrapped", `{"value":{"@odata.type":"#test.dog","barks":true}}`, replayType{newT: newPet}, ""},
		{"value", `{"@odata.context":"c","value":5}`, replayType{zero: (*replayValue[int32])(nil)}, ""},
		{"bare value", `true`, replayType{zero: (*replayValue[bool])(nil)}, ""},
		{"values", `{"value":["a","b"]}`, replayType{zero: (*replayValue[[]string])(nil)}, ""},
		{"time", `{"value":"2021-01-01T00:00:00Z"}`, replayType{zero: (*replayValue[time.Time])(nil)}, ""},
		{"wrong value", `{"value":"x"}`, replayType{zero: (*replayValue[bool])(nil)}, "expected a boolean"},
		{"wrong kind", `{"str":5}`, replayType{zero: (*sample)(nil)}, "expected a string"},
		{"type added", `{"pet":{"name":"a"}}`, replayType{zero: (*sample)(nil)}, ""},
		{"raw", `{"a":[1]}`, replayType{zero: (*json.RawMessage)(nil)}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			err := tt.typ.roundTrip([]byte(tt.body), false)
			if tt.want == "" != (err == nil) || err != nil && !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
	if err := (replayType{zero: (*sample)(nil)}).roundTrip([]byte(`{"str":5,"child":{"bool":"x"},"ints":[1]}`), true); err != nil {
		t.Errorf("leniently: %v", err)
	}
}

func TestReplayPath(t *testing.T) {
	for _, tt := range []struct {
		template string
		texts    []string
		want     string
	}{
		{"/a/{id}/b", []string{"x y"}, "/a/x y/b"},
		{"/a%20b({id})", []string{"{id}"}, "/a b({id})"},
		{"/f(a='{a}',b={b})", []string{"it's", "5"}, "/f(a='it''s',b=5)"},
		{"/f(a='{a}')/{b}", []string{"x", "o'n"}, "/f(a='x')/o'n"},
		{"/root:/{path}:/content", []string{"a/b"}, "/root:/a/b:/content"},
	} {
		if got, err := replayPath(tt.template, tt.texts); got != tt.want || err != nil {
			t.Errorf("%s %q: %s, %v; want %s", tt.template, tt.texts, got, err, tt.want)
		}
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
