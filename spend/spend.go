// Package spend says how much memory docmill spends to save time.
//
// Go's collector runs whenever the heap has doubled: for a program that begins with
// nothing, makes some hundred MB of pages and Go, and ends, that is dozens of times.
// Here it waits until there are garbage bytes more than what is in use. Of large
// documentation more may wait, in proportion to its pages: what is in use is looked
// through as often while twice as much comes to be, and a page costs the same. The
// machine sets the bound: near it the collector runs as often as it must.
package spend

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

const (
	// garbage is how many bytes may lie about before the collector runs.
	garbage = 448 << 20
	// garbagePerByte is how many may for a byte of pages, where that is more:
	// about what all that a page becomes takes.
	garbagePerByte = 14
	// ofMachine is how much of the memory of the machine, or of what the
	// container may have of it, is used without care.
	ofMachine = 0.75
)

// A Spender tells the collector how much garbage may wait. A nil one leaves it
// alone.
type Spender struct {
	pages atomic.Int64 // bytes of all pages, as far as known
}

// Memory sets the collector of this process, unless the user did by GOGC or
// GOMEMLIMIT: then it returns nil.
func Memory() *Spender {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	// Where nobody can tell, there is no limit.
	_, _ = memlimit.Set(memlimit.WithRatio(ofMachine), memlimit.WithProvider(memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)))
	s := new(Spender)
	debug.SetGCPercent(s.collectAfter(0))
	s.afterCollection()
	return s
}

// collectAfter returns the growth of the heap in percent after which the
// collector runs if there are live bytes in use.
func (s *Spender) collectAfter(live uint64) int {
	const atLeast = 4 << 20 // what the collector takes for live if less is
	live = max(live, atLeast)
	return int(max(garbage, garbagePerByte*uint64(s.pages.Load()), live) * 100 / live)
}

// afterCollection sets the collector anew after each of its runs. The runtime
// tells of them by the finalizer of an object that nothing refers to.
func (s *Spender) afterCollection() {
	runtime.SetFinalizer(new(sentinel), func(*sentinel) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(s.collectAfter(live[0].Value.Uint64()))
		s.afterCollection()
	})
}

// A sentinel has a size, for the runtime may not tell of objects without one.
type sentinel struct{ _ [16]byte }

// Expect returns show, which may be nil, as what is told of the progress of
// reading: so many pages as are read, which have size bytes, let expect how many
// all have.
func (s *Spender) Expect(size func() int64, show func(done, total int)) func(done, total int) {
	if s == nil {
		return show
	}
	return func(done, total int) {
		s.pages.Store(size() / int64(done) * int64(total))
		if show != nil {
			show(done, total)
		}
	}
}
