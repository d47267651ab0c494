package tokensource

import (
	"context"

	"golang.org/x/oauth2"

	connectors "github.com/docmill/docmill/generated/v1"
)

// FromOAuth2 returns a token source of one of oauth2.
func FromOAuth2(source oauth2.TokenSource) connectors.TokenSource {
	tokens := connectors.TokenFunc(func(context.Context) (string, error) {
		t, err := source.Token()
		if err != nil {
			return "", err
		}
		return t.AccessToken, nil
	})
	return tokens
}
