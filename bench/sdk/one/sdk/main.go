// Command sdk prints the subject of one message, with the official SDK.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	msgraph "github.com/microsoftgraph/msgraph-sdk-go"
)

type token string

func (t token) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: string(t), ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func main() {
	client, err := msgraph.NewGraphServiceClientWithCredentials(token(os.Getenv("TOKEN")), nil)
	if err != nil {
		log.Fatal(err)
	}
	message, err := client.Me().Messages().ByMessageId(os.Args[1]).Get(context.Background(), nil)
	if err != nil {
		log.Fatal(err)
	}
	if s := message.GetSubject(); s != nil {
		fmt.Println(*s)
	}
}
