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
	"strconv"
	"strings"
)

// This file builds requests: the options of one call, its URL, headers and
// body.

// A RequestOption changes one call.
type RequestOption func(*request)

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

// Select asks for the named properties only ($select).
func Select(names ...string) RequestOption { return listOption("$select", names) }

// Expand asks for related entities to be included ($expand).
func Expand(names ...string) RequestOption { return listOption("$expand", names) }

// OrderBy sorts a collection ($orderby), e.g. by "name" or "createdDateTime desc".
func OrderBy(names ...string) RequestOption { return listOption("$orderby", names) }

func listOption(name string, values []string) RequestOption {
	return func(r *request) {
		if len(values) > 0 {
			r.set(name, strings.Join(values, ","), true)
		}
	}
}

// Filter restricts a collection ($filter), e.g. to "startswith(name,'a')". A
// string in the expression stands between single quotes; [Quote] writes it.
func Filter(expr string) RequestOption {
	return func(r *request) { r.set("$filter", expr, true) }
}

// Quote returns s as a string literal of a filter expression.
func Quote(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Search searches a collection ($search). The expression is sent as it is; most
// services want it, or each of its parts, in double quotes. The request gets
// the header "ConsistencyLevel: eventual".
func Search(expr string) RequestOption {
	return func(r *request) {
		r.set("$search", expr, true)
		r.setHeader("ConsistencyLevel", "eventual")
	}
}

// Top sets how many items a page has ($top).
func Top(n int) RequestOption {
	return func(r *request) { r.set("$top", strconv.Itoa(n), true) }
}

// Skip leaves out the first n items ($skip).
func Skip(n int) RequestOption {
	return func(r *request) { r.set("$skip", strconv.Itoa(n), true) }
}

// Count asks for the total number of items ($count), which is then in
// Page.Count. The request gets the header "ConsistencyLevel: eventual".
func Count() RequestOption {
	return func(r *request) {
		r.set("$count", "true", true)
		r.setHeader("ConsistencyLevel", "eventual")
	}
}

// WithQuery sets a query parameter. Unlike the options for single parameters
// it also sets those that the documentation does not list for the operation.
func WithQuery(name, value string) RequestOption {
	return func(r *request) {
		if name == "" {
			r.fail("query parameter without a name")
		}
		r.set(name, value, false)
	}
}

// WithBody sends body in place of the method's own argument, which may be nil
// then, e.g. a mail in MIME format where the operation takes JSON as well. The
// content is not validated.
func WithBody(contentType string, body io.Reader) RequestOption {
	return func(r *request) {
		if !validHeaderValue(contentType) || contentType == "" || body == nil {
			r.fail("a body without content or with a content type that is none")
		}
		r.content = func() (content, string, error) {
			b, err := newReplayBody(body)
			return b, contentType, err
		}
	}
}

// CopyTo writes the content of a successful answer to w as it comes, in place
// of decoding it, e.g. a report for which CSV was asked for where the operation
// returns JSON otherwise. The method returns an empty result.
func CopyTo(w io.Writer) RequestOption {
	return func(r *request) {
		if w == nil {
			r.fail("no writer for the answer")
		}
		r.accept = "*/*"
		r.sink = func(body io.Reader) error {
			if _, err := io.Copy(w, body); err != nil {
				return fmt.Errorf("copy the answer: %w", err)
			}
			return nil
		}
	}
}

// Header sets a request header. It replaces the client's own Accept and
// Content-Type; several Prefer headers are sent together. Authorization is for
// the TokenSource.
func Header(name, value string) RequestOption {
	return func(r *request) { r.setHeader(name, value) }
}

// IfMatch makes a change conditional on the entity tag.
func IfMatch(etag string) RequestOption { return Header("If-Match", etag) }

// FromLink fetches the page or changes at a next or delta link of an earlier
// Page, instead of the operation's first page. Query options are not sent: the
// link holds them. It must lead to the client's host.
func FromLink(link string) RequestOption {
	return func(r *request) {
		r.link = func(c *Client) (string, error) { return c.checkLink(link) }
	}
}

// OnPage calls f for each page that is fetched, before its items are used.
// Either link may be "".
func OnPage(f func(nextLink, deltaLink string)) RequestOption {
	return func(r *request) { r.onPage = f }
}

// OnResponse calls f with status and headers of each successful response, e.g.
// for the Location of a long-running operation.
func OnResponse(f func(status int, header http.Header)) RequestOption {
	return func(r *request) { r.onResponse = f }
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
