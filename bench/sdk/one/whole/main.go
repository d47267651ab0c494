// Command whole prints the subject of one message, with the package in ../../whole.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	graph "example.com/bench/whole"
)

type token string

func (t token) Token(context.Context) (string, error) { return string(t), nil }

func main() {
	client, err := graph.NewClient(graph.WithTokenSource(token(os.Getenv("TOKEN"))))
	if err != nil {
		log.Fatal(err)
	}
	message, err := client.Me().Messages().Get(context.Background(), os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(message.AsMessage().Subject.Or(""))
}
