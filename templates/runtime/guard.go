package runtime

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// This file keeps secrets where they belong. The token is added by the
// innermost layer that sends a request, and only if that request goes to the
// scheme, host and port of the base URL. So no redirect and no link in an
// answer can carry it elsewhere: the headers that net/http copies to the
// target of a redirect never hold it.

// An origin is the scheme, host and port of a URL, in lower case.
type origin struct{ scheme, host, port string }

func originOf(u *url.URL) origin {
	o := origin{strings.ToLower(u.Scheme), strings.ToLower(u.Hostname()), u.Port()}
	if o.port == "" {
		switch o.scheme {
		case "https":
			o.port = "443"
		case "http":
			o.port = "80"
		}
	}
	return o
}

// isLoopback reports whether host is this machine.
func isLoopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.ToLower(host) == "localhost" || ip != nil && ip.IsLoopback()
}

// guard puts the token and the redirect check into the HTTP client.
func (c *Client) guard() {
	next := c.http.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	c.http.Transport = &tokenTransport{next: next, tokens: c.tokens, origin: c.origin}
	theirs := c.http.CheckRedirect
	c.http.CheckRedirect = func(req *http.Request, via []*http.Request) error {
		if err := c.checkRedirect(req, via); err != nil || theirs == nil {
			return err
		}
		return theirs(req, via)
	}
}

// A tokenTransport adds the token to requests to its origin.
type tokenTransport struct {
	next   http.RoundTripper
	tokens TokenSource
	origin origin
}

// RoundTrip implements http.RoundTripper.
func (t *tokenTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	if t.tokens == nil || originOf(req.URL) != t.origin {
		return t.next.RoundTrip(req)
	}
	token, err := t.tokens.Token(req.Context())
	if err == nil && (token == "" || !validHeaderValue(token)) {
		err = errors.New("the token source returned no usable token")
	}
	if err != nil {
		if req.Body != nil {
			req.Body.Close()
		}
		return nil, fmt.Errorf("get token: %w", err)
	}
	req = req.WithContext(req.Context()) // a copy, of which the header is changed
	req.Header = req.Header.Clone()
	req.Header.Set("Authorization", "Bearer "+token)
	resp, err := t.next.RoundTrip(req)
	if resp != nil {
		resp.Request = req // for withoutToken
	}
	return resp, err
}

// maxRedirects is the limit of net/http.
const maxRedirects = 10

// travels lists the headers that go along to another host. All others may say
// something about the caller.
var travels = []string{"Accept", "Accept-Language", "Range", "User-Agent"}

// checkRedirect decides whether req, the target of a redirect, is fetched. A
// download may lie on another host; anything else that leaves the origin, or
// turns a change into a fetch, is a fault of the server or an attack.
func (c *Client) checkRedirect(req *http.Request, via []*http.Request) error {
	first, last := via[0], via[len(via)-1]
	switch {
	case len(via) >= maxRedirects:
		return fmt.Errorf("stopped after %d redirects", maxRedirects)
	case last.URL.Scheme == "https" && req.URL.Scheme != "https":
		return fmt.Errorf("refused redirect from https to %s", req.URL.Scheme)
	case first.Method != req.Method:
		return fmt.Errorf("refused redirect that turns %s into %s", first.Method, req.Method)
	case originOf(req.URL) == c.origin && originOf(last.URL) == c.origin:
		return nil
	case originOf(req.URL) == c.origin:
		// Another host must not choose what is fetched with the token.
		return fmt.Errorf("refused redirect back from another host, %s", last.URL.Host)
	case req.Method != http.MethodGet && req.Method != http.MethodHead:
		return fmt.Errorf("refused redirect of %s to another host, %s", req.Method, req.URL.Host)
	}
	for name := range req.Header {
		if !slices.Contains(travels, name) {
			req.Header.Del(name)
		}
	}
	return nil
}

// checkLink returns the URL of a link that the server sent and that is going
// to be followed with a token.
func (c *Client) checkLink(link string) (string, error) {
	u, err := c.base.Parse(link)
	if err != nil {
		return "", errors.New("the link is no URL")
	}
	if originOf(u) != c.origin || u.User != nil {
		return "", fmt.Errorf("refused link to %s://%s: the client is for %s://%s", u.Scheme, u.Host, c.base.Scheme, c.base.Host)
	}
	u.Fragment, u.RawFragment = "", ""
	return u.String(), nil
}

// validHeaderName reports whether s is an RFC 9110 token.
func validHeaderName(s string) bool {
	for _, c := range []byte(s) {
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0) {
			return false
		}
	}
	return s != ""
}

// validHeaderValue reports whether s has no control characters: a line break
// would start another header.
func validHeaderValue(s string) bool {
	for _, c := range []byte(s) {
		if c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}
