package link

import (
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/docmill/docmill/model/diag"
)

// each calls f for every element of a list, several at a time. f gets a linker
// with findings of its own, which are joined in the order of the list. It may
// change its element; what elements have in common it may only read, unless it
// holds the lock ([linker.alone]).
func each[T any](l *linker, list []T, f func(l *linker, x T)) {
	workers := runtime.GOMAXPROCS(0)
	some := min(32, 1+len(list)/(8*workers)) // elements at a time
	found := make([]diag.List, (len(list)+some-1)/some)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(workers, len(found)) {
		wait.Go(func() {
			own := *l
			for i := int(next.Add(1)) - 1; i < len(found); i = int(next.Add(1)) - 1 {
				own.diags = nil
				for _, x := range list[i*some : min((i+1)*some, len(list))] {
					f(&own, x)
				}
				found[i] = own.diags
			}
		})
	}
	wait.Wait()
	l.diags = slices.Concat(append([]diag.List{l.diags}, found...)...)
}

// gather calls f for every element of a list, as each does, and returns what the calls
// append to found, in the order of the list.
func gather[T, R any](l *linker, list []T, f func(l *linker, x T, found []R) []R) []R {
	type part struct {
		of    []T
		found []R
	}
	var all []part
	for _, of := range parts(list) {
		all = append(all, part{of: of})
	}
	each(l, pointers(all), func(l *linker, p *part) {
		for _, x := range p.of {
			p.found = f(l, x, p.found)
		}
	})
	var out []R
	for i := range all {
		out = append(out, all[i].found...)
	}
	return out
}

// alone calls f while no other call of it runs.
func (l *linker) alone(f func()) {
	l.lock.Lock()
	defer l.lock.Unlock()
	f()
}

// parts cuts a list into parts, a few for each processor: for steps that count,
// whose counts have to be joined.
func parts[T any](list []T) [][]T {
	return slices.Collect(slices.Chunk(list, 1+len(list)/(4*runtime.GOMAXPROCS(0))))
}
