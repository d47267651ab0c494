package runtime

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

// This file lets servers answer as they should not: endlessly, slowly, with
// lies. Every call ends, with an error, without a panic and without the token
// in what it says.

// drip answers with an endless body, a piece of it after each pause.
func drip(status, piece int, pause time.Duration) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		chunk := []byte(strings.Repeat(" ", piece))
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-time.After(pause):
			case <-r.Context().Done():
			}
		}
	}
}

func TestEndlessBodies(t *testing.T) {
	for name, pause := range map[string]time.Duration{"fast": 0, "10 MB/s": 6 * time.Millisecond} {
		t.Run(name, func(t *testing.T) {
			var e *APIError
			err := server(t, drip(500, 64<<10, pause)).call(testContext(t), opGet, nil, nil, nil, "1")
			if !errors.As(err, &e) || len(e.Body) != maxErrorBody {
				t.Errorf("error %v", err)
			}
			err = server(t, drip(200, 64<<10, pause), WithMaxResponse(1<<20)).call(testContext(t), opGet, nil, nil, new(sample), "1")
			if err == nil || !strings.Contains(err.Error(), "longer than 1048576 bytes") {
				t.Errorf("error %v", err)
			}
		})
	}
}

// A compressed answer counts with its full length.
func TestCompressedBodies(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 64 {
		z.Write(make([]byte, 1<<20))
	}
	z.Close()
	compressed := func(status int, body []byte) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			w.WriteHeader(status)
			w.Write(body)
		}
	}
	var e *APIError
	err := server(t, compressed(500, bomb.Bytes())).call(testContext(t), opGet, nil, nil, nil, "1")
	if !errors.As(err, &e) || len(e.Body) != maxErrorBody {
		t.Errorf("error %v", err)
	}
	err = server(t, compressed(200, bomb.Bytes()), WithMaxResponse(1<<20)).call(testContext(t), opGet, nil, nil, new(sample), "1")
	if err == nil || !strings.Contains(err.Error(), "longer than") {
		t.Errorf("error %v", err)
	}
	if err := server(t, compressed(200, []byte("{}"))).call(testContext(t), opGet, nil, nil, new(sample), "1"); err == nil {
		t.Error("no error for a body that is not compressed")
	}
	if err := server(t, compressed(500, []byte("{}"))).call(testContext(t), opGet, nil, nil, new(sample), "1"); !errors.As(err, &e) {
		t.Errorf("error %v", err)
	}
}

// A context that ends also ends the call, wherever it is.
func TestContextEndsTheCall(t *testing.T) {
	silent := func(_ http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		<-r.Context().Done()
	}
	calls := map[string]func(context.Context, *Client) error{
		"call": func(ctx context.Context, c *Client) error {
			return c.call(ctx, opGet, nil, nil, new(sample), "1")
		},
		"page": func(ctx context.Context, c *Client) error {
			_, err := page[*sample](ctx, c, opList, nil, nil, nil)
			return err
		},
		"stream": func(ctx context.Context, c *Client) error {
			body, err := c.stream(ctx, opGet, nil, nil, "1")
			if err != nil {
				return err
			}
			defer body.Close()
			_, err = io.Copy(io.Discard, body)
			return err
		},
		"upload": func(ctx context.Context, c *Client) error {
			r, w := io.Pipe() // nobody writes
			defer w.Close()
			return c.call(ctx, opPut, nil, r, nil, "1")
		},
	}
	for name, h := range map[string]http.HandlerFunc{
		"no answer":       silent,
		"10 MB/s":         drip(200, 64<<10, 6*time.Millisecond),
		"a byte a second": drip(200, 1, time.Second),
	} {
		for form, call := range calls {
			if form == "upload" && name != "no answer" {
				continue
			}
			t.Run(name+", "+form, func(t *testing.T) {
				t.Parallel()
				ctx, cancel := context.WithCancel(testContext(t))
				time.AfterFunc(50*time.Millisecond, cancel)
				if err := call(ctx, server(t, h)); !errors.Is(err, context.Canceled) {
					t.Errorf("error %v", err)
				}
			})
		}
	}
	t.Run("an error answer that drips", func(t *testing.T) {
		ctx, cancel := context.WithTimeout(testContext(t), 50*time.Millisecond)
		defer cancel()
		var e *APIError
		if err := server(t, drip(500, 1, time.Second)).call(ctx, opGet, nil, nil, nil, "1"); !errors.As(err, &e) || e.StatusCode != 500 {
			t.Errorf("error %v", err)
		}
	})
}

