package runtime

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
)

var (
	opGet    = &Operation{Name: "samples.get", Method: "GET", Path: "/samples/{id}"}
	opList   = &Operation{Name: "samples.list", Method: "GET", Path: "/samples"}
	opCreate = &Operation{Name: "samples.create", Method: "POST", Path: "/samples", send: sendBody}
	opUpdate = &Operation{Name: "samples.update", Method: "PATCH", Path: "/samples/{id}", send: sendBody}
	opPut    = &Operation{Name: "samples.replaceContent", Method: "PUT", Path: "/samples/{id}/$value", send: sendBody}
	opDelete = &Operation{Name: "samples.delete", Method: "DELETE", Path: "/samples/{id}"}
)

func TestRequestIsSentAsDocumented(t *testing.T) {
	got := echoed(t, opUpdate, []RequestOption{
		Select("id", "name"), Expand("owner($select=id)"), Filter("name eq " + Quote("O'Neil & co+1")), OrderBy("name desc"), Top(5), Top(7), Skip(2),
		WithQuery("$custom", "a=b"), Header("Prefer", "a"), Header("Prefer", "b"), IfMatch(`W/"1"`),
	}, &sample{Str: Some("a<b"), Bool: Null[bool]()}, "x/y")
	want := "/v1/samples/x%2Fy?$select=id,name&$expand=owner($select%3Did)&$filter=name%20eq%20'O''Neil%20%26%20co%2B1'&$orderby=name%20desc&$top=7&$skip=2&$custom=a%3Db"
	if got.URL != want {
		t.Errorf("URL\n got %s\nwant %s", got.URL, want)
	}
	if got.Method != "PATCH" || got.Body != `{"str":"a<b","bool":null}` || got.Length != int64(len(got.Body)) {
		t.Errorf("%s, body %s, length %d", got.Method, got.Body, got.Length)
	}
	for name, want := range map[string]string{
		"Accept": "application/json", "Content-Type": "application/json", "If-Match": `W/"1"`, "Prefer": "a, b", "Authorization": "Bearer secret", "Consistencylevel": "",
	} {
		if v := strings.Join(got.Header[name], ", "); v != want {
			t.Errorf("header %s is %q, want %q", name, v, want)
		}
	}
}

func TestConsistencyLevel(t *testing.T) {
	for _, opt := range []RequestOption{Count(), Search(`"name:a"`)} {
		if got := echoed(t, opList, []RequestOption{opt}, nil); got.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("%s is sent without ConsistencyLevel", got.URL)
		}
	}
}

func TestBodies(t *testing.T) {
	for _, tt := range []struct {
		name        string
		body        any
		opts        []RequestOption
		want, ctype string
		length      int64
	}{
		{"none", nil, nil, "", "", 0},
		{"nil pointer", (*sample)(nil), nil, "", "", 0},
		{"struct", &sample{}, nil, "{}", "application/json", 2},
		{"polymorphic", anyPet(&dog{}), nil, `{"@odata.type":"#test.dog"}`, "application/json", 27},
		{"slice", []string{"<a>"}, nil, `["<a>"]`, "application/json", 7},
		{"raw", json.RawMessage(`[1]`), nil, "[1]", "application/json", 3},
		{"reference", reference("https://a/b?c=\"d\""), nil, `{"@odata.id":"https://a/b?c=\"d\""}`, "application/json", 35},
		{"reader that rewinds", strings.NewReader("bytes"), nil, "bytes", "application/octet-stream", 5},
		{"empty reader", strings.NewReader(""), nil, "", "application/octet-stream", 0},
		{"stream", io.MultiReader(strings.NewReader("by"), strings.NewReader("tes")), nil, "bytes", "application/octet-stream", -1},
		{"own type", strings.NewReader("x"), []RequestOption{Header("Content-Type", "image/png")}, "x", "image/png", 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := echoed(t, opCreate, tt.opts, tt.body)
			if got.Body != tt.want || got.Header.Get("Content-Type") != tt.ctype || got.Length != tt.length {
				t.Errorf("body %q, %s, length %d", got.Body, got.Header.Get("Content-Type"), got.Length)
			}
		})
	}
}

