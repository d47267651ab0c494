package servertest

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// send sends a request as a program would that does not use the client.
// Headers are "Name: value".
func send(t *testing.T, url, request, body string, header ...string) (*http.Response, string) {
	t.Helper()
	method, path, _ := strings.Cut(request, " ")
	req, err := http.NewRequestWithContext(t.Context(), method, url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range header {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(text)
}

const isJSON = "Content-Type: application/json"

// A row says which request gets which answer; answer is a part of the body.
func TestAnswers(t *testing.T) {
	plain, strict := New().Listen(t), New(RequireAuthorization(), ValidateBodies()).Listen(t)
	auth := "Authorization: Bearer x"
	for _, test := range []struct {
		url, request, body string
		header             []string
		status             int
		answer             string
	}{
		{plain, "GET /pets", "", nil, 200, `{"@odata.context":"https://api.example.com/v1.0/$metadata#pets","value":[`},
		{plain, "GET /pets/", "", nil, 200, `"Tom"`},
		{plain, "GET /pets/7", "", nil, 200, "{}"},
		{plain, "GET /pets/7:/2024/may.jpg:/content", "", nil, 200, "not really a photo"},
		{plain, "GET /stalls(4)", "", nil, 200, "{}"},
		{plain, "POST /pets/find(name='',limit=3)", "", nil, 200, `"Rex"`},
		{plain, "POST /pets/find(name='it%27%27s',limit=3)", "", nil, 200, `"Rex"`},
		{plain, "POST /pets", `{"name":"Rex"}`, []string{isJSON}, 201, "{}"},
		{plain, "POST /pets", `{"name":"Rex"}`, []string{"Content-Type: application/json; charset=utf-8"}, 201, "{}"},
		{plain, "POST /pets", `{"name":"Balthasar"}`, []string{isJSON}, 201, "{}"},
		{plain, "PUT /pets/7:/a/b:/content", "bytes", []string{"Content-Type: image/png"}, 201, "{}"},
		{plain, "PATCH /pets/7", `{}`, []string{isJSON, "If-Match: *"}, 204, ""},

		{plain, "GET /cats", "", nil, 404, `{"error":{"code":"ResourceNotFound","message":"no documented operation has the path /v1.0/cats"}}`},
		{plain, "GET /pets/7/toys", "", nil, 404, "ResourceNotFound"},
		{plain, "DELETE /pets/7", "", nil, 405, `"the documentation has GET, PATCH for this path, not DELETE"`},
		{plain, "PATCH /pets/7", `{}`, []string{isJSON}, 400, `header If-Match is missing, which api/pet-update.md calls required`},
		{plain, "POST /pets", `{"name":"Rex"}`, nil, 415, `UnsupportedMediaType`},
		{plain, "POST /pets", `{"name":`, []string{isJSON}, 400, `the body is no JSON`},

		{strict, "GET /pets", "", nil, 401, `"InvalidAuthenticationToken"`},
		{strict, "GET /pets", "", []string{"Authorization: Basic x"}, 401, ""},
		{strict, "GET /pets", "", []string{auth}, 200, `"Tom"`},
		{strict, "POST /pets", `{"name":"Rex"}`, []string{isJSON, auth}, 201, "{}"},
		{strict, "POST /pets", `{"name":"odd"}`, []string{isJSON, auth}, 201, "{}"},
		{strict, "POST /pets", `{"name":"Balthasar"}`, []string{isJSON, auth}, 400, `"details":[{"code":"max-length","message":"name \"Balthasar\" is longer than 5 characters: \"At most five characters.\" (resources/pet.md)","target":"name"}]`},
		{strict, "POST /pets", `{"name":7}`, []string{isJSON, auth}, 400, `cannot unmarshal`},
		{strict, "POST /pets", `{"@odata.type":"#test.dog"}`, []string{isJSON, auth}, 400, `"code":"required"`},
		{strict, "POST /pets", `{"@odata.type":"#test.cat"}`, []string{isJSON, auth}, 201, `{}`},
		{strict, "PATCH /pets/7", `{"name":"Balthasar"}`, []string{isJSON, auth, "If-Match: *"}, 204, ""},
	} {
		resp, answer := send(t, test.url, test.request, test.body, test.header...)
		if resp.StatusCode != test.status || !strings.Contains(answer, test.answer) {
			t.Errorf("%s: %s %s\nwant %d %s", test.request, resp.Status, answer, test.status, test.answer)
		}
	}
}

// The handler also answers below the root of the host.
func TestBasePath(t *testing.T) {
	s := New()
	url := strings.TrimSuffix(s.Listen(t), basePath)
	for path, want := range map[string]int{"/pets": 200, "/v1.0/pets": 200, "/v1.0": 404, "/v1.0x/pets": 404, "/": 404} {
		if resp, _ := send(t, url, "GET "+path, ""); resp.StatusCode != want {
			t.Errorf("%s: %s", path, resp.Status)
		}
	}
}

func TestPages(t *testing.T) {
	s := New(TwoPages())
	url := s.Listen(t)
	for _, test := range []struct{ request, first, second string }{
		{"GET /pets?$filter=a%20eq%20'b'", `[{"name":"Rex"},{"name":"Mia"}]`, `[{"name":"Tom"}]`},
		{"GET /pets/delta", `[{"name":"Rex"}]`, `[]`},
		{"POST /pets/find(name='x',limit=1)", `[{"name":"Rex"},{"name":"Mia"}]`, `[{"name":"Tom"}]`},
	} {
		type page struct {
			Next  string          `json:"@odata.nextLink"`
			Delta string          `json:"@odata.deltaLink"`
			Value json.RawMessage `json:"value"`
		}
		var first, second page
		_, text := send(t, url, test.request, "")
		if err := json.Unmarshal([]byte(text), &first); err != nil {
			t.Fatal(err)
		}
		path, ok := strings.CutPrefix(first.Next, url)
		if !ok || first.Delta != "" || !strings.Contains(path, strings.TrimPrefix(test.request, strings.Fields(test.request)[0]+" ")) {
			t.Errorf("%s: first page is %s", test.request, text)
		}
		_, text = send(t, url, "GET "+path, "")
		if err := json.Unmarshal([]byte(text), &second); err != nil {
			t.Fatal(err)
		}
		if string(first.Value) != test.first || string(second.Value) != test.second || second.Next != "" {
			t.Errorf("%s: pages %s and %s, next link %s", test.request, first.Value, second.Value, second.Next)
		}
		if strings.Contains(path, "delta") && second.Delta != url+"/pets/delta?$deltatoken=xyz" {
			t.Errorf("delta link %s", second.Delta)
		}
	}
}

func TestThrottleAndFail(t *testing.T) {
	s := New()
	url := s.Listen(t)
	status := func(request string) (int, string) {
		resp, text := send(t, url, request, "")
		return resp.StatusCode, resp.Header.Get("Retry-After") + text
	}
	want := func(request string, code int, part string) {
		t.Helper()
		if got, text := status(request); got != code || !strings.Contains(text, part) {
			t.Errorf("%s: %d %s, want %d %s", request, got, text, code, part)
		}
	}
	s.Throttle(2, 1500*time.Millisecond, opPetsList)
	want("GET /stalls(1)", 200, "")
	want("GET /pets", 429, `2{"error":{"code":"TooManyRequests"`)
	want("GET /pets", 429, "")
	want("GET /pets", 200, "")
	s.Throttle(1, 0)
	want("GET /stalls(1)", 429, "0{")
	want("GET /pets", 200, "")

	s.Fail(503, "serviceNotAvailable", "come back later", opPetsList, opPetsGet)
	want("GET /pets", 503, `{"error":{"code":"serviceNotAvailable","message":"come back later"}}`)
	want("GET /pets/1", 503, "")
	want("GET /stalls(1)", 200, "")
	s.Fail(500, "x", "y")
	want("GET /stalls(1)", 500, "")
	s.Reset()
	want("GET /pets", 200, "")
}

func TestReplyAndHandle(t *testing.T) {
	s := New(TwoPages())
	url := s.Listen(t)
	type thing struct {
		Name string `json:"name"`
	}
	for _, test := range []struct {
		status int
		body   any
		want   string
	}{
		{200, thing{"Kim"}, `{"name":"Kim"}`},
		{200, `{"name":"Kim"}`, `{"name":"Kim"}`},
		{200, []byte(`{"a":1}`), `{"a":1}`},
		{200, json.RawMessage(`[1]`), `[1]`},
		{204, nil, ``},
		{404, nil, `{"error":{"code":"ResourceNotFound","message":"Not Found"}}`},
		{409, `{"error":{"code":"taken"}}`, `{"error":{"code":"taken"}}`},
	} {
		s.Reply(opPetsGet, test.status, test.body)
		if resp, got := send(t, url, "GET /pets/1", ""); got != test.want || resp.StatusCode != test.status {
			t.Errorf("Reply(%d, %v): %s %s", test.status, test.body, resp.Status, got)
		}
	}
	s.Reply(opPetsList, 200, []thing{{"A"}, {"B"}})
	want := `{"value":[{"name":"A"}],"@odata.nextLink":"` + url + `/pets?$skiptoken=second-page-of-GET"}`
	if _, got := send(t, url, "GET /pets", ""); got != want {
		t.Errorf("list: %s, want %s", got, want)
	}
	s.Handle(opPetsCreate, func(w http.ResponseWriter, r *http.Request) {
		w.WriteHeader(http.StatusAccepted)
		io.Copy(w, r.Body)
	})
	if resp, got := send(t, url, "POST /pets", `{"name":"A"}`, isJSON); got != `{"name":"A"}` || resp.StatusCode != 202 {
		t.Errorf("handled: %s %s", resp.Status, got)
	}
	if resp, _ := send(t, url, "POST /pets", `{"name":"A"}`); resp.StatusCode != 415 {
		t.Errorf("a handler took an unchecked request: %s", resp.Status)
	}
}

func TestRequests(t *testing.T) {
	s := New()
	url := s.Listen(t)
	send(t, url, "GET /pets?$top=3", "")
	send(t, url, "PATCH /pets/it's%2F1", `{"name":null}`, isJSON, "If-Match: W/1")
	send(t, url, "POST /pets/find(name='it%27%27s',limit=3)", "")
	send(t, url, "GET /nowhere", "")
	var got []string
	for _, r := range s.Requests() {
		name := "none"
		if r.Operation != nil {
			name = r.Operation.Name
		}
		params, err := json.Marshal(r.Params)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, strings.Join([]string{name, r.Method, r.Path, r.Query.Encode(), r.Header.Get("If-Match"), string(params), string(r.Body), http.StatusText(r.Status)}, "|"))
	}
	want := []string{
		"pets.list|GET|/v1.0/pets|%24top=3||{}||OK",
		`pets.update|PATCH|/v1.0/pets/it's%2F1||W/1|{"petID":"it's/1"}|{"name":null}|No Content`,
		`pets.find|POST|/v1.0/pets/find(name='it%27%27s',limit=3)|||{"limit":"3","name":"it's"}||OK`,
		"none|GET|/v1.0/nowhere|||null||Not Found",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if n := len(s.Requests(opPetsUpdate, opPetsFind)); n != 2 {
		t.Errorf("%d requests for two operations", n)
	}
	s.Reset()
	if n := len(s.Requests()); n != 0 {
		t.Errorf("%d requests after Reset", n)
	}
}

// A fixed text goes before a parameter, whatever the order of the routes.
func TestMostSpecific(t *testing.T) {
	s := New()
	url := s.Listen(t)
	for path, want := range map[string]string{
		"/pets/delta": "pets.delta", "/pets/Delta": "pets.get", "/pets/delta1": "pets.get",
		"/pets/1:/a/b.jpg:/content": "pets.byPath.content.get", "/pets/1:/a/content": "pets.byPath.get", "/pets/1:/content": "pets.byPath.get",
	} {
		s.Reset()
		send(t, url, "GET "+path, "")
		if got := s.Requests()[0].Operation.Name; got != want {
			t.Errorf("%s is %s, want %s", path, got, want)
		}
	}
}
