package runtime

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// An error of a cloud in which the operation is documented as missing says so,
// if it is an error that this can explain; that of another cloud does not. No
// call is refused.
func TestUnavailableInCloud(t *testing.T) {
	status := http.StatusNotFound
	h := func(w http.ResponseWriter, r *http.Request) { answer(status, `{"error":{"code":"no"}}`)(w, r) }
	here, there := httptest.NewServer(http.HandlerFunc(h)), httptest.NewServer(http.HandlerFunc(h))
	defer here.Close()
	defer there.Close()
	moon := &Cloud{Name: "Moon\nside", BaseURL: here.URL + "/v1"}
	op := *opGet
	op.Unavailable = []*Cloud{{Name: "nowhere"}, moon}
	tests := []struct {
		base   string
		status int
		want   *Cloud
	}{
		{moon.BaseURL, 404, moon},
		{moon.BaseURL, 403, moon},
		{moon.BaseURL, 501, moon},
		{moon.BaseURL, 400, moon},
		{moon.BaseURL, 401, nil},
		{moon.BaseURL, 409, nil},
		{moon.BaseURL, 500, nil},
		{there.URL + "/v1", 404, nil},
	}
	for _, tt := range tests {
		status = tt.status
		c, err := NewClient(WithBaseURL(tt.base), WithTokenSource(token("secret")))
		if err != nil {
			t.Fatal(err)
		}
		err = c.call(testContext(t), &op, nil, nil, new(sample), "1")
		var e *APIError
		if !errors.As(err, &e) || e.Unavailable != tt.want {
			t.Errorf("%s, %d: error %v", tt.base, tt.status, err)
		} else if strings.Contains(err.Error(), "; documented as not available in Moon side") != (tt.want != nil) {
			t.Errorf("%s, %d: text %q", tt.base, tt.status, err)
		}
	}
}

// A client of one cloud sends its token to that cloud, and neither it nor
// anything else to another one that an answer leads to.
func TestTokenStaysInItsCloud(t *testing.T) {
	var token1, token2 []string
	var calls atomic.Int32
	second := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token2 = append(token2, r.Header.Get("Authorization"))
		answer(200, `{"value":[]}`)(w, r)
	}))
	defer second.Close()
	first := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		token1 = append(token1, r.Header.Get("Authorization"))
		if r.Method == http.MethodPost {
			http.Redirect(w, r, second.URL+"/v1/samples", http.StatusTemporaryRedirect)
			return
		}
		answer(200, `{"value":[{"str":"a"}],"@odata.nextLink":"`+second.URL+`/v1/samples?$skiptoken=1"}`)(w, r)
	}))
	defer first.Close()
	earth, moon := &Cloud{Name: "Earth", BaseURL: first.URL + "/v1"}, &Cloud{Name: "Moon", BaseURL: second.URL + "/v1"}
	client := func(c *Cloud, secret string) *Client {
		out, err := NewClient(WithBaseURL(c.BaseURL), WithTokenSource(token(secret)), WithHTTPClient(first.Client()), WithRetry(0, 0))
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	c := client(earth, "earthly")
	for _, err := range list[*sample](testContext(t), c, opList, nil, nil, nil) {
		if err != nil && strings.Contains(err.Error(), "earthly") {
			t.Errorf("a next link to another cloud: %v", err)
		}
	}
	if err := c.call(testContext(t), opCreate, nil, &sample{}, new(sample)); err == nil {
		t.Error("a redirect to another cloud was followed")
	}
	if len(token2) != 0 || calls.Load() != 2 {
		t.Errorf("the other cloud got %q after %d calls", token2, calls.Load())
	}
	if _, err := page[*sample](testContext(t), client(moon, "lunar"), opList, nil, nil, nil); err != nil {
		t.Error(err)
	}
	if !slices.Equal(token1, []string{"Bearer earthly", "Bearer earthly"}) || !slices.Equal(token2, []string{"Bearer lunar"}) {
		t.Errorf("tokens: %q at the first cloud, %q at the second", token1, token2)
	}
}