func TestOptionsThatAreRefused(t *testing.T) {
	c := server(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	limited := &Operation{Name: "x", Method: "GET", Path: "/x", Query: []string{"$filter", "$orderBy"}}
	for name, opts := range map[string][]RequestOption{
		"line break in a value": {Header("X-A", "a\r\nX-B: b")},
		"line break in a name":  {Header("X-A\r\nX-B", "b")},
		"NUL":                   {Header("X-A", "\x00")},
		"empty name":            {Header("", "b")},
		"entity tag":            {IfMatch("\"1\"\nX: y")},
		"token":                 {Header("authorization", "Bearer other")},
		"host":                  {Header("Host", "example.org")},
		"length":                {Header("Content-Length", "1")},
		"no query name":         {WithQuery("", "x")},
		"undocumented":          {Select("id")},
	} {
		err := c.call(testContext(t), limited, opts, nil, nil)
		if err == nil || strings.Contains(err.Error(), "other") || !strings.Contains(err.Error(), "request option: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	err := c.call(testContext(t), limited, []RequestOption{Top(1)}, nil, nil)
	want := `x: request option: the documentation lists $filter, $orderBy as supported, not $top; WithQuery("$top", …) sends it all the same`
	if err == nil || err.Error() != want {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestDocumentedOptionsPass(t *testing.T) {
	op := &Operation{Name: "x", Method: "GET", Path: "/x", Query: []string{"$orderBy"}}
	if got := echoed(t, op, []RequestOption{OrderBy("a"), WithQuery("$top", "1")}, nil); got.URL != "/v1/x?$orderby=a&$top=1" {
		t.Error(got.URL)
	}
}

func TestNewClientRefuses(t *testing.T) {
	for name, opts := range map[string][]ClientOption{
		"no scheme":         {WithBaseURL("example.org/v1")},
		"other scheme":      {WithBaseURL("ftp://example.org")},
		"question mark":     {WithBaseURL("https://example.org/?")},
		"query":             {WithBaseURL("https://example.org/?a=b")},
		"user":              {WithBaseURL("https://user:pass@example.org/")},
		"nonsense":          {WithBaseURL("https://[")},
		"token in clear":    {WithBaseURL("http://example.org"), WithTokenSource(token("x"))},
		"nil client":        {WithHTTPClient(nil)},
		"negative retries":  {WithRetry(-1, 0)},
		"no response limit": {WithMaxResponse(0)},
	} {
		_, err := NewClient(opts...)
		if err == nil || strings.Contains(err.Error(), "pass@") {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if err := new(Client).call(testContext(t), opGet, nil, nil, nil, "1"); err == nil {
		t.Error("the zero client sends")
	}
	if _, err := NewClient(WithTokenSource(token("x"))); err != nil {
		t.Errorf("the defaults: %v", err)
	}
}

func TestResults(t *testing.T) {
	ctx := testContext(t)
	t.Run("entity", func(t *testing.T) {
		var out sample
		err := server(t, answer(200, `{"str":"a"}`)).call(ctx, opGet, nil, nil, &out, "1")
		if err != nil || out.Str.Or("") != "a" {
			t.Errorf("%+v, %v", out, err)
		}
	})
	t.Run("wrapped entity", func(t *testing.T) {
		var out sample
		err := server(t, answer(200, `{"@odata.context":"c","value":{"str":"a"}}`)).call(ctx, opGet, nil, nil, &out, "1")
		if err != nil || out.Str.Or("") != "a" {
			t.Errorf("%+v, %v", out, err)
		}
	})
	t.Run("lenient", func(t *testing.T) {
		var out sample
		err := server(t, answer(200, `{"str":5,"bool":true}`), WithLenientDecoding()).call(ctx, opGet, nil, nil, &out, "1")
		if err != nil || !out.Bool.Or(false) || string(out.Extra["str"]) != "5" {
			t.Errorf("%+v, %v", out, err)
		}
	})
	t.Run("polymorphic", func(t *testing.T) {
		c := server(t, answer(200, `{"@odata.type":"#test.dog","barks":true}`))
		out, err := callAny[anyPet](ctx, c, opGet, newPet, nil, nil, "1")
		if d, ok := out.(*dog); err != nil || !ok || !d.Barks.Or(false) {
			t.Errorf("%T, %v", out, err)
		}
	})
}

// TestResultsOfOneValue reads what is no object.
func TestResultsOfOneValue(t *testing.T) {
	ctx := testContext(t)
	t.Run("values", func(t *testing.T) {
		for body, want := range map[string]int32{`{"value":5}`: 5, `6`: 6, "\ufeff7": 7, `{"value":null}`: 0, `null`: 0} {
			if got, err := callValue[int32](ctx, server(t, answer(200, body)), opGet, nil, nil, "1"); got != want || err != nil {
				t.Errorf("%s: %v, %v", body, got, err)
			}
		}
		for _, body := range []string{`{"value":"x"}`, `5 6`, `{}`, `{"value":5`, ``, `{"error":{"code":"x"}}`} {
			if got, err := callValue[int32](ctx, server(t, answer(200, body)), opGet, nil, nil, "1"); err == nil {
				t.Errorf("%s is read as %v", body, got)
			}
		}
		got, err := callValue[[]string](ctx, server(t, answer(200, `{"value":["a"]}`)), opGet, nil, nil, "1")
		if err != nil || len(got) != 1 {
			t.Errorf("%v, %v", got, err)
		}
	})
	t.Run("plain text", func(t *testing.T) {
		c := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			io.WriteString(w, "so be it")
		})
		if got, err := callValue[string](ctx, c, opGet, nil, nil, "1"); got != "so be it" || err != nil {
			t.Errorf("%q, %v", got, err)
		}
	})
}

func TestResultsWithoutContent(t *testing.T) {
	ctx := testContext(t)
	t.Run("no content", func(t *testing.T) {
		for _, status := range []int{202, 204, 205} {
			if err := server(t, answer(status, "")).call(ctx, opUpdate, nil, nil, new(sample), "1"); err != nil {
				t.Errorf("%d: %v", status, err)
			}
		}
		if err := server(t, answer(200, "")).call(ctx, opDelete, nil, nil, nil, "1"); err != nil {
			t.Error(err)
		}
	})
	t.Run("headers", func(t *testing.T) {
		c := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", "/operations/1")
			w.WriteHeader(202)
		})
		got := ""
		opt := OnResponse(func(status int, h http.Header) { got = fmt.Sprint(status, h.Get("Location")) })
		if err := c.call(ctx, opCreate, []RequestOption{opt}, nil, nil); got != "202/operations/1" || err != nil {
			t.Errorf("%s, %v", got, err)
		}
	})
}

func TestResultsOfStreams(t *testing.T) {
	ctx := testContext(t)
	t.Run("stream", func(t *testing.T) {
		got, err := server(t, echo).stream(ctx, opGet, nil, nil, "1")
		if err != nil {
			t.Fatal(err)
		}
		defer got.Close()
		if b, err := io.ReadAll(got); err != nil || !strings.Contains(string(b), `"Accept":["*/*"]`) {
			t.Errorf("%s, %v", b, err)
		}
	})
	t.Run("stream that fails", func(t *testing.T) {
		var e *APIError
		if _, err := server(t, answer(404, `{}`)).stream(ctx, opGet, nil, nil, "1"); !errors.As(err, &e) || e.StatusCode != 404 {
			t.Error(err)
		}
	})
}

func TestRequestValidation(t *testing.T) {
	ctx := testContext(t)
	c := server(t, echo, WithRequestValidation())
	if err := c.call(ctx, opCreate, nil, &checked{}, nil); !errors.Is(err, RuleRequired) {
		t.Errorf("error %v", err)
	}
	if err := c.call(ctx, opCreate, nil, &checked{Name: Some("a"), Color: Some[color]("mauve")}, nil); err != nil {
		t.Errorf("a warning stops the request: %v", err)
	}
	for _, opts := range [][]ClientOption{nil, {WithRequestValidation(), WithoutRequestValidation()}} {
		if err := server(t, echo, opts...).call(ctx, opCreate, nil, &checked{}, nil); err != nil {
			t.Errorf("validation is not off: %v", err)
		}
	}
}

// What a request with effects has done is not taken for a failure because the
// service does not say more.
func TestNoContent(t *testing.T) {
	ctx := testContext(t)
	c := server(t, answer(201, ""))
	out := new(sample)
	if err := c.call(ctx, opUpdate, nil, &sample{}, out, "1"); err != nil || !out.Str.IsZero() {
		t.Errorf("got %v, %v", out, err)
	}
	if got, err := callAny[anyPet](ctx, c, opUpdate, newPet, nil, &sample{}, "1"); err != nil || got == nil {
		t.Errorf("got %v, %v; want an empty pet", got, err)
	}
	if _, err := callAny[anyPet](ctx, c, opGet, newPet, nil, nil, "1"); err == nil {
		t.Error("a GET without content is no error")
	}
}

func TestWithBody(t *testing.T) {
	got := echoed(t, opUpdate, []RequestOption{WithBody("text/plain", strings.NewReader("From: ann"))}, &sample{Str: Some("a")}, "1")
	if got.Body != "From: ann" || got.Header.Get("Content-Type") != "text/plain" {
		t.Errorf("sent %q as %s", got.Body, got.Header.Get("Content-Type"))
	}
	got = echoed(t, opUpdate, []RequestOption{Header("Content-Type", "message/rfc822"), WithBody("text/plain", strings.NewReader("x"))}, nil, "1")
	if got.Header.Get("Content-Type") != "message/rfc822" {
		t.Errorf("sent as %s", got.Header.Get("Content-Type"))
	}
	for _, opt := range []RequestOption{WithBody("", strings.NewReader("x")), WithBody("a\r\nb: c", strings.NewReader("x")), WithBody("text/plain", nil)} {
		if err := server(t, echo).call(testContext(t), opUpdate, []RequestOption{opt}, nil, nil, "1"); err == nil {
			t.Error("a body that cannot be sent is no error")
		}
	}
}

func TestCopyTo(t *testing.T) {
	ctx := testContext(t)
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		io.WriteString(w, "a,b\n"+r.Header.Get("Accept"))
	})
	var b strings.Builder
	page, err := page[*sample](ctx, c, opList, nil, []RequestOption{CopyTo(&b)}, nil)
	if err != nil || page.Value != nil || b.String() != "a,b\n*/*" {
		t.Errorf("got %v, %v, %q", page, err, b.String())
	}
	b.Reset()
	for range list[*sample](ctx, c, opList, nil, []RequestOption{CopyTo(&b)}, nil) {
		t.Error("an item")
	}
	if b.Len() == 0 {
		t.Error("the iterator copies nothing")
	}
	if err := server(t, answer(404, "{}")).call(ctx, opGet, []RequestOption{CopyTo(&b)}, nil, new(sample), "1"); err == nil {
		t.Error("404 is no error")
	}
	if err := c.call(ctx, opGet, []RequestOption{CopyTo(nil)}, nil, new(sample), "1"); err == nil {
		t.Error("no writer is no error")
	}
}
