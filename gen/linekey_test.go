package gen

import (
	"regexp"
	"testing"
)

func TestLineKey(t *testing.T) {
	for in, want := range map[string]string{
		"GET /users/{id | userPrincipalName}/messages/{message-id}/": "GET /users/{}/messages/{}",
		"GET /users/delta()":                                              "GET /users/delta",
		"GET /users/microsoft.graph.delta":                                "GET /users/delta",
		"GET /me/reminderView(startDateTime='{start}',endDateTime={end})": "GET /me/reminderView(startDateTime={},endDateTime={})",
		"GET /drives/<id>/root:/{item-path}:/content":                     "GET /drives/{}/root:/{}:/content",
		"PATCH /companies({id})/items({id})":                              "PATCH /companies/{}/items/{}",
		"GET /reports/getCount(period='D7',rate=1.5)":                     "GET /reports/getCount(period='D7',rate=1.5)",
		"/deviceManagement/ndesConnectors":                                "/deviceManagement/ndesConnectors",
		"GET /":                                                           "GET ",
	} {
		if got := lineKey(in); got != want {
			t.Errorf("lineKey(%q) = %q, want %q", in, got, want)
		}
	}
}

// TestPlaceholders holds the scanner against the expression that says what
// placeholders are.
func TestPlaceholders(t *testing.T) {
	re := regexp.MustCompile(`'?(\{[^{}]*\}|<[^<>]*>)'?`)
	const letters = "a{}<>'"
	for n := range 6 * 6 * 6 * 6 * 6 * 6 * 6 {
		var line []byte
		for ; n > 0; n /= len(letters) {
			line = append(line, letters[n%len(letters)])
		}
		if got, want := levelPlaceholders(string(line)), re.ReplaceAllString(string(line), "{}"); got != want {
			t.Fatalf("%q: got %q, want %q", line, got, want)
		}
	}
}
