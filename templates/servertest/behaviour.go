package servertest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file holds what a test can tell the server to do instead of answering
// with examples.

// A behaviour is what was told for one operation, or for all.
type behaviour struct {
	throttle int // requests that are yet to be answered with 429
	after    time.Duration
	fail     *failure
	handler  http.Handler
}

// Throttle lets the server answer the next n requests for each of ops, or the
// next n of all if no operation is given, with 429 and a Retry-After header of
// the given pause, in whole seconds.
func (s *Server) Throttle(n int, after time.Duration, ops ...*api.Operation) {
	s.plan(ops, func(b *behaviour) { b.throttle, b.after = n, after })
}

// Fail lets the server answer ops, or all operations if none is given, with
// the status and an OData error body of the given code and message.
func (s *Server) Fail(status int, code, message string, ops ...*api.Operation) {
	s.plan(ops, func(b *behaviour) { b.fail = &failure{status: status, code: code, message: message} })
}

// Reply lets the server answer op with the status and body: JSON text as
// []byte, string or json.RawMessage, or a value that encoding/json encodes. A
// list may be answered with a slice of its items. nil is no body, and an OData
// error body if the status is an error. Requests are checked as before.
func (s *Server) Reply(op *api.Operation, status int, body any) {
	var text []byte
	switch body := body.(type) {
	case nil:
	case []byte:
		text = body
	case string:
		text = []byte(body)
	case json.RawMessage:
		text = body
	default:
		var err error
		if text, err = json.Marshal(body); err != nil {
			panic(fmt.Sprintf("Reply to %s: %v", op.Name, err))
		}
	}
	s.Handle(op, func(w http.ResponseWriter, r *http.Request) { s.reply(w, r, routeOf(op), status, text) })
}

// reply writes the answer that Reply was told.
func (s *Server) reply(w http.ResponseWriter, r *http.Request, rt *route, status int, text []byte) {
	if status >= 400 && len(text) == 0 {
		newFailure(status, http.StatusText(status)).write(w)
		return
	}
	if rt.list && status < 300 {
		text = s.page(asCollection(text), r, rt)
	}
	if len(text) > 0 {
		w.Header().Set("Content-Type", "application/json")
	}
	w.WriteHeader(status)
	w.Write(text)
}

// Handle lets h answer the requests for op that pass the checks.
func (s *Server) Handle(op *api.Operation, h http.HandlerFunc) {
	s.plan([]*api.Operation{op}, func(b *behaviour) { b.handler = h })
}

// Reset lets the server forget the requests, and what Throttle, Fail, Reply
// and Handle told it.
func (s *Server) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
	clear(s.plans)
}

// plan changes the behaviour of ops, of all operations if there are none.
func (s *Server) plan(ops []*api.Operation, change func(*behaviour)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(ops) == 0 {
		ops = []*api.Operation{nil}
	}
	for _, op := range ops {
		if op != nil {
			routeOf(op) // which must exist
		}
		if s.plans[op] == nil {
			s.plans[op] = new(behaviour)
		}
		change(s.plans[op])
	}
}

// routeOf returns the route of op.
func routeOf(op *api.Operation) *route {
	for i := range routes {
		if routes[i].op == op {
			return &routes[i]
		}
	}
	panic("not an operation of the API: " + op.Name)
}

// planned returns what Throttle and Fail told for rt, nil for nothing.
func (s *Server) planned(rt *route) *failure {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, op := range []*api.Operation{rt.op, nil} {
		b := s.plans[op]
		switch {
		case b == nil:
		case b.throttle > 0:
			b.throttle--
			f := newFailure(http.StatusTooManyRequests, "too many requests")
			f.retryAfter = strconv.Itoa(int((b.after + time.Second - 1) / time.Second))
			return f
		case b.fail != nil:
			return b.fail
		}
	}
	return nil
}

// handler returns what Reply or Handle told for op, nil for nothing.
func (s *Server) handler(op *api.Operation) http.Handler {
	s.mu.Lock()
	defer s.mu.Unlock()
	if b := s.plans[op]; b != nil {
		return b.handler
	}
	return nil
}
