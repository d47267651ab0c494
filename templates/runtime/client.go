package runtime

import (
	"context"
	"encoding/json"
	"io"
	"iter"
	"net/http"
	"time"
)

// A Client calls the API. It is safe for concurrent use.
type Client struct{ base string }

// A ClientOption configures a Client.
type ClientOption func(*Client) error

// A TokenSource supplies access tokens.
type TokenSource interface {
	Token(ctx context.Context) (string, error)
}

func NewClient(opts ...ClientOption) (*Client, error) { return &Client{base: defaultBaseURL}, nil }

func WithTokenSource(ts TokenSource) ClientOption           { panic("TODO") }
func WithBaseURL(u string) ClientOption                     { panic("TODO") }
func WithHTTPClient(c *http.Client) ClientOption            { panic("TODO") }
func WithTransport(rt http.RoundTripper) ClientOption       { panic("TODO") }
func WithRequestValidation() ClientOption                   { panic("TODO") }
func WithLenientDecoding() ClientOption                     { panic("TODO") }
func WithRetry(max int, maxWait time.Duration) ClientOption { panic("TODO") }
func WithMaxResponse(bytes int64) ClientOption              { panic("TODO") }

// A RequestOption changes one request.
type (
	RequestOption func(*request)
	request       struct{}
)

func Select(names ...string) RequestOption                    { panic("TODO") }
func Expand(names ...string) RequestOption                    { panic("TODO") }
func Filter(expr string) RequestOption                        { panic("TODO") }
func OrderBy(names ...string) RequestOption                   { panic("TODO") }
func Search(expr string) RequestOption                        { panic("TODO") }
func Top(n int) RequestOption                                 { panic("TODO") }
func Skip(n int) RequestOption                                { panic("TODO") }
func Count() RequestOption                                    { panic("TODO") }
func WithQuery(name, value string) RequestOption              { panic("TODO") }
func Header(name, value string) RequestOption                 { panic("TODO") }
func IfMatch(etag string) RequestOption                       { panic("TODO") }
func FromLink(link string) RequestOption                      { panic("TODO") }
func OnPage(f func(nextLink, deltaLink string)) RequestOption { panic("TODO") }

// call sends op with body (nil, a pointer to a generated type, or an
// io.Reader) and decodes the answer into out, a pointer to a generated type or
// nil. args are the arguments of the path's placeholders in order.
func (c *Client) call(ctx context.Context, op *Operation, opts []RequestOption, body, out any, args ...any) error {
	panic("TODO")
}

// callAny is call for a polymorphic result: newT returns the Go type for an
// @odata.type.
func callAny[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...any) (T, error) {
	panic("TODO")
}

// callValue is call for a result that is a single primitive value or an array.
func callValue[T any](ctx context.Context, c *Client, op *Operation, opts []RequestOption, body any, args ...any) (T, error) {
	panic("TODO")
}

// callRaw is call for a result of unknown type.
func (c *Client) callRaw(ctx context.Context, op *Operation, opts []RequestOption, body any, args ...any) (json.RawMessage, error) {
	panic("TODO")
}

// stream is call for a result that is no JSON. The caller closes it.
func (c *Client) stream(ctx context.Context, op *Operation, opts []RequestOption, body any, args ...any) (io.ReadCloser, error) {
	panic("TODO")
}

// A Page is one page of a collection.
type Page[T any] struct {
	Value     []T        `json:"value"`
	NextLink  string     `json:"@odata.nextLink,omitzero"`
	DeltaLink string     `json:"@odata.deltaLink,omitzero"`
	Count     Opt[int64] `json:"@odata.count,omitzero"`
	Extra     Extra      `json:"-"`
}

// list iterates over all items of a collection, page after page. newT is nil
// unless T is polymorphic.
func list[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...any) iter.Seq2[T, error] {
	panic("TODO")
}

// page returns one page of a collection.
func page[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...any) (*Page[T], error) {
	panic("TODO")
}
