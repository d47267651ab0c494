package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
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

// tlsServer is server with https.
func tlsServer(t *testing.T, h http.HandlerFunc) *Client {
	t.Helper()
	s := httptest.NewTLSServer(h)
	t.Cleanup(s.Close)
	c, err := NewClient(WithBaseURL(s.URL+"/v1"), WithTokenSource(token("secret")), WithHTTPClient(s.Client()))
	if err != nil {
		t.Fatal(err)
	}
	return c
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
			args := []string{"1"}[:strings.Count(op.Path, "{")]
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
	t.Run("back from another host", func(t *testing.T) {
		home := ""
		away := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, home+"/v1/secrets", http.StatusFound)
		}))
		t.Cleanup(away.Close)
		c := server(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/v1/secrets" {
				t.Error("another host chose what is fetched with the token")
			}
			home = "http://" + r.Host
			http.Redirect(w, r, away.URL, http.StatusFound)
		})
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil {
			t.Error("no error")
		}
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
	if last == nil || strings.Contains(last.Error(), "secret") {
		t.Errorf("a next link elsewhere: error %v", last)
	}
	p, err := page[*sample](testContext(t), c, opList, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, link := range []string{p.NextLink, p.DeltaLink, "//" + strings.TrimPrefix(th.URL, "http://") + "/delta", "https" + strings.TrimPrefix(c.base.String(), "http")} {
		if _, err := page[*sample](testContext(t), c, opList, nil, []RequestOption{FromLink(link)}, nil); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("link %s: error %v", link, err)
		}
	}
	th.check(t, 0)
}

// The Location of an accepted or created answer is not followed; a caller who
// follows it with FromLink gets an error.
func TestTokenStaysHomeOnLocation(t *testing.T) {
	th := newThief(t)
	for _, status := range []int{200, 201, 202, 204} {
		c := server(t, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Location", th.URL+"/operations/1")
			w.WriteHeader(status)
		})
		location := ""
		opt := OnResponse(func(_ int, h http.Header) { location = h.Get("Location") })
		if err := c.call(testContext(t), opCreate, []RequestOption{opt}, &sample{}, nil); err != nil || location == "" {
			t.Errorf("%d: location %q, error %v", status, location, err)
		}
		if err := c.call(testContext(t), opGet, []RequestOption{FromLink(location)}, nil, new(sample), "1"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%d: error %v", status, err)
		}
	}
	th.check(t, 0)
}

// Neither a redirect nor a link leads from https to http, on the own host
// either: whoever listens on the way would read the token.
func TestDowngradeRefused(t *testing.T) {
	th := newThief(t)
	for _, status := range []int{301, 302, 307, 308} {
		for _, op := range []*Operation{opList, opCreate} {
			c := tlsServer(t, func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Location", th.URL)
				w.WriteHeader(status)
			})
			if err := c.call(testContext(t), op, nil, nil, nil); err == nil || !strings.Contains(err.Error(), "from https to http") {
				t.Errorf("%d %s: error %v", status, op.Method, err)
			}
		}
	}
	c := tlsServer(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, `{"value":[],"@odata.nextLink":"http://`+r.Host+`/v1/samples"}`)
	})
	var last error
	for _, err := range list[*sample](testContext(t), c, opList, nil, nil, nil) {
		last = err
	}
	if last == nil || !strings.Contains(last.Error(), "refused link to http://") {
		t.Errorf("next link: error %v", last)
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
	for _, tok := range []StaticToken{"", "secret\r\nX-A: b"} {
		c = server(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }, WithTokenSource(tok))
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("token %q: error %v", tok, err)
		}
	}
}

// Arguments cannot leave their place, over a real socket: what arrives reads
// back as what was given, or nothing is sent.
func TestArgumentsStayInTheirPlace(t *testing.T) {
	for _, tt := range []struct {
		path    string
		before  string
		after   string
		refused []string
	}{
		{"/samples/{id}/$value", "/v1/samples/", "/$value", []string{"..", "../b", "\x00", "\n", "", "$ref"}},
		{"/samples/f(a='{a}',b=1)/end", "/v1/samples/f(a='", "',b=1)/end", []string{"../b", "\x00", "\n"}},
		{"/samples/f(a={a},b=1)/end", "/v1/samples/f(a=", ",b=1)/end", []string{"a/b", "../b", "\x00", "\n", "", "?x", `\`, ";", "1,c=2", "1)/x", "'"}},
		{"/samples/root:/{p}:/end", "/v1/samples/root:/", ":/end", []string{"..", "../b", "\x00", "\n", "", `\`}},
	} {
		op := &Operation{Name: "samples.x", Method: "GET", Path: tt.path}
		for _, arg := range []string{"..", "../b", "\x00", "\n", "", "$ref", "%2e%2e", "a/b", "?x", "#", "a b", `\`, "%", "é", ";", "%2F", "%00", "1,c=2", "1)/x", "'"} {
			got := ""
			c := server(t, func(_ http.ResponseWriter, r *http.Request) { got = r.RequestURI })
			err := c.call(testContext(t), op, nil, nil, nil, arg)
			if slices.Contains(tt.refused, arg) {
				if err == nil || got != "" {
					t.Errorf("%s, %q: error %v after sending %s", tt.path, arg, err, got)
				}
				continue
			}
			rest, ok1 := strings.CutPrefix(got, tt.before)
			rest, ok2 := strings.CutSuffix(rest, tt.after)
			text, uerr := url.PathUnescape(rest)
			if strings.Contains(tt.path, "'") {
				text = strings.ReplaceAll(text, "''", "'")
			}
			if err != nil || !ok1 || !ok2 || uerr != nil || text != arg || strings.ContainsAny(rest, "?#") ||
				strings.Contains(rest, "/") && !strings.Contains(tt.path, ":/") {
				t.Errorf("%s, %q: sent %s, error %v", tt.path, arg, got, err)
			}
		}
	}
}
