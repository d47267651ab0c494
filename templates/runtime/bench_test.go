package runtime

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

// The benchmarks decode and encode a message of 14 members with our types and,
// for comparison, encoding/json with plain pointers and with the same Opt.

const messageText = `{"@odata.type":"#test.message","id":"AAMkAGUAAAwTW09AAA=","createdDateTime":"2021-06-14T10:20:30.1234567Z","subject":"Quarterly figures for the northern region",` +
	`"bodyPreview":"Hello all, please find the figures attached. We can talk about them on Monday.","importance":"normal","hasAttachments":true,"isRead":false,` +
	`"conversationIndex":7,"categories":["red","blue"],"body":{"contentType":"html","content":"<p>Hello all, please find the figures attached. We can talk about them on Monday.</p>"},` +
	`"sender":{"emailAddress":{"name":"Ada Example","address":"ada@example.org"}},` +
	`"toRecipients":[{"emailAddress":{"name":"Ben Example","address":"ben@example.org"}},{"emailAddress":{"name":"Cleo Example","address":"cleo@example.org"}}],` +
	`"webLink":"https://example.org/mail/AAMkAGUAAAwTW09AAA"}`

type (
	message struct {
		ODataType   string          `json:"@odata.type,omitzero"`
		ID          Opt[string]     `json:"id,omitzero"`
		Created     Opt[time.Time]  `json:"createdDateTime,omitzero"`
		Subject     Opt[string]     `json:"subject,omitzero"`
		Preview     Opt[string]     `json:"bodyPreview,omitzero"`
		Importance  Opt[color]      `json:"importance,omitzero"`
		Attachments Opt[bool]       `json:"hasAttachments,omitzero"`
		Read        Opt[bool]       `json:"isRead,omitzero"`
		Index       Opt[int32]      `json:"conversationIndex,omitzero"`
		Categories  []string        `json:"categories,omitzero"`
		Body        Opt[*itemBody]  `json:"body,omitzero"`
		Sender      Opt[*recipient] `json:"sender,omitzero"`
		To          []*recipient    `json:"toRecipients,omitzero"`
		WebLink     Opt[string]     `json:"webLink,omitzero"`
		Extra       Extra           `json:"-"`
	}
	itemBody struct {
		ODataType   string      `json:"@odata.type,omitzero"`
		ContentType Opt[color]  `json:"contentType,omitzero"`
		Content     Opt[string] `json:"content,omitzero"`
		Extra       Extra       `json:"-"`
	}
	recipient struct {
		ODataType string             `json:"@odata.type,omitzero"`
		Address   Opt[*emailAddress] `json:"emailAddress,omitzero"`
		Extra     Extra              `json:"-"`
	}
	emailAddress struct {
		ODataType string      `json:"@odata.type,omitzero"`
		Name      Opt[string] `json:"name,omitzero"`
		Address   Opt[string] `json:"address,omitzero"`
		Extra     Extra       `json:"-"`
	}

	plainMessage struct {
		ODataType   *string           `json:"@odata.type,omitempty"`
		ID          *string           `json:"id,omitempty"`
		Created     *time.Time        `json:"createdDateTime,omitempty"`
		Subject     *string           `json:"subject,omitempty"`
		Preview     *string           `json:"bodyPreview,omitempty"`
		Importance  *color            `json:"importance,omitempty"`
		Attachments *bool             `json:"hasAttachments,omitempty"`
		Read        *bool             `json:"isRead,omitempty"`
		Index       *int32            `json:"conversationIndex,omitempty"`
		Categories  []string          `json:"categories,omitempty"`
		Body        *plainBody        `json:"body,omitempty"`
		Sender      *plainRecipient   `json:"sender,omitempty"`
		To          []*plainRecipient `json:"toRecipients,omitempty"`
		WebLink     *string           `json:"webLink,omitempty"`
	}
	plainBody struct {
		ContentType *color  `json:"contentType,omitempty"`
		Content     *string `json:"content,omitempty"`
	}
	plainRecipient struct {
		Address *plainAddress `json:"emailAddress,omitempty"`
	}
	plainAddress struct {
		Name    *string `json:"name,omitempty"`
		Address *string `json:"address,omitempty"`
	}
)

func (x *message) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
func (x message) MarshalJSON() ([]byte, error)     { return marshal(&x) }

func BenchmarkDecode(b *testing.B) {
	text := []byte(messageText)
	b.Run("runtime", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if err := unmarshal(text, new(message)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("runtime-behind-encoding-json", func(b *testing.B) { benchUnmarshal[message](b, text) })
	b.Run("encoding-json-pointers", func(b *testing.B) { benchUnmarshal[plainMessage](b, text) })
	b.Run("encoding-json-any", func(b *testing.B) { benchUnmarshal[any](b, text) })
}

func benchUnmarshal[T any](b *testing.B, text []byte) {
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if err := json.Unmarshal(text, new(T)); err != nil {
			b.Fatal(err)
		}
	}
}

// A page of 1,000 messages, as the client reads it.
func BenchmarkDecodePage(b *testing.B) {
	text := []byte(`{"@odata.context":"c","value":[` + strings.Repeat(messageText+",", 999) + messageText + `],"@odata.nextLink":"https://example.org"}`)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		d := decoder{data: text}
		if err := d.document(new(Page[*message])); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	var ours message
	var plain plainMessage
	if err := errorsOf(json.Unmarshal([]byte(messageText), &ours), json.Unmarshal([]byte(messageText), &plain)); err != nil {
		b.Fatal(err)
	}
	b.Run("runtime", func(b *testing.B) {
		b.SetBytes(int64(len(messageText)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := marshal(&ours); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encoding-json-pointers", func(b *testing.B) {
		b.SetBytes(int64(len(messageText)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := json.Marshal(&plain); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
