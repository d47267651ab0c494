package selection

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// reachable returns which nodes one leads to, itself included.
func reachable(next [][]int32, from int32) []bool {
	seen := make([]bool, len(next))
	left := []int32{from}
	for len(left) > 0 {
		id := left[len(left)-1]
		left = left[:len(left)-1]
		if !seen[id] {
			seen[id] = true
			left = append(left, next[id]...)
		}
	}
	return seen
}

func randomGraph(r *rand.Rand, nodes, edges int) [][]int32 {
	next := make([][]int32, nodes)
	for range edges {
		from := r.IntN(nodes)
		next[from] = append(next[from], int32(r.IntN(nodes)))
	}
	return next
}

// Two nodes are of one circle if each leads to the other, and of two circles the one
// that leads to the other has the larger number.
func TestCircles(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		next := randomGraph(r, 1+r.IntN(20), r.IntN(40))
		of, n := circles(next)
		var to [][]bool
		for id := range next {
			to = append(to, reachable(next, int32(id)))
		}
		for a := range next {
			for b := range next {
				if one := to[a][b] && to[b][a]; one != (of[a] == of[b]) || to[a][b] && of[a] < of[b] || int(of[a]) >= n {
					t.Fatalf("%v: circles %v of %d", next, of, n)
				}
			}
		}
	}
}

// A chain of any length costs no stack.
func TestCirclesOfChain(t *testing.T) {
	next := make([][]int32, 1_000_000)
	for i := range next[1:] {
		next[i] = []int32{int32(i + 1)}
	}
	if of, n := circles(next); n != len(next) || of[0] != int32(n-1) {
		t.Errorf("%d circles, the first node is of %d", n, of[0])
	}
}

// Sums are those of what each entry leads to, however many hundreds of things there
// are.
func TestReachCount(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 20 {
		nodes := 1 + r.IntN(400)
		tally := &tally{next: randomGraph(r, nodes, nodes*3/2)}
		of := make(things, r.IntN(1500))
		bytes := make([]int, len(of))
		for i := range of {
			bytes[i] = r.IntN(100)
			for range r.IntN(3) {
				of[i] = append(of[i], int32(r.IntN(nodes)))
			}
		}
		entries := []int{r.IntN(nodes), r.IntN(nodes), r.IntN(nodes)}
		lens, sums := make([]int, len(entries)), make([]int, len(entries))
		w := new(weights)
		tally.reach().count(of, entries, func(i, from int, s *set) {
			w.read(bytes[from:])
			lens[i] += s.len()
			sums[i] += w.of(s)
		})
		for i, id := range entries {
			seen := reachable(tally.next, int32(id))
			n, sum := 0, 0
			for j, by := range of {
				if slices.ContainsFunc(by, func(id int32) bool { return seen[id] }) {
					n++
					sum += bytes[j]
				}
			}
			if lens[i] != n || sums[i] != sum {
				t.Errorf("an entry has %d things of %d bytes, want %d of %d", lens[i], sums[i], n, sum)
			}
		}
	}
}
