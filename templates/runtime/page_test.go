package runtime

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// pages serves bodies by the query parameter page; %s is the URL of the server.
func pages(t *testing.T, bodies ...string) *Client {
	return server(t, func(w http.ResponseWriter, r *http.Request) {
		n := 0
		fmt.Sscan(r.URL.Query().Get("page"), &n)
		if r.Header.Get("Prefer") != "x" || r.Header.Get("ConsistencyLevel") != "eventual" {
			t.Errorf("page %d is fetched without the headers of the first", n)
		}
		if n > 0 && (r.Method != "GET" || r.ContentLength > 0) {
			t.Errorf("page %d is fetched with %s", n, r.Method)
		}
		fmt.Fprint(w, strings.ReplaceAll(bodies[n], "%s", "http://"+r.Host))
	})
}

var pageOptions = []RequestOption{Header("Prefer", "x"), Count()}

func TestList(t *testing.T) {
	c := pages(t,
		`{"@odata.count":3,"value":[{"str":"a"},null],"@odata.nextLink":"%s/v1/samples?page=1"}`,
		`{"value":[],"@odata.nextLink":"/v1/samples?page=2"}`,
		`{"value":[{"str":"b"},{"str":"c"}],"@odata.deltaLink":"%s/v1/samples?page=9"}`)
	for _, op := range []*Operation{opList, opCreate} {
		got, links := "", ""
		opts := append(pageOptions[:2:2], OnPage(func(next, delta string) { links += fmt.Sprint(next != "", delta != "", " ") }))
		items := list[*sample](testContext(t), c, op, nil, opts, nil)
		for range 2 { // each range starts anew
			for x, err := range items {
				if err != nil {
					t.Fatal(err)
				}
				got += x.Str.Or("?")
			}
		}
		if got != "abcabc" || links != strings.Repeat("true false true false false true ", 2) && links != strings.Repeat("truefalse truefalse falsetrue ", 2) {
			t.Errorf("%s: items %s, links %s", op.Method, got, links)
		}
	}
}

func TestListStops(t *testing.T) {
	c := pages(t, `{"value":[{"str":"a"},{"str":"b"}],"@odata.nextLink":"%s/v1/samples?page=1"}`)
	for x, err := range list[*sample](testContext(t), c, opList, nil, pageOptions, nil) {
		if err != nil || x.Str.Or("") != "a" {
			t.Fatal(x, err)
		}
		break // page 1 does not exist: fetching it would panic in the server
	}
}

func TestPageAndFromLink(t *testing.T) {
	c := pages(t,
		`{"@odata.context":"c","@odata.count":3,"value":[{"str":"a"}],"@odata.nextLink":"%s/v1/samples?page=1"}`,
		`{"value":[{"str":"b"}]}`)
	p, err := page[*sample](testContext(t), c, opList, nil, pageOptions, nil)
	if err != nil || len(p.Value) != 1 || p.Count.Or(0) != 3 || string(p.Extra["@odata.context"]) != `"c"` {
		t.Fatalf("%+v, %v", p, err)
	}
	p, err = page[*sample](testContext(t), c, opList, nil, append(pageOptions[:2:2], FromLink(p.NextLink)), nil)
	if err != nil || p.Value[0].Str.Or("") != "b" || p.NextLink != "" {
		t.Errorf("%+v, %v", p, err)
	}
}

// Work that stops in the middle goes on, in another process too, with the link
// of the last page; a delta link gives what has changed since.
func TestResume(t *testing.T) {
	c := pages(t,
		`{"value":[{"str":"a"}],"@odata.nextLink":"%s/v1/samples?page=1"}`,
		`{"value":[{"str":"b"}],"@odata.nextLink":"%s/v1/samples?page=2"}`,
		`{"value":[{"str":"c"}],"@odata.deltaLink":"%s/v1/samples?page=3"}`,
		`{"value":[{"str":"d"}],"@odata.deltaLink":"%s/v1/samples?page=3"}`)
	saved := ""
	opts := append(pageOptions[:2:2], OnPage(func(next, delta string) { saved = next + delta }))
	got := ""
	read := func(limit int, opts []RequestOption) {
		for x, err := range list[*sample](testContext(t), c, opList, nil, opts, nil) {
			if err != nil {
				t.Fatal(err)
			}
			got += x.Str.Or("?")
			if limit--; limit == 0 {
				break
			}
		}
	}
	read(1, opts)
	read(0, append(opts, FromLink(saved)))
	read(0, append(opts, FromLink(saved)))
	if got != "abcd" || !strings.HasSuffix(saved, "page=3") {
		t.Errorf("items %s, then %s", got, saved)
	}
}

func TestPolymorphicAndPrimitivePages(t *testing.T) {
	c := server(t, answer(200, `{"value":[{"@odata.type":"#test.dog","barks":true},{"name":"Tom"}]}`))
	got := ""
	for x, err := range list[anyPet](testContext(t), c, opList, newPet, nil, nil) {
		got += fmt.Sprintf("%T %v ", x, err)
	}
	if got != "*runtime.dog <nil> *runtime.pet <nil> " {
		t.Error(got)
	}
	c = server(t, answer(200, `["a","b"]`))
	p, err := page[string](testContext(t), c, opList, nil, nil, nil)
	if err != nil || fmt.Sprint(p.Value) != "[a b]" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestListErrors(t *testing.T) {
	for _, tt := range []struct{ name, body, want string }{
		{"repeated link", `{"value":[],"@odata.nextLink":"/v1/samples?page=0"}`, "samples.list: the server repeats a next link"},
		{"other host", `{"value":[],"@odata.nextLink":"https://example.org/v1/samples"}`, "refused link to https://example.org"},
		{"other scheme", `{"value":[],"@odata.nextLink":"https://127.0.0.1/v1/samples"}`, "refused link"},
		{"no host", `{"value":[],"@odata.nextLink":"javascript:alert(1)"}`, "refused link"},
		{"user in link", `{"value":[],"@odata.nextLink":"//a:b@example.org/"}`, "refused link"},
		{"no URL", `{"value":[],"@odata.nextLink":"%zz"}`, "the link is no URL"},
		{"no value", `{"values":[]}`, "no value"},
		{"null among strings", `{"value":[7]}`, "expected an object"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := server(t, answer(200, tt.body))
			var errs []error
			for _, err := range list[*sample](testContext(t), c, opList, nil, nil, nil) {
				errs = append(errs, err)
			}
			if len(errs) != 1 || errs[0] == nil || !strings.Contains(errs[0].Error(), tt.want) {
				t.Errorf("errors %v, want %s", errs, tt.want)
			}
		})
	}
	c := server(t, answer(200, `{"value":["a",null]}`))
	if p, err := page[string](testContext(t), c, opList, nil, nil, nil); err == nil {
		t.Errorf("a null among strings is dropped: %+v", p)
	}
}
