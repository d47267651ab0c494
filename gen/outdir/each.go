package outdir

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// each calls f with the index and the value of each name, for as many at a time
// as workers says, 0 for as many as there are processors. Once a call has
// failed no more are begun. The error is that of the first name that failed.
func each(workers int, names []string, f func(i int, name string) error) error {
	if workers == 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var failed atomic.Bool
	errs := make([]error, len(names))
	work := func() {
		for !failed.Load() {
			i := int(next.Add(1)) - 1
			if i >= len(names) {
				return
			}
			if errs[i] = f(i, names[i]); errs[i] != nil {
				failed.Store(true)
			}
		}
	}
	var group sync.WaitGroup
	for range min(workers, len(names)) {
		group.Go(work)
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
