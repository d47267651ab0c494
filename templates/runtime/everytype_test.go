package runtime

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestEveryType(t *testing.T) {
	everyType(t, []any{(*sample)(nil), (*pet)(nil), (*dog)(nil)})
}

// forgetful is a type that loses what it does not know.
type forgetful struct {
	Name Opt[string] `json:"name,omitzero"`
}

// rewriting is a type that writes something else.
type rewriting struct {
	Name  Opt[string] `json:"name,omitzero"`
	Extra Extra       `json:"-"`
}

func (x rewriting) MarshalJSON() ([]byte, error) { return []byte(`{"name":"z"}`), nil }

func TestEveryTypeFinds(t *testing.T) {
	for _, tt := range []struct {
		zero any
		want string // part of an error
	}{
		{(*forgetful)(nil), "has no Extra"},
		{(*rewriting)(nil), `is written as {} and then as {"name":"z"}`},
	} {
		errs := checkType(reflect.TypeOf(tt.zero).Elem()).errs
		if !slices.ContainsFunc(errs, func(err error) bool { return strings.Contains(err.Error(), tt.want) }) {
			t.Errorf("%T: errors %v, want one with %q", tt.zero, errs, tt.want)
		}
	}
}

func TestOptOfAnyAlone(t *testing.T) {
	var o Opt[anyPet]
	err := o.UnmarshalJSON([]byte(`{"name":"a"}`))
	if err == nil || !strings.Contains(err.Error(), "found an object, expected an object inside of the struct") {
		t.Errorf("error %v", err)
	}
}
