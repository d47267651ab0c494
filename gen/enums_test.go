package gen

import (
	"bytes"
	"fmt"
	"testing"
)

// The values of any enum are an expression that Go reads: it refuses a hundred
// thousand operators in a row.
func TestValueLines(t *testing.T) {
	e := &enumPlan{}
	for i := range 300_000 {
		e.consts = append(e.consts, constPlan{value: fmt.Sprintf("aValueThatIsLong%d", i)})
	}
	w := &fileWriter{}
	writeValueLines(w, e)
	if n := bytes.Count(w.printed, []byte(" +\n")); n > maxValueLines || n < maxValueLines/2 {
		t.Errorf("%d lines", n)
	}
}
