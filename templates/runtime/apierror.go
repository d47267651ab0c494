package runtime

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// This file turns error answers into errors. Servers, gateways and proxies
// answer in many forms, so nothing is taken for granted: whatever is not where
// it should be stays empty.

// An APIError is an error answer of the server.
type APIError struct {
	Operation  *Operation // that was called
	StatusCode int        // e.g. 404
	Code       string     // e.g. "ResourceNotFound"; "" if the server gives none
	Message    string     // for developers; "" if the server gives none
	// Inner holds the nested inner errors, outermost first, then the details.
	Inner     []InnerError
	RequestID string // to be given to the service's support, "" if unknown
	// RetryAfter is the pause the server asks for, 0 if it does not.
	RetryAfter time.Duration
	// Needs says, after 403, which scopes the documentation names for the
	// operation.
	Needs []PermissionSet
	// Unavailable is set where the documentation explains the answer: it says
	// that the operation is not available in this cloud, the one that was called.
	Unavailable *Cloud
	Header      http.Header // of the response
	Body        []byte      // of the response, at most its first 64 KiB
}

// An InnerError is a cause or a detail of an APIError.
type InnerError struct {
	Code    string // e.g. "MailboxNotFound", "" if there is none
	Message string // for developers, "" if there is none
	Target  string // what it is about, e.g. a member of the request, "" if unknown
}

// maxErrorBody is how much of an error answer is read.
const maxErrorBody = 64 << 10

// Error returns operation, status, code, message and request id on one line.
func (e *APIError) Error() string {
	var b strings.Builder
	if e.Operation != nil {
		b.WriteString(e.Operation.Name + ": ")
	}
	fmt.Fprintf(&b, "%d %s", e.StatusCode, http.StatusText(e.StatusCode))
	if e.Code != "" {
		b.WriteString(": " + oneLine(e.Code))
	}
	if e.Message != "" {
		b.WriteString(": " + oneLine(e.Message))
	}
	e.writeNeeds(&b)
	if e.Unavailable != nil {
		b.WriteString("; documented as not available in " + oneLine(e.Unavailable.Name))
	}
	if e.RequestID != "" {
		b.WriteString(" (request " + oneLine(e.RequestID) + ")")
	}
	return b.String()
}

// writeNeeds appends the scopes that would have sufficed: of several cases
// ("for message") the first few, the others are in Needs.
func (e *APIError) writeNeeds(b *strings.Builder) {
	const most = 3
	for i := range e.Needs {
		if i == most {
			fmt.Fprintf(b, "; and %d other cases", len(e.Needs)-most)
			return
		}
		what := ""
		if e.Needs[i].For != "" {
			what = " for " + oneLine(e.Needs[i].For)
		}
		for _, s := range []Scheme{SchemeDelegatedWork, SchemeDelegatedPersonal, SchemeApplication} {
			if g := e.Needs[i].Grant(s); len(g.AnyOf) > 0 {
				fmt.Fprintf(b, "; %s needs %s%s", s, g, what)
			}
		}
	}
}

// oneLine returns the beginning of s without control characters.
func oneLine(s string) string {
	const limit = 500
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	if len(s) > limit {
		end := limit
		for end > 0 && !utf8.RuneStart(s[end]) {
			end--
		}
		s = s[:end] + "…"
	}
	return s
}

// newAPIError reads and closes the body of an error answer.
func newAPIError(op *Operation, resp *http.Response) *APIError {
	defer resp.Body.Close()
	var b bytes.Buffer
	_, _ = b.ReadFrom(io.LimitReader(resp.Body, maxErrorBody)) // what was read before an error will do
	body := withoutToken(resp, b.Bytes())
	e := &APIError{
		Operation:  op,
		StatusCode: resp.StatusCode,
		RequestID:  firstHeader(resp.Header, "Request-Id", "X-Ms-Request-Id", "X-Request-Id", "Client-Request-Id"),
		RetryAfter: retryAfter(resp.Header, time.Now()),
		Header:     resp.Header,
		Body:       body,
	}
	if resp.StatusCode == http.StatusForbidden {
		e.Needs = op.Permissions()
	}
	e.Unavailable = unavailable(op, resp)
	e.parse(body)
	return e
}

