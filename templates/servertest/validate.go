package servertest

import (
	"encoding/json"
	"errors"
	"net/http"
	"reflect"
	"strings"

	api "github.com/docmill/docmill/templates/runtime"
)

// This file checks bodies against the rules that the pages state. A program
// that does not ask for it does not link the types.

// ValidateBodies lets the server answer requests whose body does not decode, or
// breaks a documented rule, with 400. The error names each rule and the page's
// sentence; warnings, such as an unknown value of an enumeration, are no
// errors.
func ValidateBodies() Option { return func(s *Server) { s.check = checkBody } }

// A bodyType says what a body of op is.
type bodyType struct {
	op *api.Operation
	// odataType is the @odata.type that bodies of the type have, "" for the
	// type that is documented for the operation.
	odataType string
	typ       json.Unmarshaler // a nil pointer
}

// checkBody returns what is wrong with body, nil for nothing.
func checkBody(rt *route, body []byte) *failure {
	if len(body) == 0 {
		body = []byte("{}")
	}
	x := newBody(rt.op, body)
	if x == nil {
		return nil
	}
	if err := x.UnmarshalJSON(body); err != nil {
		return newFailure(http.StatusBadRequest, err.Error())
	}
	var list api.ValidationErrors
	if err := rt.op.ValidateBody(x); errors.As(err, &list) && errors.As(list.WithoutWarnings(), &list) {
		return broken(list)
	}
	return nil
}

// newBody returns a new value of the type of body, nil if the operation's
// bodies are of no documented type.
func newBody(op *api.Operation, body []byte) json.Unmarshaler {
	var head struct {
		Type string `json:"@odata.type"`
	}
	_ = json.Unmarshal(body, &head) // no object has no type
	var found json.Unmarshaler
	for _, b := range bodies {
		if b.op == op && (b.odataType == "" || b.odataType == strings.TrimPrefix(head.Type, "#")) {
			found = b.typ // the documented type comes first
		}
	}
	if found == nil {
		return nil
	}
	return reflect.New(reflect.TypeOf(found).Elem()).Interface().(json.Unmarshaler)
}

// broken returns the failure for broken rules.
func broken(list api.ValidationErrors) *failure {
	f := newFailure(http.StatusBadRequest, list.Error())
	for _, e := range list {
		f.details = append(f.details, detail{string(e.Rule), e.Error(), e.Path})
	}
	return f
}
