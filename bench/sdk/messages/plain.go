package messages

import "time"

// This file holds a message as one writes it by hand for encoding/json:
// pointers for what may be absent, nothing kept that has no field. No generator
// on top of encoding/json can be faster; it is the floor of the comparison.

// A Message is a mail message.
type Message struct {
	ETag            *string      `json:"@odata.etag,omitempty"`
	ID              *string      `json:"id,omitempty"`
	Created         *time.Time   `json:"createdDateTime,omitempty"`
	Modified        *time.Time   `json:"lastModifiedDateTime,omitempty"`
	ChangeKey       *string      `json:"changeKey,omitempty"`
	Categories      []string     `json:"categories,omitempty"`
	Received        *time.Time   `json:"receivedDateTime,omitempty"`
	Sent            *time.Time   `json:"sentDateTime,omitempty"`
	Attachments     *bool        `json:"hasAttachments,omitempty"`
	MessageID       *string      `json:"internetMessageId,omitempty"`
	Subject         *string      `json:"subject,omitempty"`
	Preview         *string      `json:"bodyPreview,omitempty"`
	Importance      *string      `json:"importance,omitempty"`
	Folder          *string      `json:"parentFolderId,omitempty"`
	Conversation    *string      `json:"conversationId,omitempty"`
	Index           *string      `json:"conversationIndex,omitempty"`
	DeliveryReceipt *bool        `json:"isDeliveryReceiptRequested,omitempty"`
	ReadReceipt     *bool        `json:"isReadReceiptRequested,omitempty"`
	Read            *bool        `json:"isRead,omitempty"`
	Draft           *bool        `json:"isDraft,omitempty"`
	WebLink         *string      `json:"webLink,omitempty"`
	Inference       *string      `json:"inferenceClassification,omitempty"`
	Headers         []*Header    `json:"internetMessageHeaders,omitempty"`
	Body            *Body        `json:"body,omitempty"`
	Unique          *Body        `json:"uniqueBody,omitempty"`
	Sender          *Recipient   `json:"sender,omitempty"`
	From            *Recipient   `json:"from,omitempty"`
	To              []*Recipient `json:"toRecipients,omitempty"`
	Cc              []*Recipient `json:"ccRecipients,omitempty"`
	Bcc             []*Recipient `json:"bccRecipients,omitempty"`
	ReplyTo         []*Recipient `json:"replyTo,omitempty"`
	Flag            *Flag        `json:"flag,omitempty"`
}

// The parts of a message.
type (
	Header struct {
		Name  *string `json:"name,omitempty"`
		Value *string `json:"value,omitempty"`
	}
	Body struct {
		ContentType *string `json:"contentType,omitempty"`
		Content     *string `json:"content,omitempty"`
	}
	Recipient struct {
		Address *Address `json:"emailAddress,omitempty"`
	}
	Address struct {
		Name    *string `json:"name,omitempty"`
		Address *string `json:"address,omitempty"`
	}
	Flag struct {
		Status    *string   `json:"flagStatus,omitempty"`
		Start     *DateTime `json:"startDateTime,omitempty"`
		Due       *DateTime `json:"dueDateTime,omitempty"`
		Completed *DateTime `json:"completedDateTime,omitempty"`
	}
	DateTime struct {
		DateTime *string `json:"dateTime,omitempty"`
		TimeZone *string `json:"timeZone,omitempty"`
	}
)

// A List is a page of messages.
type List struct {
	Value    []*Message `json:"value"`
	NextLink string     `json:"@odata.nextLink,omitempty"`
}