// unavailable returns the cloud that resp comes from, if op is documented as not
// available there and the status is one that servers give for what they do not
// have. What a server is too busy for, it has.
func unavailable(op *Operation, resp *http.Response) *Cloud {
	switch resp.StatusCode {
	case http.StatusBadRequest, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusGone, http.StatusNotImplemented:
	default:
		return nil
	}
	if resp.Request == nil {
		return nil
	}
	for _, c := range op.Unavailable {
		if u, err := url.Parse(c.BaseURL); err == nil && originOf(u) == originOf(resp.Request.URL) {
			return c
		}
	}
	return nil
}

// withoutToken returns body without the token that was sent, and removes it
// from the headers: errors end up in logs, and some servers and proxies send
// back what they were sent. Anything shorter than minToken is no secret but a
// word that may stand there for itself.
func withoutToken(resp *http.Response, body []byte) []byte {
	const minToken, mark = 8, "[token]"
	if resp.Request == nil {
		return body
	}
	token := strings.TrimPrefix(resp.Request.Header.Get("Authorization"), "Bearer ")
	if len(token) < minToken {
		return body
	}
	for _, values := range resp.Header {
		for i := range values {
			values[i] = strings.ReplaceAll(values[i], token, mark)
		}
	}
	return bytes.ReplaceAll(body, []byte(token), []byte(mark))
}

func firstHeader(h http.Header, names ...string) string {
	for _, name := range names {
		if s := h.Get(name); s != "" {
			return s
		}
	}
	return ""
}

// parse takes what it knows from {"error": {"code", "message", "innerError",
// "details"}} or {"error": "code", "error_description": "message"}.
func (e *APIError) parse(body []byte) {
	outer := looseObject(body)
	inner := looseObject(outer["error"])
	if inner == nil {
		e.Code, e.Message = looseString(outer["error"]), looseString(outer["error_description"])
		return
	}
	e.Code, e.Message = looseString(inner["code"]), looseString(inner["message"])
	if m := looseObject(inner["message"]); m != nil { // {"lang": "en-US", "value": "…"}
		e.Message = looseString(m["value"])
	}
	const maxInner = 20
	for next := innerOf(inner); next != nil && len(e.Inner) < maxInner; next = innerOf(next) {
		if id := looseString(next["request-id"]); id != "" {
			e.RequestID = id
		}
		e.add(next)
	}
	for _, d := range looseArray(inner["details"]) {
		e.add(looseObject(d))
	}
}

// innerOf returns the inner error of m; servers spell its name in two ways.
func innerOf(m map[string]json.RawMessage) map[string]json.RawMessage {
	if inner := looseObject(m["innerError"]); inner != nil {
		return inner
	}
	return looseObject(m["innererror"])
}

func (e *APIError) add(m map[string]json.RawMessage) {
	in := InnerError{looseString(m["code"]), looseString(m["message"]), looseString(m["target"])}
	if in != (InnerError{}) {
		e.Inner = append(e.Inner, in)
	}
}

// looseObject returns the members of an object, nil for anything else; what
// follows a mistake is missing.
func looseObject(text []byte) map[string]json.RawMessage {
	d := decoder{data: bytes.TrimPrefix(text, byteOrderMark)}
	if d.next() != '{' || d.enter() != nil {
		return nil
	}
	m := map[string]json.RawMessage{}
	for {
		more, err := d.more('}', len(m) == 0)
		if !more || err != nil {
			return m
		}
		name, err := d.key()
		if err != nil {
			return m
		}
		if m[string(name)], err = d.raw(); err != nil {
			return m
		}
	}
}

// looseArray returns the elements of an array, nil for anything else.
func looseArray(text []byte) []json.RawMessage {
	var out []json.RawMessage
	d := decoder{data: text}
	if d.next() != '[' || d.enter() != nil {
		return nil
	}
	for {
		more, err := d.more(']', len(out) == 0)
		if !more || err != nil {
			return out
		}
		raw, err := d.raw()
		if err != nil {
			return out
		}
		out = append(out, raw)
	}
}
