package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// This file says how much memory docmill spends to save time. Go's collector
// runs whenever the heap has doubled: for a program that begins with nothing,
// makes some hundred MB of pages and Go, and ends, that is dozens of times. Here
// it waits until there are garbage bytes more than what is in use, and for as
// much as is in use where that is more, so that large documentation takes
// twice what it needs, as any Go program does.

// garbage is how many bytes may lie about before the collector runs.
const garbage = 448 << 20

// spendMemory sets the collector, unless the user did by GOGC or GOMEMLIMIT.
func spendMemory() {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetGCPercent(collectAfter(0))
	afterCollection()
}

// collectAfter returns the growth of the heap in percent after which the
// collector runs if there are live bytes in use.
func collectAfter(live uint64) int {
	const atLeast = 4 << 20 // what the collector takes for live if less is
	return int(max(100, garbage*100/max(live, atLeast)))
}

// afterCollection sets the collector anew after each of its runs. The runtime
// tells of them by the finalizer of an object that nothing refers to.
func afterCollection() {
	runtime.SetFinalizer(new(sentinel), func(*sentinel) {
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetGCPercent(collectAfter(live[0].Value.Uint64()))
		afterCollection()
	})
}

// A sentinel has a size, for the runtime may not tell of objects without one.
type sentinel struct{ _ [16]byte }
