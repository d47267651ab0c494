//go:build amd64 || arm64

package main

import (
	"runtime"
	"runtime/debug"
	"testing"
)

// The heap is as large as was asked for, and nothing of it is in use.
func TestHugeHeap(t *testing.T) {
	const n = 96 << 20
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	hugeHeap(n)
	runtime.ReadMemStats(&after)
	if free := after.HeapIdle; after.HeapAlloc > before.HeapAlloc+n/2 || free < n {
		t.Errorf("%d bytes in use (%d before) and %d free, want %d free", after.HeapAlloc, before.HeapAlloc, free, n)
	}
	defer debug.SetMemoryLimit(debug.SetMemoryLimit(int64(after.Sys) + 4*n))
	hugeHeap(1 << 40) // no machine has as much
}
