package tokensource

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	connectors "github.com/docmill/docmill/generated/v1"
)

// FromAzidentity returns a token source of a credential of azidentity.
func FromAzidentity(cred azcore.TokenCredential) connectors.TokenSource {
	tokens := connectors.TokenFunc(func(ctx context.Context) (string, error) {
		t, err := cred.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{"https://graph.microsoft.com/.default"}})
		return t.Token, err
	})
	return tokens
}
