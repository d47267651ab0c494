package main

import (
	"runtime/debug"
	"testing"
)

func TestCollectAfter(t *testing.T) {
	for _, c := range []struct {
		live uint64
		want int
	}{
		{0, 11200}, // 4 MB count as live at least
		{100 << 20, 448},
		{448 << 20, 100},
		{10 << 30, 100},
	} {
		if got := collectAfter(c.live); got != c.want {
			t.Errorf("%d bytes live: %d %%, want %d", c.live, got, c.want)
		}
	}
}

// What the user sets stays.
func TestSpendMemory(t *testing.T) {
	before := debug.SetGCPercent(77)
	defer debug.SetGCPercent(before)
	t.Setenv("GOMEMLIMIT", "")
	t.Setenv("GOGC", "77")
	spendMemory()
	if got := debug.SetGCPercent(77); got != 77 {
		t.Errorf("GOGC=77 became %d", got)
	}
}
