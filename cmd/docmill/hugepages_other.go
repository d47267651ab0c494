//go:build !linux || !(amd64 || arm64)

package main

// hugeHeap does nothing where the system sees to large pages itself, or has none.
func hugeHeap(int64) {}
