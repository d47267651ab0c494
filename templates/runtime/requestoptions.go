package runtime

import (
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
)

// This file has the options of one call.

// A RequestOption changes one call.
type RequestOption func(*request)

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
