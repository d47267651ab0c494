// Package codec compares how messages are read and written: by the official
// SDK, by the generated package, and by encoding/json with plain structs.
package codec

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"testing"

	jsonserialization "github.com/microsoft/kiota-serialization-json-go"
	"github.com/microsoftgraph/msgraph-sdk-go/models"

	"example.com/bench/messages"
	graph "example.com/bench/whole"
)

// count is the number of messages of a page.
const count = 1000

// measure runs once as a benchmark that handles size bytes and count messages.
func measure(b *testing.B, size int, once func() error) {
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		if err := once(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkDecode(b *testing.B) {
	page := messages.Page(count)
	b.Run("by=sdk", func(b *testing.B) {
		measure(b, len(page), func() error { _, err := readSDK(page); return err })
	})
	b.Run("by=docmill", func(b *testing.B) {
		c := answering(b, page)
		measure(b, len(page), func() error { _, err := c.Me().Messages().ListPage(context.Background()); return err })
	})
	b.Run("by=encoding-json", func(b *testing.B) {
		measure(b, len(page), func() error { return json.Unmarshal(page, new(messages.List)) })
	})
}

func BenchmarkEncode(b *testing.B) {
	page := messages.Page(count)
	b.Run("by=sdk", func(b *testing.B) {
		list, err := readSDK(page)
		encodeEach(b, list, err, writeSDK)
	})
	b.Run("by=docmill", func(b *testing.B) {
		p, err := answering(b, page).Me().Messages().ListPage(context.Background())
		encodeEach(b, p.Value, err, func(m graph.AnyMessage) ([]byte, error) { return m.AsMessage().MarshalJSON() })
	})
	b.Run("by=encoding-json", func(b *testing.B) {
		list := new(messages.List)
		err := json.Unmarshal(page, list)
		encodeEach(b, list.Value, err, func(m *messages.Message) ([]byte, error) { return json.Marshal(m) })
	})
}

// encodeEach writes the messages of list one by one, as they are sent.
func encodeEach[M any](b *testing.B, list []M, err error, write func(M) ([]byte, error)) {
	if err != nil {
		b.Fatal(err)
	}
	size := 0
	for _, m := range list {
		text, err := write(m)
		if err != nil {
			b.Fatal(err)
		}
		size += len(text)
	}
	measure(b, size, func() error {
		for _, m := range list {
			if _, err := write(m); err != nil {
				return err
			}
		}
		return nil
	})
}

// readSDK does what the SDK's request adapter does with an answer.
func readSDK(page []byte) ([]models.Messageable, error) {
	node, err := jsonserialization.NewJsonParseNodeFactory().GetRootParseNode("application/json", page)
	if err != nil {
		return nil, err
	}
	v, err := node.GetObjectValue(models.CreateMessageCollectionResponseFromDiscriminatorValue)
	if err != nil {
		return nil, err
	}
	return v.(models.MessageCollectionResponseable).GetValue(), nil
}

// writeSDK does what the SDK does with the body of a request.
func writeSDK(m models.Messageable) ([]byte, error) {
	w := jsonserialization.NewJsonSerializationWriter()
	defer w.Close()
	if err := w.WriteObjectValue("", m); err != nil {
		return nil, err
	}
	return w.GetSerializedContent()
}

// answering returns a client to which a server would answer page. There is no
// network, but everything else a call does is in the measurement.
func answering(tb testing.TB, page []byte) *graph.Client {
	c, err := graph.NewClient(graph.WithTransport(transport(page)))
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

type transport []byte

func (page transport) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200, Request: req, ContentLength: int64(len(page)),
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader(page)),
	}, nil
}

// The comparison is fair only if all three read and write everything. They
// need not write members in the same order, nor times with the same digits.
func TestSame(t *testing.T) {
	page := messages.Page(10)
	sdk, err := readSDK(page)
	if err != nil {
		t.Fatal(err)
	}
	ours, err := answering(t, page).Me().Messages().ListPage(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 10 {
		want, _ := json.Marshal(messages.New(i))
		text, err := ours.Value[i].AsMessage().MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if d := difference(want, text); d != "" {
			t.Errorf("docmill, message %d: %s", i, d)
		}
		if text, err = writeSDK(sdk[i]); err != nil {
			t.Fatal(err)
		}
		if d := difference(want, text); d != "" {
			t.Errorf("SDK, message %d: %s", i, d)
		}
	}
}

// TestFull sees to it that the messages use every property of the documented
// type; what is left is what a server sends only when asked to.
func TestFull(t *testing.T) {
	ours, err := answering(t, messages.Page(1)).Me().Messages().ListPage(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	m := reflect.ValueOf(ours.Value[0].AsMessage()).Elem()
	related := map[string]bool{
		"Attachments": true, "Extensions": true, "MultiValueExtendedProperties": true, "SingleValueExtendedProperties": true,
		"ODataType": true,
	}
	for i := range m.NumField() {
		if name := m.Type().Field(i).Name; m.Field(i).IsZero() != related[name] {
			t.Errorf("%s: zero is %v", name, m.Field(i).IsZero())
		}
	}
}

// difference returns where two JSON texts differ, "" if nowhere. Members that
// only got has are what the SDK adds of its own, such as @odata.type.
func difference(want, got []byte) string {
	var a, b map[string]any
	if err := json.Unmarshal(want, &a); err != nil {
		return err.Error()
	}
	if err := json.Unmarshal(got, &b); err != nil {
		return err.Error()
	}
	for name, v := range a {
		if w, g := flat(v), flat(b[name]); w != g {
			return fmt.Sprintf("%s is %s, not %s", name, g, w)
		}
	}
	return ""
}

// flat prints v without the members that begin with @.
func flat(v any) string {
	if o, ok := v.(map[string]any); ok {
		for name := range o {
			if name[0] == '@' {
				delete(o, name)
			}
		}
	}
	return fmt.Sprint(v)
}
