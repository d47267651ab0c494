package runtime

import "testing"

// A replayCase is one file of examples.
type replayCase struct {
	file     string // in testdata
	op       *Operation
	request  func() any // returns a pointer to the type of the request body; nil if it has none
	response func() any // likewise; use pageOf, anyOf, valueOf for what is no generated type
}

func replay(t *testing.T, cases []replayCase) { panic("TODO") }

// pageOf returns a target for a collection; newT is nil unless T is polymorphic.
func pageOf[T any](newT func(odataType string) any) any { panic("TODO") }

// anyOf returns a target for a polymorphic value.
func anyOf(newT func(odataType string) any) any { panic("TODO") }

// valueOf returns a target for a callValue result.
func valueOf[T any]() any { panic("TODO") }
