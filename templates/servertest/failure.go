package servertest

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strings"
)

// This file refuses requests: when, and with which words.

// A failure is an answer that is an error.
type failure struct {
	status        int
	code, message string
	retryAfter    string // header, "" for none
	details       []detail
}

// A detail is one entry of error.details.
type detail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target,omitempty"`
}

// newFailure returns a failure with the usual code of its status.
func newFailure(status int, message string) *failure {
	return &failure{status: status, code: codeOf(status), message: message}
}

// codeOf returns the code that OData services use for a status.
func codeOf(status int) string {
	switch status {
	case http.StatusUnauthorized:
		return "InvalidAuthenticationToken"
	case http.StatusForbidden:
		return "Authorization_RequestDenied"
	case http.StatusNotFound:
		return "ResourceNotFound"
	case http.StatusUnsupportedMediaType:
		return "UnsupportedMediaType"
	}
	return strings.ReplaceAll(http.StatusText(status), " ", "")
}

// write sends f as
//
//	{"error": {"code": …, "message": …, "details": […]}}
func (f *failure) write(w http.ResponseWriter) {
	type inner struct {
		Code    string   `json:"code"`
		Message string   `json:"message"`
		Details []detail `json:"details,omitempty"`
	}
	body, err := json.Marshal(map[string]inner{"error": {f.code, f.message, f.details}})
	if err != nil {
		panic(err) // strings always have a JSON form
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Request-Id", "00000000-0000-4000-8000-000000000000")
	if f.retryAfter != "" {
		w.Header().Set("Retry-After", f.retryAfter)
	}
	w.WriteHeader(f.status)
	w.Write(body)
}

// judge returns what is wrong with a request for rt, nil for nothing.
func (s *Server) judge(rt *route, r *http.Request, body []byte) *failure {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if s.authorize && (!strings.EqualFold(scheme, "Bearer") || token == "") {
		return newFailure(http.StatusUnauthorized, "the Authorization header has no bearer token")
	}
	for _, name := range rt.needs {
		if r.Header.Get(name) == "" {
			return newFailure(http.StatusBadRequest, fmt.Sprintf("header %s is missing, which %s calls required", name, rt.op.Page))
		}
	}
	if r.Method == http.MethodGet || r.Method == http.MethodDelete {
		return nil // a body there means nothing
	}
	media, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	isJSON := media == "application/json" || strings.HasSuffix(media, "+json")
	switch {
	case rt.takes == "" || rt.takes == "*/*":
		return nil
	case len(body) > 0 && !isJSON:
		return newFailure(http.StatusUnsupportedMediaType, fmt.Sprintf("%s takes %s, not %q", rt.op.Name, rt.takes, r.Header.Get("Content-Type")))
	case len(body) > 0 && !json.Valid(body):
		return newFailure(http.StatusBadRequest, "the body is no JSON")
	case s.check != nil:
		return s.check(rt, body)
	}
	return nil
}
