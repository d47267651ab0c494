package runtime

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
)

// This file builds requests: their URL, headers and body.

// A request is what the options of a call ask for. What only some options need
// is a function that they set, so that programs without them do not link it.
type request struct {
	query      []param
	queryText  func(r *request, op *Operation, sep byte) (string, error) // nil if there are none
	header     http.Header
	link       func(c *Client) (string, error) // to be fetched instead of the operation's path, nil for none
	onPage     func(nextLink, deltaLink string)
	onResponse func(status int, header http.Header)
	accept     string
	content    func() (content, string, error) // in place of the method's own body, nil if that is sent
	sink       func(body io.Reader) error      // takes the answer's content in place of the result, nil for none
	err        error                           // the first mistake in an option
}

// A param is a query parameter. checked ones must be documented as supported.
type param struct {
	name, value string
	checked     bool
}

func (r *request) set(name, value string, checked bool) {
	r.query = slices.DeleteFunc(r.query, func(p param) bool { return p.name == name })
	r.query = append(r.query, param{name, value, checked})
	r.queryText = (*request).appendix
}

// appendix returns the query string of an URL, beginning with sep.
func (r *request) appendix(op *Operation, sep byte) (string, error) {
	var b strings.Builder
	for _, p := range r.query {
		if p.checked && op.Query != nil && !slices.ContainsFunc(op.Query, func(s string) bool { return strings.EqualFold(s, p.name) }) {
			return "", fmt.Errorf("request option: the documentation lists %s as supported, not %s; WithQuery(%q, …) sends it all the same",
				listed(op.Query), p.name, p.name)
		}
		b.WriteByte(sep)
		b.WriteString(escapeQuery(p.name) + "=" + escapeQuery(p.value))
		sep = '&'
	}
	return b.String(), nil
}

func listed(names []string) string {
	if len(names) == 0 {
		return "no options"
	}
	return strings.Join(names, ", ")
}

// ours lists the headers that the client sets by other means, in canonical form.
var ours = []string{"Authorization", "Connection", "Content-Length", "Host", "Transfer-Encoding"}

func (r *request) setHeader(name, value string) {
	key := http.CanonicalHeaderKey(name)
	switch {
	case !validHeaderName(name):
		r.fail(fmt.Sprintf("header name %q is not allowed", name))
	case !validHeaderValue(value):
		r.fail(fmt.Sprintf("value of header %s has control characters", key))
	case slices.Contains(ours, key):
		r.fail(fmt.Sprintf("header %s cannot be set", key))
	case key == "Prefer":
		r.header.Add(key, value)
	default:
		r.header.Set(key, value)
	}
}

// fail notes a mistake in an option. Options have no result, so it is reported
// when the request is built.
func (r *request) fail(msg string) {
	if r.err == nil {
		r.err = fmt.Errorf("request option: %s", msg)
	}
}

// newRequest applies the options.
func newRequest(opts []RequestOption) (*request, error) {
	r := &request{header: http.Header{}, accept: "application/json"}
	for _, opt := range opts {
		opt(r)
	}
	return r, r.err
}

// url returns where the request goes.
func (r *request) url(c *Client, op *Operation, args []string) (string, error) {
	if r.link != nil {
		return r.link(c)
	}
	path, err := expandPath(op.Path, args)
	if err != nil {
		return "", err
	}
	s := c.base.String() + "/" + strings.TrimPrefix(path, "/")
	if r.queryText != nil {
		sep := byte('?')
		if strings.Contains(path, "?") {
			sep = '&'
		}
		query, err := r.queryText(r, op, sep)
		if err != nil {
			return "", err
		}
		s += query
	}
	return s, c.checkURL(s)
}

// checkURL checks that a built URL lies below the base URL. expandPath and
// escapeQuery see to that; this catches what they might miss.
func (c *Client) checkURL(s string) error {
	u, err := url.Parse(s)
	if err != nil {
		return err
	}
	if originOf(u) != c.origin || u.User != nil || u.Fragment != "" || !strings.HasPrefix(u.EscapedPath(), c.base.EscapedPath()+"/") {
		return fmt.Errorf("%s is not below the base URL", u.Redacted())
	}
	return nil
}

// escapeQuery escapes a name or value of a query. It leaves what OData options
// are full of, so that logs can be read, and writes a blank as %20, because not
// every service reads "+" as one.
func escapeQuery(s string) string {
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		if strings.IndexByte("$,:/()'*@!", s[i]) >= 0 {
			out = append(out, s[i])
		} else {
			out = appendEscaped(out, s[i:i+1])
		}
	}
	return string(out)
}

// build returns the HTTP request and its content, nil for none.
func (c *Client) build(ctx context.Context, op *Operation, r *request, body any, args []string) (*http.Request, content, error) {
	target, err := r.url(c, op, args)
	if err != nil {
		return nil, nil, err
	}
	var content content
	method, contentType := op.Method, ""
	switch {
	case r.link != nil:
		method = http.MethodGet
	case r.content != nil:
		content, contentType, err = r.content()
	case op.send != nil && !isNil(body):
		if c.validate != nil {
			err = c.validate(op, body)
		}
		if err == nil {
			content, contentType, err = op.send(body)
		}
	}
	if err != nil {
		return nil, nil, err
	}
	req, err := http.NewRequestWithContext(ctx, method, target, nil)
	if err != nil {
		return nil, nil, err
	}
	req.Header = r.header.Clone()
	setDefault(req.Header, "Accept", r.accept)
	if contentType != "" {
		setDefault(req.Header, "Content-Type", contentType)
	}
	return req, content, nil
}

func setDefault(h http.Header, name, value string) {
	if h.Get(name) == "" {
		h.Set(name, value)
	}
}

// sendBody returns what a request sends for body, which is not nil: the bytes
// of a reader, else JSON. Operations that take a body refer to it; programs that
// call none of them need not know how values are written and sent.
func sendBody(body any) (rb content, contentType string, err error) {
	if r, ok := body.(io.Reader); ok {
		rb, err := newReplayBody(r)
		return rb, "application/octet-stream", err
	}
	text, err := marshalAny(body)
	if err != nil {
		return nil, "", err
	}
	rb, err = newReplayBody(bytes.NewReader(text))
	return rb, "application/json", err
}

// marshalAny encodes a value of any type that a generated struct may hold.
func marshalAny(x any) ([]byte, error) {
	if raw, ok := x.(json.RawMessage); ok {
		return raw, nil
	}
	p := reflect.New(reflect.TypeOf(x))
	p.Elem().Set(reflect.ValueOf(x))
	var e encoder
	err := e.value(valueTypeOf(p.Type().Elem()), p.UnsafePointer())
	return e.buf, err
}

// isNil reports whether x is nil, or an interface that holds a nil pointer.
func isNil(x any) bool {
	if x == nil {
		return true
	}
	v := reflect.ValueOf(x)
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map:
		return v.IsNil()
	}
	return false
}
