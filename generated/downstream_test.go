// Package generated_test tests programs that use the generated packages, with
// the servers that are generated beside them, as a program of anybody's would.
package generated_test

import (
	"context"
	"errors"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	beta "github.com/docmill/docmill/generated/beta"
	betatest "github.com/docmill/docmill/generated/beta/connectorstest"
	connectors "github.com/docmill/docmill/generated/v1"
	"github.com/docmill/docmill/generated/v1/connectorstest"
)

// Every operation is answered with a documented code.
func TestOperations(t *testing.T) {
	type op struct {
		method, path string
		status       []int
	}
	var v1, preview []op
	for _, o := range connectors.Operations() {
		v1 = append(v1, op{o.Method, o.Path, o.Status})
	}
	for _, o := range beta.Operations() {
		preview = append(preview, op{o.Method, o.Path, o.Status})
	}
	for base, ops := range map[string][]op{connectorstest.New().Listen(t): v1, betatest.New().Listen(t): preview} {
		if len(ops) == 0 {
			t.Fatal("no operations")
		}
		for _, o := range ops {
			url := base + regexp.MustCompile(`\{.*?\}`).ReplaceAllString(o.path, "some%20key")
			req, err := http.NewRequestWithContext(t.Context(), o.method, url, strings.NewReader("{}"))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/json")
			resp, err := http.DefaultClient.Do(req)
			if err != nil {
				t.Fatal(err)
			}
			resp.Body.Close()
			if !slices.Contains(o.status, resp.StatusCode) {
				t.Errorf("%s %s: %s, documented are %v", o.method, o.path, resp.Status, o.status)
			}
		}
	}
}

// A list is read page by page, whatever the size of its pages.
func TestTwoPages(t *testing.T) {
	srv := betatest.New(betatest.TwoPages())
	c := srv.Start(t)
	var names []string
	for conn, err := range c.DeviceManagement().NdesConnectors().List(t.Context(), beta.Select("displayName")) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, conn.DisplayName.Or("?"))
	}
	if want := []string{"Head office", "Plant Leipzig"}; !slices.Equal(names, want) {
		t.Errorf("names %q, want %q", names, want)
	}
	reqs := srv.Requests(beta.OpDeviceManagementNdesConnectorsList)
	if len(reqs) != 2 || reqs[1].Query.Get("$select") != "displayName" || reqs[0].Header.Get("Authorization") == "" {
		t.Errorf("requests %+v", reqs)
	}
}

// What the program sends can be looked at.
func TestNull(t *testing.T) {
	srv := connectorstest.New()
	err := srv.Start(t).Identity().APIConnectors().Update(t.Context(), "it's 1", &connectors.IdentityAPIConnector{DisplayName: connectors.Null[string]()})
	if err != nil {
		t.Fatal(err)
	}
	sent := srv.Requests(connectors.OpIdentityAPIConnectorsUpdate)[0]
	if string(sent.Body) != `{"displayName":null}` || sent.Params["apiConnectorID"] != "it's 1" || sent.Status != http.StatusNoContent {
		t.Errorf("sent %+v", sent)
	}
}

// Errors come as they come from the service.
func TestErrors(t *testing.T) {
	srv := connectorstest.New()
	connector := srv.Start(t).DeviceManagement().ExchangeConnectors()
	get := func() error {
		_, err := connector.Get(context.Background(), "1")
		return err
	}
	srv.Reply(connectors.OpDeviceManagementExchangeConnectorsGet, http.StatusNotFound, nil)
	if e, ok := errors.AsType[*connectors.APIError](get()); !ok || e.StatusCode != 404 || e.Code != "ResourceNotFound" || e.RequestID == "" {
		t.Errorf("after Reply: %v", get())
	}
	srv.Reset()
	srv.Throttle(1, 0)
	if err := get(); err != nil || len(srv.Requests()) != 2 {
		t.Errorf("the client did not try again: %v", err)
	}
	srv.Fail(http.StatusForbidden, "Forbidden", "not you", connectors.OpDeviceManagementExchangeConnectorsGet)
	if e, ok := errors.AsType[*connectors.APIError](get()); !ok || len(e.Needs) == 0 || e.Message != "not you" {
		t.Errorf("after Fail: %v", get())
	}
}

// A body that breaks a rule is refused in the words of the page.
func TestValidation(t *testing.T) {
	srv := connectorstest.New(connectorstest.ValidateBodies(), connectorstest.RequireAuthorization())
	body := &connectors.DeviceManagementExchangeConnector{ExchangeAlias: connectors.Some(strings.Repeat("x", 65))}
	_, err := srv.Start(t).DeviceManagement().ExchangeConnectors().Create(t.Context(), body)
	e, ok := errors.AsType[*connectors.APIError](err)
	if !ok || e.StatusCode != http.StatusBadRequest || len(e.Inner) != 1 {
		t.Fatal(err)
	}
	if in := e.Inner[0]; in.Code != "max-length" || in.Target != "exchangeAlias" || !strings.Contains(in.Message, "Maximum length is 64 characters") {
		t.Errorf("%+v", in)
	}
	anonymous, err := connectors.NewClient(connectors.WithBaseURL(srv.Listen(t)))
	if err != nil {
		t.Fatal(err)
	}
	_, err = anonymous.Identity().APIConnectors().Get(t.Context(), "1")
	if e, ok := errors.AsType[*connectors.APIError](err); !ok || e.StatusCode != http.StatusUnauthorized {
		t.Errorf("without token: %v", err)
	}
}

// A test can say what a list holds.
func TestReply(t *testing.T) {
	srv := betatest.New(betatest.TwoPages())
	want := []string{"a", "b", "c"}
	var items []*beta.NdesConnector
	for _, id := range want {
		items = append(items, &beta.NdesConnector{ID: beta.Some(id)})
	}
	srv.Reply(beta.OpDeviceManagementNdesConnectorsList, http.StatusOK, items)
	var got []string
	for conn, err := range srv.Start(t).DeviceManagement().NdesConnectors().List(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, conn.ID.Or(""))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
