package runtime

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// This file tests what becomes of answers that are no success, or none at all.

func TestAPIError(t *testing.T) {
	op := &Operation{Name: "samples.get", Method: "GET", Path: "/samples/{id}", permissions: "work A.Read or A.Write; personal not supported; application A.Read.All"}
	get := func(h http.HandlerFunc) *APIError {
		t.Helper()
		var e *APIError
		if err := server(t, h).call(testContext(t), op, nil, nil, new(sample), "1"); !errors.As(err, &e) {
			t.Fatalf("error %T %v, want an *APIError", err, err)
		}
		return e
	}
	e := get(answer(404, `{"error":{"code":"NotFound","message":"No such\nthing","innerError":{"code":"inner","request-id":"r1","innererror":{"code":"innermost"}},"details":[{"code":"d","target":"t","message":"m"}]}}`))
	if e.Code != "NotFound" || e.RequestID != "r1" || fmt.Sprint(e.Inner) != "[{inner  } {innermost  } {d m t}]" || e.Needs != nil {
		t.Errorf("%+v", e)
	}
	if got, want := e.Error(), "samples.get: 404 Not Found: NotFound: No such thing (request r1)"; got != want {
		t.Errorf("got %s", got)
	}
	e = get(answer(403, `{"error":{"code":"Denied","message":{"lang":"en","value":"No."}}}`))
	if got, want := e.Error(), "samples.get: 403 Forbidden: Denied: No.; delegated (work or school account) needs A.Read or A.Write; application needs A.Read.All"; got != want || len(e.Needs) != 1 {
		t.Errorf("got %s", got)
	}
	e = get(answer(401, `{"error":"invalid_token","error_description":"It expired."}`))
	if e.Code != "invalid_token" || e.Message != "It expired." {
		t.Errorf("%+v", e)
	}
	e = get(answer(200, `{"error":{"code":"Late","message":"It failed after all"}}`))
	if e.StatusCode != 200 || e.Code != "Late" {
		t.Errorf("%+v", e)
	}
	e = get(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Request-Id", "r2")
		w.Header().Set("Retry-After", "7200")
		w.WriteHeader(429)
	})
	if e.RequestID != "r2" || e.RetryAfter != 2*time.Hour {
		t.Errorf("%+v", e)
	}
	for _, body := range []string{"", "null", "[]", `"x"`, "<html>", `{"error":null}`, `{"error":[]}`, `{"error":{"code":5,"message":[],"innerError":7,"details":{}}}`, `{"error":{"details":[1,null]}}`, `{"error":`, "\xff"} {
		if e := get(answer(500, body)); e.StatusCode != 500 || string(e.Body) != body || e.Error() == "" {
			t.Errorf("%q: %+v", body, e)
		}
	}
	if s := (&APIError{}).Error(); s != "0 " {
		t.Errorf("the zero error is %q", s)
	}
}

// Whatever a server sends with 200, there is an error or a value, no panic.
func TestGarbage(t *testing.T) {
	for _, body := range []string{"", " ", "null", "[]", "{", `{"str":`, "<html></html>", "\x00\x01", `"x"`, `{"error":{}}`, `{"value":7}`, `{"value":{}} x`, strings.Repeat("[", 1e5), strings.Repeat(`{"value":`, 1e5), "\xff\xfe"} {
		c := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			io.WriteString(w, body)
		})
		ctx := testContext(t)
		err := c.call(ctx, opGet, nil, nil, new(sample), "1")
		if err == nil && body != `{"value":7}` {
			t.Errorf("%.20q: no error from call", body)
		}
		if _, err := page[*sample](ctx, c, opList, nil, nil, nil); err == nil && body != "[]" {
			t.Errorf("%.20q: no error from page", body)
		}
		if _, err := callAny[anyPet](ctx, c, opGet, newPet, nil, nil, "1"); err == nil && body != `{"value":7}` {
			t.Errorf("%.20q: no error from callAny", body)
		}
		_, _ = callValue[string](ctx, c, opGet, nil, nil, "1")
		_, _ = c.callRaw(ctx, opGet, nil, nil, "1")
	}
	err := server(t, answer(200, "")).call(testContext(t), opGet, nil, nil, new(sample), "1")
	if want := "samples.get: the server answered 200 without content"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}
