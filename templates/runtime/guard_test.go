package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"
)

// A thief is another host that notes what it is sent.
type thief struct {
	*httptest.Server
	mu   sync.Mutex
	seen []*http.Request
}

func newThief(t *testing.T) *thief {
	th := new(thief)
	th.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		th.mu.Lock()
		th.seen = append(th.seen, r.Clone(context.Background()))
		th.mu.Unlock()
		io.WriteString(w, `{"str":"from elsewhere"}`)
	}))
	t.Cleanup(th.Close)
	return th
}

// check checks that no secret arrived, and how many requests.
func (th *thief) check(t *testing.T, requests int) {
	t.Helper()
	th.mu.Lock()
	defer th.mu.Unlock()
	if len(th.seen) != requests {
		t.Errorf("the other host got %d requests, want %d", len(th.seen), requests)
	}
	for _, r := range th.seen {
		for _, name := range []string{"Authorization", "X-Private", "Referer", "Cookie"} {
			if v := r.Header.Get(name); v != "" {
				t.Errorf("the other host got %s: %s", name, v)
			}
		}
	}
}

func TestTokenStaysHomeOnRedirect(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		for _, op := range []*Operation{opGet, opCreate, opUpdate, opDelete} {
			th := newThief(t)
			c := server(t, func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") != "Bearer secret" {
					t.Error("the own host got no token")
				}
				w.Header().Set("Location", th.URL+"/elsewhere")
				w.WriteHeader(status)
			})
			args := []any{"1"}[:strings.Count(op.Path, "{")]
			var body any
			if op.Method == "POST" || op.Method == "PATCH" {
				body = &sample{Str: Some("private")}
			}
			err := c.call(testContext(t), op, []RequestOption{Header("X-Private", "p")}, body, nil, args...)
			if op.Method == "GET" {
				if err != nil {
					t.Errorf("%d %s: a download from elsewhere fails: %v", status, op.Method, err)
				}
				th.check(t, 1)
			} else {
				if err == nil || strings.Contains(err.Error(), "secret") {
					t.Errorf("%d %s: error %v", status, op.Method, err)
				}
				th.check(t, 0)
			}
		}
	}
}

// A redirect back to the own host gets the token again; that is where it belongs.
func TestRedirectWithinOrigin(t *testing.T) {
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			t.Error("no token")
		}
		switch r.URL.Path {
		case "/v1/samples/1":
			http.Redirect(w, r, "/v1/samples/2", http.StatusTemporaryRedirect)
		default:
			body, _ := io.ReadAll(r.Body)
			w.Write(body)
		}
	})
	var out sample
	if err := c.call(testContext(t), opUpdate, nil, &sample{Str: Some("a")}, &out, "1"); err != nil || out.Str.Or("") != "a" {
		t.Errorf("%v, %v", out, err)
	}
}

func TestRedirectsRefused(t *testing.T) {
	t.Run("a change becomes a fetch", func(t *testing.T) {
		c := server(t, func(w http.ResponseWriter, r *http.Request) {
			if r.Method == "GET" {
				t.Error("the redirect was followed")
			}
			http.Redirect(w, r, "/v1/samples/2", http.StatusFound)
		})
		if err := c.call(testContext(t), opCreate, nil, &sample{}, new(sample)); err == nil {
			t.Error("no error")
		}
	})
	t.Run("endless", func(t *testing.T) {
		n := 0
		c := server(t, func(w http.ResponseWriter, r *http.Request) {
			n++
			http.Redirect(w, r, "/v1/samples/2", http.StatusFound)
		})
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil || n > maxRedirects {
			t.Errorf("%d requests, %v", n, err)
		}
	})
	t.Run("https to http", func(t *testing.T) {
		th := newThief(t)
		s := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, th.URL, http.StatusFound)
		}))
		t.Cleanup(s.Close)
		c, err := NewClient(WithBaseURL(s.URL), WithTokenSource(token("secret")), WithHTTPClient(s.Client()))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil || !strings.Contains(err.Error(), "from https to http") {
			t.Errorf("error %v", err)
		}
		th.check(t, 0)
	})
	t.Run("the caller's own check", func(t *testing.T) {
		mine := errors.New("not with me")
		hc := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return mine }}
		c := server(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/x", http.StatusFound) }, WithHTTPClient(hc))
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); !errors.Is(err, mine) {
			t.Errorf("error %v", err)
		}
		if hc.Transport != nil {
			t.Error("the caller's client was changed")
		}
	})
}

