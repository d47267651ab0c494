package servertest

import (
	"context"
	"encoding"
	"io"
	"reflect"
	"strings"
	"testing"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file is copied as a test. It calls every method of every service
// against the server, with whatever arguments fit, so that each operation's
// path is found again and each answer decodes.

// TestEveryOperation calls all operations.
func TestEveryOperation(t *testing.T) {
	s := New(RequireAuthorization(), TwoPages())
	walkAll(t, s, s.Start(t))
}

// walkAll calls the methods of root and its services, and wants each operation
// to be called.
func walkAll(t *testing.T, s *Server, root any) {
	w := &walker{t: t, s: s, seen: make(map[*api.Operation]bool)}
	for i := range routes {
		for _, name := range routes[i].needs {
			w.opts = append(w.opts, reflect.ValueOf(api.Header(name, "*")))
		}
	}
	w.service(reflect.ValueOf(root))
	for i := range routes {
		if !w.seen[routes[i].op] {
			t.Errorf("%s was not called", routes[i].op.Name)
		}
	}
	examples, smallest := 0, 0
	for i := range routes {
		if routes[i].file != "" {
			examples++
		} else if routes[i].body != "" {
			smallest++
		}
	}
	t.Logf("%d operations: %d answers are examples, %d the smallest of the documented form, %d have no content",
		len(routes), examples, smallest, len(routes)-examples-smallest)
}

// A walker is the state of walkAll.
type walker struct {
	t    *testing.T
	s    *Server
	opts []reflect.Value
	seen map[*api.Operation]bool
}

// service calls the operations of a service, or of the client, and of the
// services below it. What takes a context is an operation, what takes
// nothing leads to a service.
func (w *walker) service(v reflect.Value) {
	for i := range v.NumMethod() {
		m := v.Method(i)
		switch t := m.Type(); {
		case t.NumIn() > 0 && t.In(0) == reflect.TypeFor[context.Context]():
			w.operation(v.Type().Elem().Name()+"."+v.Type().Method(i).Name, m)
		case t.NumIn() == 0 && t.NumOut() == 1 && t.Out(0).Kind() == reflect.Pointer:
			w.service(m.Call(nil)[0])
		}
	}
}

// operation calls a method.
func (w *walker) operation(name string, m reflect.Value) {
	args := []reflect.Value{reflect.ValueOf(w.t.Context())}
	for i := 1; i < m.Type().NumIn()-1; i++ { // the last are options
		args = append(args, argument(m.Type().In(i)))
	}
	out := m.Call(append(args, w.opts...))
	err, _ := out[len(out)-1].Interface().(error)
	if out[0].Kind() == reflect.Func {
		for _, e := range out[0].Seq2() {
			if err, _ = e.Interface().(error); err != nil {
				break
			}
		}
	}
	if body, ok := out[0].Interface().(io.ReadCloser); ok {
		_, err = io.Copy(io.Discard, body)
		body.Close()
	}
	for _, r := range w.s.Requests() {
		w.seen[r.Operation] = true
	}
	w.s.Reset()
	if err != nil {
		w.t.Errorf("%s: %v", name, err)
	}
}

// argument returns a value that a method can be called with.
func argument(t reflect.Type) reflect.Value {
	switch {
	case t.Kind() == reflect.Pointer:
		return reflect.New(t.Elem())
	case t == reflect.TypeFor[io.Reader]():
		return reflect.ValueOf(strings.NewReader("content"))
	case t.Kind() == reflect.String:
		return reflect.ValueOf("key 1%2F").Convert(t)
	}
	v := reflect.New(t)
	if x, ok := v.Interface().(encoding.TextUnmarshaler); ok {
		for _, text := range []string{"2000-01-01", "12:00:00", "PT1S"} {
			if x.UnmarshalText([]byte(text)) == nil {
				break
			}
		}
	}
	return v.Elem()
}
