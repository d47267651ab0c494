package runtime

import (
	"bytes"
	"context"
	"encoding"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"time"
)

// This file is copied as a test. It calls the methods of operations with the
// values of examples and compares what they return with the answers that the
// examples show. The server is in replayserver.go.

// replayArgs are what an example calls a method with.
type replayArgs struct {
	ctx   context.Context
	opts  []RequestOption
	text  bytes.Buffer // of an answer that is no result
	texts []string
	value any    // of the request's body, decoded; nil if there is none
	raw   []byte // the request's body, nil if there is none
	json  bool   // raw is JSON
	err   error  // of the first argument that could not be read
}

// str returns argument i.
func (a *replayArgs) str(i int) string {
	if i >= len(a.texts) {
		a.err = fmt.Errorf("the example has %d arguments", len(a.texts))
		return ""
	}
	return a.texts[i]
}

// argOf returns argument i as a T, and notes how it is written in a path.
func argOf[T any](a *replayArgs, i int) T {
	var x T
	if err := readArgument(reflect.ValueOf(&x), a.str(i)); err != nil {
		a.err = errors.Join(a.err, fmt.Errorf("argument %d: %w", i+1, err))
	} else if text, err := argumentText(x); err == nil {
		a.texts[i] = text
	}
	return x
}

// readArgument sets what p points to.
func readArgument(p reflect.Value, text string) error {
	if u, ok := p.Interface().(encoding.TextUnmarshaler); ok {
		err := u.UnmarshalText([]byte(text))
		if err != nil && kindOf(p.Elem().Type()) == kindOther {
			return &DecodeError{Want: "a " + p.Elem().Type().String(), Got: text, refused: true}
		}
		return err
	}
	if p.Elem().Kind() == reflect.String {
		p.Elem().SetString(text)
		return nil
	}
	return json.Unmarshal([]byte(text), p.Interface())
}

// bodyOf returns the request's body as the type that a method takes, its
// zero value if there is none.
func bodyOf[T any](a *replayArgs) T {
	x, _ := a.value.(T)
	return x
}

// any returns the request's body for a method that takes anything.
func (a *replayArgs) any() any {
	switch {
	case len(a.raw) == 0:
		return nil
	case a.json:
		return json.RawMessage(a.raw)
	}
	return bytes.NewReader(a.raw)
}

// content returns the request's body for a method that takes bytes.
func (a *replayArgs) content() io.Reader {
	if len(a.raw) == 0 {
		return nil
	}
	return bytes.NewReader(a.raw)
}

// target returns what the reference in the request's body leads to.
func (a *replayArgs) target() string {
	var ref struct {
		ID string `json:"@odata.id"`
	}
	if json.Unmarshal(a.raw, &ref) != nil {
		return "" // the body is another one
	}
	return ref.ID
}

// Some of these are for arguments that not every API has.
var _ = []any{argOf[int32], bodyOf[*APIError], (*replayArgs).any, (*replayArgs).content, (*replayArgs).target}

// replay calls the method of c with the values of ex, and for a collection
// also the one that iterates.
func (s *replayServer) replay(c replayCase, ex replayExample) error {
	result, call, err := s.send(c, ex, false)
	if err := call.check(result, err); err != nil {
		return err
	}
	if c.items == nil || ex.Text || ex.Response == nil || ex.Response.Status >= 300 || len(call.answer) == 0 || call.isError() {
		return nil
	}
	result, call, err = s.send(c, ex, true)
	return call.check(result, err)
}

// send makes one call.
func (s *replayServer) send(c replayCase, ex replayExample, items bool) (result any, call *replayCall, err error) {
	call = &replayCall{op: c.op, ex: ex, items: items, bytes: c.response.isZero(), args: &replayArgs{opts: ex.options(), texts: slices.Clone(ex.Args)}}
	call.answer, _ = ex.Response.body()
	a := call.args
	if a.raw, a.json = ex.Request.body(); ex.Other {
		a.opts = append(a.opts, WithBody("application/json", bytes.NewReader(a.raw)))
	} else if a.json && !c.request.isZero() {
		if a.value, err = c.request.decode(&decoder{data: a.raw, lenient: ex.Lenient}); err != nil {
			return nil, call, fmt.Errorf("request: %w", err)
		}
	}
	if ex.Text {
		a.opts = append(a.opts, CopyTo(&a.text))
	}
	s.mu.Lock()
	s.call = call
	s.mu.Unlock()
	client := s.strict
	if ex.Lenient {
		client = s.lenient
	}
	const limit = 10 * time.Second
	var cancel context.CancelFunc
	a.ctx, cancel = context.WithTimeout(context.Background(), limit)
	defer cancel()
	if items {
		result, err = replayItems(c.items(client, a))
	} else {
		result, err = c.call(client, a)
	}
	if body, ok := result.(io.ReadCloser); ok && err == nil {
		defer body.Close()
		result, err = io.ReadAll(body)
	}
	return result, call, errors.Join(a.err, err)
}

