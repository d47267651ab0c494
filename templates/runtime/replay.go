package runtime

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// This file is copied as a test. It replays the examples of the documentation,
// in two ways. Each JSON body is decoded into the type of its operation and
// encoded again, and the two texts must say the same: whatever gets lost on the
// way, or is of another kind than documented, shows here. And the method of the
// operation is called with the example's values against a server on this
// machine (replaycall.go). What cannot be replayed is counted with its reason,
// never passed over.

// A replayCase is one operation that examples call.
type replayCase struct {
	op *Operation
	// request and response are what the bodies decode into, zero if they are no
	// JSON.
	request, response replayType
	// call calls the operation's method. The result is nil if it has none; of a
	// collection it is the first page.
	call func(c *Client, a *replayArgs) (any, error)
	// items returns the iter.Seq2 over a collection, nil for other results.
	items func(c *Client, a *replayArgs) any
}

// A replayExample is one entry of a file of examples.
type replayExample struct {
	Name string `json:"name"`
	Op   string `json:"op"` // name of the operation
	// Excluded says why the example is not replayed, NoCall why its bodies are
	// but its request is not sent. Both were reported when the code was generated.
	Excluded string `json:"excluded"`
	NoCall   string `json:"noCall"`
	// Lenient is set if members have values of another kind than documented.
	// They are an error, but for lenient decoding, where a type has the members.
	Lenient bool `json:"lenient"`
	// Reshaped is set if the response is a collection where one object is
	// documented. Its "value" is kept as an undocumented member.
	Reshaped bool `json:"reshaped"`
	// Other is set if the request's body is none that the method takes. It is
	// sent by an option.
	Other bool `json:"other"`
	// Text is set if the response's body is none that the method returns. An
	// option copies it.
	Text     bool           `json:"text"`
	Args     []string       `json:"args"`  // of the method, in order
	Query    [][2]string    `json:"query"` // to be set by options
	Fixed    [][2]string    `json:"fixed"` // what the method adds to the query by itself
	Request  *replayMessage `json:"request"`
	Response *replayMessage `json:"response"`
	// Invalid are the documented rules that the request breaks: "name: required".
	Invalid []string `json:"invalid"`
	// At is where an example that is left out or not sent stands in the docs.
	At string `json:"at"`
}

// A replayMessage is a request or a response of an example.
type replayMessage struct {
	Method string          `json:"method"`
	URL    string          `json:"url"`
	Status int             `json:"status"`
	Header [][2]string     `json:"header"`
	Body   json.RawMessage `json:"body"` // JSON; a string for a body that is none
}

// body returns the message's body, and whether it is JSON.
func (m *replayMessage) body() (body []byte, isJSON bool) {
	if m == nil {
		return nil, false
	}
	body = bytes.TrimSpace(m.Body)
	var text string
	if len(body) > 0 && body[0] == '"' && json.Unmarshal(body, &text) == nil {
		return []byte(text), false
	}
	return body, len(body) > 0
}

// replay replays all examples in testdata and logs how many there are, how
// many were replayed, and why and where the others were not.
func replay(t *testing.T, cases []replayCase) {
	t.Helper()
	byName := make(map[string]replayCase)
	for _, c := range cases {
		byName[c.op.Name] = c
	}
	files, err := filepath.Glob(filepath.Join("testdata", "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	count := newReplayCount()
	server := newReplayServer(t)
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var examples []replayExample
		if err := json.Unmarshal(text, &examples); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		for i, ex := range examples {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), i+1), func(t *testing.T) {
				count.example(t, byName[ex.Op], ex, server)
			})
		}
	}
	t.Log(count.String())
	if places := count.places(); places != "" {
		t.Log("left out or not replayed:\n" + places)
	}
}

// A replayCount counts examples.
type replayCount struct {
	examples          int
	valid             int // those whose JSON parses, but for what is sent to other servers
	trips, calls      int
	lenient, reshaped int                 // of trips
	others, texts     int                 // of calls
	excluded, noCall  map[string][]string // places by reason
}

func newReplayCount() *replayCount {
	return &replayCount{excluded: map[string][]string{}, noCall: map[string][]string{}}
}

