package servertest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"

	api "github.com/docmill/docmill/templates/runtime"
)

// A Server answers every documented operation with its page's example. It is
// an http.Handler, for paths below the documented service root (/v1.0/…) and
// below the root of the host alike, and safe for concurrent use.
//
// A request is answered with an error if no operation has its path (404) or its
// method (405), if a header is missing that the page calls required (400), or
// if its body is not what the operation takes (415, 400). All errors have an
// OData error body. Query options, such as $filter, change nothing: the answer
// is the whole example.
type Server struct {
	index     map[string][]*route // by the first segment of the path, "" if that is a parameter
	authorize bool
	twoPages  bool
	check     func(rt *route, body []byte) *failure // nil unless bodies are validated

	mu       sync.Mutex
	requests []*Request
	plans    map[*api.Operation]*behaviour // nil for all operations
}

// An Option switches on something that all operations do.
type Option func(*Server)

// RequireAuthorization lets the server answer requests without a bearer token
// with 401.
func RequireAuthorization() Option { return func(s *Server) { s.authorize = true } }

// TwoPages lets the server answer each collection in two pages. The first
// half of the items comes with a next link, which has the query of the request
// and leads to the second half; that may be empty.
func TwoPages() Option { return func(s *Server) { s.twoPages = true } }

// New returns a server. What it does to single operations can be changed at
// any time by its methods.
func New(opts ...Option) *Server {
	s := &Server{index: make(map[string][]*route), plans: make(map[*api.Operation]*behaviour)}
	for i := range routes {
		key := firstSegment(routes[i].op.Path)
		s.index[key] = append(s.index[key], &routes[i])
	}
	for _, opt := range opts {
		opt(s)
	}
	return s
}

// Start serves s on a local port until the test ends, and returns a client of
// it. The client has a token; opts come after the options for that.
func (s *Server) Start(t testing.TB, opts ...api.ClientOption) *api.Client {
	t.Helper()
	token := api.TokenFunc(func(context.Context) (string, error) { return "token-for-tests", nil })
	c, err := api.NewClient(append([]api.ClientOption{api.WithBaseURL(s.Listen(t)), api.WithTokenSource(token)}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// Listen serves s on a local port until the test ends, and returns the base
// URL, for programs that make a client themselves.
func (s *Server) Listen(t testing.TB) (baseURL string) {
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return srv.URL + basePath
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	req, err := s.record(r)
	w = &statusWriter{ResponseWriter: w, s: s, req: req}
	if err != nil {
		newFailure(http.StatusBadRequest, "the body cannot be read: "+err.Error()).write(w)
		return
	}
	rt, params, allow := s.find(r.Method, r)
	switch {
	case rt == nil && allow == "":
		newFailure(http.StatusNotFound, "no documented operation has the path "+r.URL.Path).write(w)
		return
	case rt == nil:
		w.Header().Set("Allow", allow)
		newFailure(http.StatusMethodNotAllowed, "the documentation has "+allow+" for this path, not "+r.Method).write(w)
		return
	}
	s.matched(req, rt, params)
	f := s.planned(rt)
	if f == nil {
		f = s.judge(rt, r, req.Body)
	}
	if f != nil {
		f.write(w)
		return
	}
	s.answer(w, r, rt)
}
