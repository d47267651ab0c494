package runtime

import (
	"context"
	"encoding/json"
	"time"
)

// This file holds types as the generator emits them, with a member of every
// kind, for all tests.

// color is an open enum.
type color string

func (c color) Known() bool { return c == "red" || c == "blue" }

// sample has a member of every kind.
type sample struct {
	ODataType string            `json:"@odata.type,omitzero"`
	Str       Opt[string]       `json:"str,omitzero"`
	Bool      Opt[bool]         `json:"bool,omitzero"`
	I8        Opt[int8]         `json:"i8,omitzero"`
	U8        Opt[uint8]        `json:"u8,omitzero"`
	I16       Opt[int16]        `json:"i16,omitzero"`
	I32       Opt[int32]        `json:"i32,omitzero"`
	I64       Opt[int64]        `json:"i64,omitzero"`
	F32       Opt[float32]      `json:"f32,omitzero"`
	F64       Opt[float64]      `json:"f64,omitzero"`
	Dec       Opt[json.Number]  `json:"dec,omitzero"`
	Time      Opt[time.Time]    `json:"time,omitzero"`
	Date      Opt[Date]         `json:"date,omitzero"`
	Clock     Opt[TimeOfDay]    `json:"clock,omitzero"`
	Dur       Opt[Duration]     `json:"dur,omitzero"`
	Color     Opt[color]        `json:"color,omitzero"`
	Bytes     Opt[[]byte]       `json:"bytes,omitzero"`
	Child     Opt[*sample]      `json:"child,omitzero"`
	Pet       Opt[anyPet]       `json:"pet,omitzero"`
	Raw       json.RawMessage   `json:"raw,omitzero"`
	Strs      []string          `json:"strs,omitzero"`
	Ints      []int64           `json:"ints,omitzero"`
	Colors    []color           `json:"colors,omitzero"`
	Times     []time.Time       `json:"times,omitzero"`
	Children  []*sample         `json:"children,omitzero"`
	Pets      []anyPet          `json:"pets,omitzero"`
	Raws      []json.RawMessage `json:"raws,omitzero"`
	Mapped    Opt[hexID]        `json:"mapped,omitzero"`
	Nested    [][]string        `json:"nested,omitzero"`
	Extra     Extra             `json:"-"`
}

func (x *sample) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
func (x sample) MarshalJSON() ([]byte, error)     { return marshal(&x) }

func (*sample) dispatch(member string) func(string) any {
	switch member {
	case "pet", "pets":
		return newPet
	}
	return nil
}

// hexID stands for a type that a user's configuration maps a property to.
type hexID struct{ s string }

func (h hexID) MarshalText() ([]byte, error) { return []byte(h.s), nil }
func (h *hexID) UnmarshalText(b []byte) error {
	for _, c := range b {
		if _, ok := hex4([]byte{'0', '0', '0', c}); !ok {
			return errNull
		}
	}
	h.s = string(b)
	return nil
}

// anyPet is a pet or one of its descendants.
type anyPet interface{ AsPet() *pet }

type pet struct {
	ODataType string      `json:"@odata.type,omitzero"`
	Name      Opt[string] `json:"name,omitzero"`
	Extra     Extra       `json:"-"`
}

func (x *pet) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
func (x pet) MarshalJSON() ([]byte, error)     { return marshal(&x) }
func (x *pet) AsPet() *pet                     { return x }

type dog struct {
	ODataType string      `json:"@odata.type,omitzero" odata:"test.dog"`
	Name      Opt[string] `json:"name,omitzero"`
	Barks     Opt[bool]   `json:"barks,omitzero"`
	Friends   []anyPet    `json:"friends,omitzero"`
	Extra     Extra       `json:"-"`
}

func (x *dog) UnmarshalJSON(data []byte) error { return unmarshal(data, x) }
func (x dog) MarshalJSON() ([]byte, error)     { return marshal(&x) }
func (x *dog) AsPet() *pet                     { return as(x, new(pet)) }
func (*dog) dispatch(member string) func(string) any {
	if member == "friends" {
		return newPet
	}
	return nil
}

func newPet(odataType string) any {
	if odataType == "test.dog" {
		return new(dog)
	}
	return new(pet)
}

// page does what generated methods do that get one page.
func page[T any](ctx context.Context, c *Client, op *Operation, newT func(odataType string) any, opts []RequestOption, body any, args ...string) (*Page[T], error) {
	out := new(Page[T])
	if err := c.page(ctx, op, newT, opts, body, out, args...); err != nil {
		return nil, err
	}
	return out, nil
}