// rawAnswer answers with bytes that need not be HTTP, and hangs up.
func rawAnswer(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			return
		}
		io.WriteString(conn, text)
		conn.Close()
	}
}

// Answers that are no proper HTTP, or end too early, are errors.
func TestBrokenAnswers(t *testing.T) {
	for name, text := range map[string]string{
		"nothing":               "",
		"no HTTP":               "SSH-2.0-OpenSSH\r\n",
		"no status":             "HTTP/1.1 abc\r\n\r\n",
		"status 999":            "HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n",
		"status 0":              "HTTP/1.1 000 ?\r\nContent-Length: 0\r\n\r\n",
		"cut":                   "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"str\":\"a\"",
		"cut after the value":   "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"str\":\"a\"}",
		"huge length":           "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n{}",
		"negative length":       "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n{}",
		"bad chunk":             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
		"redirect to nowhere":   "HTTP/1.1 302 Found\r\nLocation: http://[::\r\nContent-Length: 0\r\n\r\n",
		"redirect without":      "HTTP/1.1 307 ?\r\nContent-Length: 0\r\n\r\n",
		"switching protocols":   "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n{}",
		"error with cut body":   "HTTP/1.1 500 ?\r\nContent-Length: 50\r\n\r\n{\"error\":{\"code\":\"a\"",
		"control bytes in text": "HTTP/1.1 500 \x1b[31m\r\nContent-Length: 0\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			c := server(t, rawAnswer(text), WithRetry(0, 0))
			err := c.call(testContext(t), opGet, nil, nil, new(sample), "1")
			if err == nil || strings.Contains(err.Error(), "secret") || strings.Contains(err.Error(), "\x1b") {
				t.Errorf("error %q", err)
			}
			if _, err := page[*sample](testContext(t), c, opList, nil, nil, nil); err == nil {
				t.Error("no error from page")
			}
		})
	}
}

func TestStaticTokenIsNotPrinted(t *testing.T) {
	if s := fmt.Sprintf("%v %s %+v %#v %q", StaticToken("secret"), StaticToken("secret"), StaticToken("secret"), StaticToken("secret"), StaticToken("secret")); strings.Contains(s, "secret") {
		t.Error(s)
	}
}

// A server that sends back what it was sent does not get the token into an
// error, and so not into somebody's log, whatever sends the requests.
func TestErrorsDoNotHoldTheToken(t *testing.T) {
	const secret = "eyJ0eXAi.secret-token"
	body := func(h http.Header) string {
		return `{"error":{"code":"` + h.Get("Authorization") + `","message":"` + h.Get("Authorization") + ` has expired"}}`
	}
	ours := server(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Request-Id", r.Header.Get("Authorization"))
		w.WriteHeader(401)
		io.WriteString(w, body(r.Header))
	}, WithTokenSource(token(secret)))
	theirs := server(t, nil, WithTokenSource(token(secret)), WithTransport(roundTripper(func(r *http.Request) (*http.Response, error) {
		h := http.Header{"Request-Id": r.Header["Authorization"]}
		return &http.Response{StatusCode: 401, Header: h, Body: io.NopCloser(strings.NewReader(body(r.Header)))}, nil
	})))
	for transport, c := range map[string]*Client{"http.Transport": ours, "another": theirs} {
		var e *APIError
		err := c.call(testContext(t), opGet, nil, nil, nil, "1")
		if !errors.As(err, &e) || !strings.HasSuffix(e.Message, " has expired") {
			t.Fatalf("%s: error %v", transport, err)
		}
		for name, s := range map[string]string{
			"the text": e.Error(), "Code": e.Code, "Message": e.Message, "RequestID": e.RequestID,
			"Header": strings.Join(e.Header["Request-Id"], ""), "Body": string(e.Body),
		} {
			if strings.Contains(s, secret) {
				t.Errorf("%s: %s holds the token: %s", transport, name, s)
			}
		}
	}
}
