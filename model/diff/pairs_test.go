package diff

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What is too much to compare each with each has no pairs.
func TestResemble(t *testing.T) {
	for _, test := range []struct{ things, words, times, want int }{
		{0, 5, 1, 0}, {300, 5, 1, 300}, {1000, 9, 1, 1000}, {1000, 10, 1, 0}, {1000, 10, 2, 1000}, {100_000, 1, 1, 0}, {100_000, 1, 10, 0},
	} {
		var list []candidate
		for i := range test.things {
			words := strings.Fields(strings.Repeat(fmt.Sprintf("word%d ", i), test.words))
			list = append(list, candidate{i, traits{words: words}})
		}
		pairs := 0
		same := func(a, b candidate) float64 {
			if a.words[0] == b.words[0] {
				return 1
			}
			return 0
		}
		resemble(list, list, test.times*MaxCompared, same, func(prev, next int) {
			if pairs++; prev != next {
				t.Errorf("%d is taken for %d", prev, next)
			}
		})
		if pairs != test.want {
			t.Errorf("%d things of %d words: %d pairs, want %d", test.things, test.words, pairs, test.want)
		}
	}
}

// Signs are tried one after the other, each on what is left; what is the same more
// than once is paired in order.
func TestInSteps(t *testing.T) {
	var got []string
	note := func(sign string) func(a, b string) { return func(a, b string) { got = append(got, sign+" "+a+" "+b) } }
	gone, came := inSteps(
		[]string{"a1", "b1", "a1", "c1", "", "d1"},
		[]string{"a2", "a1", "", "c2", "a1", "e9"},
		step[string]{byKey(func(s string) string { return s }), note("same")},
		step[string]{byLook(func(a, b string) bool { return a != "" && b != "" && a[0] == b[0] }), note("letter")},
	)
	want := []string{"same a1 a1", "same a1 a1", "letter c1 c2"}
	if !slices.Equal(got, want) || !slices.Equal(gone, []string{"b1", "", "d1"}) || !slices.Equal(came, []string{"a2", "", "e9"}) {
		t.Errorf("got %q, left %q and %q", got, gone, came)
	}
}
