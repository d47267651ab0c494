package servertest

import (
	"bytes"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file keeps what the server received, for tests to look at.

// A Request is a request that the server received.
type Request struct {
	Operation *api.Operation    // nil if no operation has the path and method
	Params    map[string]string // the parameters in the path, by their names in Operation.Path
	Method    string
	Path      string // as sent: escaped
	Query     url.Values
	Header    http.Header
	Body      []byte
	Status    int // of the answer, 0 if there is none yet
}

// Requests returns the requests for ops, in the order in which they came; all
// requests if no operation is given.
func (s *Server) Requests(ops ...*api.Operation) []Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []Request
	for _, r := range s.requests {
		if len(ops) == 0 || slices.Contains(ops, r.Operation) {
			c := *r
			c.Params, c.Query, c.Header, c.Body = maps.Clone(r.Params), url.Values(http.Header(r.Query).Clone()), r.Header.Clone(), bytes.Clone(r.Body)
			out = append(out, c)
		}
	}
	return out
}

// record reads the body of r, which can be read again then, and notes the
// request.
func (s *Server) record(r *http.Request) (*Request, error) {
	body, err := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	req := &Request{Method: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Header: r.Header.Clone(), Body: body}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, req)
	return req, err
}

// matched notes which operation req is for.
func (s *Server) matched(req *Request, rt *route, params map[string]string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	req.Operation, req.Params = rt.op, params
}

// A statusWriter notes the status of an answer before the client can have it.
type statusWriter struct {
	http.ResponseWriter
	s   *Server
	req *Request
}

// WriteHeader implements http.ResponseWriter.
func (w *statusWriter) WriteHeader(status int) {
	w.note(status)
	w.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (w *statusWriter) Write(p []byte) (int, error) {
	w.note(http.StatusOK)
	return w.ResponseWriter.Write(p)
}

// Unwrap is for http.ResponseController.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

func (w *statusWriter) note(status int) {
	w.s.mu.Lock()
	defer w.s.mu.Unlock()
	if w.req.Status == 0 {
		w.req.Status = status
	}
}