func (n *replayCount) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d examples, %d of them with valid JSON and for this service", n.examples, n.valid)
	fmt.Fprintf(&b, "\n%6d round-trip (%.1f %%): %d with lenient decoding, %d as a collection in place of one object", n.trips, percent(n.trips, n.valid), n.lenient, n.reshaped)
	fmt.Fprintf(&b, "\n%6d replayed (%.1f %%): %d with WithBody, %d with CopyTo", n.calls, percent(n.calls, n.valid), n.others, n.texts)
	for _, list := range []struct {
		what string
		at   map[string][]string
	}{{"excluded", n.excluded}, {"not replayed", n.noCall}} {
		var reasons []string
		for reason := range list.at {
			reasons = append(reasons, reason)
		}
		slices.Sort(reasons)
		for _, reason := range reasons {
			fmt.Fprintf(&b, "\n%6d %s: %s", len(list.at[reason]), list.what, reason)
		}
	}
	return b.String()
}

// places lists where the examples stand that are left out or not sent.
func (n *replayCount) places() string {
	var lines []string
	for _, at := range []map[string][]string{n.excluded, n.noCall} {
		for reason, list := range at {
			for _, place := range list {
				lines = append(lines, place+": "+reason)
			}
		}
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func percent(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }

// example replays one example.
func (n *replayCount) example(t *testing.T, c replayCase, ex replayExample, server *replayServer) {
	n.examples++
	// What a service sends to an app is no example of calling the service.
	const invalid, elsewhere = "the JSON does not parse", "the request goes to another server"
	if ex.Excluded != invalid && ex.Excluded != elsewhere {
		n.valid++
	}
	if ex.Excluded != "" {
		n.excluded[ex.Excluded] = append(n.excluded[ex.Excluded], ex.At)
		return
	}
	if c.op == nil {
		t.Fatalf("operation %q is not in the table", ex.Op)
	}
	if c.isRefused(ex) {
		n.excluded[refusedValue] = append(n.excluded[refusedValue], c.op.Page)
		return
	}
	if ok, lenient := n.trip(t, c, ex); ok {
		n.trips++
		if lenient {
			n.lenient++
		}
		if ex.Reshaped {
			n.reshaped++
		}
	}
	if ex.NoCall != "" {
		n.noCall[ex.NoCall] = append(n.noCall[ex.NoCall], ex.At)
		return
	}
	checkRules(t, c, ex)
	if err := server.replay(c, ex); isRefusal(err) {
		n.noCall[refusedValue] = append(n.noCall[refusedValue], c.op.Page)
		return
	} else if err != nil {
		t.Errorf("%s: %v", c.op.Name, err)
		return
	}
	n.calls++
	if ex.Other {
		n.others++
	}
	if ex.Text {
		n.texts++
	}
}

// trip decodes and encodes the JSON bodies of an example. It reports whether
// it could do so with all, and whether some needed lenient decoding.
func (n *replayCount) trip(t *testing.T, c replayCase, ex replayExample) (ok, lenient bool) {
	ok = true
	for _, part := range []struct {
		what string
		m    *replayMessage
		typ  replayType
	}{{"request", ex.Request, c.request}, {"response", ex.Response, c.response}} {
		body, isJSON := part.m.body()
		switch {
		case !isJSON, part.m == ex.Response && (part.m.Status >= 300 || part.m.Status == http.StatusNoContent):
			continue
		case part.m == ex.Request && ex.Other:
			ok = false // nothing documented to decode it into
			continue
		case part.typ.isZero():
			continue // bytes that happen to be JSON, or {} for nothing
		}
		err := part.typ.roundTrip(body, false)
		if _, mismatch := errors.AsType[*DecodeError](err); mismatch && ex.Lenient {
			lenient = true
			err = part.typ.roundTrip(body, true)
		}
		if err != nil && !errors.As(err, new(*embeddedError)) {
			t.Errorf("%s: %s: %v\n%s", c.op.Name, part.what, err, body)
			ok = false
		}
	}
	return ok, lenient
}
