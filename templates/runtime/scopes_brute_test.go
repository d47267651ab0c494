package runtime

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// This file compares MinimalScopes with a search that tries every set of
// scopes there is.

// randomOps returns operations that need a few of a few scopes, alone or
// together, in a random order of privilege.
func randomOps(rnd *rand.Rand) []*Operation {
	var ops []*Operation
	for i := range 1 + rnd.IntN(5) {
		var g Grant
		for range 1 + rnd.IntN(4) {
			set := []Scope{Scope('A' + rune(rnd.IntN(8)))}
			for rnd.IntN(3) == 0 {
				set = union(set, []Scope{Scope('A' + rune(rnd.IntN(8)))})
			}
			g.AnyOf = append(g.AnyOf, set)
		}
		ops = append(ops, &Operation{Name: fmt.Sprint("op", i), permissions: permissionText(PermissionSet{Application: g})})
	}
	return ops
}

// places returns, for each operation, which alternative have meets first; nil
// if one is not met.
func places(ops []*Operation, have []Scope) []int {
	var out []int
	for _, op := range ops {
		i := place(op.Permissions()[0].Application.AnyOf, have)
		if i < 0 {
			return nil
		}
		out = append(out, i)
	}
	return out
}

// bruteForce returns the places and the size of the set that MinimalScopes
// should find.
func bruteForce(ops []*Operation) (best []int, size int) {
	for mask := range 1 << 8 {
		var have []Scope
		for i := range 8 {
			if mask&(1<<i) != 0 {
				have = append(have, Scope('A'+rune(i)))
			}
		}
		at := places(ops, have)
		if at == nil {
			continue
		}
		if best == nil || len(have) < size || len(have) == size && slices.Compare(at, best) < 0 {
			best, size = at, len(have)
		}
	}
	return best, size
}

func TestMinimalScopesBruteForce(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		ops := randomOps(rnd)
		got, err := MinimalScopes(SchemeApplication, ops...)
		want, size := bruteForce(ops)
		if at := places(ops, got); err != nil || len(got) != size || !slices.Equal(at, want) {
			for _, op := range ops {
				t.Log(op.Name, op.Permissions()[0].Application)
			}
			t.Fatalf("got %v (%v), alternatives %v; want %d scopes, alternatives %v", got, err, at, size, want)
		}
	}
}
