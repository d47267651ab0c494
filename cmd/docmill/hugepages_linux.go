//go:build amd64 || arm64

package main

import (
	"runtime"
	"runtime/debug"

	"golang.org/x/sys/unix"
)

// This file makes Linux back the heap by pages of 2 MB. A heap that grows to
// hundreds of MB and is gone within a second costs a page fault for every 4 KB
// of it, a quarter of the processor time of reading; of 2 MB there are a hundred
// times fewer. Most systems grant them only to memory that asks ("madvise"), and
// Go's heap does not. Memory keeps what was asked for it: so the heap is grown
// once, at the start, asks, and is free again. None of it is touched by that:
// what is not used later is never backed.

// hugeHeap asks for n bytes of heap, but for no more than a quarter of what may be
// used. Where address space is bounded (RLIMIT_AS, "ulimit -v") it asks for none:
// that counts what is never touched. It leaves the collector off, to be set next.
func hugeHeap(n int64) {
	var space unix.Rlimit
	if unix.Getrlimit(unix.RLIMIT_AS, &space) != nil || space.Cur != unix.RLIM_INFINITY {
		return
	}
	debug.SetGCPercent(-1)
	heap := make([]byte, min(n, debug.SetMemoryLimit(-1)/4))
	// Refused, it stays as it is.
	_ = unix.Madvise(heap, unix.MADV_HUGEPAGE)
	runtime.GC() // heap is free
}
