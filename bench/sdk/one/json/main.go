// Command json prints the subject of one message, with net/http and
// encoding/json: the least that a client written by hand needs.
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
)

func main() {
	req, err := http.NewRequest(http.MethodGet, "https://graph.microsoft.com/v1.0/me/messages/"+url.PathEscape(os.Args[1]), nil)
	if err != nil {
		log.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+os.Getenv("TOKEN"))
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	var message struct {
		Subject string `json:"subject"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&message); err != nil {
		log.Fatal(err)
	}
	fmt.Println(message.Subject)
}
