// Package messages makes the input of the benchmarks: pages of mail messages
// with every property filled, and plain structs to read them into.
package messages

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"
)

// This file writes messages. It takes no randomness from anywhere: message n
// is the same on every machine and in every run. The lengths are those of
// ordinary business mail: identifiers of 152 characters, a preview of 255, two
// bodies of some 900, five headers, eight recipients.

// Page returns a page of n messages, as a server answers it.
func Page(n int) []byte {
	page := struct {
		Context  string     `json:"@odata.context"`
		Value    []*Message `json:"value"`
		NextLink string     `json:"@odata.nextLink"`
	}{
		Context:  "https://graph.example.com/v1.0/$metadata#users('ada')/messages",
		NextLink: "https://graph.microsoft.com/v1.0/me/messages?$skip=1000",
	}
	for i := range n {
		page.Value = append(page.Value, New(i))
	}
	text, err := json.Marshal(page)
	if err != nil {
		panic("messages: " + err.Error())
	}
	return text
}

// New returns message number n.
func New(n int) *Message {
	at := time.Date(2021, 6, 14, 8, 0, 0, 0, time.UTC).Add(time.Duration(n) * 7 * time.Minute)
	subject := fmt.Sprintf("%s of the %s, part %d", pick(n, topics), pick(n/3, places), n)
	return &Message{
		ETag: ptr(`W/"` + key("etag", n, 32) + `"`), ID: ptr(key("message", n, 152)), ChangeKey: ptr(key("change", n, 40)),
		Created: &at, Modified: later(at, 40*time.Second), Received: later(at, 2*time.Second), Sent: later(at, time.Second),
		Subject: &subject, Preview: ptr(clip(prose(n), 255)), Categories: []string{pick(n, colors), pick(n+1, colors)},
		Importance: ptr(pick(n, []string{"low", "normal", "high"})), Inference: ptr(pick(n, []string{"focused", "other"})),
		Attachments: ptr(n%3 == 0), Draft: ptr(false), Read: ptr(n%2 == 0), ReadReceipt: ptr(false), DeliveryReceipt: ptr(n%5 == 0),
		Folder: ptr(key("folder", n%4, 120)), Conversation: ptr(key("conversation", n/4, 100)), Index: ptr(key("index", n, 30)),
		MessageID: ptr("<" + key("mid", n, 48) + "@mail.example.org>"), WebLink: ptr("https://mail.example.org/owa/?ItemID=" + key("message", n, 152)),
		Headers: headers(n, at), Body: body(n, subject), Unique: body(n+1, subject), Flag: flag(n, at),
		Sender: person(n), From: person(n), To: persons(n, 3), Cc: persons(n+3, 2), Bcc: persons(n+5, 2), ReplyTo: persons(n, 1),
	}
}

func headers(n int, at time.Time) []*Header {
	return []*Header{
		{ptr("Received"), ptr("from relay" + fmt.Sprint(n%9) + ".example.org (192.0.2.7) by mail.example.org; " + at.Format(time.RFC1123Z))},
		{ptr("MIME-Version"), ptr("1.0")},
		{ptr("Thread-Topic"), ptr(pick(n, topics))},
		{ptr("X-Originating-IP"), ptr("[192.0.2.44]")},
		{ptr("X-Trace"), ptr(key("trace", n, 64))},
	}
}

// body has the quotes, line ends and tags that make JSON escape.
func body(n int, subject string) *Body {
	return &Body{ptr("html"), ptr("<html><head>\r\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\"></head>\r\n<body><h1>" + subject +
		"</h1>\r\n<p>" + prose(n) + "</p>\r\n<p>Grüße, " + *person(n).Address.Name + "</p></body></html>")}
}

func flag(n int, at time.Time) *Flag {
	when := func(d time.Duration) *DateTime {
		return &DateTime{ptr(at.Add(d).Format("2006-01-02T15:04:05.0000000")), ptr("UTC")}
	}
	return &Flag{ptr(pick(n, []string{"notFlagged", "complete", "flagged"})), when(0), when(48 * time.Hour), when(24 * time.Hour)}
}

func person(n int) *Recipient {
	first, last := pick(n, names), pick(n/2, places)
	return &Recipient{&Address{ptr(first + " " + last), ptr(strings.ToLower(first+"."+last) + "@example.org")}}
}

func persons(n, count int) []*Recipient {
	var out []*Recipient
	for i := range count {
		out = append(out, person(n+i))
	}
	return out
}

// prose returns some 700 characters.
func prose(n int) string {
	var b strings.Builder
	for i := range 9 {
		fmt.Fprintf(&b, "%s asked about the %s for the %s and wants an answer by %s. ",
			pick(n+i, names), strings.ToLower(pick(n+2*i, topics)), pick(n+i, places), pick(n+i, days))
	}
	return b.String()
}

// key returns an identifier of about length characters.
func key(kind string, n, length int) string {
	s := fmt.Sprintf("%s-%06d.", kind, n)
	return base64.StdEncoding.EncodeToString([]byte(strings.Repeat(s, length/len(s)+1))[:length*3/4])
}

func later(t time.Time, d time.Duration) *time.Time { return ptr(t.Add(d)) }
func ptr[T any](v T) *T                             { return &v }
func pick(n int, of []string) string                { return of[n%len(of)] }
func clip(s string, n int) string                   { return s[:min(n, len(s))] }

var (
	topics = []string{"Quarterly figures", "Floor plan", "Travel schedule", "Open invoices", "Minutes", "Test results", "Holiday rota"}
	places = []string{"Harbour", "Northfield", "Westgate", "Mill", "Hillside", "Quayside", "Oldtown", "Bridge"}
	names  = []string{"Ada", "Ben", "Cleo", "Dan", "Eve", "Finn", "Greta", "Hugo", "Ines"}
	colors = []string{"Red category", "Blue category", "Green category"}
	days   = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday"}
)
