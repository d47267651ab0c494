package runtime

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// This file holds the client and what configures it.

// A Client calls the API. Its methods are the services, one for each first
// segment of a documented path. It is safe for concurrent use.
type Client struct {
	base     *url.URL // without trailing slash, query and fragment
	origin   origin   // of base
	http     *http.Client
	tokens   TokenSource                         // nil for none
	validate func(op *Operation, body any) error // nil: bodies are not checked
	lenient  bool
	retries  int
	maxWait  time.Duration
	backoff  time.Duration // wait before the first repetition
	maxBody  int64
}

// A TokenSource supplies access tokens. Token is called once for each request
// that is sent, so it should keep the token until it expires. The token goes
// to the host of the base URL and to no other.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

// TokenFunc is a function that is a TokenSource.
type TokenFunc func(ctx context.Context) (string, error)

// Token calls f.
func (f TokenFunc) Token(ctx context.Context) (string, error) { return f(ctx) }

// A StaticToken is a TokenSource for a token that somebody else got, such as a
// command line tool: it is used as it is, until it expires.
type StaticToken string

// Token returns t.
func (t StaticToken) Token(context.Context) (string, error) { return string(t), nil }

// String hides the token from logs.
func (StaticToken) String() string { return "[token]" }

// GoString hides the token from logs.
func (StaticToken) GoString() string { return "[token]" }

// Defaults of the client options.
const (
	defaultRetries = 3
	defaultMaxWait = time.Minute
	defaultBackoff = 500 * time.Millisecond
	defaultMaxBody = 256 << 20
)

// A ClientOption configures a Client.
type ClientOption func(*Client) error

// NewClient returns a client. Without options it calls the documented service
// root with http.DefaultTransport and sends no token.
func NewClient(opts ...ClientOption) (*Client, error) {
	c := &Client{
		http:    &http.Client{},
		retries: defaultRetries,
		maxWait: defaultMaxWait,
		backoff: defaultBackoff,
		maxBody: defaultMaxBody,
	}
	for _, opt := range append(defaultOptions(), opts...) {
		if err := opt(c); err != nil {
			return nil, fmt.Errorf("new client: %w", err)
		}
	}
	if c.tokens != nil && c.base.Scheme != "https" && !isLoopback(c.base.Hostname()) {
		return nil, fmt.Errorf("new client: %s://%s would receive tokens in the clear: use https", c.base.Scheme, c.base.Host)
	}
	c.guard()
	return c, nil
}

// WithTokenSource sets where access tokens come from.
func WithTokenSource(ts TokenSource) ClientOption {
	return func(c *Client) error {
		c.tokens = ts
		return nil
	}
}

// WithBaseURL sets the service root, e.g. that of a national cloud
// ([Cloud].BaseURL) or of a test server, with its version segment. It must be https if a token is to be sent,
// unless the host is this machine.
func WithBaseURL(base string) ClientOption {
	return func(c *Client) error {
		u, err := url.Parse(strings.TrimRight(base, "/"))
		if err != nil {
			return fmt.Errorf("base URL: %w", err)
		}
		if u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.ForceQuery || u.Fragment != "" {
			return fmt.Errorf("base URL %q: want https://host/path", u.Redacted())
		}
		c.base, c.origin = u, originOf(u)
		return nil
	}
}

// WithHTTPClient sets the client that sends the requests. It is copied: its
// transport, cookies, timeout and redirect check are used.
func WithHTTPClient(hc *http.Client) ClientOption {
	return func(c *Client) error {
		if hc == nil {
			return errors.New("HTTP client is nil")
		}
		h := *hc
		c.http = &h
		return nil
	}
}

// WithTransport sets what sends the requests, e.g. for tracing or tests. A
// WithHTTPClient after it replaces it.
func WithTransport(rt http.RoundTripper) ClientOption {
	return func(c *Client) error {
		c.http.Transport = rt
		return nil
	}
}

// WithLenientDecoding puts members that do not fit their documented type into
// Extra; without it they are a DecodeError.
func WithLenientDecoding() ClientOption {
	return func(c *Client) error {
		c.lenient = true
		return nil
	}
}

// WithRetry sets how often a request is repeated at most after the server
// asked for it (429, 503, 504), and how long the client waits at most before
// each. If the server wants a longer pause, the call fails at once. The
// default is 3 times and a minute; 0 switches repeating off.
func WithRetry(max int, maxWait time.Duration) ClientOption {
	return func(c *Client) error {
		if max < 0 || maxWait < 0 {
			return errors.New("retry: negative limit")
		}
		c.retries, c.maxWait = max, maxWait
		return nil
	}
}

// WithMaxResponse sets how many bytes of a response are decoded at most; a
// longer one is an error. The default is 256 MiB. Streams have no limit.
func WithMaxResponse(bytes int64) ClientOption {
	return func(c *Client) error {
		if bytes <= 0 {
			return errors.New("response limit: want a positive number")
		}
		c.maxBody = bytes
		return nil
	}
}
