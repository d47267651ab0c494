package runtime

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
)

// This file reads what a service answers.

// read reads and closes the body of a successful answer.
func (c *Client) read(op *Operation, resp *http.Response, decode func(*decoder, http.Header) error) error {
	defer resp.Body.Close()
	data, err := readAll(resp, c.maxBody)
	if err != nil {
		return fmt.Errorf("read the answer: %w", err)
	}
	data = bytes.TrimPrefix(data, byteOrderMark)
	d := &decoder{data: data, lenient: c.lenient}
	empty := d.next() == 0 && d.pos == len(data)
	switch {
	case empty && mayBeEmpty(op, resp.StatusCode):
		return nil
	case empty:
		data = []byte{}
	}
	if err := decode(d, resp.Header); err != nil {
		if empty {
			return fmt.Errorf("the server answered %d without content", resp.StatusCode)
		}
		if _, ok := err.(*embeddedError); ok {
			resp.Body = io.NopCloser(bytes.NewReader(data))
			return newAPIError(op, resp)
		}
		if ct := resp.Header.Get("Content-Type"); ct != "" && !strings.Contains(ct, "json") {
			return fmt.Errorf("the server answered with %s: %w", oneLine(ct), err)
		}
		return err
	}
	return nil
}

// mayBeEmpty reports whether an answer needs no content: what was asked for has
// been done, or will be. Some services tell what they created by the Location
// header alone.
func mayBeEmpty(op *Operation, status int) bool {
	return op.Method != http.MethodGet || status == http.StatusNoContent || status == http.StatusAccepted || status == http.StatusResetContent
}

// readAll reads the body of a response, at most limit bytes.
func readAll(resp *http.Response, limit int64) ([]byte, error) {
	var b bytes.Buffer
	if n := resp.ContentLength; n > 0 && n <= limit {
		b.Grow(int(min(n, 8<<20)) + bytes.MinRead)
	}
	n, err := b.ReadFrom(io.LimitReader(resp.Body, limit+1))
	if err == nil && n > limit {
		err = fmt.Errorf("longer than %d bytes", limit)
	}
	return b.Bytes(), err
}

// An embeddedError says that an answer with a status of success holds nothing
// but an error.
type embeddedError struct{}

func (*embeddedError) Error() string { return "the answer is an error" }

// nothing ignores the document, unless it is an error.
func (d *decoder) nothing() error {
	if name, _ := d.soleObject(); name == "error" {
		return &embeddedError{}
	}
	return nil
}

// entity decodes the document into x, a pointer to a generated struct. It sees
// through {"value": {…}}, in which some services wrap single entities, unless
// the type has a member of that name itself.
func (d *decoder) entity(x any) error {
	p, at := structAt(x)
	return d.unwrap(p, func() error { return d.object(p, at) })
}

// anyEntity is entity for a polymorphic result: v is the interface.
func (d *decoder) anyEntity(newT func(odataType string) any, v reflect.Value) error {
	p := planOf(reflect.TypeOf(newT("")).Elem())
	return d.unwrap(p, func() error { return d.any(&field{dispatch: newT}, v) })
}

// unwrap calls decode at the entity in the document, of which p is the plan.
func (d *decoder) unwrap(p *plan, decode func() error) error {
	name, start := d.soleObject()
	own := p.holdsObject(name)
	if name == "error" && !own {
		return &embeddedError{}
	} else if name == "value" && !own {
		d.pos = start
		return inValue(decode()) // soleObject has checked what follows
	}
	if err := decode(); err != nil {
		return err
	}
	return d.end()
}

// inValue puts a mistake below the member "value" around the result.
func inValue(err error) error {
	if e, ok := err.(*DecodeError); ok && !e.Syntax {
		e.under(e.Type, "value")
	}
	return err
}

// soleObject returns name and place of the only member of the document that
// is no annotation, if it is an object; "" otherwise. For most documents it
// looks at their first members only.
func (d *decoder) soleObject() (name string, start int) {
	look := decoder{data: d.data, pos: d.pos}
	if look.next() != '{' || look.enter() != nil {
		return "", 0
	}
	for first := true; ; first = false {
		more, err := look.more('}', first)
		if err != nil {
			return "", 0
		}
		if !more {
			look.leave()
			if look.end() != nil {
				return "", 0
			}
			return name, start
		}
		key, err := look.key()
		if err != nil {
			return "", 0
		}
		if !bytes.HasPrefix(key, []byte("@")) {
			if name != "" || look.next() != '{' {
				return "", 0
			}
			name, start = string(key), look.pos
		}
		if look.skip() != nil {
			return "", 0
		}
	}
}

// single decodes a value that is no object into p. A string may also come as
// plain text.
func (d *decoder) single(p any, h http.Header) error {
	c := d.next()
	if s, ok := p.(*string); ok && c != '"' && strings.HasPrefix(h.Get("Content-Type"), "text/plain") {
		*s = string(d.data)
		return nil
	}
	if name, _ := d.soleObject(); name == "error" {
		return &embeddedError{}
	}
	start := -1
	if c == '{' {
		look := *d
		if err := look.skip(); err != nil {
			return err
		}
		if err := look.end(); err != nil {
			return err
		}
		if start = d.find("value"); start >= 0 {
			d.pos = start
		}
	}
	f := &field{val: valueTypeOf(reflect.TypeOf(p).Elem())}
	if err := d.value(f, reflect.ValueOf(p).UnsafePointer()); err != nil && err != errNull {
		if start >= 0 {
			err = inValue(err)
		}
		return err
	}
	if start >= 0 {
		return nil // the rest has been checked
	}
	return d.end()
}

// find returns where the value of the document's member name starts, -1 if
// there is none. The document must be an object.
func (d *decoder) find(name string) int {
	look := decoder{data: d.data, pos: d.pos}
	if look.enter() != nil {
		return -1
	}
	for first := true; ; first = false {
		more, err := look.more('}', first)
		if !more || err != nil {
			return -1
		}
		key, err := look.key()
		if err != nil {
			return -1
		}
		if look.next(); string(key) == name {
			return look.pos
		}
		if look.skip() != nil {
			return -1
		}
	}
}
