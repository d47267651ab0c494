package runtime

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"reflect"
	"slices"
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

// page returns the first page of a collection, or that of FromLink. newT is
// nil unless T is the interface of a polymorphic type. body and args are as
// for call.
func page[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...any) (*Page[T], error) {
	out := new(Page[T])
	r, resp, err := c.do(ctx, op, opts, body, args)
	if err == nil {
		err = c.read(op, resp, func(d *decoder, _ http.Header) error {
			d.newAny = newT
			if err := d.page(out, &out.Value); err != nil || out.Value != nil || string(out.Extra["value"]) == "null" {
				return err
			}
			return errors.New("the answer has no value that is an array of the documented type")
		})
	}
	if err != nil {
		return nil, named(op, err)
	}
	if r.onPage != nil {
		r.onPage(out.NextLink, out.DeltaLink)
	}
	return out, nil
}

// page decodes the document into out, a pointer to a Page whose Value is at
// value. Some services answer with the bare array.
func (d *decoder) page(out, value any) error {
	if d.next() == '[' {
		v := reflect.ValueOf(value).Elem()
		if err := d.slice(&field{val: valueTypeOf(v.Type())}, v); err != nil {
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
func list[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		seen := map[string]bool{}
		opts := slices.Clone(opts)
		for {
			p, err := page[T](ctx, c, op, newT, opts, body, args...)
			if err != nil {
				yield(zero, err)
				return
			}
			for _, item := range p.Value {
				if !isNil(item) && !yield(item, nil) {
					return
				}
			}
			if p.NextLink == "" {
				return
			}
			if seen[p.NextLink] {
				yield(zero, fmt.Errorf("%s: the server repeats a next link", op.Name))
				return
			}
			seen[p.NextLink] = true
			opts = append(opts, FromLink(p.NextLink))
		}
	}
}