func TestTokenStaysHomeOnLinks(t *testing.T) {
	th := newThief(t)
	c := server(t, answer(200, `{"value":[{"str":"a"}],"@odata.nextLink":"`+th.URL+`/v1/samples","@odata.deltaLink":"`+th.URL+`/delta"}`))
	var last error
	for _, err := range list[*sample](testContext(t), c, opList, nil, nil, nil) {
		last = err
	}
	if last == nil {
		t.Error("no error for a next link elsewhere")
	}
	for _, link := range []string{th.URL + "/delta", "//" + strings.TrimPrefix(th.URL, "http://") + "/delta", "https" + strings.TrimPrefix(c.base.String(), "http")} {
		if _, err := page[*sample](testContext(t), c, opList, nil, []RequestOption{FromLink(link)}, nil); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("link %s: error %v", link, err)
		}
	}
	th.check(t, 0)
}

func TestOrigin(t *testing.T) {
	c, err := NewClient(WithBaseURL("https://Example.org/v1"))
	if err != nil {
		t.Fatal(err)
	}
	for link, ok := range map[string]bool{
		"https://example.org/v1/x":           true,
		"https://EXAMPLE.org:443/x":          true,
		"/v1/x?a=b":                          true,
		"http://example.org/v1/x":            false,
		"https://example.org:8443/v1/x":      false,
		"https://example.org.evil.test/v1/x": false,
		"https://sub.example.org/v1/x":       false,
		"https://example.org@evil.test/":     false,
		"https://user@example.org/":          false,
		"//evil.test/v1":                     false,
		`https:\\evil.test`:                  false,
	} {
		if _, err := c.checkLink(link); (err == nil) != ok {
			t.Errorf("%s: %v", link, err)
		}
	}
}

func TestTokenSourceErrors(t *testing.T) {
	c := server(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") },
		WithTokenSource(TokenFunc(func(context.Context) (string, error) { return "", errors.New("no credentials") })))
	if err := c.call(testContext(t), opCreate, nil, &sample{}, nil); err == nil || !strings.Contains(err.Error(), "no credentials") {
		t.Errorf("error %v", err)
	}
	for _, tok := range []string{"", "secret\r\nX-A: b"} {
		c = server(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }, WithTokenSource(token(tok)))
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("token %q: error %v", tok, err)
		}
	}
}

// Keys cannot leave their segment, over a real socket.
func TestKeysStayInTheirSegment(t *testing.T) {
	for _, key := range []string{"..", "%2e%2e", "a/b", "../b", "?x", "#", "\x00", "\n", "a b", `\`, "%", "é", ";", "%2F"} {
		var got string
		c := server(t, func(w http.ResponseWriter, r *http.Request) { got = r.RequestURI })
		err := c.call(testContext(t), opPut, nil, nil, nil, key)
		if err == nil && (strings.Count(got, "/") != 4 || !strings.HasPrefix(got, "/v1/samples/") || !strings.HasSuffix(got, "/$value")) {
			t.Errorf("%q: %s", key, got)
		}
		if err != nil && got != "" {
			t.Errorf("%q: error %v after sending %s", key, err, got)
		}
	}
}

// drip answers with an endless body.
func drip(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(status)
		chunk := []byte(strings.Repeat(" ", 64<<10))
		for r.Context().Err() == nil {
			if _, err := w.Write(chunk); err != nil {
				return
			}
		}
	}
}

func TestEndlessBodies(t *testing.T) {
	var e *APIError
	err := server(t, drip(500)).call(testContext(t), opGet, nil, nil, nil, "1")
	if !errors.As(err, &e) || len(e.Body) != maxErrorBody {
		t.Errorf("error %v with %d bytes", err, len(e.Body))
	}
	err = server(t, drip(200), WithMaxResponse(1<<20)).call(testContext(t), opGet, nil, nil, new(sample), "1")
	if err == nil || !strings.Contains(err.Error(), "longer than 1048576 bytes") {
		t.Errorf("error %v", err)
	}
	ctx, cancel := context.WithTimeout(testContext(t), 50*time.Millisecond)
	defer cancel()
	body, err := server(t, drip(200)).stream(ctx, opGet, nil, nil, "1")
	if err == nil {
		_, err = io.Copy(io.Discard, body)
		body.Close()
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stream: error %v", err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(testContext(t))
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(200)
		w.(http.Flusher).Flush()
		cancel()
		<-r.Context().Done()
	})
	if err := c.call(ctx, opGet, nil, nil, new(sample), "1"); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
