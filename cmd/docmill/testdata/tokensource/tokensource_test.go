package tokensource

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"

	connectors "github.com/docmill/docmill/generated/v1"
	"github.com/docmill/docmill/generated/v1/connectorstest"
)

// An authority is a server that hands out tokens. It refuses secrets other than
// "secret".
type authority struct {
	*httptest.Server
	tokens atomic.Int32 // handed out
}

func newAuthority(t *testing.T) *authority {
	a := new(authority)
	mux := http.NewServeMux()
	mux.HandleFunc("/{tenant}/v2.0/.well-known/openid-configuration", func(w http.ResponseWriter, r *http.Request) {
		base := a.URL + "/" + r.PathValue("tenant")
		reply(w, http.StatusOK, map[string]any{
			"token_endpoint": base + "/token", "authorization_endpoint": base + "/authorize", "issuer": base + "/v2.0",
		})
	})
	mux.HandleFunc("/{tenant}/token", func(w http.ResponseWriter, r *http.Request) {
		_, secret, _ := r.BasicAuth()
		if r.FormValue("client_secret") != "secret" && secret != "secret" {
			reply(w, http.StatusUnauthorized, map[string]any{"error": "invalid_client", "error_description": "no such secret"})
			return
		}
		a.tokens.Add(1)
		reply(w, http.StatusOK, map[string]any{"access_token": "token of " + r.FormValue("scope"), "token_type": "Bearer", "expires_in": 3600})
	})
	a.Server = httptest.NewTLSServer(mux)
	t.Cleanup(a.Close)
	return a
}

func reply(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(body)
}

// azure returns a token source of a credential of azidentity.
func (a *authority) azure(t *testing.T, secret string) connectors.TokenSource {
	cred, err := azidentity.NewClientSecretCredential("tenant", "client", secret, &azidentity.ClientSecretCredentialOptions{
		ClientOptions: azcore.ClientOptions{
			Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: a.URL},
			Transport: a.Client(),
		},
		DisableInstanceDiscovery: true,
	})
	if err != nil {
		t.Fatal(err)
	}
	return FromAzidentity(cred)
}

// oauth2 returns a token source of oauth2's client credentials.
func (a *authority) oauth2(t *testing.T, secret string) connectors.TokenSource {
	config := clientcredentials.Config{
		ClientID: "client", ClientSecret: secret, TokenURL: a.URL + "/tenant/token", Scopes: []string{"https://graph.microsoft.com/.default"},
	}
	ctx := context.WithValue(t.Context(), oauth2.HTTPClient, a.Client())
	return FromOAuth2(config.TokenSource(ctx))
}

// Both libraries get a token once, and the client sends it with each request.
// Where there is none, no request is sent and the error says why.
func TestTokenSources(t *testing.T) {
	for name, source := range map[string]func(a *authority, t *testing.T, secret string) connectors.TokenSource{
		"azidentity": (*authority).azure, "oauth2": (*authority).oauth2,
	} {
		t.Run(name, func(t *testing.T) {
			a := newAuthority(t)
			srv := connectorstest.New(connectorstest.RequireAuthorization())
			c := srv.Start(t, connectors.WithTokenSource(source(a, t, "secret")))
			for range 3 {
				if _, err := c.Identity().APIConnectors().Get(t.Context(), "1"); err != nil {
					t.Fatal(err)
				}
			}
			for _, r := range srv.Requests() {
				if got := r.Header.Get("Authorization"); !strings.HasPrefix(got, "Bearer token of https://graph.microsoft.com/.default") {
					t.Errorf("Authorization: %s", got)
				}
			}
			if a.tokens.Load() != 1 || len(srv.Requests()) != 3 {
				t.Errorf("%d tokens for %d requests", a.tokens.Load(), len(srv.Requests()))
			}

			srv.Reset()
			c = srv.Start(t, connectors.WithTokenSource(source(a, t, "guess")))
			_, err := c.Identity().APIConnectors().Get(t.Context(), "1")
			if err == nil || !strings.Contains(err.Error(), "no such secret") || len(srv.Requests()) != 0 {
				t.Errorf("without a token: %v, %d requests", err, len(srv.Requests()))
			}
		})
	}
}
