package runtime

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"
)

// This file has servers of tests, and clients of them.

// server starts a server on this machine and returns a client for it that does
// not wait long before it repeats.
func server(t *testing.T, h http.HandlerFunc, opts ...ClientOption) *Client {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	opts = append([]ClientOption{WithBaseURL(s.URL + "/v1/"), WithTokenSource(token("secret"))}, opts...)
	c, err := NewClient(opts...)
	if err != nil {
		t.Fatal(err)
	}
	c.backoff = time.Millisecond
	return c
}

func token(s string) TokenSource {
	return TokenFunc(func(context.Context) (string, error) { return s, nil })
}

// testContext ends a test that hangs.
func testContext(t *testing.T) context.Context {
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	t.Cleanup(cancel)
	return ctx
}

// answer returns a handler that always gives the same answer.
func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		io.WriteString(w, body)
	}
}

// echo answers with what it received.
func echo(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{
		"method": r.Method, "url": r.RequestURI, "body": string(body), "header": r.Header, "length": r.ContentLength,
	})
}

// echoed sends op to an echo server and returns what it received.
func echoed(t *testing.T, op *Operation, opts []RequestOption, body any, args ...string) (got struct {
	Method, URL, Body string
	Length            int64
	Header            http.Header
},
) {
	t.Helper()
	c := server(t, echo)
	raw, err := c.callRaw(testContext(t), op, opts, body, args...)
	if err == nil {
		err = json.Unmarshal(raw, &got)
	}
	if err != nil {
		t.Fatal(err)
	}
	return got
}
