package runtime

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"slices"
	"unsafe"
)

// This file reads collections, which servers answer in pages that are linked
// with each other.

// A Page is one page of a collection.
type Page[T any] struct {
	Value []T `json:"value"` // items of this page
	// NextLink leads to the next page, "" for the last one. FromLink follows it.
	NextLink string `json:"@odata.nextLink,omitzero"`
	// DeltaLink leads to the changes since this page, "" except on the last
	// page of a delta query.
	DeltaLink string     `json:"@odata.deltaLink,omitzero"`
	Count     Opt[int64] `json:"@odata.count,omitzero"` // of all pages
	Extra     Extra      `json:"-"`                     // other annotations
}

// page sets out, a pointer to a Page, to the first page of a collection, or that
// of FromLink. newT is nil unless the items are polymorphic. body and args are as
// for call. It knows the members of a Page by their names, so that it is compiled
// once and not for each type of items.
func (c *Client) page(ctx context.Context, op *Operation, newT func(odataType string) any, opts []RequestOption, body, out any, args ...string) error {
	p, at := structAt(out)
	value := p.fields[p.byName["value"]].val.at(p.fields[p.byName["value"]].of(at))
	r, resp, err := c.do(ctx, op, opts, body, args)
	if err == nil {
		err = c.read(op, resp, func(d *decoder, _ http.Header) error {
			d.newAny = newT
			if err := d.page(out, value); err != nil || !value.IsNil() || string((*p.extraOf(at))["value"]) == "null" {
				return err
			}
			return errors.New("the answer has no value that is an array of the documented type")
		})
	}
	if err != nil {
		return named(op, err)
	}
	if r.onPage != nil {
		r.onPage(p.text("@odata.nextLink", at), p.text("@odata.deltaLink", at))
	}
	return nil
}

// text returns the member called name, a string, of the struct at x.
func (p *plan) text(name string, x unsafe.Pointer) string {
	return *(*string)(p.fields[p.byName[name]].of(x))
}

// page decodes the document into out, a pointer to a Page, of which value is the
// Value. Some services answer with the bare array.
func (d *decoder) page(out any, value reflect.Value) error {
	if d.next() == '[' {
		if err := d.slice(&field{val: valueTypeOf(value.Type())}, value); err != nil {
			return err
		}
		return d.end()
	}
	if name, _ := d.soleObject(); name == "error" {
		return &embeddedError{}
	}
	if d.next() != '{' {
		return d.mismatch(d.pos, "an object")
	}
	return d.document(out)
}

// list iterates over all items of a collection, fetching page after page while
// the loop goes on. An error ends it; the error comes with a zero T. Each
// range over the result starts anew. Parameters are as for page.
//
// Inlined, its loop would be compiled again for each operation.
//
//go:noinline
func list[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		c.list(ctx, op, newT, opts, body, new(Page[T]), args, func(item any, err error) bool {
			x, _ := item.(T)
			return yield(x, err)
		})
	}
}

// list is the part of the function list that need not be compiled for each T:
// out is a pointer to a Page for each page in turn.
func (c *Client) list(ctx context.Context, op *Operation, newT func(odataType string) any, opts []RequestOption, body, out any, args []string, yield func(item any, err error) bool) {
	p, at := structAt(out)
	seen := map[string]bool{}
	opts = slices.Clone(opts)
	for {
		reflect.ValueOf(out).Elem().SetZero()
		if err := c.page(ctx, op, newT, opts, body, out, args...); err != nil {
			yield(nil, err)
			return
		}
		value := p.fields[p.byName["value"]]
		items := value.val.at(value.of(at))
		for i := range items.Len() {
			if item := items.Index(i).Interface(); !isNil(item) && !yield(item, nil) {
				return
			}
		}
		next := p.text("@odata.nextLink", at)
		if next == "" {
			return
		}
		if seen[next] {
			yield(nil, fmt.Errorf("%s: the server repeats a next link", op.Name))
			return
		}
		seen[next] = true
		opts = append(opts, FromLink(next))
	}
}
