package runtime

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// This file sends requests and repeats them when the server asks for it. Only
// what cannot do harm is repeated: after 429 and after 503 with Retry-After the
// server did not process the request; after other 503 and 504 it may have, so
// only methods are repeated that may be executed twice.

// send sends a request until it succeeds or must not be repeated. The caller
// closes the body of the response, whose status is 2xx.
func (c *Client) send(op *Operation, req *http.Request, body content) (*http.Response, error) {
	ctx := req.Context()
	for attempt := 0; ; attempt++ {
		if err := attach(req, body); err != nil {
			return nil, err
		}
		resp, err := c.http.Do(req)
		if err != nil {
			return nil, err
		}
		if resp.StatusCode/100 == 2 {
			return resp, nil
		}
		apiErr := newAPIError(op, resp)
		wait, again := c.pause(req.Method, resp.StatusCode, apiErr.RetryAfter, resp.Header.Get("Retry-After") != "", attempt)
		if !again || body != nil && !body.again() || tooLate(ctx, wait) {
			return nil, apiErr
		}
		if err := sleep(ctx, wait); err != nil {
			return nil, fmt.Errorf("%w while waiting to repeat the request after: %w", err, apiErr)
		}
	}
}

// attach sets the body of req to content, which is nil for none.
func attach(req *http.Request, c content) (err error) {
	if c == nil {
		return nil
	}
	if req.Body, req.ContentLength, err = c.open(req.Context()); err == nil && c.again() {
		// For redirects that keep the method, 307 and 308.
		req.GetBody = func() (io.ReadCloser, error) {
			b, _, err := c.open(req.Context())
			return b, err
		}
	}
	return err
}

// pause returns how long to wait before a request is repeated, and whether it
// may be.
func (c *Client) pause(method string, status int, after time.Duration, asked bool, attempt int) (time.Duration, bool) {
	repeatable := method == http.MethodGet || method == http.MethodHead || method == http.MethodPut || method == http.MethodDelete
	switch {
	case attempt >= c.retries:
		return 0, false
	case status == http.StatusTooManyRequests:
	case status == http.StatusServiceUnavailable && (asked || repeatable):
	case status == http.StatusGatewayTimeout && repeatable:
	default:
		return 0, false
	}
	if asked {
		// A little more than asked for, and not the same for all clients.
		return after + rand.N(c.backoff/2+1), after <= c.maxWait
	}
	wait := min(c.backoff<<min(attempt, 20), c.maxWait)
	return wait/2 + rand.N(wait/2+1), true
}

// retryAfter returns the pause that the header asks for: seconds or a date. It
// is 0 if there is none or it lies in the past.
func retryAfter(h http.Header, now time.Time) time.Duration {
	s := strings.TrimSpace(h.Get("Retry-After"))
	if n, err := strconv.ParseUint(s, 10, 64); err == nil || errors.Is(err, strconv.ErrRange) {
		const year = 365 * 24 * 3600
		return time.Duration(min(n, year)) * time.Second
	}
	t, err := http.ParseTime(s)
	if err != nil {
		return 0
	}
	return max(0, t.Sub(now))
}

// tooLate reports whether the context ends before the pause does.
func tooLate(ctx context.Context, wait time.Duration) bool {
	deadline, ok := ctx.Deadline()
	return ok && time.Until(deadline) < wait
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// content is what a request sends.
type content interface {
	open(ctx context.Context) (body io.ReadCloser, size int64, err error) // size is -1 if unknown
	again() bool                                                          // reports whether it can be opened again
}

// A replayBody is content that can be sent again if its source can be rewound.
type replayBody struct {
	r      io.Reader
	seeker io.Seeker // nil if r cannot be rewound
	start  int64
	size   int64 // -1 if unknown
	sent   *sentBody
}

func newReplayBody(r io.Reader) (*replayBody, error) {
	b := &replayBody{r: r, size: -1}
	s, ok := r.(io.Seeker)
	if !ok {
		return b, nil
	}
	start, err := s.Seek(0, io.SeekCurrent)
	if err != nil {
		return b, nil // e.g. a pipe, which is an *os.File too
	}
	end, err := s.Seek(0, io.SeekEnd)
	if err != nil {
		return b, nil
	}
	if _, err := s.Seek(start, io.SeekStart); err != nil {
		return nil, fmt.Errorf("rewind the request body: %w", err)
	}
	b.seeker, b.start, b.size = s, start, end-start
	return b, nil
}

func (b *replayBody) again() bool { return b.seeker != nil }

// open returns a body that starts at the beginning. The transport may still read
// from the one before after it has returned a response, so open waits until it
// has closed that.
func (b *replayBody) open(ctx context.Context) (io.ReadCloser, int64, error) {
	if err := b.rewind(ctx); err != nil {
		return nil, 0, err
	}
	if b.size == 0 {
		b.sent.Close()
		return http.NoBody, 0, nil
	}
	return b.sent, b.size, nil
}

// rewind makes b.sent a body that starts at the beginning.
func (b *replayBody) rewind(ctx context.Context) error {
	if b.sent != nil {
		select {
		case <-b.sent.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if _, err := b.seeker.Seek(b.start, io.SeekStart); err != nil {
			return fmt.Errorf("rewind the request body: %w", err)
		}
	}
	b.sent = &sentBody{r: b.r, done: make(chan struct{})}
	if b.seeker == nil {
		b.sent.r = &interruptible{ctx: ctx, source: b.r}
	}
	return nil
}

// A sentBody tells when the transport is done with it. It does not close its
// source: that belongs to the caller.
type sentBody struct {
	r    io.Reader
	once sync.Once
	done chan struct{}
}

func (b *sentBody) Read(p []byte) (int, error) { return b.r.Read(p) }

// Close notes that nothing reads from the body any more.
func (b *sentBody) Close() error {
	b.once.Do(func() {
		if i, ok := b.r.(*interruptible); ok {
			i.end(io.ErrClosedPipe)
		}
		close(b.done)
	})
	return nil
}

// An interruptible reads what its source reads until ctx ends. A source may
// block for ever, such as a pipe that nobody writes to, and a transport waits
// for its reads whatever the context says. So another goroutine reads; it ends
// as soon as the source lets it.
type interruptible struct {
	ctx    context.Context
	source io.Reader
	once   sync.Once
	r      *io.PipeReader
	w      *io.PipeWriter
}

// Read implements io.Reader. Its first call starts the reading.
func (i *interruptible) Read(p []byte) (int, error) {
	i.once.Do(func() {
		i.r, i.w = io.Pipe()
		stop := context.AfterFunc(i.ctx, func() { i.w.CloseWithError(i.ctx.Err()) })
		go func() {
			defer stop()
			_, err := io.Copy(i.w, i.source)
			i.w.CloseWithError(err)
		}()
	})
	if i.r == nil {
		return 0, io.ErrClosedPipe
	}
	return i.r.Read(p)
}

// end makes reads fail with err, the first too.
func (i *interruptible) end(err error) {
	i.once.Do(func() {})
	if i.w != nil {
		i.w.CloseWithError(err)
	}
}
