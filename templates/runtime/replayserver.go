package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// This file is copied as a test. It is the server that examples are replayed
// against: it checks that the documented request arrives and gives the
// documented answer.

// A replayServer answers one call at a time.
type replayServer struct {
	url             string
	strict, lenient *Client
	mu              sync.Mutex
	call            *replayCall
}

// A replayCall is the exchange that the server expects.
type replayCall struct {
	op     *Operation
	ex     replayExample
	args   *replayArgs
	items  bool // the call iterates: there is no next page
	bytes  bool // the result is no JSON
	answer []byte
	seen   int // requests
	errs   []error
}

const (
	replayRoot  = "/replay/v1"  // path of the service root
	replayToken = "example"     // what the client sends as its token
	replayMoved = "/redirected" // where redirects lead
)

// newReplayServer starts a server that ends with the test.
func newReplayServer(t *testing.T) *replayServer {
	s := new(replayServer)
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	s.url = server.URL
	here := func(req *http.Request) (*http.Response, error) {
		if "http://"+req.URL.Host != s.url {
			return nil, fmt.Errorf("the client calls %s", req.URL)
		}
		return server.Client().Transport.RoundTrip(req)
	}
	opts := []ClientOption{
		WithBaseURL(s.url + replayRoot), WithTransport(replayTransport(here)), WithRetry(0, 0),
		WithTokenSource(TokenFunc(func(context.Context) (string, error) { return replayToken, nil })),
		// Which rules an example breaks is compared apart from sending it.
		func(c *Client) error { c.validate = nil; return nil },
	}
	for _, c := range []struct {
		client **Client
		opts   []ClientOption
	}{{&s.strict, opts}, {&s.lenient, append(opts, WithLenientDecoding())}} {
		var err error
		if *c.client, err = NewClient(c.opts...); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

type replayTransport func(*http.Request) (*http.Response, error)

func (f replayTransport) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// ServeHTTP checks a request and answers as the example does.
func (s *replayServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	call := s.call
	call.seen++
	if r.URL.Path == replayMoved {
		if call.bytes {
			_, _ = io.WriteString(w, replayMoved)
		} else {
			w.WriteHeader(http.StatusNoContent)
		}
		return
	}
	if err := call.request(r); err != nil {
		call.errs = append(call.errs, err)
	}
	if resp := call.ex.Response; resp == nil {
		w.WriteHeader(http.StatusNoContent)
	} else {
		call.respond(w, resp)
	}
}

// request compares what arrived with the example.
func (call *replayCall) request(r *http.Request) error {
	var errs []error
	path, err := replayPath(call.op.Path, call.args.texts)
	if err != nil {
		errs = append(errs, err)
	}
	if r.Method != call.op.Method || r.URL.Path != replayRoot+path {
		errs = append(errs, fmt.Errorf("the client sends %s %s, want %s %s", r.Method, r.URL.Path, call.op.Method, replayRoot+path))
	}
	if got, want := replayQuery(r.URL.RawQuery), call.query(); !slices.Equal(got, want) {
		errs = append(errs, fmt.Errorf("the client sends the query %q, want %q", got, want))
	}
	if got := r.Header.Get("Authorization"); got != "Bearer "+replayToken {
		errs = append(errs, fmt.Errorf("the client sends the authorization %q", got))
	}
	body, err := io.ReadAll(r.Body)
	return errors.Join(append(errs, err, call.sameHeaders(r.Header), call.sameBody(body))...)
}

// replayPath puts texts into the placeholders of a template and decodes the
// rest: the path as the server reads it.
func replayPath(template string, texts []string) (string, error) {
	var b strings.Builder
	for quoted := false; template != ""; {
		if end := strings.IndexByte(template, '}'); template[0] == '{' && end > 0 {
			if len(texts) == 0 {
				return "", errors.New("the example has too few arguments")
			}
			text := texts[0]
			if quoted {
				text = strings.ReplaceAll(text, "'", "''")
			}
			b.WriteString(text)
			template, texts = template[end+1:], texts[1:]
			continue
		}
		quoted = quoted != (template[0] == '\'')
		end := strings.IndexAny(template[1:], "{'") + 1
		if end == 0 {
			end = len(template)
		}
		text, err := url.PathUnescape(template[:end])
		if err != nil {
			return "", err
		}
		b.WriteString(text)
		template = template[end:]
	}
	return b.String(), nil
}

// query returns what the query must hold, sorted.
func (call *replayCall) query() []string {
	var out []string
	for _, q := range slices.Concat(call.ex.Query, call.ex.Fixed) {
		out = append(out, q[0]+"="+q[1])
	}
	slices.Sort(out)
	return out
}

// replayQuery returns the parameters of a query, decoded and sorted.
func replayQuery(raw string) []string {
	var out []string
	for pair := range strings.SplitSeq(raw, "&") {
		if text, err := url.PathUnescape(pair); err == nil && pair != "" {
			out = append(out, text)
		} else if err != nil {
			out = append(out, pair)
		}
	}
	slices.Sort(out)
	return out
}

// sameHeaders compares the headers of a request with the example's.
func (call *replayCall) sameHeaders(got http.Header) error {
	want := http.Header{}
	for _, h := range call.ex.headers() {
		if name := http.CanonicalHeaderKey(h[0]); name == "Prefer" {
			want.Add(name, h[1])
		} else {
			want.Set(name, h[1])
		}
	}
	for name, values := range want {
		have := strings.Join(got.Values(name), ", ")
		if w := strings.Join(values, ", "); strings.TrimSpace(w) != strings.TrimSpace(have) {
			return fmt.Errorf("the client sends the header %s: %s, want %s", name, have, w)
		}
	}
	return nil
}

// sameBody compares the body of a request with the example's.
func (call *replayCall) sameBody(got []byte) error {
	want, isJSON := call.ex.Request.body()
	if isJSON && len(got) > 0 {
		if err := sameJSON(want, got); err != nil {
			return fmt.Errorf("the client's request %w", err)
		}
		return nil
	}
	if !bytes.Equal(got, want) && (len(got) > 0 || sameJSON(want, []byte("{}")) != nil) {
		return fmt.Errorf("the client sends the body %q, want %q", got, want)
	}
	return nil
}

// respond gives the example's answer.
func (call *replayCall) respond(w http.ResponseWriter, resp *replayMessage) {
	transport := []string{"Connection", "Content-Encoding", "Content-Length", "Date", "Keep-Alive", "Trailer", "Transfer-Encoding"}
	for _, h := range resp.Header {
		if name := http.CanonicalHeaderKey(h[0]); !slices.Contains(transport, name) && validHeaderName(h[0]) && validHeaderValue(h[1]) {
			w.Header().Add(name, h[1])
		}
	}
	status := resp.Status
	if status == 0 {
		status = http.StatusOK
	}
	if status/100 == 3 {
		w.Header().Set("Location", replayMoved)
	}
	body := call.answer
	if call.items {
		body = withoutNext(body)
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	if status == http.StatusNoContent || status == http.StatusNotModified {
		w.Header().Del("Content-Length")
		body = nil
	}
	w.WriteHeader(status)
	_, _ = w.Write(body)
}

// withoutNext returns a page that is the last one.
func withoutNext(body []byte) []byte {
	var page map[string]json.RawMessage
	if json.Unmarshal(body, &page) != nil || page["@odata.nextLink"] == nil {
		return body
	}
	delete(page, "@odata.nextLink")
	out, err := json.Marshal(page)
	if err != nil {
		return body
	}
	return out
}
