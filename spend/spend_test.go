package spend

import (
	"math"
	"runtime/debug"
	"testing"
)

func TestCollectAfter(t *testing.T) {
	const mb = 1 << 20
	for _, c := range []struct {
		pages int64
		live  uint64
		want  int
	}{
		{0, 0, 11200}, // 4 MB count as live at least
		{0, 100 * mb, 448},
		{0, 448 * mb, 100},
		{0, 10000 * mb, 100},
		{10 * mb, 100 * mb, 448}, // few pages
		{100 * mb, 100 * mb, 1400},
		{100 * mb, 2000 * mb, 100}, // more is in use
	} {
		s := new(Spender)
		s.pages.Store(c.pages)
		if got := s.collectAfter(c.live); got != c.want {
			t.Errorf("pages of %d bytes, %d bytes live: %d %%, want %d", c.pages, c.live, got, c.want)
		}
	}
}

// What is read lets expect what all pages have.
func TestExpect(t *testing.T) {
	s, shown := new(Spender), 0
	told := s.Expect(func() int64 { return 300 }, func(done, total int) { shown = done })
	told(10, 1000)
	if got := s.pages.Load(); got != 30000 || shown != 10 {
		t.Errorf("ten of a thousand pages have 300 bytes: %d bytes expected, %d pages shown", got, shown)
	}
	if (*Spender)(nil).Expect(nil, nil) != nil {
		t.Error("who spends nothing wants to know")
	}
}

// What the user sets stays, of both.
func TestMemory(t *testing.T) {
	percent, limit := debug.SetGCPercent(77), debug.SetMemoryLimit(math.MaxInt64-1)
	defer debug.SetGCPercent(percent)
	defer debug.SetMemoryLimit(limit)
	for _, name := range []string{"GOGC", "GOMEMLIMIT"} {
		t.Setenv("GOGC", "")
		t.Setenv("GOMEMLIMIT", "")
		t.Setenv(name, "77")
		spends := Memory()
		if percent, limit := debug.SetGCPercent(77), debug.SetMemoryLimit(-1); spends != nil || percent != 77 || limit != math.MaxInt64-1 {
			t.Errorf("%s=77: the collector runs after %d %%, or at %d bytes", name, percent, limit)
		}
	}
}
