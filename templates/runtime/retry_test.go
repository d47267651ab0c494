package runtime

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// failing returns a client for a server that answers with the statuses in
// order, then 200, and the number of requests it got. A status below 0 stands
// for one with "Retry-After: 0".
func failing(t *testing.T, opts []ClientOption, statuses ...int) (*Client, *atomic.Int32) {
	var n atomic.Int32
	c := server(t, func(w http.ResponseWriter, r *http.Request) {
		i := int(n.Add(1))
		body, _ := io.ReadAll(r.Body)
		if (r.Method == "POST" || r.Method == "PUT") && string(body) != "content" {
			t.Errorf("request %d has the body %q", i, body)
		}
		if i > len(statuses) {
			io.WriteString(w, "{}")
			return
		}
		status := statuses[i-1]
		if status < 0 {
			w.Header().Set("Retry-After", "0")
			status = -status
		}
		w.WriteHeader(status)
	}, opts...)
	return c, &n
}

func TestRetry(t *testing.T) {
	for _, tt := range []struct {
		name     string
		op       *Operation
		statuses []int
		want     int32 // requests
		ok       bool
	}{
		{"GET 429", opGet, []int{429}, 2, true},
		{"GET 503", opGet, []int{503}, 2, true},
		{"GET 504", opGet, []int{504}, 2, true},
		{"GET several", opGet, []int{429, -503, 504}, 4, true},
		{"GET too often", opGet, []int{429, 429, 429, 429}, 4, false},
		{"GET 500", opGet, []int{500}, 1, false},
		{"GET 502", opGet, []int{502}, 1, false},
		{"GET 404", opGet, []int{-404}, 1, false},
		{"PUT 504", opPut, []int{504}, 2, true},
		{"DELETE 503", opDelete, []int{503}, 2, true},
		{"POST 429", opCreate, []int{429}, 2, true},
		{"POST 503, not processed", opCreate, []int{-503}, 2, true},
		{"POST 503, maybe processed", opCreate, []int{503}, 1, false},
		{"POST 504", opCreate, []int{-504}, 1, false},
		{"PATCH 429", opUpdate, []int{429}, 2, true},
		{"PATCH 504", opUpdate, []int{504}, 1, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, n := failing(t, nil, tt.statuses...)
			args := []string{"1"}[:strings.Count(tt.op.Path, "{")]
			err := c.call(testContext(t), tt.op, nil, strings.NewReader("content"), nil, args...)
			if n.Load() != tt.want || (err == nil) != tt.ok {
				t.Errorf("%d requests, %v; want %d, success %v", n.Load(), err, tt.want, tt.ok)
			}
		})
	}
}

func TestRetryBodies(t *testing.T) {
	t.Run("a stream is sent once", func(t *testing.T) {
		c, n := failing(t, nil, 429)
		err := c.call(testContext(t), opCreate, nil, io.MultiReader(strings.NewReader("content")), nil)
		var e *APIError
		if n.Load() != 1 || !errors.As(err, &e) {
			t.Errorf("%d requests, %v", n.Load(), err)
		}
	})
	t.Run("a reader is rewound to where it was", func(t *testing.T) {
		c, n := failing(t, nil, 429, 429)
		r := strings.NewReader("some content")
		r.Seek(5, io.SeekStart)
		if err := c.call(testContext(t), opCreate, nil, r, nil); err != nil || n.Load() != 3 {
			t.Errorf("%d requests, %v", n.Load(), err)
		}
	})
	t.Run("an answer before the body was read", func(t *testing.T) {
		var n atomic.Int32
		c := server(t, func(w http.ResponseWriter, r *http.Request) {
			if n.Add(1) < 3 {
				w.WriteHeader(429)
				return
			}
			if size, _ := io.Copy(io.Discard, r.Body); size != 1<<22 {
				t.Errorf("got %d bytes", size)
			}
		})
		if err := c.call(testContext(t), opCreate, nil, strings.NewReader(strings.Repeat("x", 1<<22)), nil); err != nil {
			t.Error(err)
		}
	})
}

func TestRetryLimits(t *testing.T) {
	t.Run("off", func(t *testing.T) {
		c, n := failing(t, []ClientOption{WithRetry(0, time.Minute)}, 429)
		if err := c.call(testContext(t), opGet, nil, nil, nil, "1"); err == nil || n.Load() != 1 {
			t.Errorf("%d requests, %v", n.Load(), err)
		}
	})
	slow := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", time.Now().Add(time.Hour).UTC().Format(http.TimeFormat))
		w.WriteHeader(429)
	}
	t.Run("longer than the limit", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context()) // a deadline alone would keep it from waiting
		defer cancel()
		defer time.AfterFunc(10*time.Second, cancel).Stop()
		var e *APIError
		err := server(t, slow).call(ctx, opGet, nil, nil, nil, "1")
		if !errors.As(err, &e) || e.RetryAfter < 59*time.Minute || e.RetryAfter > time.Hour || errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	})
	t.Run("longer than the context", func(t *testing.T) {
		var e *APIError
		err := server(t, slow, WithRetry(1, 2*time.Hour)).call(testContext(t), opGet, nil, nil, nil, "1")
		if !errors.As(err, &e) {
			t.Error(err)
		}
	})
	t.Run("cancelled while waiting", func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context()) // a deadline would keep it from waiting
		c := server(t, func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(429)
			time.AfterFunc(10*time.Millisecond, cancel)
		})
		c.backoff = time.Minute
		err := c.call(ctx, opGet, nil, nil, nil, "1")
		var e *APIError
		if !errors.Is(err, context.Canceled) || !errors.As(err, &e) {
			t.Error(err)
		}
	})
}

func TestRetryAfter(t *testing.T) {
	now := time.Date(2021, 1, 1, 0, 0, 0, 0, time.UTC)
	for in, want := range map[string]time.Duration{
		"": 0, "0": 0, " 5 ": 5 * time.Second, "-5": 0, "1.5": 0, "soon": 0, "99999999999999999999": 365 * 24 * time.Hour, "9999999999": 365 * 24 * time.Hour,
		"Fri, 01 Jan 2021 00:00:30 GMT": 30 * time.Second, "Thu, 31 Dec 2020 23:59:00 GMT": 0,
	} {
		if got := retryAfter(http.Header{"Retry-After": {in}}, now); got != want {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

func TestPauseGrows(t *testing.T) {
	c := &Client{retries: 100, maxWait: time.Minute, backoff: time.Second}
	for attempt := range 100 {
		want := min(time.Second<<min(attempt, 10), time.Minute)
		wait, ok := c.pause("GET", 503, 0, false, attempt)
		if !ok || wait < want/2 || wait > want {
			t.Errorf("attempt %d: %v, want between %v and %v", attempt, wait, want/2, want)
		}
	}
}
