// Package p has fuzz targets of which one is as it should be and each other ends
// in a way of its own.
package p

import (
	"flag"
	"fmt"
	"strings"
	"testing"
)

func told(name string) bool { return flag.Lookup(name).Value.String() != flag.Lookup(name).DefValue }

func FuzzFine(f *testing.F) { f.Fuzz(func(*testing.T, []byte) {}) }

// A fault, which says what the end of the time says.
func FuzzFault(f *testing.F) {
	f.Add([]byte("x"))
	f.Fuzz(func(t *testing.T, text []byte) {
		if len(text) != 1 {
			t.Error("context deadline exceeded")
		}
	})
}

// What a machine does that is busy for more than ten seconds.
func FuzzOnce(f *testing.F) {
	f.Add("x")
	f.Fuzz(func(t *testing.T, text string) {
		if text != "x" && told("test.fuzzworker") {
			panic("busy")
		}
	})
}

func FuzzSeedOnce(f *testing.F) {
	f.Add("x")
	f.Fuzz(func(t *testing.T, text string) {
		if told("test.fuzzworker") {
			panic("busy")
		}
	})
}

func FuzzSeed(f *testing.F) {
	f.Add("x")
	f.Fuzz(func(t *testing.T, text string) {
		if strings.Contains(text, "x") {
			t.Error("x")
		}
	})
}

// What Go does at times when a target's time is over.
func FuzzTime(f *testing.F) {
	f.Fuzz(func(*testing.T, []byte) {})
	if told("test.fuzz") {
		fmt.Println("    context deadline exceeded")
		f.Fail()
	}
}

func FuzzNothing(f *testing.F) { f.Skip() }
