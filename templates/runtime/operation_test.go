package runtime

import (
	"slices"
	"testing"
)

func TestOperationsAt(t *testing.T) {
	a, b := &Operation{Name: "a"}, &Operation{Name: "b"}
	got := operationsAt([]**Operation{&b, &a})
	if !slices.Equal(got, []*Operation{b, a}) {
		t.Errorf("got %v", got)
	}
	if got[0] = nil; b == nil {
		t.Error("the result is not a copy")
	}
}
