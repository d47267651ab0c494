package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
)

// An upload is sent while it is written: the server has its beginning before
// there is an end.
func TestUploadStreams(t *testing.T) {
	arrived := make(chan string, 2)
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		piece := make([]byte, 5)
		io.ReadFull(r.Body, piece)
		arrived <- string(piece)
		rest, _ := io.ReadAll(r.Body)
		arrived <- string(rest)
	})
	ctx := testContext(t)
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, "first")
		select {
		case got := <-arrived:
			io.WriteString(w, "after "+got)
			w.Close()
		case <-ctx.Done():
			w.CloseWithError(errors.New("the server does not see the beginning"))
		}
	}()
	if err := c.call(ctx, opPut, nil, r, nil, "1"); err != nil {
		t.Fatal(err)
	}
	if got := <-arrived; got != "after first" {
		t.Errorf("got %q", got)
	}
}

// An upload whose source fails is not a shorter upload.
func TestUploadFails(t *testing.T) {
	torn := errors.New("the disk is gone")
	got := make(chan error, 1)
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		_, err := io.Copy(io.Discard, r.Body)
		got <- err
	})
	r, w := io.Pipe()
	go func() {
		io.WriteString(w, "some")
		w.CloseWithError(torn)
	}()
	if err := c.call(testContext(t), opPut, nil, r, nil, "1"); !errors.Is(err, torn) {
		t.Errorf("error %v", err)
	}
	if err := <-got; err == nil {
		t.Error("the server took the beginning for the whole")
	}
}

// A server that refuses an upload early ends it.
func TestUploadRefused(t *testing.T) {
	c := server(t, rawAnswer("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
	r, w := io.Pipe()
	defer w.Close()
	var e *APIError
	if err := c.call(testContext(t), opPut, nil, r, nil, "1"); !errors.As(err, &e) || e.StatusCode != 413 {
		t.Errorf("error %v", err)
	}
}

// When an upload ends, whatever the reason, nothing goes on reading its source.
func TestInterruptible(t *testing.T) {
	for name, end := range map[string]func(*sentBody, context.CancelFunc){
		"closed":    func(b *sentBody, _ context.CancelFunc) { b.Close() },
		"cancelled": func(_ *sentBody, cancel context.CancelFunc) { cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { // fails if a goroutine is left
				ctx, cancel := context.WithCancel(t.Context())
				defer cancel()
				rb, err := newReplayBody(io.MultiReader(neverEnding{}))
				if err == nil {
					err = rb.rewind(ctx)
				}
				if err != nil {
					t.Fatal(err)
				}
				if n, err := rb.sent.Read(make([]byte, 5)); n != 5 || err != nil {
					t.Errorf("read %d bytes, %v", n, err)
				}
				end(rb.sent, cancel)
				synctest.Wait()
				if _, err := io.Copy(io.Discard, rb.sent); err == nil {
					t.Error("the end looks like that of the source")
				}
			})
		})
	}
}

// neverEnding is a source without end.
type neverEnding struct{}

func (neverEnding) Read(p []byte) (int, error) { return len(p), nil }

// A download can be read while the server still writes.
func TestDownloadStreams(t *testing.T) {
	read := make(chan struct{})
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "first")
		w.(http.Flusher).Flush()
		select {
		case <-read:
			io.WriteString(w, " second")
		case <-r.Context().Done():
		}
	})
	body, err := c.stream(testContext(t), opGet, nil, nil, "1")
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	piece := make([]byte, 5)
	if _, err := io.ReadFull(body, piece); err != nil {
		t.Fatal(err)
	}
	close(read)
	if rest, err := io.ReadAll(body); string(piece)+string(rest) != "first second" || err != nil {
		t.Errorf("%s, %s, %v", piece, rest, err)
	}
}

// roundTripper is a function that is an http.RoundTripper.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Whatever sends requests sees all of them as they are sent, repetitions too,
// and needs no network.
func TestAnyRoundTripper(t *testing.T) {
	for name, with := range map[string]func(http.RoundTripper) ClientOption{
		"WithTransport":  WithTransport,
		"WithHTTPClient": func(rt http.RoundTripper) ClientOption { return WithHTTPClient(&http.Client{Transport: rt}) },
	} {
		seen := ""
		rt := roundTripper(func(r *http.Request) (*http.Response, error) {
			seen += fmt.Sprintln(r.Method, r.URL, r.Header.Get("Authorization"))
			status := 200
			if strings.Count(seen, "\n") == 1 {
				status = 429
			}
			return &http.Response{StatusCode: status, Body: io.NopCloser(strings.NewReader(`{"str":"a"}`))}, nil
		})
		c, err := NewClient(WithBaseURL("https://example.org/v1"), WithTokenSource(token("secret")), with(rt))
		if err != nil {
			t.Fatal(err)
		}
		c.backoff = 1
		var out sample
		err = c.call(testContext(t), opGet, nil, nil, &out, "1")
		if want := strings.Repeat("GET https://example.org/v1/samples/1 Bearer secret\n", 2); err != nil || seen != want || out.Str.Or("") != "a" {
			t.Errorf("%s: sent\n%s, got %v, %v", name, seen, out.Str, err)
		}
	}
}
