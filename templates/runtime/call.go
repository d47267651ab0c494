package runtime

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
)

// This file holds what the methods of generated services call: one function
// for each form of result. They share everything but the last step; the
// generic ones are thin, because each is compiled for many types.

// call sends op with body and decodes the answer into out. body is nil or a
// nil pointer for none, an io.Reader, or what a generated struct may hold. out
// is a pointer to a generated struct, or nil if the operation has no result;
// an answer without content leaves it as it is. args are the arguments of the
// placeholders in op.Path, in order; what is no string comes from pathText.
func (c *Client) call(ctx context.Context, op *Operation, opts []RequestOption, body, out any, args ...string) error {
	return c.exchange(ctx, op, opts, body, args, func(d *decoder, _ http.Header) error {
		if out == nil {
			return d.nothing()
		}
		return d.entity(out)
	})
}

// callAny is call for a result whose Go type depends on its @odata.type: newT
// returns a pointer to it. T is the interface these types implement.
func callAny[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...string) (T, error) {
	var out T
	err := c.callAny(ctx, op, newT, opts, body, reflect.ValueOf(&out).Elem(), args)
	return out, err
}

// callAny is the part of the function callAny that need not be compiled for
// each T: out is the interface.
func (c *Client) callAny(ctx context.Context, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, out reflect.Value, args []string) error {
	err := c.exchange(ctx, op, opts, body, args, func(d *decoder, _ http.Header) error { return d.anyEntity(newT, out) })
	if err == nil && out.IsNil() { // there was no content
		out.Set(reflect.ValueOf(newT("")))
	}
	return err
}

// callValue is call for a result that is no object: a primitive value, an
// enum, or an array of those, bare or as {"value": …}. null and an answer
// without content give the zero value.
func callValue[T any](ctx context.Context, c *Client, op *Operation, opts []RequestOption, body any, args ...string) (T, error) {
	var out T
	err := c.exchange(ctx, op, opts, body, args, func(d *decoder, h http.Header) error {
		return d.single(&out, h)
	})
	return out, err
}

// callRaw is call for a result of unknown type.
func (c *Client) callRaw(ctx context.Context, op *Operation, opts []RequestOption, body any, args ...string) (json.RawMessage, error) {
	var out json.RawMessage
	err := c.exchange(ctx, op, opts, body, args, func(d *decoder, _ http.Header) error {
		raw, err := d.raw()
		out = raw
		if err == nil {
			err = d.end()
		}
		return err
	})
	return out, err
}

// stream is call for a result that is no JSON. The caller closes it.
func (c *Client) stream(ctx context.Context, op *Operation, opts []RequestOption, body any, args ...string) (io.ReadCloser, error) {
	accept := func(r *request) { r.accept = "*/*" }
	_, resp, err := c.do(ctx, op, append([]RequestOption{accept}, opts...), body, args)
	if err != nil {
		return nil, named(op, err)
	}
	return resp.Body, nil
}

// reference returns the body that makes a reference lead to the URL target.
func reference(target string) json.RawMessage {
	e := encoder{buf: []byte(`{"@odata.id":`)}
	e.string(target)
	return append(e.buf, '}')
}

// named puts the operation's name before an error that does not have it.
func named(op *Operation, err error) error {
	if _, ok := err.(*APIError); ok {
		return err
	}
	return fmt.Errorf("%s: %w", op.Name, err)
}

// do sends the request of a call.
func (c *Client) do(ctx context.Context, op *Operation, opts []RequestOption, body any, args []string) (*request, *http.Response, error) {
	if c == nil || c.base == nil {
		return nil, nil, errors.New("the client was not made by NewClient")
	}
	r, err := newRequest(opts)
	if err != nil {
		return nil, nil, err
	}
	req, rb, err := c.build(ctx, op, r, body, args)
	if err != nil {
		return nil, nil, err
	}
	resp, err := c.send(op, req, rb)
	if err != nil {
		return nil, nil, err
	}
	if r.onResponse != nil {
		r.onResponse(resp.StatusCode, resp.Header)
	}
	if r.sink != nil {
		err = r.sink(resp.Body)
		resp.Body.Close()
		resp.Body, resp.ContentLength, resp.StatusCode = http.NoBody, 0, http.StatusNoContent // it is all read
	}
	return r, resp, err
}

// exchange sends the request of a call and lets decode read the answer, unless
// it has no content.
func (c *Client) exchange(ctx context.Context, op *Operation, opts []RequestOption, body any, args []string, decode func(*decoder, http.Header) error) error {
	_, resp, err := c.do(ctx, op, opts, body, args)
	if err == nil {
		err = c.read(op, resp, decode)
	}
	if err != nil {
		return named(op, err)
	}
	return nil
}

// byteOrderMark precedes the text of some plain answers, such as counts.
var byteOrderMark = []byte("\ufeff")