// replayItems collects what an iter.Seq2 yields.
func replayItems(seq any) (any, error) {
	items := []any{}
	for item, err := range reflect.ValueOf(seq).Seq2() {
		if !err.IsNil() {
			return nil, err.Interface().(error)
		}
		items = append(items, item.Interface())
	}
	return items, nil
}

// options returns the query and the headers of the request as options.
func (ex *replayExample) options() []RequestOption {
	var opts []RequestOption
	for _, q := range ex.Query {
		opts = append(opts, WithQuery(q[0], q[1]))
	}
	for _, h := range ex.headers() {
		opts = append(opts, Header(h[0], h[1]))
	}
	return opts
}

// headers returns the headers of the request that a caller can set, without
// those that a page shows without a value.
func (ex *replayExample) headers() [][2]string {
	hopByHop := []string{"Expect", "Te", "Trailer", "Upgrade"}
	return slices.DeleteFunc(slices.Clone(ex.Request.Header), func(h [2]string) bool {
		name := http.CanonicalHeaderKey(h[0])
		return slices.Contains(ours, name) || slices.Contains(hopByHop, name) || !validHeaderName(h[0]) || !validHeaderValue(h[1]) || strings.TrimSpace(h[1]) == ""
	})
}

// check compares the outcome of a call with the example.
func (call *replayCall) check(result any, err error) error {
	if call.seen == 0 {
		call.errs = append(call.errs, errors.New("no request arrived"))
	}
	failed := call.ex.Response != nil && call.ex.Response.Status >= 400 || call.isError()
	apiErr, isAPI := errors.AsType[*APIError](err)
	switch {
	case failed && isAPI:
		err = call.sameError(apiErr)
	case failed:
		err = fmt.Errorf("an error answer gave the error %v", err)
	case err == nil:
		err = call.sameResult(result)
	}
	return errors.Join(append(call.errs, err)...)
}

// isError reports whether the answer is an error with a status of success.
func (call *replayCall) isError() bool {
	name, _ := (&decoder{data: call.answer}).soleObject()
	return name == "error"
}

func (call *replayCall) sameError(err *APIError) error {
	var body struct {
		Error struct{ Code, Message string } `json:"error"`
	}
	if json.Unmarshal(call.answer, &body) == nil && err.Code != body.Error.Code {
		return fmt.Errorf("the error's code is %q, want %q", err.Code, body.Error.Code)
	}
	if want := call.ex.Response.Status; want >= 400 && err.StatusCode != want {
		return fmt.Errorf("the error's status is %d, want %d", err.StatusCode, want)
	}
	return nil
}

// sameResult compares a result with the answer.
func (call *replayCall) sameResult(result any) error {
	body, isJSON := call.ex.Response.body()
	if call.ex.Text {
		result = call.args.text.Bytes()
	}
	if call.ex.Response != nil && call.ex.Response.Status == http.StatusNoContent {
		return nil // what a page shows with it is received by nobody
	}
	if stream, ok := result.([]byte); ok {
		if call.ex.Response != nil && call.ex.Response.Status >= 300 {
			body = []byte(replayMoved)
		}
		if !bytes.Equal(stream, body) {
			return fmt.Errorf("the method returns %q, want %q", stream, body)
		}
		return nil
	}
	switch {
	case result == nil, len(body) == 0, call.ex.Response.Status >= 300:
		return nil
	case !isJSON:
		if text, ok := result.(string); ok && text == string(body) {
			return nil
		}
		return fmt.Errorf("the method returns %v for text", result)
	case call.items:
		items, err := itemsOf(body)
		return errors.Join(err, sameResult(items, result))
	}
	return sameResult(body, result)
}

// itemsOf returns the elements of a collection that are not null.
func itemsOf(body []byte) ([]byte, error) {
	page := struct{ Value []json.RawMessage }{}
	var err error
	if body[0] == '[' {
		err = json.Unmarshal(body, &page.Value)
	} else {
		err = json.Unmarshal(body, &page)
	}
	items := slices.DeleteFunc(page.Value, func(m json.RawMessage) bool { return string(m) == "null" })
	out, err2 := json.Marshal(append([]json.RawMessage{}, items...))
	return out, errors.Join(err, err2)
}
